//! How a job or a stage ended.

use tracing::Level;

/// How a job or a stage ended.
///
/// The set is open: [`Outcome::other`] makes a name of the program's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// It did what it should.
    Success,
    /// There was nothing to get: an empty answer is no failure.
    NoCaptions,
    /// The other side refused.
    Blocked,
    /// It took too long.
    Timeout,
    /// It failed.
    Error,
    /// Its future was dropped before it was done: a lost race, a deadline further out.
    Cancelled,
    /// It returned, but its value could not be looked at.
    Unseen,
    /// A name of the program's own.
    Other(OutcomeName),
}

/// The name of an outcome that the program has given; made by [`Outcome::other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OutcomeName(&'static str);

/// The words that queries count with `strcontains`: no other outcome's name may contain one.
pub(crate) const STANDARD: [&str; 7] = [
    "success",
    "no_captions",
    "blocked",
    "timeout",
    "error",
    "cancelled",
    "unseen",
];

impl Outcome {
    /// An outcome with a name of the program's own: lower-case letters, digits and `_`, at most 64
    /// bytes, not containing one of the standard words (queries count those by substring).
    ///
    /// A name that breaks the rule is not lost: the line says `"outcome":"error"` and carries the
    /// name as `outcome_name`. Names written in an attribute are checked at compile time.
    ///
    /// ```
    /// use logging_runtime::Outcome;
    /// assert_eq!(Outcome::other("partial").as_str(), "partial");
    /// assert_eq!(Outcome::other("soft error").as_str(), "error");
    /// assert_eq!(Outcome::other("timeout"), Outcome::Timeout);
    /// ```
    pub const fn other(name: &'static str) -> Outcome {
        const OUTCOMES: [Outcome; 7] = [
            Outcome::Success,
            Outcome::NoCaptions,
            Outcome::Blocked,
            Outcome::Timeout,
            Outcome::Error,
            Outcome::Cancelled,
            Outcome::Unseen,
        ];
        let mut index = 0;
        while index < STANDARD.len() {
            if equal(STANDARD[index].as_bytes(), name.as_bytes()) {
                return OUTCOMES[index];
            }
            index += 1;
        }
        Outcome::Other(OutcomeName(name))
    }

    /// The word in the line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Success => "success",
            Outcome::NoCaptions => "no_captions",
            Outcome::Blocked => "blocked",
            Outcome::Timeout => "timeout",
            Outcome::Cancelled => "cancelled",
            Outcome::Unseen => "unseen",
            Outcome::Other(OutcomeName(name)) if is_allowed(name) => name,
            Outcome::Error | Outcome::Other(_) => "error",
        }
    }

    /// Whether this is a failure: `blocked`, `timeout` or `error`.
    ///
    /// ```
    /// use logging_runtime::Outcome;
    /// assert!(Outcome::Blocked.is_failure());
    /// assert!(!Outcome::NoCaptions.is_failure() && !Outcome::Cancelled.is_failure());
    /// ```
    pub const fn is_failure(self) -> bool {
        matches!(self.as_str().as_bytes(), b"blocked" | b"timeout" | b"error")
    }

    /// The level of a result line with this outcome.
    pub(crate) fn level(self) -> Level {
        match self.as_str() {
            "error" => Level::ERROR,
            "blocked" | "timeout" => Level::WARN,
            _ => Level::INFO,
        }
    }

    /// The name that was given, where it breaks the rule and is written as `error`.
    pub(crate) fn refused_name(self) -> Option<&'static str> {
        match self {
            Outcome::Other(OutcomeName(name)) if !is_allowed(name) => Some(name),
            _ => None,
        }
    }
}

const fn is_allowed(name: &str) -> bool {
    let bytes = name.as_bytes();
    if bytes.is_empty() || bytes.len() > 64 {
        return false;
    }
    let mut index = 0;
    while index < bytes.len() {
        if !matches!(bytes[index], b'a'..=b'z' | b'0'..=b'9' | b'_') {
            return false;
        }
        index += 1;
    }
    let mut word = 0;
    while word < STANDARD.len() {
        if contains(bytes, STANDARD[word].as_bytes()) {
            return false;
        }
        word += 1;
    }
    true
}

const fn contains(text: &[u8], word: &[u8]) -> bool {
    let mut start = 0;
    while start + word.len() <= text.len() {
        if equal(text.split_at(start).1.split_at(word.len()).0, word) {
            return true;
        }
        start += 1;
    }
    false
}

/// Whether two texts are the same, where a constant needs to know.
pub(crate) const fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_outcome_contains_another() {
        for (i, a) in STANDARD.iter().enumerate() {
            for b in &STANDARD[i + 1..] {
                assert!(!a.contains(b) && !b.contains(a), "{a} {b}");
            }
        }
    }

    #[test]
    fn a_name_that_breaks_the_rule_is_an_error_that_keeps_its_name() {
        for name in ["", "Partial", "soft error", "no_timeout", "é", "error_2"] {
            let outcome = Outcome::other(name);
            assert_eq!(outcome.as_str(), "error", "{name}");
            assert_eq!(outcome.refused_name(), Some(name));
            assert!(outcome.is_failure());
        }
        assert_eq!(Outcome::other("partial").refused_name(), None);
        assert_eq!(Outcome::other("partial").level(), Level::INFO);
    }
}
