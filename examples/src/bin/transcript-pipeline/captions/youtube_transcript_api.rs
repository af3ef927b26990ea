//! First source: the watch page names the tracks, the track comes as XML.

use logging_runtime::stage;

use super::player::PlayerResponse;
use super::{VideoRequest, xml};
use crate::fetch::{FetchError, UpstreamClient, fetch, with_cookies};
use crate::transcript::Transcript;

#[stage("youtube-transcript-api", fields(cookie_source = video.cookie_name()))]
pub(crate) async fn captions(
    client: &UpstreamClient,
    video: VideoRequest<'_>,
) -> Result<Option<Transcript>, FetchError> {
    let page = client
        .get("watch", false)?
        .query(&[("v", video.video_id), ("hl", video.language)]);
    let page = fetch(with_cookies(page, video.cookie_source)).await?;
    let player = PlayerResponse::in_page(&String::from_utf8_lossy(&page))?;
    let Some(track) = player.track(video.language)? else {
        return Ok(None);
    };
    xml::parse(&fetch(client.get(&track, false)?).await?)
}
