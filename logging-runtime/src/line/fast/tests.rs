//! The lines that are copied together are those of the general composer.

use proptest::prelude::*;
use proptest::sample::select;
use tracing::Level;

use super::*;
use crate::clock;
use crate::line::around::Around;
use crate::line::{AFTER_TIME, Giver, Rules, Schema, strip};
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

fn lists<'a>(stage: &'a Fields, context: &'a Fields) -> Lists<'a> {
    Lists {
        stage,
        context,
        around: Around::of(stage, context),
    }
}

fn now() -> Stamp {
    Stamp {
        now: clock::now(),
        level: Level::INFO,
    }
}

/// The first fields of a list with different keys, and the others.
fn split(list: &Fields, n: usize) -> (Fields, Fields) {
    let (mut first, mut others) = (Fields::EMPTY, Fields::EMPTY);
    first.append_missing_of(list.iter().take(n));
    others.append_missing_of(list.iter().skip(n));
    (first, others)
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
    let [stage, context, free @ ..] = around;
    let others = Others {
        scope: lists(stage, context),
        free,
    };
    let is_usual = compose_long(&mut fast, head, event, others, max).is_some();
    let mut room = strip::EMPTY;
    let (lists, [spans, constants]) = (others.scope, free);
    if dur_ms.is_none() && spans.is_empty() && is_usual_of_run(lists, constants, max) {
        let in_one = (Fields::EMPTY, own.clone());
        let in_two = (1..4).map(|n| split(own, n));
        let in_two = in_two.filter(|_| own.is_plain());
        for (lead, own) in in_two.chain([in_one]) {
            let own = Both {
                lead: &lead,
                own: &own,
            };
            let short = compose_plain(&mut room, now(), own, lists, constants, max);
            if let Some(short) = short {
                assert_eq!(short[AFTER_TIME..], fast[AFTER_TIME..]);
            }
        }
    }
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

/// The line of a run behind its time, by the composer of its own, if it makes it.
fn of_run(said: Said, [stage, context, constants]: [&Fields; 3], max: usize) -> Option<String> {
    let mut room = strip::EMPTY;
    let scope = lists(stage, context);
    if !is_usual_of_run(scope, constants, max) {
        return None;
    }
    let line = compose_of_run(&mut room, now(), said, scope, constants)?;
    Some(String::from_utf8(line[AFTER_TIME..].to_vec()).expect("valid UTF-8"))
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
        max in 60_usize..1_200,
    ) {
        let rules = rules();
        let giver = |usual| if framework { Giver::Framework } else { usual };
        let said = dur_ms.map_or(Said::Started, |dur_ms| Said::Succeeded { dur_ms });
        let own = Fields::ready(said.fields());
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
        if let Some(line) = of_run(said, [&in_stage, &context, &constants], max) {
            prop_assert_eq!(line, &whole[AFTER_TIME..]);
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
    for (own, of_lead) in [(&event, 1), (&record, 3)] {
        let (lead, own) = split(own, of_lead);
        let (mut room, scope) = (strip::EMPTY, lists(&stage, &context));
        let own = Both {
            lead: &lead,
            own: &own,
        };
        assert!(compose_plain(&mut room, now(), own, scope, &constants, 16_128).is_some());
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
    let said = Said::Succeeded { dur_ms: 7 };
    assert_eq!(
        of_run(said, [&stage, &context, &constants], 16_128).as_deref(),
        Some(&whole[AFTER_TIME..])
    );
}
