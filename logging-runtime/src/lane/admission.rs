//! Which lines the rate limit lets through, and what those say of the others.

use super::{Event, Kind, Lane};
use crate::clock;
use crate::limit::Decision;
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
        let call_site = self.limiter.key(|key| {
            let (file, line) = event.place;
            key.write(file.as_bytes());
            key.end_part();
            key.write(&line.to_le_bytes());
        });
        let decision = self.limiter.check(text, call_site, clock::monotonic_ns());
        match decision {
            Decision::Suppress => None,
            Decision::Pass { suppressed: 0 } => Some(None),
            Decision::Pass { suppressed } => {
                let mut extra = Fields::default();
                extra.push(
                    &self.rules,
                    Giver::Framework,
                    "suppressed",
                    suppressed.capture(),
                );
                Some(Some(extra))
            }
            Decision::Marker => Some(Some(self.marked(event.own))),
        }
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
