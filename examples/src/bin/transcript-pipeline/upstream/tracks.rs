//! The formats in which the services hand out captions, written the way they write them.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use serde_json::{Value, json};

use super::scenario::Video;

/// How long each cue is shown; the texts do not depend on it.
const CUE_MS: usize = 2_000;

/// Each word is a segment of its own, and each cue is followed by an event that only breaks the row,
/// as in captions that were made from speech.
pub(super) fn json3(cues: &[String]) -> String {
    let events: Vec<_> = cues
        .iter()
        .enumerate()
        .flat_map(|(place, cue)| json3_events(place * CUE_MS, cue))
        .collect();
    json!({ "wireMagic": "pb3", "events": events }).to_string()
}

fn json3_events(start: usize, cue: &str) -> [Value; 2] {
    let words: Vec<_> = cue
        .split_inclusive(' ')
        .map(|word| json!({ "utf8": word }))
        .collect();
    [
        json!({ "tStartMs": start, "dDurationMs": CUE_MS, "segs": words }),
        json!({ "tStartMs": start + CUE_MS - 10, "aAppend": 1, "segs": [{ "utf8": "\n" }] }),
    ]
}

/// The text of a cue is HTML, which the XML around it escapes once more.
pub(super) fn xml(cues: &[String]) -> String {
    let mut track = String::from("<?xml version=\"1.0\" encoding=\"utf-8\" ?><transcript>");
    for (place, cue) in cues.iter().enumerate() {
        let html = escape(cue.as_str());
        // Writing to a `String` cannot fail.
        let _ = write!(
            track,
            "<text start=\"{}\" dur=\"2\">{}</text>",
            place * CUE_MS / 1_000,
            escape(html)
        );
    }
    track + "</transcript>"
}

/// The player response of a video, with or without its caption track.
pub(super) fn player(video: &Video, with_track: bool) -> Value {
    let tracks: Vec<_> = with_track.then(|| track(video)).into_iter().collect();
    json!({
        "playabilityStatus": { "status": "OK" },
        "videoDetails": { "videoId": video.id, "title": video.title },
        "captions": { "playerCaptionsTracklistRenderer": { "captionTracks": tracks } },
    })
}

fn track(video: &Video) -> Value {
    let (id, language) = (&video.id, &video.language);
    json!({
        "baseUrl": format!("/api/timedtext?v={id}&lang={language}&signature=0F1E2D3C"),
        "languageCode": language,
        "kind": "asr",
    })
}

/// The watch page: the player response is an assignment in a script, with more script after it.
pub(super) fn watch_page(player: &Value) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>YouTube</title></head><body><script nonce=\"x\">\
         var ytInitialPlayerResponse = {player};var meta = document.createElement('meta');</script></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json3_breaks_cues_into_words_and_rows() {
        let track: Value = serde_json::from_str(&json3(&["a b".to_owned()])).unwrap();
        assert_eq!(
            track["events"][0]["segs"],
            json!([{ "utf8": "a " }, { "utf8": "b" }])
        );
        assert_eq!(track["events"][1]["segs"], json!([{ "utf8": "\n" }]));
    }

    #[test]
    fn xml_is_escaped_twice() {
        assert!(xml(&["it's <b>".to_owned()]).contains(">it&amp;apos;s &amp;lt;b&amp;gt;</text>"));
    }
}
