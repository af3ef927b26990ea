//! P8 to P16: threads, tasks, hooks, handlers, locks and set-ups.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::starve;

const BATCHED: &[(&str, &str)] = &[("LOG_DELIVERY", "batched")];

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "P8",
        name: "thread_locals_gone",
        fault: "destructors of thread-locals log, registered before and behind ours, in `main` and in a thread",
        promise: "no abort; the lines are there",
        program: &["thread_ends"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert!(lines.count("destroyed") >= 2);
            assert_eq!(lines.count("stage_start"), lines.count("stage_result"));
            format!(
                "0 aborts, {} lines of destructors",
                lines.count("destroyed") + lines.count("log")
            )
        },
        ..CASE
    },
    Case {
        id: "P9",
        name: "hook_that_logs",
        fault: "panic hooks log, one set before ours and one behind, and a field panics",
        promise: "one line from each hook for a panic; for that of a field no message, and none from hooks set before ours",
        program: &["hook_logs"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let hooks: Vec<&str> = lines.of("hook").map(|line| line.str("name")).collect();
            assert_eq!(hooks, ["behind", "behind", "before"]);
            assert_eq!(
                ended.stderr.matches("panicked at").count(),
                1,
                "{}",
                ended.stderr
            );
            "3 lines, 1 message, 0 aborts".to_owned()
        },
        ..CASE
    },
    Case {
        id: "P10",
        name: "signal_handler_that_logs",
        fault: "a signal handler logs while its thread is in the middle of a write",
        promise: "forbidden all the same, but what it logs there is counted and told, and nothing hangs",
        program: &["handler_logs", "#"],
        environment: &[("RATE_LIMIT_PER_KEY", "0")],
        number: (1_000, 100_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let handled = ended.fact("handled");
            assert!(handled > 0);
            let told = lines.told().1;
            assert_eq!(
                lines.count("line") + lines.count("handler") + told + untold(ended, told),
                ended.fact("sent") + handled
            );
            format!("{} signals: 0 hangs", grouped(handled))
        },
        ..CASE
    },
    Case {
        id: "P11",
        name: "short_threads",
        fault: "threads that log once and end",
        promise: "memory stays where it is",
        program: &["short_threads", "#"],
        number: (2_000, 100_000),
        expect: |ended| {
            ended.assert_well();
            let grown = ended.fact("grown_kib");
            assert!(grown < 512, "{grown} KiB");
            format!(
                "{} threads: {} KiB in the second half",
                grouped(ended.number),
                grown.max(0)
            )
        },
        ..CASE
    },
    Case {
        id: "P12",
        name: "many_tasks",
        fault: "tasks that hold a context across an `.await`",
        promise: "a context in a future is a pointer; nothing is kept for each task elsewhere",
        program: &["tasks", "#"],
        number: (100_000, 1_000_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert!(lines.of("outside").all(|line| line.get("job_id").is_none()));
            let bytes = ended.fact("bytes_per_task");
            assert!(bytes <= 96, "{bytes}");
            format!(
                "{} tasks: {bytes} bytes each, {} ns a poll",
                grouped(ended.number),
                ended.fact("ns_per_poll")
            )
        },
        ..CASE
    },
    writer_fails(
        "P13",
        "poisoned_locks",
        "a writer panics under the lock, at every third line and in every fifth `flush`, `sync`",
        &["writer_fails", "#", "panics"],
        &[],
    ),
    writer_fails(
        "P13b",
        "poisoned_locks_in_batches",
        "the same in the background thread, `batched`",
        &["writer_fails", "#", "panics"],
        BATCHED,
    ),
    writer_fails(
        "P13c",
        "hostile_errors",
        "the writer returns errors that panic where they are told and where they are dropped, `sync`",
        &["writer_fails", "#", "fails"],
        &[],
    ),
    writer_fails(
        "P13d",
        "hostile_errors_in_batches",
        "the same, `batched`",
        &["writer_fails", "#", "fails"],
        BATCHED,
    ),
    Case {
        id: "P14",
        name: "second_copy",
        fault: "a library with a second copy of the framework is loaded (dlopen)",
        promise: "each copy writes its own lines, once",
        program: &["second_copy"],
        starve: starve::with_second_copy,
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!(
                (
                    lines.count("first"),
                    lines.count("second"),
                    lines.count("stage_result")
                ),
                (2, 1, 2)
            );
            assert_eq!(lines.of("log").count(), 1);
            "0 duplicates, 0 lost".to_owned()
        },
        ..CASE
    },
    Case {
        id: "P15",
        name: "reconfigured",
        fault: "eight threads log while one changes the filter",
        promise: "no panic; stages are complete; at both ends lines are as the filter says",
        program: &["reconfigured", "#"],
        number: (500, 10_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!(lines.count("stage_start"), lines.count("stage_result"));
            let at_the_end: Vec<&str> = lines
                .of("at_the_end")
                .map(|line| line.str("level"))
                .collect();
            assert_eq!(at_the_end, ["warn", "info again"]);
            format!(
                "{} changes, {} lines: 0 panics",
                grouped(ended.number),
                grouped(lines.whole.len() as i64)
            )
        },
        ..CASE
    },
    Case {
        id: "P16",
        name: "set_up_together",
        fault: "threads set it up at the same time, and log as soon as they have",
        promise: "nothing lost: who comes second waits until it is done",
        program: &["set_up_together", "#"],
        number: (64, 1_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            lines.assert_complete("line", "n", ended.number);
            assert_eq!(lines.of("log").count() as u64, ended.number);
            format!("{} threads: 0 lost", grouped(ended.number))
        },
        ..CASE
    },
];

/// A writer that panics or fails under the lock.
const fn writer_fails(
    id: &'static str,
    name: &'static str,
    fault: &'static str,
    program: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
) -> Case {
    Case {
        id,
        name,
        fault,
        promise: "the others are written, and the losses told",
        program,
        environment,
        number: (300, 30_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let told = lines.told().1;
            assert_eq!(
                lines.count("line") + told + untold(ended, told),
                ended.fact("sent")
            );
            // The lines that tell of losses fail as well, but no failure stops those that come later.
            assert!(3 * lines.count("line") >= ended.fact("sent"));
            format!(
                "{} lines: {} written, {} told as lost",
                grouped(ended.fact("sent")),
                grouped(lines.count("line")),
                grouped(ended.fact("dropped"))
            )
        },
        ..CASE
    }
}

/// What the writer's own failure at the very end left to be counted only.
pub(super) fn untold(ended: &Ended, told: i64) -> i64 {
    let untold = ended.fact("dropped") - told;
    assert!((0..=2).contains(&untold), "{untold} are not told");
    untold
}
