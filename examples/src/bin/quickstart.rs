//! The example of the README.

use logging_runtime::{job, stage};
use std::io;

#[stage("download", fields(attempt))]
fn download(video_id: &str, attempt: u32) -> io::Result<String> {
    match attempt {
        1 => Err(io::ErrorKind::TimedOut.into()),
        _ => Ok(format!("the audio of {video_id}")),
    }
}

#[job("transcript", id = format!("j-{n}"))]
fn transcript(n: u32, video_id: &str) -> io::Result<usize> {
    let audio = download(video_id, 1).or_else(|_| download(video_id, 2))?;
    Ok(audio.len())
}

fn main() {
    let _guard = logging_runtime::init();
    let _ = transcript(17, "bbz2boNSeL0");
}
