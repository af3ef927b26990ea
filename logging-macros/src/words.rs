//! The words for outcomes and levels that attributes take.

use proc_macro2::{Ident, Span};

use crate::suggest::nearest;

const STANDARD: &[&str] = &[
    "success",
    "no_captions",
    "blocked",
    "timeout",
    "error",
    "cancelled",
    "unseen",
];

const LEVELS: &[(&str, &str)] = &[
    ("trace", "TRACE"),
    ("debug", "DEBUG"),
    ("info", "INFO"),
    ("warn", "WARN"),
    ("error", "ERROR"),
];

pub(crate) fn is_standard_outcome(word: &str) -> bool {
    STANDARD.contains(&word)
}

/// Whether a run with this outcome has failed.
#[cfg(feature = "derive")]
pub(crate) fn is_failure(outcome: &str) -> bool {
    matches!(outcome, "blocked" | "timeout" | "error")
}

/// Why `word` cannot name an outcome, if it cannot. Queries count outcomes by searching for the
/// standard words, so a word of the user's own must not contain one.
pub(crate) fn refuse_outcome(word: &str) -> Option<String> {
    if is_standard_outcome(word) {
        return None;
    }
    if let Some(meant) = nearest(word, STANDARD, 1) {
        return Some(format!(
            "no outcome `{word}`: use {}; did you mean `{meant}`?",
            STANDARD.join(", ")
        ));
    }
    if word.is_empty()
        || !word
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    {
        return Some(format!(
            "an outcome's name has lower case letters, digits and `_` only, `{word}` does not"
        ));
    }
    let within = STANDARD.iter().find(|standard| word.contains(**standard))?;
    Some(format!(
        "`{word}` contains the standard outcome `{within}`, and queries would count it as one"
    ))
}

/// The constant of `Level` that a word such as `debug` names.
pub(crate) fn level(word: &str, span: Span) -> Result<Ident, String> {
    let level = LEVELS.iter().find(|(name, _)| *name == word);
    let level = level.map(|(_, constant)| Ident::new(constant, span));
    level.ok_or_else(|| format!("unknown level \"{word}\": use trace, debug, info, warn or error"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_and_own_words_pass() {
        for word in [
            "success",
            "no_captions",
            "unseen",
            "partial",
            "not_found",
            "v2",
        ] {
            assert_eq!(refuse_outcome(word), None, "{word}");
        }
    }

    #[test]
    fn other_words_are_refused_with_the_reason() {
        let reason = |word| refuse_outcome(word).expect("refused");
        assert!(reason("tiemout").ends_with("did you mean `timeout`?"));
        assert!(
            reason("soft_timeout")
                .starts_with("`soft_timeout` contains the standard outcome `timeout`")
        );
        assert!(reason("Partial").contains("lower case"));
        assert!(reason("").contains("lower case"));
    }

    #[test]
    fn levels_are_the_five() {
        assert_eq!(
            level("warn", Span::call_site()).map(|level| level.to_string()),
            Ok("WARN".into())
        );
        assert!(
            level("loud", Span::call_site()).is_err_and(|message| message.contains("\"loud\""))
        );
    }
}
