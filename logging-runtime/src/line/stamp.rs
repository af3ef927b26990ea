//! The beginning of a line, its time and its level. Most lines of a thread are written in the same second
//! as the one before, so its text is kept.

use std::cell::Cell;

use tracing::Level;

use super::Head;
use super::copy::append;
use super::time::{self, YEAR_0, YEAR_9999_END};

/// The text of a second, with room for the milliseconds.
#[derive(Clone, Copy)]
struct Stamp {
    /// When the second begins, in milliseconds since 1970.
    second: i64,
    /// `{"ts":"2025-08-27T16:24:06.000Z","lvl":"INFO"`
    text: [u8; LEN + INFO.len()],
}

const BEFORE: usize = "{\"ts\":\"".len();
const LEN: usize = BEFORE + time::LEN + 1;
/// Where the milliseconds stand.
const MS: usize = BEFORE + 20;
/// The level of nearly all lines.
const INFO: &str = ",\"lvl\":\"INFO\"";

const ZERO: [u8; LEN + INFO.len()] = *b"{\"ts\":\"0000-00-00T00:00:00.000Z\",\"lvl\":\"INFO\"";

/// No time that can be written is in this second.
const NEVER: i64 = YEAR_0 - 1_000;

thread_local! {
    static STAMP: Cell<Stamp> = const { Cell::new(Stamp { second: NEVER, text: ZERO }) };
}

/// Where the first key behind the time stands in a line.
pub(crate) const AFTER_TIME: usize = LEN;

/// Appends the time and the level.
#[inline]
pub(super) fn push(out: &mut Vec<u8>, head: Head) {
    let unix_ms = head.unix_ms.clamp(YEAR_0, YEAR_9999_END);
    let stamp = STAMP.try_with(|kept| {
        let stamp = kept.get();
        if (0..1_000).contains(&(unix_ms - stamp.second)) {
            return stamp;
        }
        let stamp = Stamp::of(unix_ms);
        kept.set(stamp);
        stamp
    });
    let stamp = stamp.unwrap_or_else(|_| Stamp::of(unix_ms));
    let at = out.len();
    append(out, &stamp.text);
    if let Some(place) = out.get_mut(at + MS..at + MS + 3) {
        place.copy_from_slice(&digits(unix_ms - stamp.second));
    }
    if head.level != Level::INFO {
        out.truncate(at + LEN);
        append(out, b",\"lvl\":\"");
        append(out, head.level.as_str().as_bytes());
        append(out, b"\"");
    }
}

/// The digits of less than a thousand milliseconds.
#[inline]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn digits(ms: i64) -> [u8; 3] {
    let ms = ms as u16;
    let [hundreds, tens, ones] = [ms / 100, ms / 10 % 10, ms % 10];
    [b'0' + hundreds as u8, b'0' + tens as u8, b'0' + ones as u8]
}

impl Stamp {
    #[cold]
    fn of(unix_ms: i64) -> Stamp {
        let mut stamp = Stamp {
            second: unix_ms - unix_ms.rem_euclid(1_000),
            text: ZERO,
        };
        if let Some(place) = stamp.text.get_mut(BEFORE..BEFORE + time::LEN) {
            place.copy_from_slice(&time::text(unix_ms));
        }
        stamp
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(unix_ms: i64, level: Level) -> String {
        let mut out = Vec::new();
        push(&mut out, Head { unix_ms, level });
        String::from_utf8(out).expect("valid UTF-8")
    }

    #[test]
    fn every_time_is_written_as_it_is_without_a_stamp() {
        let near = [
            0, 1, 999, 1_000, 1_001, 59_999, 60_000, 86_399_999, 86_400_000,
        ];
        let bases = [
            0,
            1_756_311_846_123,
            -62_167_219_200_000,
            253_402_300_799_999 - 86_400_000,
            -5,
        ];
        for unix_ms in bases
            .into_iter()
            .flat_map(|base| near.map(|more| base + more))
        {
            let text = std::str::from_utf8(&time::text(unix_ms))
                .expect("ASCII")
                .to_owned();
            let expected = format!("{{\"ts\":\"{text}\",\"lvl\":\"INFO\"");
            assert_eq!(line(unix_ms, Level::INFO), expected);
            assert_eq!(line(unix_ms, Level::INFO), expected);
        }
    }

    #[test]
    fn times_outside_of_the_calendar_are_clamped_also_in_the_second_after() {
        for unix_ms in [
            i64::MIN,
            i64::MIN + 1,
            i64::MAX,
            i64::MAX - 1,
            253_402_300_800_000,
        ] {
            let year = if unix_ms < 0 {
                "0000-01-01T00:00:00.000Z"
            } else {
                "9999-12-31T23:59:59.999Z"
            };
            assert_eq!(
                line(unix_ms, Level::WARN),
                format!("{{\"ts\":\"{year}\",\"lvl\":\"WARN\"")
            );
        }
    }
}
