//! The words that say how a job or stage ended.

/// The words of the framework itself; all others are a program's own.
const STANDARD: [&str; 7] = [
    "success",
    "no_captions",
    "blocked",
    "timeout",
    "error",
    "cancelled",
    "unseen",
];

/// Whether a line may have this outcome.
///
/// Queries count outcomes by searching for the word in the line, so a word of a program's own
/// must not contain a standard one.
pub(crate) fn is_legal(outcome: &str) -> bool {
    if STANDARD.contains(&outcome) {
        return true;
    }
    let is_word_byte = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    !outcome.is_empty()
        && outcome.bytes().all(is_word_byte)
        && !STANDARD.iter().any(|word| outcome.contains(word))
}

/// Whether a job that ends like this has failed.
pub(crate) fn is_failure(outcome: &str) -> bool {
    matches!(outcome, "blocked" | "timeout" | "error")
}

/// The level of a result line; none for a program's own word, which may have a level of its own.
pub(crate) fn level(outcome: &str) -> Option<&'static str> {
    match outcome {
        "error" => Some("ERROR"),
        "blocked" | "timeout" => Some("WARN"),
        _ if STANDARD.contains(&outcome) => Some("INFO"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standard_word_and_plain_own_words_are_legal() {
        for word in STANDARD.into_iter().chain(["partial", "retry_2", "_", "7"]) {
            assert!(is_legal(word), "{word}");
        }
    }

    #[test]
    fn other_letters_and_words_that_contain_a_standard_one_are_illegal() {
        for word in [
            "", "Partial", "re-try", "a b", "größe", "no_error", "timeout2", "unseen_",
        ] {
            assert!(!is_legal(word), "{word}");
        }
    }

    #[test]
    fn only_standard_words_have_a_level_known_beforehand() {
        let info = ["success", "no_captions", "cancelled", "unseen"];
        assert!(info.iter().all(|word| level(word) == Some("INFO")));
        assert_eq!(level("blocked"), Some("WARN"));
        assert_eq!(level("timeout"), Some("WARN"));
        assert_eq!(level("error"), Some("ERROR"));
        assert_eq!(level("partial"), None);
    }
}
