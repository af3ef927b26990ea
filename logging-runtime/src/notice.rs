//! What the framework has to say of itself, on standard error, each thing once.

use std::collections::HashSet;
use std::fmt;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

/// Says something once in the life of the program. A standard error that is closed is no reason to
/// fail.
pub(crate) fn once(what: fmt::Arguments<'_>) {
    static SAID: Mutex<Option<HashSet<String>>> = Mutex::new(None);
    let what = what.to_string();
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    let said = said.get_or_insert_default();
    // A message that differs each time must not fill the memory.
    if said.len() < 64 && said.insert(what.clone()) {
        let _ = writeln!(std::io::stderr(), "logging: {what}");
    }
}
