//! `log` records for a subscriber that is not ours: they go to it as ordinary events.

use std::fmt::Write;

use log::{Log, Metadata, Record};

use super::bridge;
use crate::config::filter::Filter;
use crate::{lane, relay, user};

/// The target of the events. The record's own stands before its message: an event's is fixed where
/// the program is compiled.
pub(crate) const TARGET: &str = "log";

/// The program's `log` logger.
struct Forward(Filter);

/// Installs the logger.
///
/// # Errors
///
/// If the program has one already.
pub(crate) fn install(filter: Filter) -> Result<(), log::SetLoggerError> {
    let max = bridge::level_filter(|level| level <= filter.max_level());
    log::set_boxed_logger(Box::new(Forward(filter)))?;
    log::set_max_level(max);
    Ok(())
}

impl Log for Forward {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.0
            .enables(metadata.target(), bridge::level(metadata.level()))
    }

    fn log(&self, record: &Record<'_>) {
        // What comes from `tracing` has been seen there, our own events among it.
        if !self.enabled(record.metadata()) || bridge::file_of_tracing(record).is_some() {
            return;
        }
        let rules = lane::rules(None);
        let message = user::display(record.args(), rules.max_value).text;
        let mut text = format!("{}: {}", record.target(), rules.clean(&message));
        for field in bridge::pairs(record, rules).iter() {
            let _ = write!(text, " {}={}", field.key, field.value);
        }
        relay::say!(TARGET, bridge::level(record.level()), text);
    }

    fn flush(&self) {}
}
