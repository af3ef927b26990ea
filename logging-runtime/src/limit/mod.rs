//! The rate limiter: how many lines of a key pass in any window, exactly, and where the count of
//! the others is told. Pure but for its locks: the clock is a parameter.

mod index;
mod key;
pub(crate) mod remembered;
mod shard;
mod table;
mod window;

#[cfg(test)]
mod model;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::sync::atomic::{AtomicU64, Ordering::Relaxed};

pub(crate) use key::Key;
use key::Secret;
use table::Table;
use window::{Verdict, Window};

/// Decides which lines pass.
pub(crate) struct Limiter {
    texts: Option<Table>,
    call_sites: Option<Table>,
    secret: Secret,
    /// No other limiter of the program has it, and none has 0.
    number: u64,
    /// Lines that no key could count, since its count was full.
    uncounted: AtomicU64,
}

impl Limiter {
    pub(crate) fn new(settings: &Settings) -> Limiter {
        let length = u64::try_from(settings.window.as_nanos()).unwrap_or(u64::MAX);
        let table = |most_lines: u32| {
            let is_on = most_lines > 0 && settings.max_keys > 0;
            let n_lines = usize::try_from(most_lines.min(Window::MOST_LINES))
                .ok()
                .filter(|_| is_on)?;
            Some(Table::new(settings.max_keys, n_lines, length))
        };
        Limiter {
            texts: table(settings.per_key),
            call_sites: table(settings.per_call_site),
            secret: Secret::new(),
            number: remembered::next_number(),
            uncounted: AtomicU64::new(0),
        }
    }

    /// Whether every line passes, so that no key needs to be made.
    pub(crate) fn is_off(&self) -> bool {
        self.texts.is_none() && self.call_sites.is_none()
    }

    /// Whether call sites have a budget, so that theirs need a key.
    pub(crate) fn limits_call_sites(&self) -> bool {
        self.call_sites.is_some()
    }

    /// The key of a plain record, which is known by the number of its level and by its message.
    pub(crate) fn key_of_record(&self, level: u8, message: &str) -> Key {
        self.secret.key(u32::from(level), message.as_bytes())
    }

    /// The key of an event, which is known by what its line says.
    pub(crate) fn key_of_line(&self, line: &[u8]) -> Key {
        self.secret.key(u32::from(u8::MAX), line)
    }

    /// The key of a call site.
    pub(crate) fn key_of_place(&self, (file, number): (&str, u32)) -> Key {
        self.secret.key(number, file.as_bytes())
    }

    /// What becomes of a line now, in nanoseconds of a monotonic clock. A clock that steps back
    /// lets nothing more through. On any failure the line passes.
    #[inline]
    pub(crate) fn check(&self, text: Key, call_site: Key, now: u64) -> Decision {
        let Some(texts) = &self.texts else {
            return self.check_call_site(call_site, now);
        };
        if let Some(sites) = &self.call_sites {
            return self.check_both((sites, call_site), (texts, text), now);
        }
        match texts.with(text, now, |text| self.settle(text, now)) {
            Decision::Pass { suppressed, .. } => Decision::Pass {
                suppressed,
                spilled: texts.take_spilled() + take(&self.uncounted),
            },
            decision => decision,
        }
    }

    /// The number of lines that were suppressed, in total.
    pub(crate) fn suppressed(&self) -> u64 {
        // Where there are two tables, both count the same lines.
        self.tables().next().map_or(0, Table::suppressed)
    }

    /// How often a key had to make room for another while it could still hold lines back: if this
    /// is not 0, keys have passed more often than they should.
    pub(crate) fn live_evictions(&self) -> u64 {
        self.tables().map(Table::live_evictions).sum()
    }

    /// What was held back and not told yet. It counts as told from now on.
    pub(crate) fn take_held(&self) -> Held {
        let mut held = Held::default();
        for table in self.tables() {
            let (keys, lines) = table.take_held();
            held.keys += keys;
            held.lines += lines;
        }
        held.spilled = self.take_spilled();
        held
    }

    /// What was held back by keys that cannot tell it any more.
    fn take_spilled(&self) -> u64 {
        let spilled: u64 = self.tables().map(Table::take_spilled).sum();
        spilled + take(&self.uncounted)
    }

    #[cold]
    fn check_call_site(&self, site: Key, now: u64) -> Decision {
        let Some(sites) = &self.call_sites else {
            return Decision::PASS;
        };
        self.telling(sites.with(site, now, |site| self.settle(site, now)))
    }

    /// The tables are always locked in this order.
    #[cold]
    fn check_both(
        &self,
        (sites, site): (&Table, Key),
        (texts, text): (&Table, Key),
        now: u64,
    ) -> Decision {
        let decide =
            |site: &mut Window<'_>| texts.with(text, now, |text| self.settle_both(site, text, now));
        self.telling(sites.with(site, now, decide))
    }

    fn telling(&self, decision: Decision) -> Decision {
        match decision {
            Decision::Pass { suppressed, .. } => Decision::Pass {
                suppressed,
                spilled: self.take_spilled(),
            },
            decision => decision,
        }
    }

    #[inline]
    fn settle(&self, window: &mut Window<'_>, now: u64) -> Decision {
        match window.verdict(now) {
            Verdict::Pass => {
                window.pass(now);
                told(window.take_held())
            }
            Verdict::Mark => {
                window.mark(now);
                Decision::Marker
            }
            Verdict::Hold => self.hold(window),
        }
    }

    /// A line passes if both of its keys let it, and only then does it count for any of them.
    fn settle_both(&self, site: &mut Window<'_>, text: &mut Window<'_>, now: u64) -> Decision {
        match (site.verdict(now), text.verdict(now)) {
            (Verdict::Hold, _) => self.hold(site),
            (_, Verdict::Hold) => self.hold(text),
            (Verdict::Pass, Verdict::Pass) => {
                site.pass(now);
                text.pass(now);
                told(site.take_held() + text.take_held())
            }
            (of_site, of_text) => {
                site.note(of_site, now);
                text.note(of_text, now);
                Decision::Marker
            }
        }
    }

    #[inline]
    fn hold(&self, window: &mut Window<'_>) -> Decision {
        if !window.hold() {
            self.uncounted.fetch_add(1, Relaxed);
        }
        Decision::Suppress
    }

    fn tables(&self) -> impl Iterator<Item = &Table> {
        self.texts.iter().chain(&self.call_sites)
    }
}

fn told(suppressed: u64) -> Decision {
    Decision::Pass {
        suppressed,
        spilled: 0,
    }
}

/// Most of the time there is nothing, and a load is cheaper than an exchange.
fn take(count: &AtomicU64) -> u64 {
    match count.load(Relaxed) {
        0 => 0,
        _ => count.swap(0, Relaxed),
    }
}

/// How much passes.
pub(crate) struct Settings {
    /// Lines of a key in any window, at most 64; 0 is no limit.
    pub(crate) per_key: u32,
    /// The length of a window.
    pub(crate) window: Duration,
    /// How many keys are known at a time; 0 is no limit on any.
    pub(crate) max_keys: usize,
    /// Lines of a call site in any window, at most 64; 0 is no limit.
    pub(crate) per_call_site: u32,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It passes, and tells how many lines of its keys were held back since they last told.
    Pass {
        /// The number of lines, without the markers.
        suppressed: u64,
        /// Lines of other keys, which had to make room before they could tell.
        spilled: u64,
    },
    /// It passes and says that lines like it are held back from now on.
    Marker,
    /// It does not pass.
    Suppress,
}

impl Decision {
    /// It passes and has nothing to tell.
    pub(crate) const PASS: Decision = Decision::Pass {
        suppressed: 0,
        spilled: 0,
    };

    /// Whether the line passes, and says more than it would by itself.
    #[inline]
    pub(crate) fn tells(self) -> bool {
        !matches!(self, Decision::PASS | Decision::Suppress)
    }
}

/// Lines that were held back and that no line has told of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Held {
    /// Keys that hold lines back.
    pub(crate) keys: u64,
    /// Lines that these hold back.
    pub(crate) lines: u64,
    /// Lines of keys that had to make room for others before they could tell.
    pub(crate) spilled: u64,
}
