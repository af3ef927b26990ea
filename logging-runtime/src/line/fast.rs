//! The line of the usual case, which is nearly every line: no key stands twice, nothing has to be cut, and
//! the fields of one list stand before those of the next. Then it is made by copying a few pieces.
//!
//! What is not so simple is left to [`compose`](super::compose), which says what a line is: where this one
//! makes a line, it has the same bytes.

use super::around::Around;
use super::copy::Pen;
use super::fields::Fields;
use super::keys::{FREE, HEAD, MIDDLE, is_before, is_first};
use super::number::write_digits;
use super::schema::DUR_MS;
use super::{ENVELOPE, Head, stamp};

/// What the event itself adds to a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own<'a> {
    pub(crate) fields: &'a Fields,
    /// How long it took, where that is not among the fields.
    pub(crate) dur_ms: Option<u64>,
}

/// What stands in a line beside the event's own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Others<'a> {
    /// The stage's fields, the context's, the spans', the constants.
    pub(crate) lists: [&'a Fields; 4],
    /// The first two of them, put together.
    pub(crate) around: &'a Around,
}

const DURATION: &[u8] = b",\"dur_ms\":";
/// Digits of the longest duration.
const DIGITS: usize = 20;

/// Appends the line, with its newline, to `out`. `false`: it is none of the usual case, and nothing was
/// appended.
pub(crate) fn compose(
    out: &mut Vec<u8>,
    head: Head,
    event: Own<'_>,
    others: Others<'_>,
    max_bytes: usize,
) -> bool {
    let (own, around) = (event.fields, others.around);
    let Some(own_is_first) = others.order_with(event) else {
        return false;
    };
    let most = own.len() + others.len() + event.dur_ms.map_or(0, |_| DURATION.len() + DIGITS);
    if most > max_bytes.saturating_sub(ENVELOPE) {
        return false;
    }
    let mut pen = Pen::new(out, ENVELOPE + most + stamp::ROOM);
    stamp::write(&mut pen, head);
    pen.write(around.head());
    own.write_head(&mut pen);
    if let Some(dur_ms) = event.dur_ms {
        pen.write(DURATION);
        write_digits(&mut pen, dur_ms);
    }
    if own_is_first {
        own.write_middle(&mut pen);
    }
    pen.write(around.middle());
    if !own_is_first {
        own.write_middle(&mut pen);
    }
    own.write_free(&mut pen);
    pen.write(around.free());
    for fields in others.free() {
        fields.write_free(&mut pen);
    }
    pen.write(b"}\n");
    true
}

/// The same for what a run says of itself, fields from `event` to `outcome`, where there are no spans.
pub(crate) fn compose_of_run(
    out: &mut Vec<u8>,
    head: Head,
    event: Own<'_>,
    around: &Around,
    constants: &Fields,
    max_bytes: usize,
) -> bool {
    let (own, constant) = (event.fields, constants.keys());
    let is_usual = around.is_of_run()
        && constants.is_plain()
        && constant.schema & !FREE == 0
        && constant.free & around.keys().free == 0;
    let most = own.len() + around.len() + constants.len() + DURATION.len() + DIGITS;
    if !is_usual || most > max_bytes.saturating_sub(ENVELOPE) {
        return false;
    }
    let mut pen = Pen::new(out, ENVELOPE + most + stamp::ROOM);
    stamp::write(&mut pen, head);
    pen.write(around.head());
    own.write_all(&mut pen);
    if let Some(dur_ms) = event.dur_ms {
        pen.write(DURATION);
        write_digits(&mut pen, dur_ms);
    }
    pen.write(around.rest());
    constants.write_all(&mut pen);
    pen.write(b"}\n");
    true
}

impl<'a> Others<'a> {
    /// Those that have no key of the schema in the usual case.
    fn free(self) -> [&'a Fields; 2] {
        let [_, _, spans, constants] = self.lists;
        [spans, constants]
    }

    fn len(self) -> usize {
        let [spans, constants] = self.free();
        self.around.len() + spans.len() + constants.len()
    }

    /// Whether the event's part behind its `detail` stands before that of the others; nothing where it is
    /// none of the usual case.
    #[inline]
    fn order_with(self, event: Own<'_>) -> Option<bool> {
        let (own, [spans, constants]) = (event.fields, self.free());
        let is_usual = self.around.is_usual()
            && own.is_plain()
            && spans.is_plain()
            && constants.is_plain()
            && (spans.keys().schema | constants.keys().schema) & !FREE == 0;
        let (of_own, of_around) = (own.keys().schema, self.around.keys().schema);
        let duration = event.dur_ms.map_or(0, |_| 1 << DUR_MS);
        let is_in_order = is_before(of_around & HEAD, of_own & HEAD)
            && is_before((of_around | of_own) & HEAD, duration);
        if !is_usual || !is_in_order || self.shares_free_key(own) {
            return None;
        }
        is_first(of_own & MIDDLE, of_around & MIDDLE)
    }

    /// Whether a key that the schema does not know stands twice.
    #[inline]
    fn shares_free_key(self, own: &Fields) -> bool {
        let [_, _, spans, constants] = self.lists;
        let (mut all, mut twice) = (self.around.keys().free, 0);
        for fields in [own, spans, constants] {
            let free = fields.keys().free;
            twice |= all & free;
            all |= free;
        }
        twice != 0 && self.shares_free_key_indeed(own)
    }

    #[cold]
    fn shares_free_key_indeed(self, own: &Fields) -> bool {
        let [stage, context, spans, constants] = self.lists;
        let all = [own, stage, context, spans, constants];
        let earlier = |at| all.iter().take(at);
        let mut lists = all.iter().enumerate();
        lists.any(|(at, fields)| earlier(at).any(|other| other.shares_free_key(fields)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;
    use tracing::Level;

    use super::*;
    use crate::line::{Giver, Named, Rules, Schema};
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
        let [stage, context, ..] = around;
        let mut put_together = Around::default();
        put_together.set(stage, context);
        let others = Others {
            lists: around,
            around: &put_together,
        };
        let is_usual = compose(&mut fast, head, event, others, max);
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

    /// The line of a run by the composer of its own, if it makes it.
    fn of_run(
        own: Own<'_>,
        [stage, context, constants]: [&Fields; 3],
        max: usize,
    ) -> Option<String> {
        let head = Head {
            unix_ms: 1_756_311_846_123,
            level: Level::INFO,
        };
        let (mut around, mut out) = (Around::default(), Vec::new());
        around.set(stage, context);
        let is_usual = compose_of_run(&mut out, head, own, &around, constants, max);
        assert!(is_usual || out.is_empty());
        is_usual.then(|| String::from_utf8(out).expect("valid UTF-8"))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn where_the_composer_of_runs_makes_a_line_it_is_that_of_the_general_one(
            stage in given(&["attempt", "profile", "proxy", "a", "bytes_out", "use_proxy", "outcome"]),
            context in given(&["job_id", "video_id", "tenant", "b", "attempt", "trace_id", "detail"]),
            constants in given(&["service", "env", "tenant", "a"]),
            framework in any::<bool>(),
            dur_ms in proptest::option::of(any::<u64>()),
            max in 60_usize..900,
        ) {
            let rules = rules();
            let giver = |usual| if framework { Giver::Framework } else { usual };
            let own = Fields::ready(&[(Named::Event, "stage_result"), (Named::Outcome, "success")]);
            let mut in_stage = Fields::default();
            in_stage.push(&rules, Giver::Framework, "stage", Captured::Text("asr"));
            in_stage.append_missing(&fields(&rules, giver(Giver::Run), &stage));
            let context = fields(&rules, giver(Giver::Context), &context);
            let constants = fields(&rules, giver(Giver::Around), &constants);
            let (_, whole) = both(
                dur_ms,
                [&own, &in_stage, &context, &super::super::NONE, &constants],
                max,
            );
            let own = Own { fields: &own, dur_ms };
            if let Some(line) = of_run(own, [&in_stage, &context, &constants], max) {
                prop_assert_eq!(line, whole);
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
        assert_eq!(fast, Some(whole.clone()));
        let own = Own {
            fields: &success,
            dur_ms: Some(7),
        };
        assert_eq!(
            of_run(own, [&stage, &context, &constants], 16_128),
            Some(whole)
        );
    }
}
