//! What the framework has to say of itself, on standard error, each thing once.

use std::collections::HashSet;
use std::fmt;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

/// Says something once in the life of the program. A standard error that is closed is no reason to
/// fail.
pub(crate) fn once(what: fmt::Arguments<'_>) {
    static SAID: Mutex<Option<HashSet<String>>> = Mutex::new(None);
    let what = printable(&what.to_string());
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    let said = said.get_or_insert_default();
    // A message that differs each time must not fill the memory.
    if said.len() < 64 && said.insert(what.clone()) {
        let _ = writeln!(std::io::stderr(), "logging: {what}");
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
    fn a_notice_is_one_line_of_printable_text() {
        assert_eq!(
            printable("näh\r\n\x1b[2J\u{9b}31m\u{2028}`\"x\"`"),
            "näh\\r\\n\\u{1b}[2J\\u{9b}31m\\u{2028}`\"x\"`"
        );
    }
}
