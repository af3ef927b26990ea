//! Secrets: which values never reach a line, and what stands in their place.
//!
//! A field is judged by its name, a text by what it says. Both are pure: the caller decides what
//! is looked at, and counts.

mod bytes;
mod credentials;
mod curl;
mod hash;
mod key;
mod named;
mod pair;
mod settle;
mod text;
mod tokens;
mod trigger;
mod url;
mod value;
mod words;
mod xml;

#[cfg(test)]
mod benign;
#[cfg(test)]
mod canaries;

use std::borrow::Cow;

#[cfg(feature = "json")]
pub(crate) use named::{VALUE, is_name};
pub(crate) use trigger::{is_calm, is_calm_throughout, is_harmless};

/// What stands in the place of a secret.
pub(crate) const REPLACEMENT: &str = "[REDACTED]";

/// Finds secrets by the name of a field and in texts.
pub(crate) struct Redactor {
    enabled: bool,
    keys: key::Keys,
    hash_key: hash::Key,
}

impl Redactor {
    pub(crate) fn new(rules: &Rules) -> Redactor {
        // An empty variable is an unset one: it must not give every program the same key.
        let secret = rules
            .hash_secret
            .as_deref()
            .filter(|secret| !secret.is_empty());
        Redactor {
            enabled: rules.enabled,
            keys: key::Keys::new(rules),
            hash_key: secret.map_or_else(hash::Key::random, hash::Key::from_secret),
        }
    }

    /// What to do with the value of a field of this name. Allocates nothing.
    pub(crate) fn key(&self, key: &str) -> Treatment {
        self.keys.text(key)
    }

    /// The same for a value that is a number: `tokens = 512` is a count.
    pub(crate) fn key_for_number(&self, key: &str) -> Treatment {
        self.keys.number(key)
    }

    /// 16 lower-case hex digits that stand for a value: equal for equal values, in every process
    /// that has the same secret.
    pub(crate) fn hash(&self, value: &str) -> [u8; 16] {
        hash::hex_digits(self.hash_key, value)
    }

    /// The text without its secrets. The time is linear in the length; a text without secrets is
    /// borrowed. Values under the keys to be hashed are cut as well: a hash in the middle of a
    /// text could not be told from a value when the text is scanned again.
    pub(crate) fn text<'a>(&self, text: &'a str) -> Redacted<'a> {
        if self.enabled {
            settle::redacted(&self.keys, text)
        } else {
            Redacted {
                text: Cow::Borrowed(text),
                cuts: 0,
            }
        }
    }
}

/// What is a secret, beyond the built-in rules. Keys match in every case style.
pub(crate) struct Rules {
    /// Whether anything is cut at all. What `hash_keys` names is hashed even when this is off.
    pub(crate) enabled: bool,
    /// More keys that name a secret, and so does every key that ends in their words.
    pub(crate) secret_keys: Vec<String>,
    /// Exceptions: exactly these keys name no secret.
    pub(crate) public_keys: Vec<String>,
    /// Keys, or last words of keys, whose value is written as a hash.
    pub(crate) hash_keys: Vec<String>,
    /// What the hashes are keyed with; without it, each process has a random key.
    pub(crate) hash_secret: Option<String>,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            enabled: true,
            secret_keys: Vec::new(),
            public_keys: Vec::new(),
            hash_keys: Vec::new(),
            hash_secret: None,
        }
    }
}

/// What to do with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// Write it (a text is still scanned).
    Keep,
    /// Write [`REPLACEMENT`].
    Redact,
    /// Write its [`Redactor::hash`].
    Hash,
}

/// A text without its secrets.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Redacted<'a> {
    pub(crate) text: Cow<'a, str>,
    /// How many secrets were cut.
    pub(crate) cuts: usize,
}

/// What most tests of a recogniser say.
#[cfg(test)]
#[track_caller]
fn redacts(text: &str, expected: &str) {
    assert_eq!(Redactor::new(&Rules::default()).text(text).text, expected);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clean_text_is_borrowed() {
        let redacted = Redactor::new(&Rules::default()).text("fetched 12 items in 5 ms");
        assert!(matches!(redacted.text, Cow::Borrowed(_)));
        assert_eq!(redacted.cuts, 0);
    }

    #[test]
    fn every_cut_is_counted() {
        let redacted = Redactor::new(&Rules::default()).text("token=a, pin=1, user=bob");
        assert_eq!(redacted.text, "token=[REDACTED], pin=[REDACTED], user=bob");
        assert_eq!(redacted.cuts, 2);
    }

    #[test]
    fn switched_off_nothing_is_cut() {
        let redactor = Redactor::new(&Rules {
            enabled: false,
            ..Rules::default()
        });
        assert_eq!(redactor.text("token=a").text, "token=a");
        assert_eq!(redactor.key("token"), Treatment::Keep);
    }

    #[test]
    fn an_empty_secret_is_no_secret() {
        let hash = || {
            let rules = Rules {
                hash_secret: Some(String::new()),
                ..Rules::default()
            };
            Redactor::new(&rules).hash("bob")
        };
        assert_ne!(hash(), hash());
    }

    #[test]
    fn the_keys_of_the_user_count_in_texts() {
        let redactor = Redactor::new(&Rules {
            secret_keys: vec!["iban".into()],
            public_keys: vec!["page_token".into()],
            hash_keys: vec!["email".into()],
            ..Rules::default()
        });
        let redacted = redactor.text("iban=DE02 the page_token: 7f email=bob@example.org");
        assert_eq!(
            redacted.text,
            "iban=[REDACTED] the page_token: 7f email=[REDACTED]"
        );
    }
}
