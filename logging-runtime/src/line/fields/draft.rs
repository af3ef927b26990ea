//! A list while a site gives it its fields, which it does in the same sequence each time.

#![allow(
    clippy::inline_always,
    reason = "a value is written by a function for its type, in which nothing has to ask for that"
)]

use std::ops::{Deref, DerefMut};

use super::Fields;
use crate::line::copy::Ink;
use crate::line::number::{self, write_digits, write_few, write_signed};
use crate::line::render::raw_text;
use crate::line::rules::Rules;
use crate::line::schema::Giver;
use crate::line::sequence::{LONGEST_VALUE, Sequence};
use crate::line::simple::{self, Form};
use crate::line::spare;
use crate::line::strip::{Behind, Strip};
use crate::redact::{is_calm, is_harmless};
use crate::value::{Captured, Value};

/// A list, and what is known of the fields that it is given.
#[derive(Debug, Default, Clone)]
pub(crate) struct Draft {
    fields: Fields,
    source: Option<(&'static Rules, Giver)>,
    sequence: Option<&'static Sequence>,
    /// The place of the next field in the sequence, or none where one was not as it is known.
    next: usize,
}

/// No place in a sequence.
const NONE: usize = usize::MAX;

/// A usual field has room in this.
const SHORT: usize = 96;

impl Draft {
    pub(crate) const EMPTY: Draft = Draft {
        fields: Fields::EMPTY,
        source: None,
        sequence: None,
        next: 0,
    };

    /// Says who gives the fields from now on, and in which sequence if that is known.
    #[inline]
    pub(crate) fn open(
        &mut self,
        rules: &'static Rules,
        giver: Giver,
        sequence: Option<&'static Sequence>,
    ) {
        self.source = Some((rules, giver));
        self.sequence = sequence;
    }

    /// Adds a field as [`Fields::push`] does, or one of a record as [`Fields::push_foreign`] does.
    #[inline]
    pub(crate) fn give(&mut self, key: &'static str, value: &(impl Value + ?Sized)) {
        self.give_value(key, value.capture());
    }

    /// The same for the field at this place of the sequence, of which some may be left out.
    #[inline(always)]
    pub(crate) fn give_at(&mut self, at: usize, key: &'static str, value: Captured<'_>) {
        // A key is known to be new only behind those before it.
        self.next = if at < self.next { NONE } else { at };
        self.give_value(key, value);
    }

    #[inline(always)]
    fn give_value(&mut self, key: &'static str, value: Captured<'_>) {
        match value {
            Captured::Text(text) => self.text(key, text),
            Captured::U64(number) => self.number(key, number),
            Captured::I64(number) => self.signed(key, number),
            Captured::Bool(flag) => self.flag(key, flag),
            Captured::F64(number) => self.float(key, number),
            Captured::Display(_) | Captured::Debug(_) => self.shown(key, value),
            other => self.any(key, other),
        }
    }

    /// The text of what is shown by code of the user, which is not asked for where its key is judged first.
    #[inline(never)]
    fn shown(&mut self, key: &'static str, value: Captured<'_>) {
        let is_kept = self
            .sequence
            .is_some_and(|sequence| sequence.plain(self.next, key, Form::Text).is_some());
        match self.source.filter(|_| is_kept) {
            Some((rules, _)) => {
                spare::lend_value();
                let raw = raw_text(rules, value);
                self.text(key, &raw.text);
                if raw.lost > 0 {
                    self.fields.lose(raw.lost);
                }
                spare::give_value(raw.text);
            }
            None => self.any(key, value),
        }
    }

    /// Writes a field as it is known. Nothing, where it is not, or has no room yet.
    #[inline(always)]
    fn push_plain(
        &mut self,
        key: &'static str,
        form: Form,
        write: impl FnOnce(&mut Strip<'_, SHORT>),
    ) -> Option<()> {
        let place = self.sequence?.plain(self.next, key, form)?;
        let fields = &mut self.fields;
        if fields.entries.len() == fields.entries.capacity() {
            return None;
        }
        let start = fields.text.len();
        let mut field = Behind::in_room(&mut fields.text)?;
        field.strip.write_first(&place.fragment, place.length);
        write(&mut field.strip);
        if !field.end() {
            return None;
        }
        self.next += 1;
        fields.close_plain(place.rank, place.keys, start, start + place.length);
        Some(())
    }

    /// A field that is not known yet, or has a value that is not written as it is.
    #[inline(never)]
    fn any(&mut self, key: &'static str, value: Captured<'_>) {
        let at = self.next;
        self.give_unknown(key, value);
        // Whatever has become of this one, the next is none of those before.
        let is_known = self
            .sequence
            .is_some_and(|sequence| sequence.learn(at, key));
        self.next = if is_known { at + 1 } else { NONE };
    }

    /// Adds a field of a key that is in no sequence.
    pub(crate) fn give_unknown(&mut self, key: &str, value: Captured<'_>) {
        self.next = NONE;
        match self.source {
            Some((rules, Giver::Foreign)) => self.fields.push_foreign(rules, key, value),
            Some((rules, giver)) => self.fields.push(rules, giver, key, value),
            None => {}
        }
    }

    /// Removes all and keeps the memory, of which so many bytes are left.
    pub(crate) fn clear(&mut self) -> usize {
        self.fields.clear();
        (self.source, self.sequence, self.next) = (None, None, 0);
        self.fields.memory()
    }
}

/// A function that gives a value of a usual type, where it is one that is written as it is, and leaves any other to
/// another function: that builds what the first has no room for in registers.
macro_rules! usual {
    ($($name:ident: |$value:ident: $type:ty, $strip:ident|
        $form:ident if $is_plain:expr => $write:expr, else $other:ident;)*) => {
        impl Draft {
            $(
                #[inline(never)]
                fn $name(&mut self, key: &'static str, $value: $type) {
                    let write = |$strip: &mut Strip<'_, SHORT>| $write;
                    if !$is_plain || self.push_plain(key, Form::$form, write).is_none() {
                        self.$other(key, $value);
                    }
                }
            )*
        }
    };
}

usual! {
    text: |text: &str, strip|
        Text if is_harmless(text) => strip.write_quoted(text.as_bytes()), else long_text;
    long_text: |text: &str, strip|
        Text if text.len() <= LONGEST_VALUE && is_calm(text)
        => strip.write_quoted(text.as_bytes()), else any_text;
    number: |number: u64, strip|
        Unsigned if number < 1_000 => write_few(strip, number), else long_number;
    long_number: |number: u64, strip|
        Unsigned if true => write_digits(strip, number), else any_number;
    signed: |number: i64, strip|
        Signed if true => write_signed(strip, number), else any_signed;
    flag: |flag: bool, strip|
        Bool if true => simple::write_flag(strip, flag), else any_flag;
    // What is no number of JSON is a text, which its key may not take.
    float: |number: f64, strip|
        Float if number.is_finite()
        => number::float(number, |text| strip.write(text.as_bytes())), else any_float;
}

/// A function that gives a value of a usual type whatever it is.
macro_rules! any {
    ($($name:ident: $type:ty => $captured:ident;)*) => {
        impl Draft {
            $(
                #[cold]
                #[inline(never)]
                fn $name(&mut self, key: &'static str, value: $type) {
                    self.any(key, Captured::$captured(value));
                }
            )*
        }
    };
}

any! {
    any_text: &str => Text;
    any_number: u64 => U64;
    any_signed: i64 => I64;
    any_flag: bool => Bool;
    any_float: f64 => F64;
}

impl Deref for Draft {
    type Target = Fields;

    fn deref(&self) -> &Fields {
        &self.fields
    }
}

impl DerefMut for Draft {
    fn deref_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }
}

#[cfg(test)]
mod tests {
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
            let mut draft = Draft::EMPTY;
            for (round, row) in rows.iter().enumerate() {
                let mut expected = Fields::EMPTY;
                draft.open(rules, giver, Some(sequence));
                for list in [&mut *draft, &mut expected] {
                    list.push_name(rules, Named::Event, "fetched");
                }
                // The last round gives other keys first, which are in no such place.
                let others = others.iter().filter(|_| round == 3);
                for (key, value) in others.chain(&keys).copied().zip(row) {
                    draft.give(key, value);
                    expected.push(rules, giver, key, value.capture());
                }
                prop_assert_eq!(format!("{:?}", *draft), format!("{expected:?}"));
                draft.clear();
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
            let (mut given, mut draft, mut expected) = (given, Draft::EMPTY, Fields::EMPTY);
            if is_in_order {
                given.sort_by_key(|(at, _)| *at);
            }
            for list in [&mut *draft, &mut expected] {
                list.push_name(rules, Named::Event, "log");
                list.push_name(rules, Named::Target, "shop");
            }
            draft.open(rules, Giver::Foreign, Some(sequence));
            for (at, value) in &given {
                if let Some(key) = names.get(*at) {
                    draft.give_at(*at, key, value.capture());
                    expected.push_foreign(rules, key, value.capture());
                }
            }
            prop_assert_eq!(format!("{:?}", *draft), format!("{expected:?}"));
        }
    }
}
