//! The line of the usual case, which is nearly every line: no key stands twice, nothing has to be cut, and
//! the fields of one list stand before those of the next. Then it is made by copying each list in two or
//! three pieces.
//!
//! What is not so simple is left to [`compose`](super::compose), which says what a line is: where this one
//! makes a line, it has the same bytes.

use super::fields::Fields;
use super::number::push_digits;
use super::schema::{DETAIL, DUR_MS, OTHER};
use super::{ENVELOPE, Head, stamp};

/// The keys up to `detail`, and those of the schema behind it.
const HEAD: u64 = (2 << DETAIL) - 1;
const MIDDLE: u64 = ((1 << OTHER) - 1) & !HEAD;
/// Whether there is any key that the schema does not know.
const FREE: u64 = 1 << OTHER;

/// What the event itself adds to a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own<'a> {
    pub(crate) fields: &'a Fields,
    /// How long it took, where that is not among the fields.
    pub(crate) dur_ms: Option<u64>,
}

const DURATION: &[u8] = b",\"dur_ms\":";
/// Digits of the longest duration.
const DIGITS: usize = 20;

/// Appends the line, with its newline, to `out`. `false`: it is none of the usual case, and nothing was
/// appended.
///
/// The sources are those of a line in their order: the event's own fields, the stage's, the context's,
/// the spans', the constants.
pub(crate) fn compose(
    out: &mut Vec<u8>,
    head: Head,
    event: Own<'_>,
    [stage, context, spans, constants]: [&Fields; 4],
    max_bytes: usize,
) -> bool {
    let own = event.fields;
    let around = (spans.keys().schema | constants.keys().schema) & !FREE;
    let is_plain = own.is_plain()
        && stage.is_plain()
        && context.is_plain()
        && spans.is_plain()
        && constants.is_plain();
    if around != 0 || !is_plain {
        return false;
    }
    // What stands first in a line is given last: the context, then the stage, then the event.
    let [of_own, of_stage, of_context] = [own, stage, context].map(|fields| fields.keys().schema);
    let heads = [of_context & HEAD, of_stage & HEAD, of_own & HEAD];
    let is_in_order = is_before(heads[0], heads[1])
        && is_before(heads[0] | heads[1], heads[2])
        && (event.dur_ms.is_none() || is_before(heads[2], 1 << DUR_MS));
    if !is_in_order || share_free_keys([own, stage, context, spans, constants]) {
        return false;
    }
    let Some(middles) = in_their_order([own, stage, context]) else {
        return false;
    };
    let bytes = own.len() + stage.len() + context.len() + spans.len() + constants.len();
    let most = bytes + event.dur_ms.map_or(0, |_| DURATION.len() + DIGITS);
    if most > max_bytes.saturating_sub(ENVELOPE) {
        return false;
    }
    out.reserve(ENVELOPE + most + 2);
    stamp::push(out, head);
    push(out, context.head());
    push(out, stage.head());
    push(out, own.head());
    if let Some(dur_ms) = event.dur_ms {
        out.extend_from_slice(DURATION);
        push_digits(out, dur_ms);
    }
    for fields in middles {
        push(out, fields.middle());
    }
    if (of_own | of_stage | of_context) & FREE != 0 || !spans.is_empty() || !constants.is_empty() {
        for fields in [own, stage, context, spans, constants] {
            push(out, fields.free());
        }
    }
    out.extend_from_slice(b"}\n");
    true
}

#[inline]
fn push(out: &mut Vec<u8>, part: &[u8]) {
    if !part.is_empty() {
        out.extend_from_slice(part);
    }
}

/// Whether all of the first keys stand before all of the second.
fn is_before(first: u64, second: u64) -> bool {
    // Of the second, the lowest bit; of none, a number above all.
    second == 0 || first < (second & second.wrapping_neg())
}

/// The lists by where their middle parts stand in a line; nothing where two of these are mixed.
#[inline]
fn in_their_order(mut lists: [&Fields; 3]) -> Option<[&Fields; 3]> {
    let mut middles = lists.map(|fields| fields.keys().schema & MIDDLE);
    if middles[0] == 0 && (middles[1] == 0 || middles[2] == 0) {
        return Some(lists);
    }
    for (first, second) in [(0, 1), (1, 2), (0, 1)] {
        if middles[first] > middles[second] {
            middles.swap(first, second);
            lists.swap(first, second);
        }
    }
    let [a, b, c] = middles;
    (is_before(a, b) && is_before(a | b, c)).then_some(lists)
}

/// Whether a key that the schema does not know stands in two lists.
#[inline]
fn share_free_keys(sources: [&Fields; 5]) -> bool {
    let (mut all, mut some_twice) = (0, 0);
    for fields in sources {
        let free = fields.keys().free;
        some_twice |= all & free;
        all |= free;
    }
    some_twice != 0 && share_free_keys_indeed(&sources)
}

#[cold]
fn share_free_keys_indeed(sources: &[&Fields; 5]) -> bool {
    let earlier = |at| sources.iter().take(at);
    let mut lists = sources.iter().enumerate();
    lists.any(|(at, fields)| earlier(at).any(|other| other.shares_free_key(fields)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;
    use tracing::Level;

    use super::*;
    use crate::line::{Giver, Rules, Schema};
    use crate::redact::{Redactor, Rules as RedactionRules};
    use crate::value::Captured;

    fn rules() -> Rules {
        Rules::new(
            Schema::new(["video_id".to_owned(), "tenant".to_owned()]),
            Redactor::new(&RedactionRules::default()),
            400,
        )
    }

    const KEYS: &[&str] = &[
        "job_id",
        "video_id",
        "tenant",
        "stage",
        "event",
        "outcome",
        "dur_ms",
        "detail",
        "attempt",
        "use_proxy",
        "profile",
        "cookie_source",
        "job",
        "error_type",
        "bytes_out",
        "items",
        "target",
        "stderr_tail",
        "proxy",
        "latency_ms",
        "ok",
        "a",
        "b",
        "x\"y",
        "field_a",
        "password",
        "unpaired",
    ];

    type Given = Vec<(&'static str, String)>;

    fn given(keys: &'static [&'static str]) -> impl Strategy<Value = Given> {
        let text = prop_oneof![
            9 => "[a-z\"\u{80}€ ]{0,12}",
            1 => "[a-z]{250,420}",
        ];
        proptest::collection::vec((select(keys), text), 0..5)
    }

    fn fields(rules: &Rules, giver: Giver, given: &Given) -> Fields {
        let mut fields = Fields::default();
        for (key, value) in given {
            match value.len() {
                1 => fields.push(rules, giver, key, Captured::U64(7)),
                2 => fields.push(rules, giver, key, Captured::Bool(true)),
                _ => fields.push(rules, giver, key, Captured::Text(value)),
            }
        }
        fields
    }

    fn both(
        dur_ms: Option<u64>,
        [own, around @ ..]: [&Fields; 5],
        max: usize,
    ) -> (Option<String>, String) {
        let head = Head {
            unix_ms: 1_756_311_846_123,
            level: Level::INFO,
        };
        let text = |line: Vec<u8>| String::from_utf8(line).expect("valid UTF-8");
        let (mut fast, mut whole) = (Vec::new(), Vec::new());
        let event = Own {
            fields: own,
            dur_ms,
        };
        let is_usual = compose(&mut fast, head, event, around, max);
        let mut all = own.clone();
        if let Some(dur_ms) = dur_ms {
            all.push_dur_ms(dur_ms);
        }
        let [stage, context, spans, constants] = around;
        super::super::compose(
            &mut whole,
            head,
            &[&all, stage, context, spans, constants],
            max,
        );
        assert!(is_usual || fast.is_empty());
        (is_usual.then(|| text(fast)), text(whole))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn where_it_makes_a_line_it_is_the_line_of_the_general_composer(
            own in given(KEYS),
            stage in given(&["attempt", "profile", "proxy", "a", "bytes_out", "use_proxy"]),
            context in given(&["job_id", "video_id", "tenant", "b", "attempt", "trace_id"]),
            spans in given(&["a", "span", "ok", "job_id"]),
            constants in given(&["service", "env", "tenant"]),
            framework in any::<bool>(),
            dur_ms in proptest::option::of(any::<u64>()),
            max in 60_usize..900,
        ) {
            let rules = rules();
            let giver = if framework { Giver::Framework } else { Giver::Program };
            let own = fields(&rules, giver, &own);
            let mut in_stage = Fields::default();
            in_stage.push(&rules, Giver::Framework, "stage", Captured::Text("asr"));
            in_stage.append_missing(&fields(&rules, Giver::Run, &stage));
            let context = fields(&rules, Giver::Context, &context);
            let spans = fields(&rules, Giver::Around, &spans);
            let constants = fields(&rules, Giver::Around, &constants);
            let (fast, whole) = both(dur_ms, [&own, &in_stage, &context, &spans, &constants], max);
            if let Some(fast) = fast {
                prop_assert_eq!(fast, whole);
            }
        }
    }

    #[test]
    fn the_usual_lines_are_made_here() {
        let rules = rules();
        let list = |giver, given: &[(&'static str, &str)]| {
            let given = given.iter().map(|(key, value)| (*key, (*value).to_owned()));
            fields(&rules, giver, &given.collect())
        };
        let event = list(
            Giver::Program,
            &[("event", ""), ("proxy", "eu-1"), ("ok", "ab")],
        );
        let result = list(
            Giver::Framework,
            &[
                ("event", "stage_result"),
                ("outcome", "error"),
                ("dur_ms", "1"),
                ("detail", "boom"),
                ("error_type", "panic"),
            ],
        );
        let record = list(
            Giver::Framework,
            &[("event", "log"), ("detail", "hello"), ("target", "my_app")],
        );
        let stage = list(
            Giver::Framework,
            &[
                ("stage", "asr"),
                ("profile", "mobile"),
                ("attempt", "1"),
                ("free", "abc"),
            ],
        );
        let context = list(
            Giver::Context,
            &[("job_id", "j-1"), ("video_id", "v-1"), ("batch", "seven")],
        );
        let constants = list(Giver::Around, &[("service", "tldw")]);
        for own in [&event, &result, &record] {
            let (fast, whole) = both(
                None,
                [own, &stage, &context, &super::super::NONE, &constants],
                16_128,
            );
            assert_eq!(fast, Some(whole));
        }
        let success = list(
            Giver::Framework,
            &[("event", "stage_result"), ("outcome", "success")],
        );
        let (fast, whole) = both(
            Some(7),
            [&success, &stage, &context, &super::super::NONE, &constants],
            16_128,
        );
        assert_eq!(fast, Some(whole));
    }
}
