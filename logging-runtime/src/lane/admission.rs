//! Which lines the rate limit lets through, and what those say of the others.

use super::{Event, Kind, Lane};
use crate::clock;
use crate::limit::{Decision, Key, KeyHasher};
use crate::line::{self, Fields, Giver, Head, SUPPRESSED};
use crate::value::Value;

impl Lane {
    /// Asks the limiter. `None`: the line is held back; `Some(None)`: it passes as it is;
    /// `Some(Some(fields))`: it passes with these fields in the place of its own.
    #[allow(clippy::option_option)]
    pub(super) fn admit(&self, event: &Event<'_>, sources: &[&Fields]) -> Option<Option<Fields>> {
        if self.limiter.is_off() {
            return Some(None);
        }
        let text = match event.kind {
            Kind::Lifecycle | Kind::Metric => return Some(None),
            Kind::Plain { message } if !message.is_empty() => self.limiter.key(|key| {
                key.write(event.level.as_str().as_bytes());
                key.end_part();
                key.write(message.as_bytes());
            }),
            Kind::Plain { .. } | Kind::Named => {
                let line = repeatable_part(event, sources);
                self.limiter.key(|key| key.write(line.as_bytes()))
            }
        };
        let call_site = if self.limiter.limits_call_sites() {
            self.limiter.key(|key| write_place(key, event.place))
        } else {
            Key::default()
        };
        let decision = self.limiter.check(text, call_site, clock::monotonic_ns());
        match decision {
            Decision::Suppress => None,
            Decision::PASS => Some(None),
            Decision::Pass {
                suppressed,
                spilled,
            } => Some(Some(self.counted(suppressed, spilled))),
            Decision::Marker => Some(Some(self.marked(event.own))),
        }
    }

    /// What a line that passes tells: how many of its keys were held back since they last told, and
    /// how many of others that cannot tell it any more.
    fn counted(&self, suppressed: u64, spilled: u64) -> Fields {
        let mut extra = Fields::default();
        for (key, count) in [("suppressed", suppressed), ("suppressed_others", spilled)] {
            if count > 0 {
                extra.push(&self.rules, Giver::Framework, key, count.capture());
            }
        }
        extra
    }

    /// The detail of the first line of a key that is held back.
    fn marked(&self, own: &Fields) -> Fields {
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

fn write_place(key: &mut KeyHasher, (file, line): (&str, u32)) {
    key.write(file.as_bytes());
    key.end_part();
    key.write(&line.to_le_bytes());
}

/// Everything that an event's line says but when, and how long it took.
fn repeatable_part(event: &Event<'_>, sources: &[&Fields]) -> String {
    let mut own = event.own.clone();
    own.take("dur_ms");
    let mut timeless = sources.to_vec();
    timeless[0] = &own;
    let mut text = String::with_capacity(512);
    let head = Head {
        unix_ms: 0,
        level: event.level,
    };
    line::compose(&mut text, head, &timeless, usize::MAX);
    text
}
