//! Third source: the player's own interface, as two kinds of device, with and without the proxy.

use std::time::Duration;

use logging_runtime::{evt, stage};
use serde_json::json;

use super::player::PlayerResponse;
use super::{VideoRequest, json3};
use crate::fetch::{FetchError, UpstreamClient, fetch, with_cookies};
use crate::transcript::Transcript;

/// A service that asks for more patience than this has refused.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Profile {
    Desktop,
    Mobile,
}

/// Tries until one attempt answers. "No captions" is an answer, so it ends the search as well.
pub(crate) async fn captions(
    client: &UpstreamClient,
    video: VideoRequest<'_>,
) -> Result<Option<Transcript>, FetchError> {
    let mut last = Ok(None);
    for (attempt, profile, use_proxy) in plan(video.use_proxy) {
        if let Err(FetchError::RateLimited { retry_after }) = last {
            evt!("retry_wait", wait_ms = retry_after);
            tokio::time::sleep(retry_after.min(LONGEST_WAIT)).await;
        }
        last = request(client, video, attempt, profile, use_proxy).await;
        if last.is_ok() {
            break;
        }
    }
    last
}

/// The second round goes through the proxy where the job has one.
fn plan(proxy: bool) -> [(u32, Profile, bool); 4] {
    [
        (1, Profile::Desktop, false),
        (1, Profile::Mobile, false),
        (2, Profile::Desktop, proxy),
        (2, Profile::Mobile, proxy),
    ]
}

#[stage("youtubei", fields(attempt, use_proxy, profile = profile.as_str(), cookie_source = video.cookie_name()))]
async fn request(
    client: &UpstreamClient,
    video: VideoRequest<'_>,
    attempt: u32,
    profile: Profile,
    use_proxy: bool,
) -> Result<Option<Transcript>, FetchError> {
    let question = json!({
        "videoId": video.video_id,
        "context": { "client": { "clientName": profile.client_name(), "hl": video.language } },
    });
    let request = client
        .post("youtubei/v1/player", use_proxy)?
        .json(&question);
    let player = PlayerResponse::parse(&fetch(with_cookies(request, video.cookie_source)).await?)?;
    let Some(track) = player.track(video.language)? else {
        return Ok(None);
    };
    json3::parse(&fetch(client.get(&track, use_proxy)?.query(&[("fmt", "json3")])).await?)
}

impl Profile {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Mobile => "mobile",
        }
    }

    const fn client_name(self) -> &'static str {
        match self {
            Self::Desktop => "WEB",
            Self::Mobile => "ANDROID",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proxy_is_for_the_second_round_of_jobs_that_have_one() {
        let proxied = |proxy| plan(proxy).map(|(_, _, use_proxy)| use_proxy);
        assert_eq!(proxied(true), [false, false, true, true]);
        assert_eq!(proxied(false), [false; 4]);
    }

    #[test]
    fn both_profiles_are_tried_in_both_rounds() {
        let tries = plan(true).map(|(attempt, profile, _)| (attempt, profile.as_str()));
        assert_eq!(
            tries,
            [(1, "desktop"), (1, "mobile"), (2, "desktop"), (2, "mobile")]
        );
    }
}
