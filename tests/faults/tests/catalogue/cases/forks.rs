//! P7: programs that fork.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::lines::Lines;
use crate::starve;

const BATCHED: &[(&str, &str)] = &[("LOG_DELIVERY", "batched")];

pub(crate) const CASES: &[Case] = &[
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
        id: "P7d",
        name: "forks_while_the_filter_changes",
        fault: "a thread changes the filter all the time while the program forks; each child meets a stage for the first time, and changes the filter itself",
        promise: "no deadlock, every child line, and the child's filter holds",
        program: &["forks_while_reconfigured", "#"],
        number: (60, 1_000),
        starve: starve::into_file,
        expect: |ended| {
            ended.assert_well();
            assert_eq!(ended.fact("failed"), 0, "children that hang or fail");
            let lines = ended.whole_lines();
            assert_children(&lines, ended.number);
            let forks = ended.number as i64;
            assert_eq!((lines.count("unwanted"), lines.count("wanted")), (0, forks));
            let only_in_children = lines
                .of("stage_result")
                .filter(|line| line.get_str("stage") == Some("only_in_children"));
            assert_eq!(only_in_children.count() as i64, forks);
            format!(
                "{} forks among {} changes: 0 deadlocks, {} lines of children",
                grouped(forks),
                grouped(ended.fact("changes")),
                grouped(13 * forks)
            )
        },
        ..CASE
    },
    Case {
        id: "P7e",
        name: "forks_with_a_layer",
        fault: "the same as P7, where the program has put its layers together itself",
        promise: "the same",
        program: &["forks", "#", "layer"],
        number: (60, 1_000),
        starve: starve::into_file,
        expect: forked,
        ..CASE
    },
    Case {
        id: "P7f",
        name: "forks_in_a_shared_job",
        fault: "the program forks in a job in which two other threads record, keep lines for its failure and run stages; each child does so, too, and ends the job",
        promise: "no deadlock, every child line, and the end of each job",
        program: &["forks_in_a_job", "#"],
        environment: &[
            ("LOG_BUFFER_UNTIL_ERROR", "4096"),
            ("LOG_JOB_SUMMARY", "true"),
            ("PERF_METRICS_ENABLED", "true"),
            ("LOG_LIFECYCLE", "failures"),
        ],
        number: (60, 1_000),
        starve: starve::into_file,
        expect: |ended| {
            ended.assert_well();
            assert_eq!(ended.fact("failed"), 0, "children that hang or fail");
            let lines = ended.whole_lines();
            assert_children(&lines, ended.number);
            let forks = ended.number as i64;
            assert_eq!(lines.count("job_finished"), forks);
            format!(
                "{} forks: 0 deadlocks, {} lines of children, {} ends of jobs",
                grouped(forks),
                grouped(10 * forks),
                grouped(lines.count("job_finished"))
            )
        },
        ..CASE
    },
];

fn forked(ended: &Ended) -> String {
    ended.assert_well();
    assert_eq!(ended.fact("failed"), 0, "children that hang or fail");
    let lines = ended.whole_lines();
    assert_children(&lines, ended.number);
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

/// Demands nine events and a record of each child, each of them once.
#[track_caller]
fn assert_children(lines: &Lines, forks: u64) {
    let mut children: Vec<(u64, u64)> = lines
        .of("child")
        .map(|line| (line.u64("fork"), line.u64("n")))
        .collect();
    children.sort_unstable();
    let all: Vec<(u64, u64)> = (0..forks)
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
    assert_eq!(records as u64, forks);
}
