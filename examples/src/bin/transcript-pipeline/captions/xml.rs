//! Caption tracks as XML, the format of addresses without `fmt`.

use quick_xml::escape::unescape;
use serde::Deserialize;

use crate::fetch::FetchError;
use crate::transcript::Transcript;

#[derive(Deserialize)]
struct Track {
    #[serde(rename = "text", default)]
    cues: Vec<Cue>,
}

#[derive(Deserialize)]
struct Cue {
    #[serde(rename = "$text", default)]
    text: String,
}

/// A body without a byte is how the service says that there is no such track.
pub(super) fn parse(body: &[u8]) -> Result<Option<Transcript>, FetchError> {
    if body.is_empty() {
        return Ok(None);
    }
    let track: Track = quick_xml::de::from_str(&String::from_utf8_lossy(body))?;
    Ok(Transcript::from_cues(track.cues.into_iter().map(Cue::text)))
}

impl Cue {
    /// The text of a cue is HTML inside XML, so it is escaped twice: `&amp;#39;` is an apostrophe.
    fn text(self) -> String {
        match unescape(&self.text) {
            Ok(text) => text.into_owned(),
            Err(_) => self.text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(body: &str) -> Vec<String> {
        parse(body.as_bytes())
            .unwrap()
            .map_or_else(Vec::new, |transcript| transcript.cues().to_vec())
    }

    #[test]
    fn text_is_unescaped_twice() {
        let body = r#"<?xml version="1.0" encoding="utf-8" ?><transcript>
            <text start="0" dur="1.5">that&amp;#39;s a &amp;amp; b</text>
            <text start="1.5">&amp;lt;&apos;a&amp;gt; é</text></transcript>"#;
        assert_eq!(cues(body), ["that's a & b", "<'a> é"]);
    }

    #[test]
    fn an_ampersand_that_escapes_nothing_stays() {
        assert_eq!(
            cues("<transcript><text>salt &amp; pepper</text></transcript>"),
            ["salt & pepper"]
        );
    }

    #[test]
    fn nothing_and_a_track_without_cues_are_no_captions() {
        assert_eq!(cues(""), [""; 0]);
        assert_eq!(cues("<transcript/>"), [""; 0]);
    }

    #[test]
    fn tags_that_do_not_match_are_an_error() {
        let body = b"<transcript><text start=\"0\">one</txt></transcript>";
        assert!(matches!(parse(body), Err(FetchError::Xml(_))));
    }
}
