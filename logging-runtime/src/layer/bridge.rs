//! `log` records become lines. Each arrives once, also where `tracing` writes its events to `log`
//! as well.

use std::cell::Cell;
use std::sync::OnceLock;

use log::kv::{self, Key, Value, VisitSource, VisitValue};
use log::{LevelFilter, Log, Metadata, Record};
use tracing::Level;

use super::forward;
use super::record::Record as Plain;
use crate::lane;
use crate::line::{Draft, Giver, Rules, spare};
use crate::relay;
use crate::user;
use crate::value::Captured;

/// The program's `log` logger.
struct Bridge;

/// Whether the bridge has become the program's logger. A program has one for good, so what the first
/// attempt has found out holds for all that follow: a set-up after a capture finds ours.
static IS_INSTALLED: OnceLock<bool> = OnceLock::new();

/// Installs the bridge. `false` where the program has a logger of somebody else.
pub(crate) fn install() -> bool {
    let is_installed = *IS_INSTALLED.get_or_init(|| log::set_logger(&Bridge).is_ok());
    update_max_level();
    is_installed
}

/// Lets through what the most verbose lane wants, or else the subscriber that is not ours. The level
/// of a logger of somebody else is theirs to set.
pub(crate) fn update_max_level() {
    if IS_INSTALLED.get() == Some(&true) {
        let in_a_lane = |level: Level| lane::all().any(|lane| level <= lane.max_level());
        log::set_max_level(level_filter(|level| {
            in_a_lane(level) || forward::wants(level)
        }));
    }
}

/// The most verbose level that is wanted.
fn level_filter(wanted: impl Fn(Level) -> bool) -> LevelFilter {
    let levels = [
        (Level::TRACE, LevelFilter::Trace),
        (Level::DEBUG, LevelFilter::Debug),
        (Level::INFO, LevelFilter::Info),
        (Level::WARN, LevelFilter::Warn),
        (Level::ERROR, LevelFilter::Error),
    ];
    let max = levels.into_iter().find(|(level, _)| wanted(*level));
    max.map_or(LevelFilter::Off, |(_, filter)| filter)
}

impl Log for Bridge {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let (target, level) = (metadata.target(), level(metadata.level()));
        match lane::current() {
            Some(lane) => lane.wants(target, level),
            None => forward::enables(target, level),
        }
    }

    fn log(&self, record: &Record<'_>) {
        let Some(lane) = lane::current() else {
            return forward::log(record);
        };
        let level = level(record.level());
        if !lane.wants(record.target(), level) || is_echo(record) {
            return;
        }
        let rules = lane.rules();
        let message = user::display(record.args(), rules.max_value);
        let target = record.target();
        let plain = Plain {
            level,
            target,
            place: record.file().zip(record.line()).unwrap_or((target, 0)),
            spans: None,
        };
        plain.write(lane, &message, |own| {
            let fields = pairs(record, rules);
            own.append_foreign(&fields);
            spare::give_fields(fields);
        });
        spare::give_text(message.text);
    }

    fn flush(&self) {
        for lane in lane::all() {
            lane.flush(std::time::Duration::from_secs(1));
        }
    }
}

/// The key-value pairs of a record, in a list to be given back.
#[allow(clippy::unnecessary_box_returns, reason = "it was taken in its box")]
pub(super) fn pairs(record: &Record<'_>, rules: &'static Rules) -> Box<Draft> {
    let mut pairs = Pairs {
        rules,
        fields: spare::fields(),
    };
    // A panic in a value ends the list, and the line is written with what there is.
    let _ = user::run(|| record.key_values().visit(&mut pairs));
    pairs.fields
}

/// Takes over key-value pairs; values are code of the user.
struct Pairs {
    rules: &'static Rules,
    fields: Box<Draft>,
}

impl<'kvs> VisitSource<'kvs> for Pairs {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), kv::Error> {
        value.visit(Pair {
            pairs: self,
            key: key.as_str(),
        })
    }
}

struct Pair<'a> {
    pairs: &'a mut Pairs,
    key: &'a str,
}

impl Pair<'_> {
    #[allow(clippy::unnecessary_wraps)]
    fn push(&mut self, value: Captured<'_>) -> Result<(), kv::Error> {
        let Pairs { rules, fields } = &mut *self.pairs;
        fields.push(rules, Giver::Foreign, self.key, value);
        Ok(())
    }
}

impl VisitValue<'_> for Pair<'_> {
    fn visit_any(&mut self, value: Value<'_>) -> Result<(), kv::Error> {
        self.push(Captured::Display(&value))
    }

    fn visit_null(&mut self) -> Result<(), kv::Error> {
        Ok(())
    }

    fn visit_bool(&mut self, value: bool) -> Result<(), kv::Error> {
        self.push(Captured::Bool(value))
    }

    fn visit_str(&mut self, value: &str) -> Result<(), kv::Error> {
        self.push(Captured::Text(value))
    }

    fn visit_i64(&mut self, value: i64) -> Result<(), kv::Error> {
        self.push(Captured::I64(value))
    }

    fn visit_u64(&mut self, value: u64) -> Result<(), kv::Error> {
        self.push(Captured::U64(value))
    }

    fn visit_i128(&mut self, value: i128) -> Result<(), kv::Error> {
        self.push(Captured::I128(value))
    }

    fn visit_u128(&mut self, value: u128) -> Result<(), kv::Error> {
        self.push(Captured::U128(value))
    }

    fn visit_f64(&mut self, value: f64) -> Result<(), kv::Error> {
        self.push(Captured::F64(value))
    }
}

pub(super) fn level(level: log::Level) -> Level {
    match level {
        log::Level::Error => Level::ERROR,
        log::Level::Warn => Level::WARN,
        log::Level::Info => Level::INFO,
        log::Level::Debug => Level::DEBUG,
        log::Level::Trace => Level::TRACE,
    }
}

thread_local! {
    /// The callsite of the event or span of `tracing` that this thread has handled last.
    static LAST_HANDLED: Cell<Option<&'static tracing::Metadata<'static>>> = const { Cell::new(None) };
}

/// Remembers an event or span, in case `tracing` sends it to `log` as well (feature `log-always`).
pub(super) fn note(metadata: &'static tracing::Metadata<'static>) {
    let _ = LAST_HANDLED.try_with(|last| last.set(Some(metadata)));
}

/// Whether a record is a `tracing` event or span that has arrived as such.
fn is_echo(record: &Record<'_>) -> bool {
    let target = record.target();
    if target.starts_with("tracing::span") || target == relay::TARGET || lane::is_own_span() {
        return true;
    }
    let last = LAST_HANDLED.try_with(Cell::take).ok().flatten();
    let place = last.and_then(|last| last.file().zip(last.line()));
    place.is_some() && place == file_of_tracing(record).zip(record.line())
}

/// The file of a record that `tracing` has made. The macros of `log` give theirs as a static text,
/// `tracing` does not: so a record that the program writes on the very line of an event is told
/// from its echo.
pub(super) fn file_of_tracing<'a>(record: &Record<'a>) -> Option<&'a str> {
    record.file().filter(|_| record.file_static().is_none())
}
