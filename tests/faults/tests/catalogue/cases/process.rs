//! S: programs that are run as stages, and misbehave.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "S1",
        name: "flood",
        fault: "a program writes gigabytes to both streams",
        promise: "it never waits for us; memory grows by less than 1 MB",
        program: &[
            "runs_shell",
            "200000",
            "head -c #M /dev/zero >&2 & head -c #M /dev/zero; wait; exit 1",
        ],
        number: (128, 2_048),
        starve: crate::starve::with_number_inside,
        expect: |ended| {
            let grown = bounded(ended);
            let mib = 2 * ended.number;
            format!(
                "{} MiB in {} ms: {grown} KiB",
                grouped(mib),
                grouped(ended.fact("ms"))
            )
        },
        ..CASE
    },
    Case {
        id: "S2",
        name: "grandchild_holds_the_pipe",
        fault: "a program ends and leaves one behind that holds its pipes",
        promise: "the call comes back within a second",
        program: &["runs_shell", "#", "sleep 20 & exit 0"],
        number: (60_000, 60_000),
        expect: |ended| {
            ended.assert_well();
            let ms = ended.fact("ms");
            // Those it left behind live for 20 s; how busy the machine is, nobody can promise.
            assert!(ms < 5_000, "{ms}");
            format!("{ms} ms")
        },
        ..CASE
    },
    Case {
        id: "S3",
        name: "line_without_end",
        fault: "a program writes one line of gigabytes to standard error",
        promise: "memory grows by less than 1 MB, and the end of the line is kept",
        program: &[
            "runs_shell",
            "200000",
            "head -c #M /dev/zero | tr '\\0' y >&2; printf END >&2; exit 1",
        ],
        number: (64, 1_024),
        starve: crate::starve::with_number_inside,
        expect: |ended| {
            let grown = bounded(ended);
            let lines = ended.whole_lines();
            let tail = lines
                .of("stage_result")
                .next()
                .expect("it ends")
                .str("stderr_tail")
                .to_owned();
            assert!(
                tail.ends_with("yyyEND") && tail.starts_with('…'),
                "{tail:.100}"
            );
            format!("{} MiB: {grown} KiB", grouped(ended.number))
        },
        ..CASE
    },
    Case {
        id: "S4",
        name: "ignores_sigterm",
        fault: "a program ignores SIGTERM, has children, and takes too long",
        promise: "the whole group is killed in time, and no zombie is left",
        program: &[
            "runs_shell",
            "#",
            "trap '' TERM; sleep 61 & sleep 62 & while true; do sleep 63; done",
        ],
        number: (300, 300),
        expect: |ended| {
            ended.assert_well();
            assert_eq!((ended.fact("failed"), ended.fact("children")), (1, 0));
            let over = ended.fact("ms") - 300;
            assert!((0..5_000).contains(&over), "{over}");
            let lines = ended.whole_lines();
            assert_eq!(
                lines
                    .of("stage_result")
                    .next()
                    .expect("it ends")
                    .str("outcome"),
                "timeout"
            );
            format!("0 survivors, 0 zombies, {over} ms over")
        },
        ..CASE
    },
    Case {
        id: "S5",
        name: "cannot_start",
        fault: "no such program, not executable, no interpreter, arguments too long, no descriptor left",
        promise: "one result line each, which says why",
        program: &["cannot_start"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let details: Vec<&str> = lines
                .of("stage_result")
                .map(|line| line.str("detail"))
                .collect();
            let said = [
                "not found in PATH",
                "ermission denied",
                "interpreter or loader is missing",
                "too long",
                "open files",
            ];
            assert_eq!(details.len(), said.len(), "{details:?}");
            for (detail, said) in details.iter().zip(said) {
                assert!(detail.contains(said), "{detail}");
            }
            format!("{} of 5 say why", details.len())
        },
        ..CASE
    },
    Case {
        id: "S6",
        name: "secrets",
        fault: "secrets on the command line and in standard error",
        promise: "none on any line",
        program: &["secrets"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let leaks: Vec<&str> = lines
                .whole
                .iter()
                .map(checker::Line::text)
                .filter(|text| text.contains("canary"))
                .collect();
            assert_eq!(leaks, [""; 0]);
            assert!(
                lines
                    .whole
                    .iter()
                    .any(|line| line.text().contains("REDACTED"))
            );
            "5 planted: 0 leaked".to_owned()
        },
        ..CASE
    },
    Case {
        id: "S7",
        name: "progress_bars",
        fault: "progress by carriage returns, invalid UTF-8",
        promise: "a carriage return ends a line of the tail",
        program: &[
            "runs_shell",
            "#",
            r"printf 'Input \377\nframe=1\rframe=2\r\nError\rlast\n' >&2; exit 1",
        ],
        number: (20_000, 20_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let tail = lines
                .of("stage_result")
                .next()
                .expect("it ends")
                .str("stderr_tail")
                .to_owned();
            assert_eq!(tail, "Input \u{fffd}\nframe=1\nframe=2\nError\nlast");
            format!("{} lines", tail.lines().count())
        },
        ..CASE
    },
];

fn bounded(ended: &Ended) -> i64 {
    ended.assert_well();
    let grown = ended.fact("grown_kib");
    assert!(grown < 1_000, "{grown} KiB");
    grown
}
