//! Which lines the rate limit lets through, and what those say of the others.

use tracing::Level;

use super::{Event, Lane};
use crate::limit::remembered::Remembered;
use crate::limit::{Decision, Key, Limiter};
use crate::line::fast::Others;
use crate::line::{self, AFTER_TIME, Fields, Giver, Head, SUPPRESSED};
use crate::value::Value;

impl Lane {
    /// Whether the limiter decides about a plain record by its message alone, before its fields are formatted.
    #[inline]
    pub(crate) fn decides_early(&self, message: &str) -> bool {
        !message.is_empty() && !self.limiter.is_off()
    }

    /// What it says then; nothing of a record that is not to be written now.
    pub(crate) fn decide_early(
        &self,
        event: &Event<'_>,
        message: &str,
        known: Option<&Remembered>,
    ) -> Option<Decision> {
        let is_asked = self.is_enabled(event);
        is_asked.then(|| self.decide_by_message(event, message, known))
    }

    /// Asks the limiter for a plain record, which is known by its message: where a callsite says the same each time, by
    /// what is remembered of that.
    pub(super) fn decide_by_message(
        &self,
        event: &Event<'_>,
        message: &str,
        known: Option<&Remembered>,
    ) -> Decision {
        let make = |limiter: &Limiter| limiter.key_of_record(number_of(event.level), message);
        let limiter: &Limiter = &self.limiter;
        let key = known.map_or_else(|| make(limiter), |known| limiter.remember(known, make));
        self.decide(event, key)
    }

    /// Asks it for a line, which is known by everything that it says but when, and how long it took.
    pub(super) fn decide_by_line(
        &self,
        event: &Event<'_>,
        line: &[u8],
        others: Others<'_>,
    ) -> Decision {
        // The view at a terminal has its time and level elsewhere.
        if self.is_json() && !event.own.has_duration() {
            self.decide_by_text(event, line)
        } else {
            self.decide_without_duration(event, others)
        }
    }

    #[cold]
    fn decide_without_duration(&self, event: &Event<'_>, others: Others<'_>) -> Decision {
        self.decide_by_text(event, &timeless(event, others))
    }

    fn decide_by_text(&self, event: &Event<'_>, line: &[u8]) -> Decision {
        let text = line.get(AFTER_TIME..).unwrap_or_default();
        self.decide(event, self.limiter.key_of_line(text))
    }

    fn decide(&self, event: &Event<'_>, key: Key) -> Decision {
        let limiter: &Limiter = &self.limiter;
        let call_site = if limiter.limits_call_sites() {
            limiter.key_of_place(event.place)
        } else {
            Key::default()
        };
        limiter.check(key, call_site, event.now.0)
    }

    /// What a line that passes tells: how many of its keys were held back since they last told, and
    /// how many of others that cannot tell it any more.
    pub(super) fn counted(&self, suppressed: u64, spilled: u64) -> Fields {
        let mut extra = Fields::default();
        for (key, count) in [("suppressed", suppressed), ("suppressed_others", spilled)] {
            if count > 0 {
                extra.push(&self.rules, Giver::Framework, key, count.capture());
            }
        }
        extra
    }

    /// The detail of the first line of a key that is held back.
    pub(super) fn marked(&self, own: &Fields) -> Fields {
        let before = own.get("detail").and_then(|json| {
            let text = json.strip_prefix('"')?.strip_suffix('"')?;
            Some(format!("\"{text} {SUPPRESSED}\""))
        });
        let detail = before.unwrap_or_else(|| format!("\"{SUPPRESSED}\""));
        let mut extra = Fields::default();
        extra.push_json(&self.rules, "detail", &detail);
        extra
    }
}

fn number_of(level: Level) -> u8 {
    match level {
        Level::ERROR => 0,
        Level::WARN => 1,
        Level::INFO => 2,
        Level::DEBUG => 3,
        Level::TRACE => 4,
    }
}

/// The line of an event without its duration.
fn timeless(event: &Event<'_>, others: Others<'_>) -> Vec<u8> {
    let mut own = event.own.clone();
    own.take("dur_ms");
    let head = Head {
        unix_ms: 0,
        level: event.level,
    };
    let mut line = Vec::new();
    line::compose(&mut line, head, &others.lists(&own), usize::MAX);
    line
}
