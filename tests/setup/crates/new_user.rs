//! A program that knows nothing of logging: it listens to videos, one for each argument.

use std::num::ParseIntError;
use std::process::ExitCode;

fn transcribe(video_id: &str, length: &str) -> Result<u32, ParseIntError> {
    let seconds: u32 = length.parse()?;
    eprintln!("listening to {video_id}");
    Ok(seconds * 3)
}

fn main() -> ExitCode {
    let mut failed = false;
    for video in std::env::args().skip(1) {
        let (id, length) = video.split_once(':').unwrap_or((&video, "0"));
        match transcribe(id, length) {
            Ok(words) => eprintln!("{id}: {words} words"),
            Err(error) => {
                eprintln!("{id}: {error}");
                failed = true;
            }
        }
    }
    ExitCode::from(u8::from(failed))
}
