use logging_runtime::{job, stage};

struct Request {
    id: String,
    video: Option<String>,
}

#[job("transcript", id = req.id, ctx(video_id = req.video, tenant = "a"))]
fn transcript(req: &Request) -> bool {
    req.video.is_some()
}

#[stage("displayed", ctx(video_id = %number, shape = ?(number, 1)))]
fn displayed(number: u8) -> u8 {
    number
}
