//! The sound of a video, and the speech service that reads it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Json, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Server;
use super::replies::{Body, Call, Refusal};
use super::scenario::Endpoint;
use super::wav::Wav;

/// Every video of the sample sounds the same; how it was made is in `sample/README.md`.
const SOUND: &[u8] = include_bytes!("../../../../sample/speech.ogg");

/// Encoders pad a sound to whole frames, so its length is not exact.
const TOLERANCE_MS: u64 = 50;

#[derive(Deserialize)]
pub(super) struct SoundQuery {
    v: String,
}

pub(super) async fn sound(
    State(server): State<Arc<Server>>,
    Query(query): Query<SoundQuery>,
    call: Call,
) -> Result<&'static [u8], Refusal> {
    server.video(&query.v)?;
    Ok(
        match server.admit(&call, &query.v, Endpoint::Audio).await? {
            Body::Good => SOUND,
            Body::NoTracks | Body::Empty => &[],
            Body::Malformed => b"<html>this is not a sound</html>",
        },
    )
}

pub(super) async fn asr(
    State(server): State<Arc<Server>>,
    Query(query): Query<SoundQuery>,
    call: Call,
    wav: Bytes,
) -> Result<Json<Value>, Refusal> {
    let video = server.video(&query.v)?;
    server.admit(&call, &query.v, Endpoint::Speech).await?;
    check(&wav, server.scenario.speech_ms).map_err(Refusal::Unprocessable)?;
    let segments: Vec<_> = video
        .cues
        .iter()
        .map(|cue| json!({ "text": cue }))
        .collect();
    Ok(Json(json!({ "segments": segments })))
}

fn check(wav: &[u8], expected_ms: u64) -> Result<(), &'static str> {
    let wav = Wav::parse(wav)?;
    if (wav.rate, wav.channels, wav.bits) != (16_000, 1, 16) {
        return Err("the sound must be 16 bit, 16 kHz, mono");
    }
    if TOLERANCE_MS < wav.length_ms().abs_diff(expected_ms) {
        return Err("the sound does not have the length of the video");
    }
    Ok(())
}
