//! What the framework has to say of itself, on standard error, each thing once.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Says something once in the life of the program. A standard error that is closed is no reason to
/// fail.
pub(crate) fn once(what: fmt::Arguments<'_>) {
    static SAID: Said = Said([const { AtomicU64::new(0) }; MAX_SAID]);
    let what = printable(&what.to_string());
    if SAID.insert(&what) {
        say(&format!("logging: {what}\n"));
    }
}

/// Without the lock of `std`, which a thread may have held that is gone: after a fork.
#[cfg(unix)]
fn say(line: &str) {
    crate::sink::write_to_stderr(line);
}

#[cfg(not(unix))]
fn say(line: &str) {
    use std::io::Write;
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// What has been said, as hashes. There is no lock: a standard error that nobody reads holds up
/// only the one who has news, and a forked child finds it as it is.
struct Said([AtomicU64; MAX_SAID]);

/// A message that differs each time must not fill the screen.
const MAX_SAID: usize = 64;

impl Said {
    /// Whether it is news.
    fn insert(&self, what: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        // 0 is a free place.
        let hash = hasher.finish().max(1);
        for place in &self.0 {
            match place.compare_exchange(0, hash, Relaxed, Relaxed) {
                Ok(_) => return true,
                Err(known) if known == hash => return false,
                Err(_) => {}
            }
        }
        false
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
        let said = Said([const { AtomicU64::new(0) }; MAX_SAID]);
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
