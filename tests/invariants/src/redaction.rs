//! Secrets in texts.

use logging_runtime::inspect;

const REPLACEMENT: &str = "[REDACTED]";
/// A value of JSON that is no string gets quotes around its replacement.
const LONGEST_REPLACEMENT: usize = REPLACEMENT.len() + 2;
/// Letters and digits that no text has by chance, and that are no word of any list.
const CANARY: &str = "Xq7Canary9vKz";

/// Any bytes, read as text.
///
/// # Panics
///
/// If an invariant does not hold.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (once, cuts) = inspect::redacted(&text);
    let (twice, more_cuts) = inspect::redacted(&once);
    assert_eq!((&twice, more_cuts), (&once, 0), "{text:?} redacted twice");
    assert!(
        once.len() <= text.len() + LONGEST_REPLACEMENT * cuts,
        "{text:?} became {once:?}"
    );
    assert_eq!(cuts == 0, once == text, "{text:?} became {once:?}");
    stays_json(&text);
    hides_a_canary(&text);
}

/// Whatever is in the string of a secret key, it is replaced, and the text stays JSON.
fn stays_json(text: &str) {
    let written = serde_json::json!({ "n": 1, "password": text }).to_string();
    let (redacted, _) = inspect::redacted(&written);
    let read: Result<serde_json::Value, _> = serde_json::from_str(&redacted);
    let read = read.unwrap_or_else(|error| panic!("{written} became {redacted}: {error}"));
    let hidden = if text.is_empty() { "" } else { REPLACEMENT };
    assert_eq!(read["password"], hidden, "{written} became {redacted}");
}

/// What stands behind a key that names a secret never comes through where the key begins a line,
/// whatever is in the lines before and after.
fn hides_a_canary(text: &str) {
    let middle = (text.len() / 2..=text.len()).find(|at| text.is_char_boundary(*at));
    let (before, after) = text.split_at(middle.unwrap_or(text.len()));
    // A fuzzer finds out what the canary is.
    let n_given = text.matches(CANARY).count();
    for pair in ["password=", "password: ", "--password "] {
        let whole = format!("{before}\n{pair}{CANARY} {after}");
        let (redacted, _) = inspect::redacted(&whole);
        let n_left = redacted.matches(CANARY).count();
        assert!(n_left <= n_given, "{whole:?} became {redacted:?}");
    }
}
