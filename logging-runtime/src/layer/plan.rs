//! What is known of a callsite of `tracing`, found out when its first event comes.

use std::ptr;

use once_cell::race::OnceBox;
use tracing::field::Field;
use tracing::{Event, Metadata};

use super::visit::{MESSAGE, is_of_bridge, plain};
use crate::limit::remembered::Remembered;
use crate::line::{Giver, Opening, Rules, Sequence};

/// A callsite under the rules of the lane that was the first to ask.
#[derive(Debug)]
pub(super) struct Plan {
    metadata: &'static Metadata<'static>,
    rules: &'static Rules,
    pub(super) message: Message,
    /// How many fields stand before those of its line.
    pub(super) fields_before: usize,
    /// How its lines begin, where they have a message.
    pub(super) opening: Option<Opening>,
    /// What the limiter knows its usual message by.
    pub(super) usual_key: Remembered,
    pub(super) sequence: Sequence,
}

/// Where the message stands among the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    First,
    Nowhere,
    /// Behind other fields or twice, or there are fields that say more of the event.
    Elsewhere,
}

/// The plans, each in one of the two places that its hash decides. A place that is taken is never given to
/// another callsite, so the memory is bounded also for a program that makes them up.
static PLANS: [OnceBox<Plan>; 1 << BITS] = [const { OnceBox::new() }; 1 << BITS];

const BITS: u32 = 9;

impl Plan {
    /// The plan of an event's callsite, if there is room for it, and if it holds under these rules.
    #[inline]
    pub(super) fn of(event: &Event<'_>, rules: &'static Rules) -> Option<&'static Plan> {
        let plan = Plan::find(event.metadata(), rules)?;
        (ptr::eq(plan.rules, rules) && plan.is_of(event)).then_some(plan)
    }

    #[inline]
    fn find(metadata: &'static Metadata<'static>, rules: &'static Rules) -> Option<&'static Plan> {
        let first = place_of(metadata);
        at(first, metadata, rules).or_else(|| at(first ^ 1, metadata, rules))
    }

    /// Whether an event has the fields of its callsite, which nothing makes sure.
    #[inline]
    fn is_of(&self, event: &Event<'_>) -> bool {
        let callsite = |field: Field| field.callsite() == self.metadata.callsite();
        event.fields().next().is_none_or(callsite)
    }

    #[cold]
    fn new(metadata: &'static Metadata<'static>, rules: &'static Rules) -> Plan {
        let message = message_of(metadata);
        let names = metadata.fields().iter().map(|field| field.name());
        let fields_before = usize::from(message == Message::First);
        let keys = names.skip(fields_before).map(plain);
        Plan {
            metadata,
            rules,
            message,
            fields_before,
            opening: Opening::new(rules, metadata.target()),
            usual_key: Remembered::default(),
            sequence: Sequence::of(rules, Giver::Foreign, keys),
        }
    }
}

fn message_of(metadata: &'static Metadata<'static>) -> Message {
    let says_more = |name: &str| name == MESSAGE || is_of_bridge(name);
    let mut names = metadata.fields().iter().map(|field| field.name());
    let first = names.next().unwrap_or_default();
    match (
        first == MESSAGE,
        names.any(says_more) || is_of_bridge(first),
    ) {
        (true, false) => Message::First,
        (false, false) => Message::Nowhere,
        (_, true) => Message::Elsewhere,
    }
}

/// The plan in a place, or a new one for it; nothing where it is another callsite's.
#[inline]
fn at(
    place: usize,
    metadata: &'static Metadata<'static>,
    rules: &'static Rules,
) -> Option<&'static Plan> {
    let place = PLANS.get(place)?;
    let plan = match place.get() {
        Some(plan) => plan,
        None => place.get_or_init(|| Box::new(Plan::new(metadata, rules))),
    };
    ptr::eq(plan.metadata, metadata).then_some(plan)
}

/// What is static has its address for ever, and for itself.
#[inline]
fn place_of(metadata: &'static Metadata<'static>) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let hash = (ptr::from_ref(metadata).addr() as u64).wrapping_mul(ODD);
    usize::try_from(hash >> (64 - BITS)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use tracing::callsite::Identifier;
    use tracing::field::FieldSet;
    use tracing::metadata::Kind;
    use tracing::subscriber::Interest;
    use tracing::{Callsite, Level};

    use super::*;
    use crate::lane;

    struct Made;

    impl Callsite for Made {
        fn set_interest(&self, _: Interest) {}

        fn metadata(&self) -> &Metadata<'_> {
            unreachable!("nobody asks")
        }
    }

    fn metadata(names: &'static [&'static str]) -> &'static Metadata<'static> {
        let fields = FieldSet::new(names, Identifier(&Made));
        let (level, kind) = (Level::INFO, Kind::EVENT);
        let metadata = Metadata::new("event", "shop", level, None, None, None, fields, kind);
        Box::leak(Box::new(metadata))
    }

    #[test]
    fn where_the_message_stands_is_known_by_the_names() {
        let names: [(&[&str], Message); 8] = [
            (&["message"], Message::First),
            (&["message", "n", "r#type"], Message::First),
            (&[], Message::Nowhere),
            (&["n", "log.level"], Message::Nowhere),
            (&["n", "message"], Message::Elsewhere),
            (&["message", "n", "message"], Message::Elsewhere),
            (&["message", "log.target"], Message::Elsewhere),
            (&["log.line"], Message::Elsewhere),
        ];
        for (names, message) in names {
            assert_eq!(message_of(metadata(names)), message, "{names:?}");
        }
    }

    #[test]
    fn callsites_without_end_take_no_more_places_than_there_are() {
        let rules = lane::rules(None);
        let made: Vec<_> = (0..5_000).map(|_| metadata(&["message", "n"])).collect();
        let known = || made.iter().filter(|made| Plan::find(made, rules).is_some());
        let first = known().count();
        assert!((1..=PLANS.len()).contains(&first), "{first}");
        assert_eq!(known().count(), first);
    }
}
