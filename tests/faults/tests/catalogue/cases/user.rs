//! U: code of the user that panics, fails, never ends, logs, or waits.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::lines::timeless;

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "U1",
        name: "panicking_values",
        fault: "a panic in `Display`, `Debug`, `Serialize`, `Classify`, `Error::source`, in every place that a value can have",
        promise: "the line is written, with `<panicked>`; the next is as if nothing had been; the hook stays silent",
        program: &["hostile_values", "#", "panics"],
        environment: &[("RATE_LIMIT_PER_KEY", "0")],
        number: (20, 4_000),
        expect: |ended| hostile(ended, "<panicked>"),
        ..CASE
    },
    Case {
        id: "U2",
        name: "failing_values",
        fault: "`Display`, `Debug`, `Serialize` return an error, in every place",
        promise: "what was written stays, with `<error>`; the next line is as if nothing had been",
        program: &["hostile_values", "#", "fails"],
        environment: &[("RATE_LIMIT_PER_KEY", "0")],
        number: (20, 4_000),
        expect: |ended| hostile(ended, "<error>"),
        ..CASE
    },
    Case {
        id: "U3",
        name: "endless_display",
        fault: "a `Display` writes 1 GiB, and one that ignores the error does",
        promise: "memory grows by less than 1 MB",
        program: &["huge_display", "#"],
        number: (1 << 27, 1 << 30),
        expect: |ended| {
            ended.assert_well();
            ended.whole_lines();
            let grown = ended.fact("grown_kib");
            assert!(grown < 1_000, "{grown} KiB");
            format!(
                "{} MiB: {grown} KiB, {} ms",
                ended.number >> 20,
                grouped(ended.fact("ms"))
            )
        },
        ..CASE
    },
    Case {
        id: "U4",
        name: "deep_and_cyclic",
        fault: "arrays nested 100,000 deep, and a value that contains itself",
        promise: "no overflow; JSON of at most 32 levels",
        program: &["nested", "#"],
        number: (100_000, 100_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!(
                ["nested", "cyclic", "after"].map(|event| lines.count(event)),
                [1, 1, 1]
            );
            "0 overflows".to_owned()
        },
        ..CASE
    },
    Case {
        id: "U5",
        name: "logging_display",
        fault: "`Display` logs, one deep",
        promise: "both lines are whole",
        program: &["logs_in_display", "#"],
        number: (1, 1),
        expect: |ended| logging_display(ended, 1),
        ..CASE
    },
    Case {
        id: "U5b",
        name: "endlessly_logging_display",
        fault: "`Display` logs itself without end",
        promise: "at most 8 deep; no overflow; the outer line is whole",
        program: &["logs_in_display", "#"],
        number: (1_000_000, 1_000_000),
        expect: |ended| logging_display(ended, 8),
        ..CASE
    },
    Case {
        id: "U5c",
        name: "logging_display_scoped",
        fault: "the same under a scoped subscriber, each by `evt!`",
        promise: "the same: nothing vanishes; inside an event of `tracing` its subscriber is not found, and only what has \
                  a context's lane is written",
        program: &["logs_in_display", "#", "scoped"],
        number: (1, 1),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!((lines.count("inner"), lines.count("outer")), (1, 1));
            "2 of 2 lines".to_owned()
        },
        ..CASE
    },
    Case {
        id: "U6",
        name: "logging_writer",
        fault: "the writer logs",
        promise: "no recursion: its lines are counted as lost, and told",
        program: &["logs_in_writer", "#"],
        number: (100, 10_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!(lines.count("line"), ended.fact("sent"));
            assert_eq!(lines.count("from_the_writer"), 0);
            let told = lines.told().1;
            super::threads::untold(ended, told);
            format!(
                "{} lines of {0} written, {} of the writer told as lost",
                grouped(ended.fact("sent")),
                grouped(told)
            )
        },
        ..CASE
    },
    Case {
        id: "U6b",
        name: "logging_layer",
        fault: "another layer logs of each event",
        promise: "all lines are there, once",
        program: &["logs_in_layer", "#"],
        number: (100, 10_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let records = |detail: &str| {
                lines
                    .of("log")
                    .filter(|line| line.get_str("detail") == Some(detail))
                    .count() as i64
            };
            assert_eq!(
                (records("line"), lines.count("echo"), records("echo")),
                (ended.fact("sent"), ended.fact("sent"), ended.fact("sent"))
            );
            format!("{} lines: 0 lost", grouped(3 * ended.fact("sent")))
        },
        ..CASE
    },
    Case {
        id: "U7",
        name: "waiting_display",
        fault: "`Display` needs a lock whose owner logs",
        promise: "no deadlock: no code of the user runs under a lock of ours",
        program: &["waits_in_display", "#"],
        environment: &[("RATE_LIMIT_PER_KEY", "0")],
        number: (1_000, 100_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!(lines.whole.len() as i64, ended.fact("sent"));
            format!(
                "{} lines in {} s",
                grouped(ended.fact("sent")),
                ended.elapsed.as_secs_f32().ceil()
            )
        },
        ..CASE
    },
    Case {
        id: "U8",
        name: "panics_while_panicking",
        fault: "a stage ends, and destructors log, while a panic unwinds; their values panic again",
        promise: "no abort; each stage has its end",
        program: &["unwinds", "#"],
        number: (50, 10_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!(lines.count("stage_start"), lines.count("stage_result"));
            assert_eq!(lines.count("after"), 1);
            let panics = lines
                .of("stage_result")
                .filter(|line| line.get_str("detail") == Some("panic: out of luck"));
            assert_eq!(panics.count() as u64, ended.number + 1);
            format!("{} panics: 0 aborts", grouped(ended.number + 1))
        },
        ..CASE
    },
    Case {
        id: "U9",
        name: "huge_text",
        fault: "a text of 1 GiB is a field, a message, a stage's field",
        promise: "memory grows by less than 1 MB beyond the text, but for what the caller formats",
        program: &["huge_field", "#"],
        number: (1 << 26, 1 << 30),
        expect: |ended| {
            ended.assert_well();
            ended.whole_lines();
            let grown = ended.fact("grown_kib");
            assert!(grown < 1_000, "{grown} KiB");
            format!("{} MiB: {grown} KiB", ended.number >> 20)
        },
        ..CASE
    },
    Case {
        id: "U9b",
        name: "large_once_in_many_threads",
        fault: "threads log 1 MiB once, and live on",
        promise: "at most 16 KiB stay with each",
        program: &["large_once", "#"],
        number: (100, 10_000),
        expect: |ended| {
            ended.assert_well();
            let kept = ended.fact("bytes_per_thread");
            assert!(kept <= 16_384, "{kept} bytes");
            format!(
                "{} threads: {} bytes each",
                grouped(ended.number),
                grouped(kept.max(0))
            )
        },
        ..CASE
    },
    Case {
        id: "U11",
        name: "unique_messages",
        fault: "messages that are all different",
        promise: "memory grows by less than 2 MB; each is written",
        program: &["unique", "#"],
        number: (50_000, 10_000_000),
        starve: crate::starve::counting_reader,
        expect: |ended| {
            ended.assert_well();
            assert_eq!(ended.fact("lines_read"), ended.fact("sent"));
            let grown = ended.fact("grown_kib");
            assert!(grown < 2_000, "{grown} KiB");
            format!("{} messages: {} KiB", grouped(ended.number), grown.max(0))
        },
        ..CASE
    },
];

fn hostile(ended: &Ended, stand_in: &str) -> String {
    ended.assert_well();
    assert_eq!(ended.stderr, "", "the hook stays silent");
    let lines = ended.whole_lines();
    let rounds = ended.fact("rounds");
    // Each has its references, and each of them is the same but for round and thread.
    let references: Vec<String> = lines.of("reference").map(timeless).collect();
    assert_eq!(references.len() as i64, 11 * rounds);
    for round in references.chunks(11) {
        assert!(round.iter().all(|line| line == &round[0]), "{round:?}");
    }
    let hit = lines
        .whole
        .iter()
        .filter(|line| line.text().contains(stand_in))
        .count() as i64;
    let rest = lines.whole.len() as i64 - references.len() as i64;
    assert!(
        hit >= 12 * rounds,
        "{hit} of {rest} lines in {rounds} rounds"
    );
    assert_eq!(lines.count("stage_start"), lines.count("stage_result"));
    assert_eq!(lines.count("job_received"), lines.count("job_finished"));
    format!("{} such values: 0 lines lost, 0 corrupt", grouped(hit))
}

fn logging_display(ended: &Ended, deepest: i64) -> String {
    ended.assert_well();
    let lines = ended.whole_lines();
    assert_eq!(lines.count("outer"), 1);
    let inner = lines.count("inner");
    assert!((1..=2 * deepest).contains(&inner), "{inner}");
    format!("{inner} inner lines, outer line whole")
}
