//! Scanning until nothing is left to cut: a text redacted twice is then one redacted once.
//!
//! A recogniser looks around: back for a key, ahead for what ends a value. What it sees there can be
//! cut later in the same scan, and the next scan judges by what stands there then. No rule about
//! where a recogniser may look rules that out for good. Scanning again does, and it costs nothing
//! where there is no secret.

use std::borrow::Cow;

use super::{REPLACEMENT, Redacted, key::Keys, text::Scan};

/// One scan is enough for what programs write; a second one confirms it.
const MOST_SCANS: usize = 6;

/// The text without its secrets, in which another scan finds none.
pub(super) fn redacted<'a>(keys: &Keys, text: &'a str) -> Redacted<'a> {
    after_scans(keys, text, MOST_SCANS)
}

/// A text in which so many scans still find something was made up for that: nothing of it is kept.
fn after_scans<'a>(keys: &Keys, text: &'a str, most_scans: usize) -> Redacted<'a> {
    let mut redacted = Scan::new(keys, text).run();
    if redacted.cuts == 0 {
        return redacted;
    }
    for _ in 1..most_scans {
        let again = Scan::new(keys, &redacted.text).run();
        if again.cuts == 0 {
            return redacted;
        }
        redacted = Redacted {
            cuts: redacted.cuts + again.cuts,
            text: Cow::Owned(again.text.into_owned()),
        };
    }
    Redacted {
        cuts: redacted.cuts + 1,
        text: Cow::Borrowed(REPLACEMENT),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Rules, canaries},
        *,
    };

    fn keys() -> Keys {
        Keys::new(&Rules::default())
    }

    /// Found by a fuzzer: what the second scan sees is not what the first one saw.
    const SETTLED_LATE: &[&str] = &[
        "token:token: ``x",
        "Cookie:-----BEGIN -----END [",
        "token=-----BEGIN -----END !",
        "<token>-----BEGIN <-----END c</",
        "<token>pin:<\u{1b}</",
        "<pin %3D<>/</",
        "-ghp_ghijBearer <",
        "-AKIANN7EXAMPLEBearer a",
        "://:bearer=r:",
    ];

    #[test]
    fn a_text_redacted_twice_is_redacted_once() {
        let keys = keys();
        for text in SETTLED_LATE {
            let once = redacted(&keys, text);
            let twice = redacted(&keys, &once.text);
            assert_eq!((&twice.text, twice.cuts), (&once.text, 0), "{text:?}");
        }
    }

    #[test]
    fn one_scan_is_enough_for_what_programs_write() {
        let keys = keys();
        for text in canaries::TEXTS {
            let once = Scan::new(&keys, text).run();
            let again = Scan::new(&keys, &once.text).run();
            assert_eq!(again.cuts, 0, "{text:?} became {:?}", once.text);
        }
    }

    #[test]
    fn of_a_text_that_does_not_settle_nothing_is_kept() {
        let keys = keys();
        for text in SETTLED_LATE {
            let redacted = after_scans(&keys, text, 1);
            assert_eq!(redacted.text, REPLACEMENT, "{text:?}");
            assert!(redacted.cuts > 1, "{text:?}");
        }
    }
}
