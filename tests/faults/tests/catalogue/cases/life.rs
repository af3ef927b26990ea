//! P: the life and death of processes and threads.

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
    Case {
        id: "P7",
        name: "forks_under_load",
        fault: "the program forks while four threads log; each child logs 10 lines",
        promise: "no deadlock, every child line, no line twice",
        program: &["forks", "#"],
        number: (60, 1_000),
        starve: starve::into_file,
        expect: forked,
        ..CASE
    },
    Case {
        id: "P7b",
        name: "forks_under_load_in_batches",
        fault: "the same, `batched`",
        promise: "the same: a child writes itself, and what its parent has queued is its parent's",
        program: &["forks", "#"],
        environment: BATCHED,
        number: (60, 1_000),
        starve: starve::into_file,
        expect: forked,
        ..CASE
    },
    Case {
        id: "P7c",
        name: "fork_while_a_write_is_stuck",
        fault: "a thread stands in `write` on a full pipe, and the program forks, uses `pre_exec`, and exits",
        promise: "none of them waits longer than the limit at the end of the program (1 s)",
        program: &["forks_while_stuck"],
        starve: starve::reader_sleeps_long,
        expect: |ended| {
            ended.assert_well();
            assert_eq!(ended.fact("failed"), 0);
            let times = ["fork_ms", "pre_exec_ms", "exit_of_fork_ms"].map(|name| ended.fact(name));
            assert!(times.iter().all(|ms| *ms < 5_000), "{times:?}");
            format!(
                "fork {} ms, `pre_exec` {} ms, exit of a fork {} ms, exit within {} ms",
                times[0],
                times[1],
                times[2],
                ended.elapsed.as_millis()
            )
        },
        ..CASE
    },
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
    Case {
        id: "P13",
        name: "poisoned_locks",
        fault: "a writer panics under the lock, at every third line",
        promise: "the others are written, and the losses told",
        program: &["writer_panics", "#"],
        number: (300, 30_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let told = lines.told().1;
            assert_eq!(
                lines.count("line") + told + untold(ended, told),
                ended.fact("sent")
            );
            format!(
                "{} lines: {} written, {} told as lost",
                grouped(ended.fact("sent")),
                grouped(lines.count("line")),
                grouped(ended.fact("dropped"))
            )
        },
        ..CASE
    },
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

/// What the writer's own failure at the very end left to be counted only.
pub(super) fn untold(ended: &Ended, told: i64) -> i64 {
    let untold = ended.fact("dropped") - told;
    assert!((0..=2).contains(&untold), "{untold} are not told");
    untold
}

fn forked(ended: &Ended) -> String {
    ended.assert_well();
    assert_eq!(ended.fact("failed"), 0, "children that hang or fail");
    let lines = ended.whole_lines();
    let mut children: Vec<(u64, u64)> = lines
        .of("child")
        .map(|line| (line.u64("fork"), line.u64("n")))
        .collect();
    children.sort_unstable();
    let all: Vec<(u64, u64)> = (0..ended.number)
        .flat_map(|fork| (0..9).map(move |n| (fork, n)))
        .collect();
    assert!(
        children == all,
        "{} of {} lines of children",
        children.len(),
        all.len()
    );
    let records = lines
        .of("log")
        .filter(|line| line.get_str("detail") == Some("child"))
        .count();
    assert_eq!(records as u64, ended.number);
    lines.assert_complete(
        "parent",
        "n",
        u64::try_from(ended.fact("sent")).expect("it fits"),
    );
    assert_eq!(lines.count("stage_start"), lines.count("stage_result"));
    format!(
        "{} forks: 0 deadlocks, {} lines of children, 0 twice; {} of the parent",
        grouped(ended.number),
        grouped(10 * ended.number),
        grouped(ended.fact("sent"))
    )
}
