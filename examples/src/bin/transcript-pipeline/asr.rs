//! Last source: the sound itself, converted by `ffmpeg` and sent to the speech service.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use logging_runtime::{Classify, process, record, stage};
use serde::Deserialize;
use tokio::sync::Semaphore;

use crate::captions::VideoRequest;
use crate::fetch::{FetchError, UpstreamClient, fetch};
use crate::transcript::Transcript;

/// Far above what a minute of sound takes, so that only a stuck program meets it.
const FFMPEG_LIMIT: Duration = Duration::from_secs(30);

/// 16 kHz mono, what the speech service wants. Without `+bitexact` the header would name ffmpeg's version.
const TO_WAV: &str = "-hide_banner -nostdin -loglevel error -i sound -ac 1 -ar 16000 -c:a pcm_s16le \
                      -fflags +bitexact -flags:a +bitexact -y sound.wav";

/// Why the sound of a video could not be transcribed.
#[derive(Debug, thiserror::Error, Classify)]
pub(crate) enum AsrError {
    #[error(transparent)]
    #[outcome(transparent)]
    Fetch(#[from] FetchError),
    #[error("sound not converted")]
    #[outcome(transparent)]
    Ffmpeg(#[from] process::Error),
    #[error("working files")]
    #[outcome(transparent)]
    Files(#[from] std::io::Error),
}

#[derive(Deserialize)]
struct Speech {
    segments: Vec<Segment>,
}

#[derive(Deserialize)]
struct Segment {
    text: String,
}

#[stage("asr")]
pub(crate) async fn transcript(
    client: &UpstreamClient,
    ffmpeg_slots: &Semaphore,
    video: VideoRequest<'_>,
) -> Result<Option<Transcript>, AsrError> {
    let query = [("v", video.video_id), ("lang", video.language)];
    let sound = fetch(client.get("videoplayback", false)?.query(&query)).await?;
    let wav = to_wav(&sound, ffmpeg_slots).await?;
    record!(wav_bytes = wav.len());
    let answer = fetch(client.post("asr", false)?.query(&query).body(wav)).await?;
    let speech: Speech = serde_json::from_slice(&answer).map_err(FetchError::from)?;
    Ok(Transcript::from_cues(
        speech.segments.into_iter().map(|segment| segment.text),
    ))
}

async fn to_wav(sound: &[u8], ffmpeg_slots: &Semaphore) -> Result<Vec<u8>, AsrError> {
    // The semaphore is never closed; were it, a run without a slot is better than none.
    let _slot = ffmpeg_slots.acquire().await;
    let folder = tempfile::tempdir()?;
    tokio::fs::write(folder.path().join("sound"), sound).await?;
    let wav = folder.path().join("sound.wav");
    process::Capture::new(ffmpeg(folder.path()))
        .timeout(FFMPEG_LIMIT)
        .output_file(&wav)
        .run_async()
        .await?;
    Ok(tokio::fs::read(&wav).await?)
}

/// Names of files are relative, so that what ffmpeg says about them is the same on every run.
fn ffmpeg(folder: &Path) -> Command {
    let mut command = Command::new("ffmpeg");
    command.current_dir(folder).args(TO_WAV.split(' '));
    command
}
