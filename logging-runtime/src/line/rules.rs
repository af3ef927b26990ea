//! How values become text.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use super::known::Known;
use super::schema::Schema;
use super::seen::Seen;
use crate::redact::Redactor;

/// What is the same for every field of a program.
pub(crate) struct Rules {
    pub(crate) schema: Schema,
    pub(crate) redactor: Redactor,
    /// The longest text that is kept of one value, in bytes.
    pub(crate) max_value: usize,
    /// How many secrets were cut.
    pub(crate) redacted: AtomicU64,
    pub(super) keys: Seen<Known>,
    pub(super) names: Seen<Option<Box<[u8]>>>,
}

impl Rules {
    pub(crate) fn new(schema: Schema, redactor: Redactor, max_value: usize) -> Rules {
        Rules {
            schema,
            redactor,
            max_value,
            redacted: AtomicU64::new(0),
            keys: Seen::default(),
            names: Seen::default(),
        }
    }

    /// The text without its secrets, which are counted.
    pub(crate) fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let clean = self.redactor.text(text);
        if clean.cuts > 0 {
            self.count(clean.cuts);
        }
        clean.text
    }

    /// Whether there is no secret in a text.
    pub(crate) fn is_clean(&self, text: &str) -> bool {
        self.redactor.text(text).cuts == 0
    }

    pub(super) fn count(&self, cuts: usize) {
        self.redacted.fetch_add(cuts as u64, Ordering::Relaxed);
    }
}

#[cfg(test)]
impl Rules {
    /// Those of a program with one context key.
    pub(super) fn usual() -> Rules {
        use crate::redact::Rules as RedactionRules;
        Rules::new(
            Schema::new(["video_id".to_owned()]),
            Redactor::new(&RedactionRules::default()),
            16_128,
        )
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules")
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}
