//! The endpoints that know about captions.

use std::sync::Arc;

use axum::extract::{Json, Query, State};
use axum::response::{Html, IntoResponse as _, Response};
use serde::Deserialize;

use super::replies::{Body, Call, Refusal};
use super::scenario::Endpoint;
use super::{Server, tracks};

#[derive(Deserialize)]
pub(super) struct WatchQuery {
    v: String,
}

#[derive(Deserialize)]
pub(super) struct TrackQuery {
    v: String,
    lang: String,
    fmt: Option<String>,
    signature: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlayerQuestion {
    video_id: String,
}

pub(super) async fn watch(
    State(server): State<Arc<Server>>,
    Query(query): Query<WatchQuery>,
    call: Call,
) -> Result<Html<String>, Refusal> {
    let video = server.video(&query.v)?;
    let body = server.admit(&call, &query.v, Endpoint::Watch).await?;
    Ok(Html(match body {
        Body::Good | Body::NoTracks => {
            tracks::watch_page(&tracks::player(video, body == Body::Good))
        }
        Body::Empty => String::new(),
        Body::Malformed => "<!DOCTYPE html><html><body>Something went wrong".to_owned(),
    }))
}

pub(super) async fn player(
    State(server): State<Arc<Server>>,
    call: Call,
    Json(question): Json<PlayerQuestion>,
) -> Result<String, Refusal> {
    let video = server.video(&question.video_id)?;
    let body = server
        .admit(&call, &question.video_id, Endpoint::Player)
        .await?;
    Ok(match body {
        Body::Good | Body::NoTracks => tracks::player(video, body == Body::Good).to_string(),
        Body::Empty => String::new(),
        Body::Malformed => "{\"playabilityStatus\": {\"status\": ]".to_owned(),
    })
}

/// An address without a signature, or for a language that the video does not have, gets an empty track.
pub(super) async fn timedtext(
    State(server): State<Arc<Server>>,
    Query(query): Query<TrackQuery>,
    call: Call,
) -> Result<Response, Refusal> {
    let video = server.video(&query.v)?;
    let endpoint = if query.signature.is_some() {
        Endpoint::Track
    } else {
        Endpoint::Unsigned
    };
    let body = server.admit(&call, &query.v, endpoint).await?;
    let cues = if query.lang == video.language {
        video.cues.as_slice()
    } else {
        &[]
    };
    let is_json = query.fmt.as_deref() == Some("json3");
    Ok(match body {
        Body::Good if cues.is_empty() => String::new(),
        Body::Good if is_json => tracks::json3(cues),
        Body::Good => tracks::xml(cues),
        Body::NoTracks | Body::Empty => String::new(),
        Body::Malformed if is_json => "{\"wireMagic\": \"pb3\", \"events\": [{]}".to_owned(),
        Body::Malformed => tracks::xml(cues).replacen("</text>", "</txt>", 1),
    }
    .into_response())
}
