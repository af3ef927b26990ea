//! What the framework has to say of itself, on standard error, each thing once.

use std::collections::HashSet;
use std::fmt;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

/// Says something once in the life of the program. A standard error that is closed is no reason to
/// fail.
pub(crate) fn once(what: fmt::Arguments<'_>) {
    static SAID: Said = Said(Mutex::new(None));
    let what = printable(&what.to_string());
    if SAID.insert(&what) {
        let _ = writeln!(std::io::stderr(), "logging: {what}");
    }
}

/// What has been said. It is not locked while something is being said: a standard error that nobody
/// reads holds up only the one who has news.
struct Said(Mutex<Option<HashSet<String>>>);

/// A message that differs each time must not fill the memory.
const MAX_SAID: usize = 64;

impl Said {
    /// Whether it is news.
    fn insert(&self, what: &str) -> bool {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let said = said.get_or_insert_default();
        said.len() < MAX_SAID && said.insert(what.to_owned())
    }
}

/// The text on one line: it repeats what stands in a variable or a path, and that must not write a
/// second line or move a terminal's cursor.
fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            printable.extend(c.escape_default());
        } else {
            printable.push(c);
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_news_once_and_there_is_a_limit() {
        let said = Said(Mutex::new(None));
        let mut news = (0..2 * MAX_SAID).filter(|n| said.insert(&n.to_string()));
        assert_eq!(news.by_ref().count(), MAX_SAID);
        assert!(!said.insert("0"));
    }

    #[test]
    fn a_notice_is_one_line_of_printable_text() {
        assert_eq!(
            printable("näh\r\n\x1b[2J\u{9b}31m\u{2028}`\"x\"`"),
            "näh\\r\\n\\u{1b}[2J\\u{9b}31m\\u{2028}`\"x\"`"
        );
    }
}
