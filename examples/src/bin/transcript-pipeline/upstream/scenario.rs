//! What the server knows: the sample's videos, their texts, and how each request for them is answered.

use std::collections::HashMap;
use std::io;

use serde::Deserialize;

/// The contents of `sample/upstream.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Scenario {
    /// Length of the sample's sound.
    pub(super) speech_ms: u64,
    /// Replies of the mail service, by job.
    mail: HashMap<String, Vec<Reply>>,
    videos: Vec<Video>,
}

/// A video of the sample.
#[derive(Debug, Deserialize)]
pub(super) struct Video {
    #[serde(rename = "video_id")]
    pub(super) id: String,
    pub(super) title: String,
    pub(super) language: String,
    /// What is said in it, sentence by sentence.
    pub(super) cues: Vec<String>,
    /// Replies in the order of the requests; the last one stays. An endpoint that is not named is healthy.
    #[serde(default)]
    replies: HashMap<Endpoint, Vec<Reply>>,
}

/// What can be asked about a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Endpoint {
    /// The watch page.
    Watch,
    /// A caption track by the signed address that a player response holds.
    Track,
    /// A caption track by an address without a signature.
    Unsigned,
    /// The player's own interface.
    Player,
    /// The sound.
    Audio,
    /// The speech service.
    Speech,
    /// The mail service.
    Mail,
}

/// How one request is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reply {
    Ok,
    /// A good answer that lists no caption tracks.
    NoTracks,
    /// 200 without a byte.
    Empty,
    /// A page that asks visitors without a cookie for their consent.
    Consent,
    /// "Sign in to confirm that you are not a bot".
    LoginRequired,
    /// 403.
    Forbidden,
    /// 403, unless the request came through the proxy.
    ProxyOnly,
    /// 429 with `Retry-After`.
    RateLimited,
    /// 503.
    Unavailable,
    /// A body that does not follow its format.
    Malformed,
    /// The connection closes in the middle of the body.
    CutOff,
    /// The connection is reset.
    Reset,
    /// No answer within any reasonable time.
    Slow,
}

impl Scenario {
    pub(super) fn sample() -> io::Result<Self> {
        Ok(serde_json::from_str(include_str!(
            "../../../../sample/upstream.json"
        ))?)
    }

    pub(super) fn video(&self, video_id: &str) -> Option<&Video> {
        self.videos.iter().find(|video| video.id == video_id)
    }

    /// The reply to request number `count`, from 0, of this kind. `id` is a job's for mail, else a video's.
    pub(super) fn reply(&self, id: &str, endpoint: Endpoint, count: usize) -> Reply {
        let replies = match endpoint {
            Endpoint::Mail => self.mail.get(id),
            _ => self
                .video(id)
                .and_then(|video| video.replies.get(&endpoint)),
        };
        let reply = replies.and_then(|replies| replies.get(count).or(replies.last()));
        reply.copied().unwrap_or(Reply::Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_come_in_order_and_the_last_one_stays() {
        let scenario: Scenario = serde_json::from_str(
            r#"{"speech_ms":1,"mail":{},"videos":[{"video_id":"v","title":"","language":"en","cues":[],
                "replies":{"player":["reset","ok"]}}]}"#,
        )
        .unwrap();
        let replies = [0, 1, 2].map(|count| scenario.reply("v", Endpoint::Player, count));
        assert_eq!(replies, [Reply::Reset, Reply::Ok, Reply::Ok]);
        assert_eq!(scenario.reply("v", Endpoint::Watch, 0), Reply::Ok);
    }

    #[test]
    fn the_sample_can_be_read() {
        assert!(40 <= Scenario::sample().unwrap().videos.len());
    }
}
