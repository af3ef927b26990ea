use std::time::Duration;

use logging_runtime::job;

/// What may be text is asked for by its name, and nothing else is.
#[job]
fn asked(job_id: &str, video_id: String, limit: Duration, list: &[u8], _quiet: u8) -> usize {
    job_id.len() + video_id.len() + list.len() + limit.subsec_nanos() as usize
}

#[job(id = video_id)]
async fn asked_later(job_id: u64, video_id: &str) -> usize {
    video_id.len()
}
