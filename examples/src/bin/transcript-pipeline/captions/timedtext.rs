//! Second source: the captions' address as it can be guessed, without a signature.

use logging_runtime::stage;

use super::{VideoRequest, json3};
use crate::fetch::{FetchError, UpstreamClient, fetch};
use crate::transcript::Transcript;

#[stage("timedtext")]
pub(crate) async fn captions(
    client: &UpstreamClient,
    video: VideoRequest<'_>,
) -> Result<Option<Transcript>, FetchError> {
    let query = [
        ("v", video.video_id),
        ("lang", video.language),
        ("fmt", "json3"),
    ];
    json3::parse(&fetch(client.get("api/timedtext", false)?.query(&query)).await?)
}
