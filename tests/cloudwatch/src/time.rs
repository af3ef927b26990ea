//! Time as the service has it: a text to the millisecond, which sorts as the time does.

use crate::value::Value;

const UNITS: [(&str, u64); 4] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];

/// `2026-11-28T06:17:31.123Z` as the service shows it.
pub(crate) fn shown(ts: &str) -> String {
    ts.replace('T', " ").replace('Z', "")
}

/// The beginning of the period that a time is in. Periods of at most a day begin with the day.
pub(crate) fn bin(time: &Value, number: f64, unit: &str) -> Option<Value> {
    let Value::Text(text) = time else { return None };
    let (day, clock) = text.split_once(' ')?;
    let unit = UNITS.iter().find(|(own, _)| *own == unit)?.1;
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
