//! The player response: whether a video may be played, and where its caption tracks are.

use serde::Deserialize;

use crate::fetch::FetchError;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlayerResponse {
    playability_status: PlayabilityStatus,
    #[serde(default)]
    captions: Captions,
}

#[derive(Debug, Deserialize)]
struct PlayabilityStatus {
    status: String,
    #[serde(default)]
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Captions {
    #[serde(default)]
    player_captions_tracklist_renderer: TrackList,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TrackList {
    #[serde(default)]
    caption_tracks: Vec<CaptionTrack>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CaptionTrack {
    base_url: String,
    language_code: String,
}

/// What stands before the player response in the source of a watch page.
const MARK: &str = "ytInitialPlayerResponse = ";

impl PlayerResponse {
    pub(super) fn parse(body: &[u8]) -> Result<Self, FetchError> {
        Ok(serde_json::from_slice(body)?)
    }

    /// Finds the response inside a watch page; the script goes on after it.
    pub(super) fn in_page(page: &str) -> Result<Self, FetchError> {
        if page.contains("action=\"https://consent.youtube.com/s\"") {
            return Err(FetchError::Consent);
        }
        let (_, script) = page.split_once(MARK).ok_or(FetchError::NoPlayerResponse)?;
        let first = serde_json::Deserializer::from_str(script)
            .into_iter()
            .next();
        Ok(first.ok_or(FetchError::NoPlayerResponse)??)
    }

    /// The address of the track in `language`, if the video has one.
    pub(super) fn track(self, language: &str) -> Result<Option<String>, FetchError> {
        if self.playability_status.status != "OK" {
            return Err(FetchError::NotPlayable {
                reason: self.playability_status.reason,
            });
        }
        let tracks = self
            .captions
            .player_captions_tracklist_renderer
            .caption_tracks;
        Ok(tracks
            .into_iter()
            .find(|track| track.language_code == language)
            .map(|track| track.base_url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<script>var ytInitialPlayerResponse = {"playabilityStatus":{"status":"OK"},"captions":
        {"playerCaptionsTracklistRenderer":{"captionTracks":[{"baseUrl":"/t?lang=de","languageCode":"de"}]}}};
        var a = {};</script>"#;

    #[test]
    fn the_track_is_chosen_by_language() {
        let track = |language| {
            PlayerResponse::in_page(PAGE)
                .unwrap()
                .track(language)
                .unwrap()
        };
        assert_eq!(track("de").as_deref(), Some("/t?lang=de"));
        assert_eq!(track("en"), None);
    }

    #[test]
    fn a_consent_page_and_a_page_without_a_player_are_told_apart() {
        let consent = r#"<form action="https://consent.youtube.com/s" method="POST">"#;
        assert!(matches!(
            PlayerResponse::in_page(consent),
            Err(FetchError::Consent)
        ));
        assert!(matches!(
            PlayerResponse::in_page("<html>"),
            Err(FetchError::NoPlayerResponse)
        ));
        assert!(matches!(
            PlayerResponse::in_page(MARK),
            Err(FetchError::NoPlayerResponse)
        ));
    }

    #[test]
    fn a_refusal_keeps_its_reason() {
        let body = br#"{"playabilityStatus":{"status":"LOGIN_REQUIRED","reason":"Sign in"}}"#;
        let error = PlayerResponse::parse(body)
            .unwrap()
            .track("en")
            .unwrap_err();
        assert_eq!(error.to_string(), "not playable: Sign in");
    }
}
