//! P1 to P6: the ways in which a program ends.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::starve;

const BATCHED: &[(&str, &str)] = &[("LOG_DELIVERY", "batched")];

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "P1",
        name: "killed",
        fault: "SIGKILL at any moment, `sync`",
        promise: "no line whose call has returned is missing; at most one fragment, the last line",
        program: &["counts"],
        number: (20, 1_000),
        starve: starve::killed_often,
        expect: |ended| {
            assert_eq!(ended.fact("missing"), 0);
            killed(ended)
        },
        ..CASE
    },
    Case {
        id: "P1b",
        name: "killed_in_batches",
        fault: "the same, `batched`",
        promise: "what was queued is missing, at most the last 100 ms; at most one fragment",
        program: &["counts"],
        environment: BATCHED,
        number: (20, 1_000),
        starve: starve::killed_often,
        expect: killed,
        ..CASE
    },
    Case {
        id: "P2",
        name: "terminated",
        fault: "SIGTERM without a handler, `sync`",
        promise: "nothing missing",
        program: &["counts"],
        number: (10, 1_000),
        starve: starve::terminated_often,
        expect: |ended| {
            assert_eq!(ended.fact("missing"), 0);
            killed(ended)
        },
        ..CASE
    },
    Case {
        id: "P2b",
        name: "terminated_in_batches",
        fault: "the same, `batched`",
        promise: "what was queued is missing, at most the last 100 ms",
        program: &["counts"],
        environment: BATCHED,
        number: (10, 1_000),
        starve: starve::terminated_often,
        expect: killed,
        ..CASE
    },
    end(
        "P3",
        "return",
        "`main` returns",
        &["ends", "#", "return"],
        Some(0),
    ),
    end(
        "P3b",
        "exit",
        "`process::exit`, no guard is dropped",
        &["ends", "#", "exit"],
        Some(3),
    ),
    end(
        "P3c",
        "panic",
        "`main` panics",
        &["ends", "#", "panic"],
        Some(101),
    ),
    Case {
        environment: &[],
        ..end(
            "P3d",
            "hard_exit",
            "`_exit`, `sync`",
            &["ends", "#", "_exit"],
            Some(3),
        )
    },
    Case {
        environment: &[],
        expect: |ended| lost_at_the_end(ended, None),
        ..end(
            "P3e",
            "abort",
            "`abort`, `sync`",
            &["ends", "#", "abort"],
            None,
        )
    },
    end(
        "P3f",
        "exit_of_a_layer",
        "`process::exit` in a program that has put the layer together itself",
        &["ends", "#", "exit", "composed"],
        Some(3),
    ),
    end(
        "P3g",
        "return_with_a_layer",
        "`main` returns in such a program, which has no guard",
        &["ends", "#", "return", "composed"],
        Some(0),
    ),
    Case {
        id: "P4",
        name: "panic_with_a_full_queue",
        fault: "a panic in `main` with thousands of lines queued",
        promise: "nothing lost; message and exit code are Rust's",
        program: &["panics_full", "#", "main"],
        environment: BATCHED,
        number: (10_000, 10_000),
        expect: |ended| {
            assert_eq!(ended.code, Some(101));
            assert!(ended.stderr.contains("out of luck"), "{}", ended.stderr);
            ended
                .whole_lines()
                .assert_complete("line", "n", ended.number);
            format!("{} queued: 0 lost, exit code 101", grouped(ended.number))
        },
        ..CASE
    },
    Case {
        id: "P4b",
        name: "panic_in_a_thread",
        fault: "a panic in another thread, and then nothing runs any more",
        promise: "the hook has written everything",
        program: &["panics_full", "#", "worker"],
        environment: BATCHED,
        number: (10_000, 10_000),
        expect: |ended| {
            ended.assert_well();
            ended
                .whole_lines()
                .assert_complete("line", "n", ended.number);
            format!("{} queued: 0 lost", grouped(ended.number))
        },
        ..CASE
    },
    Case {
        id: "P5",
        name: "guard_dropped_early",
        fault: "the guard is dropped while eight threads log, `batched`",
        promise: "nothing lost: later lines are written by their callers",
        program: &["outlives_guard", "#"],
        environment: BATCHED,
        number: (2_000, 20_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            lines.assert_accounted("line", ended.fact("sent"));
            assert_eq!(lines.told(), (0, 0));
            assert_eq!(lines.count("stage_result"), ended.fact("sent_stages"));
            format!("{} lines: 0 lost", grouped(ended.fact("sent")))
        },
        ..CASE
    },
    Case {
        id: "P6",
        name: "slow_sink_at_the_end",
        fault: "2,000 lines wait for a sink that takes 5 ms each, the guard is dropped, `batched`",
        promise: "it waits for a second, and says how many lines are left",
        program: &["slow_sink", "#"],
        environment: BATCHED,
        number: (2_000, 2_000),
        expect: slow_sink,
        ..CASE
    },
    Case {
        id: "P6b",
        name: "slow_sink_with_a_longer_limit",
        fault: "the same with `shutdown_limit(30 s)`",
        promise: "it waits until all is written, and no longer",
        program: &["slow_sink", "#", "30000"],
        environment: BATCHED,
        number: (400, 2_000),
        expect: |ended| {
            ended.assert_well();
            ended.assert_notes(0);
            ended
                .whole_lines()
                .assert_complete("line", "n", ended.number);
            format!(
                "{} written, 0 lost, {} ms",
                grouped(ended.number),
                grouped(ended.fact("shutdown_ms"))
            )
        },
        ..CASE
    },
];

/// A way to end, with thousands of lines on their way.
const fn end(
    id: &'static str,
    name: &'static str,
    fault: &'static str,
    program: &'static [&'static str],
    code: Option<i32>,
) -> Case {
    let expect: fn(&Ended) -> String = match code {
        Some(0) => |ended| lost_at_the_end(ended, Some(0)),
        Some(3) => |ended| lost_at_the_end(ended, Some(3)),
        _ => |ended| lost_at_the_end(ended, Some(101)),
    };
    Case {
        id,
        name,
        fault,
        promise: "nothing lost",
        program,
        environment: BATCHED,
        number: (5_000, 100_000),
        expect,
        ..CASE
    }
}

fn lost_at_the_end(ended: &Ended, code: Option<i32>) -> String {
    assert_eq!(ended.code, code, "{}", ended.stderr);
    ended
        .whole_lines()
        .assert_complete("line", "n", ended.number);
    format!("{} lines: 0 lost", grouped(ended.number))
}

fn killed(ended: &Ended) -> String {
    let (runs, torn) = (grouped(ended.number), ended.fact("torn"));
    format!(
        "{runs} runs, {} lines acknowledged: {} missing, at most {} in a run; {torn} fragments",
        grouped(ended.fact("acknowledged")),
        grouped(ended.fact("missing")),
        grouped(ended.fact("most")),
    )
}

pub(super) fn slow_sink(ended: &Ended) -> String {
    ended.assert_well();
    let waited = ended.fact("shutdown_ms");
    assert!((900..5_000).contains(&waited), "{waited} ms");
    let lines = ended.whole_lines();
    let left = ended.number - lines.count("line") as u64;
    assert!(ended.stderr.contains("lines are left"), "{}", ended.stderr);
    format!(
        "{} written in {} ms, {} left, which standard error says",
        grouped(lines.count("line")),
        grouped(waited),
        grouped(left)
    )
}
