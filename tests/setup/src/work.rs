//! What the program does for a living: a job with two stages.

use logging_runtime::{job, stage};

/// One job that ends well, and one that fails.
pub(crate) fn two_jobs() {
    for speech in [true, false] {
        // The log says how it ended, which is all that is asked for here.
        let _ = transcript(speech);
    }
}

/// A job that looks for captions, finds none, and listens instead.
#[job("transcript", id = if speech { "j-1" } else { "j-2" }, ctx(video_id = "v-1"))]
pub(crate) fn transcript(speech: bool) -> Result<usize, String> {
    tracing::info!("looking for captions");
    match captions() {
        Some(words) => Ok(words),
        None => listen(speech),
    }
}

#[stage("captions")]
fn captions() -> Option<usize> {
    None
}

#[stage("asr", fields(profile = "small"))]
fn listen(speech: bool) -> Result<usize, String> {
    if speech {
        Ok(812)
    } else {
        Err("no speech".to_owned())
    }
}
