//! Caption tracks in the player's own JSON format, `fmt=json3`.

use serde::Deserialize;

use crate::fetch::FetchError;
use crate::transcript::Transcript;

#[derive(Deserialize)]
struct Track {
    #[serde(default)]
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    #[serde(default)]
    segs: Vec<Segment>,
}

#[derive(Deserialize)]
struct Segment {
    #[serde(default)]
    utf8: String,
}

/// A body without a byte is how the service says that there is no such track.
pub(super) fn parse(body: &[u8]) -> Result<Option<Transcript>, FetchError> {
    if body.is_empty() {
        return Ok(None);
    }
    let track: Track = serde_json::from_slice(body)?;
    Ok(Transcript::from_cues(
        track.events.into_iter().map(Event::text),
    ))
}

impl Event {
    fn text(self) -> String {
        self.segs.into_iter().map(|segment| segment.utf8).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_an_event_are_one_cue_and_line_feeds_are_none() {
        let body = br#"{"wireMagic":"pb3","events":[
            {"tStartMs":0,"id":1,"wpWinPosId":1},
            {"tStartMs":0,"dDurationMs":2000,"segs":[{"utf8":"it's"},{"utf8":" one","tOffsetMs":300}]},
            {"tStartMs":1990,"aAppend":1,"segs":[{"utf8":"\n"}]},
            {"tStartMs":2000,"segs":[{"utf8":"two\nrows"}]}]}"#;
        assert_eq!(
            parse(body).unwrap().unwrap().cues(),
            ["it's one", "two rows"]
        );
    }

    #[test]
    fn nothing_and_no_events_are_no_captions() {
        assert_eq!(parse(b"").unwrap(), None);
        assert_eq!(parse(b"{}").unwrap(), None);
    }

    #[test]
    fn half_a_track_is_an_error() {
        assert!(matches!(
            parse(br#"{"events":[{"segs""#),
            Err(FetchError::Json(_))
        ));
    }
}
