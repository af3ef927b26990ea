//! The beginning of a line, its time and its level. Lines of a thread are often written in the same millisecond as
//! the one before, and nearly always in the same second, so the text is kept.

#![allow(unsafe_code)]
#![allow(
    clippy::inline_always,
    reason = "what a line is written with has its place in memory where it is passed to a call"
)]

use std::cell::Cell;
use std::ptr;

use tracing::Level;

use super::Head;
use super::copy::Ink;
use super::number::padded;
use super::time::{self, YEAR_0, YEAR_9999_END};
use crate::clock::Now;

/// The text of a time: `{"ts":"2025-08-27T16:24:06.123Z","lvl":"INFO"`, and nothing behind it.
type Text = [u8; ROOM];

const BEFORE: usize = "{\"ts\":\"".len();
const LEN: usize = BEFORE + time::LEN + 1;
/// Where the milliseconds stand.
const MS: usize = BEFORE + 20;
/// The level of nearly all lines.
const INFO: &str = ",\"lvl\":\"INFO\"";
/// The room that a stamp needs, so that it can be copied at once.
pub(super) const ROOM: usize = 48;

const ZERO: Text = *b"{\"ts\":\"0000-00-00T00:00:00.000Z\",\"lvl\":\"INFO\"   ";

/// No time that can be written is in this second.
const NEVER: i64 = YEAR_0 - 1_000;

/// The time of the thread's last line, in milliseconds since 1970, and its text.
struct Kept {
    now: Cell<Now>,
    unix_ms: Cell<i64>,
    text: Cell<Text>,
}

thread_local! {
    static KEPT: Kept = const {
        Kept {
            now: Cell::new(Now::NEVER),
            unix_ms: Cell::new(NEVER),
            text: Cell::new(ZERO),
        }
    };
}

/// Where the first key behind the time stands in a line.
pub(crate) const AFTER_TIME: usize = LEN;

/// What a line begins with that is written when it happens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stamp {
    pub(crate) now: Now,
    pub(crate) level: Level,
}

/// Writes what the time is now, and the level.
#[inline(always)]
pub(super) fn write_now(ink: &mut impl Ink, Stamp { now, level }: Stamp) {
    if let Ok(kept) = KEPT.try_with(ptr::from_ref) {
        // SAFETY: as in `write`.
        let kept = unsafe { &*kept };
        if kept.now.get() != now {
            kept.renew_now(now);
        }
        ink.write_first(&kept.text.get(), LEN + INFO.len());
        write_level(ink, level);
    } else {
        let unix_ms = now.unix_ms();
        write(ink, Head { unix_ms, level });
    }
}

/// Writes the time and the level.
#[inline(always)]
pub(super) fn write(ink: &mut impl Ink, head: Head) {
    let unix_ms = head.unix_ms.clamp(YEAR_0, YEAR_9999_END);
    if let Ok(kept) = KEPT.try_with(ptr::from_ref) {
        // SAFETY: it is there until the thread ends, and nothing that is called from here ends it. What is
        // written with stays in its registers where no closure has it.
        let kept = unsafe { &*kept };
        if kept.unix_ms.get() != unix_ms {
            kept.renew(unix_ms);
        }
        ink.write_first(&kept.text.get(), LEN + INFO.len());
    } else {
        ink.write_first(&made(unix_ms), LEN + INFO.len());
    }
    write_level(ink, head.level);
}

/// Writes a level in the place of the usual one.
#[inline(always)]
fn write_level(ink: &mut impl Ink, level: Level) {
    if level != Level::INFO {
        ink.take_back(INFO.len());
        ink.write(b",\"lvl\":\"");
        ink.write(level.as_str().as_bytes());
        ink.write(b"\"");
    }
}

impl Kept {
    #[inline(never)]
    fn renew_now(&self, now: Now) {
        let unix_ms = now.unix_ms().clamp(YEAR_0, YEAR_9999_END);
        if self.unix_ms.get() != unix_ms {
            self.renew(unix_ms);
        }
        self.now.set(now);
    }

    #[inline(never)]
    fn renew(&self, unix_ms: i64) {
        let mut text = self.text.get();
        let before = self.unix_ms.get();
        let second = before - before.rem_euclid(1_000);
        if let Ok(ms @ 0..1_000) = u16::try_from(unix_ms - second) {
            if let Some(place) = text.get_mut(MS..MS + 3) {
                place.copy_from_slice(&padded(ms.into()));
            }
        } else {
            text = made(unix_ms);
        }
        self.text.set(text);
        self.unix_ms.set(unix_ms);
        self.now.set(Now::NEVER);
    }
}

#[cold]
fn made(unix_ms: i64) -> Text {
    let mut text = ZERO;
    if let Some(place) = text.get_mut(BEFORE..BEFORE + time::LEN) {
        place.copy_from_slice(&time::text(unix_ms));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::copy::Pen;
    use super::*;
    use crate::clock;

    fn line(unix_ms: i64, level: Level) -> String {
        let mut out = Vec::new();
        let mut pen = Pen::new(&mut out, 0);
        write(&mut pen, Head { unix_ms, level });
        pen.end();
        String::from_utf8(out).expect("valid UTF-8")
    }

    #[test]
    fn what_the_time_is_now_is_written_as_any_other_time() {
        let start = clock::now();
        for ms in [0, 0, 1, 1, 999, 60_000, 5, u64::MAX] {
            let now = Now(start.0.wrapping_add(ms.wrapping_mul(1_000_000)));
            for level in [Level::INFO, Level::ERROR, Level::INFO] {
                let mut out = Vec::new();
                let mut pen = Pen::new(&mut out, 0);
                write_now(&mut pen, Stamp { now, level });
                pen.end();
                let told = String::from_utf8(out).expect("valid UTF-8");
                // The wall clock may be looked up between the two.
                let expected = [-1, 0, 1].map(|off| line(now.unix_ms() + off, level));
                assert!(expected.contains(&told), "{told} {expected:?}");
            }
        }
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
