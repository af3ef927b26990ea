//! Time as the service has it: a text to the millisecond, which sorts as the time does.

use crate::value::Value;

/// The units of a period, their milliseconds, and how many of them the service takes: where a query has more, it takes
/// that many, and says nothing.
const UNITS: [(&str, u64, f64); 4] = [
    ("ms", 1, 1_000.0),
    ("s", 1_000, 60.0),
    ("m", 60_000, 60.0),
    ("h", 3_600_000, 24.0),
];

/// How many of a unit a period may have, if it is one.
pub(crate) fn longest(unit: &str) -> Option<f64> {
    let (.., longest) = UNITS.iter().find(|(own, ..)| *own == unit)?;
    Some(*longest)
}

/// `2026-11-28T06:17:31.123Z` as the service shows it.
pub(crate) fn shown(ts: &str) -> String {
    ts.replace('T', " ").replace('Z', "")
}

/// The beginning of the period that a time is in. Periods of at most a day begin with the day.
pub(crate) fn bin(time: &Value, number: f64, unit: &str) -> Option<Value> {
    let Value::Text(text) = time else { return None };
    let (day, clock) = text.split_once(' ')?;
    let (_, unit, _) = UNITS.iter().find(|(own, ..)| *own == unit)?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the query was judged"
    )]
    let period = number as u64 * unit;
    let begun = millis(clock)? / period * period;
    let (seconds, millis) = (begun / 1_000, begun % 1_000);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    Some(Value::Text(format!(
        "{day} {hour:02}:{minute:02}:{second:02}.{millis:03}"
    )))
}

/// The milliseconds of a day.
fn millis(clock: &str) -> Option<u64> {
    let mut parts = clock.split([':', '.']).map(|part| part.parse::<u64>().ok());
    let mut next = || parts.next().flatten();
    let (hour, minute, second, millis) = (next()?, next()?, next()?, next()?);
    Some(((hour * 60 + minute) * 60 + second) * 1_000 + millis)
}
