//! `log` records for a subscriber that is not ours: they go to it as ordinary events.

use std::fmt::Write;

use log::Record;
use once_cell::sync::OnceCell;
use tracing::Level;

use super::bridge;
use crate::config::filter::Filter;
use crate::{lane, relay, user};

/// The target of the events. The record's own stands before its message: an event's is fixed where
/// the program is compiled.
pub(crate) const TARGET: &str = "log";

/// What the old set-up lets through, if that is what was set up.
static FILTER: OnceCell<Filter> = OnceCell::new();

/// Lets the bridge send records on where there is no lane. `false` where the program has a logger of
/// somebody else.
#[cfg(feature = "legacy")]
pub(crate) fn install(filter: Filter) -> bool {
    let _ = FILTER.set(filter);
    bridge::install()
}

/// Whether records of this level are wanted from any target.
pub(super) fn wants(level: Level) -> bool {
    FILTER
        .get()
        .is_some_and(|filter| level <= filter.max_level())
}

pub(super) fn enables(target: &str, level: Level) -> bool {
    FILTER
        .get()
        .is_some_and(|filter| filter.enables(target, level))
}

pub(super) fn log(record: &Record<'_>) {
    let level = bridge::level(record.level());
    // What comes from `tracing` has been seen there, our own events among it.
    if !enables(record.target(), level) || bridge::file_of_tracing(record).is_some() {
        return;
    }
    let rules = lane::rules(None);
    let message = user::display(record.args(), rules.max_value).text;
    let mut text = format!("{}: {}", record.target(), rules.clean(&message));
    for field in bridge::pairs(record, rules).iter() {
        let _ = write!(text, " {}={}", field.key, field.value);
    }
    relay::say!(TARGET, level, text);
}
