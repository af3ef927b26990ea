//! N: something fails at its Nth call, for every N until there is no Nth call; and everything at
//! once.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::lines::lines;
use crate::starve;

/// Children of the program write to its pipe as well.
const SHARED_PIPE: (&str, &str) = ("LOG_MAX_LINE_BYTES", "4000");

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "N1",
        name: "write_fails_once",
        fault: "the Nth write of a job fails once (ENOSPC), after whole lines",
        promise: "nothing torn; lost = told, before the next line",
        program: &["nth_write", "0", "1", "full"],
        expect: nth_write,
        ..CASE
    },
    Case {
        id: "N2",
        name: "write_fails_after_a_part",
        fault: "the same, where a write takes 25 bytes (EIO)",
        promise: "one fragment, alone on its line; lost = told",
        program: &["nth_write", "25", "1", "broken"],
        expect: nth_write,
        ..CASE
    },
    Case {
        id: "N3",
        name: "write_fails_for_ever",
        fault: "from the Nth write on all fail, until the job is over",
        promise: "the same",
        program: &["nth_write", "25", "1000000", "full"],
        expect: nth_write,
        ..CASE
    },
    Case {
        id: "N4",
        name: "write_is_interrupted",
        fault: "the Nth write is interrupted, five times in a row (EINTR)",
        promise: "nothing torn, nothing lost",
        program: &["nth_write", "25", "5", "interrupted"],
        expect: |ended| {
            assert!(!String::from_utf8_lossy(&ended.stdout).contains("lost_"));
            nth_write(ended)
        },
        ..CASE
    },
    Case {
        id: "U10",
        name: "allocation_fails",
        fault: "the Nth allocation of a job fails, which ends a Rust program",
        promise: "what was written is whole",
        program: &["nth_allocation"],
        number: (20, 1),
        starve: starve::for_every_allocation,
        expect: |ended| {
            ended.assert_well();
            assert_eq!(ended.fact("torn"), 0);
            format!(
                "{} allocations in a job; {} aborts: 0 torn",
                ended.fact("allocations"),
                grouped(ended.fact("aborted"))
            )
        },
        ..CASE
    },
    Case {
        id: "N5",
        name: "soak",
        fault: "everything at once, switched on and off at random (seconds)",
        promise: "no line lost in silence, no end missing, no growth",
        program: &["soak", "#"],
        environment: &[SHARED_PIPE],
        number: (4, 1_800),
        starve: starve::judging_reader,
        expect: soak,
        ..CASE
    },
    Case {
        id: "N6",
        name: "soak_in_batches",
        fault: "the same, `batched`",
        promise: "the same",
        program: &["soak", "#"],
        environment: &[SHARED_PIPE, ("LOG_DELIVERY", "batched")],
        number: (4, 1_800),
        starve: starve::judging_reader,
        expect: soak,
        ..CASE
    },
];

/// Each run begins with what the counters say of it.
fn nth_write(ended: &Ended) -> String {
    ended.assert_well();
    let text = String::from_utf8_lossy(&ended.stdout);
    let runs: Vec<&str> = text.split("= ").skip(1).collect();
    let mut torn = 0;
    for (n, run) in (1..).zip(&runs) {
        let (counts, bytes) = run.split_once('\n').expect("the counts are a line");
        let (written, dropped) = counts.split_once(' ').expect("two counts");
        let lines = lines(bytes.as_bytes());
        assert!(lines.torn() <= 1, "N = {n}: {bytes}");
        torn += lines.torn();
        let (lifecycle, others) = lines.told();
        assert_eq!(
            (lifecycle + others).to_string(),
            dropped,
            "N = {n}: {bytes}"
        );
        assert_eq!(lines.whole.len().to_string(), written, "N = {n}: {bytes}");
        // Six lines of the job, and three others.
        let own = lines
            .whole
            .iter()
            .filter(|line| line.get("lost_others").is_none())
            .count();
        assert_eq!(own as i64 + lifecycle + others, 10, "N = {n}: {bytes}");
        assert_eq!(lines.count("after"), 1, "N = {n}");
    }
    assert_eq!(runs.len() as i64, ended.fact("runs") + 1);
    format!(
        "N = 1 to {}: {torn} torn, all told",
        grouped(ended.fact("runs"))
    )
}

fn soak(ended: &Ended) -> String {
    ended.assert_well();
    let fact = |name| ended.fact(name);
    assert_eq!((fact("open_runs"), fact("forks_failed")), (0, 0));
    let (lifecycle, others) = (fact("told_lifecycle"), fact("told_others"));
    assert_eq!(lifecycle + others, fact("dropped"), "told and counted");
    assert_eq!(
        fact("whole") - fact("of_children"),
        fact("written"),
        "there and counted"
    );
    let of_runs = [
        "event_job_received",
        "event_job_finished",
        "event_stage_start",
        "event_stage_result",
    ]
    .map(fact);
    assert_eq!(
        of_runs.iter().sum::<i64>() + lifecycle,
        2 * (fact("stages") + fact("jobs"))
    );
    assert!(fact("event_line") + others >= fact("events"));
    let torn = fact("torn");
    assert!(torn <= fact("write_errors"), "{torn} torn");
    assert_eq!(fact("event_last"), 1);
    // The shortest runs are over before memory has settled.
    let grown = fact("grown_kib");
    assert!(ended.elapsed.as_secs() < 60 || grown < 1_000, "{grown} KiB");
    format!(
        "{} s, {} switches, {} jobs, {} lines: {} lost, all told, {torn} torn, {} KiB grown, {} thread, {} descriptors at the end",
        grouped(ended.elapsed.as_secs()),
        grouped(fact("switched")),
        grouped(fact("jobs")),
        grouped(fact("whole")),
        grouped(lifecycle + others),
        grown.max(0),
        fact("threads"),
        fact("descriptors"),
    )
}
