//! That what is known of fields makes the list that they make when they are new.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::lane;
use crate::line::schema::Named;

const KEYS: &[&str] = &[
    "profile",
    "use_proxy",
    "attempt",
    "proxy",
    "latency_ms",
    "bytes_out",
    "detail",
    "event",
    "job_id",
    "password",
    "field_event",
    "a_key_that_is_longer_than_thirty_two_bytes",
    "x\"y",
];

const RECORD_KEYS: &[&str] = &[
    "attempt",
    "proxy",
    "latency_ms",
    "ts",
    "target",
    "event",
    "detail",
    "outcome",
    "dur_ms",
    "stage",
    "trace_id",
    "suppressed",
    "password",
    "tokens",
    "field_ts",
    "field_proxy",
    "x\"y",
];

#[derive(Debug, Clone)]
enum Given {
    Text(String),
    Shown(String),
    Number(u64),
    Signed(i64),
    Flag(bool),
    Float(f64),
    Nothing(Option<u8>),
}

impl Value for Given {
    fn capture(&self) -> Captured<'_> {
        match self {
            Given::Text(text) => text.capture(),
            Given::Shown(text) => Captured::Display(text),
            Given::Number(number) => number.capture(),
            Given::Signed(number) => number.capture(),
            Given::Flag(flag) => flag.capture(),
            Given::Float(float) => float.capture(),
            Given::Nothing(nothing) => nothing.capture(),
        }
    }
}

fn value() -> impl Strategy<Value = Given> {
    prop_oneof![
        "[a-z]{0,20}".prop_map(Given::Text),
        "[ -~é]{0,90}".prop_map(Given::Text),
        "[ -~é]{0,90}|[a-z]{0,9}".prop_map(Given::Shown),
        any::<u64>().prop_map(Given::Number),
        (0_u64..1_100).prop_map(Given::Number),
        any::<i64>().prop_map(Given::Signed),
        any::<bool>().prop_map(Given::Flag),
        any::<f64>().prop_map(Given::Float),
        Just(Given::Nothing(None)),
    ]
}

#[test]
fn what_is_shown_at_length_is_cut_as_ever() {
    let rules = lane::rules(None);
    let sequence = Sequence::of(rules, Giver::Foreign, ["proxy"]);
    let sequence: &'static Sequence = Box::leak(Box::new(sequence));
    let long = "a b".repeat(rules.max_value);
    let (mut draft, mut expected) = (Draft::EMPTY, Fields::EMPTY);
    draft.open(rules, Giver::Foreign, Some(sequence));
    draft.give_at(0, "proxy", Captured::Display(&long));
    expected.push_foreign(rules, "proxy", Captured::Display(&long));
    assert!(draft.lost() > 0);
    assert_eq!(format!("{:?}", *draft), format!("{expected:?}"));
}

/// A list that stands ready for ever.
fn leaked(texts: &[(Named, &str)]) -> &'static Fields {
    Box::leak(Box::new(Fields::ready(texts)))
}

/// A list with all that stands before it.
fn whole(draft: &Draft) -> Fields {
    let mut whole = Fields::EMPTY;
    whole.append_led(draft.lead(), draft);
    whole
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sequence_that_is_known_makes_the_list_that_it_makes_when_it_is_new(
        keys in proptest::collection::vec(select(KEYS), 0..11),
        rows in proptest::collection::vec(proptest::collection::vec(value(), 11), 4),
        others in proptest::collection::vec(select(KEYS), 0..4),
        giver in select(&[Giver::Run, Giver::Program][..]),
    ) {
        let rules = lane::rules(None);
        let sequence: &'static Sequence = Box::leak(Box::new(Sequence::new(rules, giver)));
        let lead = leaked(&[(Named::Event, "fetched")]);
        let [mut draft, mut led] = [Draft::EMPTY; 2];
        for (round, row) in rows.iter().enumerate() {
            let mut expected = Fields::EMPTY;
            draft.open(rules, giver, Some(sequence));
            led.open(rules, giver, Some(sequence));
            led.begin_behind_lead(lead);
            for list in [&mut *draft, &mut expected] {
                list.push_name(rules, Named::Event, "fetched");
            }
            // The last round gives other keys first, which are in no such place.
            let others = others.iter().filter(|_| round == 3);
            for (key, value) in others.chain(&keys).copied().zip(row) {
                draft.give(key, value);
                led.give(key, value);
                expected.push(rules, giver, key, value.capture());
            }
            prop_assert_eq!(format!("{:?}", *draft), format!("{expected:?}"));
            prop_assert_eq!(format!("{:?}", whole(&led)), format!("{expected:?}"));
            draft.clear();
            led.clear();
        }
    }

    #[test]
    fn a_record_that_is_known_makes_the_list_that_it_makes_when_it_is_not(
        names in proptest::collection::vec(select(RECORD_KEYS), 0..11),
        given in proptest::collection::vec((0..11_usize, value()), 0..8),
        is_in_order in any::<bool>(),
    ) {
        let rules = lane::rules(None);
        let sequence = Sequence::of(rules, Giver::Foreign, names.iter().copied());
        let sequence: &'static Sequence = Box::leak(Box::new(sequence));
        let lead = leaked(&[(Named::Event, "log"), (Named::Target, "shop")]);
        let (mut given, [mut draft, mut led]) = (given, [Draft::EMPTY; 2]);
        let mut expected = Fields::EMPTY;
        if is_in_order {
            given.sort_by_key(|(at, _)| *at);
        }
        for list in [&mut *draft, &mut expected] {
            list.push_name(rules, Named::Event, "log");
            list.push_name(rules, Named::Target, "shop");
        }
        draft.open(rules, Giver::Foreign, Some(sequence));
        led.begin_behind_lead(lead);
        led.open(rules, Giver::Foreign, Some(sequence));
        for (at, value) in &given {
            if let Some(key) = names.get(*at) {
                draft.give_at(*at, key, value.capture());
                led.give_at(*at, key, value.capture());
                expected.push_foreign(rules, key, value.capture());
            }
        }
        prop_assert_eq!(format!("{:?}", *draft), format!("{expected:?}"));
        prop_assert_eq!(format!("{:?}", whole(&led)), format!("{expected:?}"));
    }
}
