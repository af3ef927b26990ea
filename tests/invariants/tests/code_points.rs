//! Every one of the 1,114,112 code points in every place of a line: none that a terminal or a reader
//! of lines would obey stands there raw.

use checker::{Checker, Pairing};
use logging_runtime::testing::{Events, capture};
use logging_runtime::{Context, JobTimer, Outcome, StageTimer, evt, json};

/// So many at a time: the longest escapes of all of them fit into a line.
const AT_ONCE: usize = 512;
const SURROGATES: usize = 0x800;

/// Texts in which every code point stands once; the surrogates are none of a text.
fn texts() -> impl Iterator<Item = String> {
    let all: Vec<char> = ('\0'..=char::MAX).collect();
    assert_eq!(all.len() + SURROGATES, 1_114_112);
    let texts: Vec<String> = all
        .chunks(AT_ONCE)
        .map(|chunk| chunk.iter().collect())
        .collect();
    texts.into_iter()
}

/// Each text is written in one place, and read back by `key`, where nothing is cut there.
fn stands_nowhere_raw(key: Option<&str>, write: impl Fn(&str)) {
    let mut texts = texts().peekable();
    let checker = Checker::new().pairing(Pairing::Unchecked);
    while texts.peek().is_some() {
        let some: Vec<String> = texts.by_ref().take(200).collect();
        let events = capture(|| some.iter().for_each(|text| write(text)));
        assert!(events.len() >= some.len());
        for event in &events {
            if let Err(error) = checker.parse(event.line()) {
                panic!("{error}: {event}");
            }
        }
        if let Some(key) = key {
            reads_back(key, &some, &events);
        }
    }
}

fn reads_back(key: &str, texts: &[String], events: &Events) {
    for (text, event) in texts.iter().zip(events) {
        let is_redacted = event.str(key).contains("[REDACTED]");
        assert!(is_redacted || event.str(key) == text, "{event}");
    }
}

#[test]
fn in_a_value_of_every_kind() {
    stands_nowhere_raw(Some("a"), |text| evt!("x", a = text));
    stands_nowhere_raw(None, |text| evt!("x", b = ?text, c = json(&[text])));
}

#[test]
fn in_a_message_and_its_target() {
    stands_nowhere_raw(Some("detail"), |text| log::info!(target: text, "{text}"));
}

#[test]
fn in_a_key() {
    stands_nowhere_raw(None, |text| {
        StageTimer::start_with("timed", &[(text, &1)]).finish(Outcome::Success);
    });
    stands_nowhere_raw(None, |text| {
        evt!(
            "x",
            nested = json(&std::collections::BTreeMap::from([(text, text)]))
        );
    });
    stands_nowhere_raw(None, |text| {
        Context::current().with(text, text).scope(|| evt!("x"));
    });
}

#[test]
fn in_ids_and_names() {
    stands_nowhere_raw(None, |text| {
        let job = JobTimer::start(text, Some(text));
        job.scope(|| StageTimer::start(text).finish(Outcome::Success));
        job.finish(Outcome::Success);
    });
}

#[test]
fn in_a_span_and_its_fields() {
    stands_nowhere_raw(Some("a"), |text| {
        tracing::info_span!("s", a = text).in_scope(|| tracing::info!("x"));
    });
}

#[test]
fn in_an_error() {
    stands_nowhere_raw(None, |text| {
        let failed: Result<(), String> =
            logging_runtime::stage_block!("x", { Err(text.to_owned()) });
        drop(failed);
    });
}
