//! D7 to D11: descriptors that others use as well, split, rename or inherit.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::starve;

const BATCHED: &[(&str, &str)] = &[("LOG_DELIVERY", "batched")];

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "D7",
        name: "four_processes_on_a_pipe",
        fault: "four processes share a pipe, lines up to 4,096 bytes",
        promise: "nothing torn",
        program: &["lines", "#", "3900"],
        number: (2_000, 20_000),
        starve: starve::four_share_a_pipe,
        expect: four_times,
        ..CASE
    },
    Case {
        id: "D7a",
        name: "four_processes_on_a_pipe_in_batches",
        fault: "the same, `batched`",
        promise: "the same: no write goes beyond the lines that fit into 4,096 bytes",
        program: &["lines", "#", "900"],
        environment: BATCHED,
        number: (2_000, 20_000),
        starve: starve::four_share_a_pipe,
        expect: four_times,
        ..CASE
    },
    Case {
        id: "D7b",
        name: "four_processes_on_a_file",
        fault: "four processes append to a file, lines up to 16 KiB",
        promise: "nothing torn",
        program: &["lines", "#", "15900"],
        number: (1_000, 20_000),
        starve: starve::four_share_a_file,
        expect: four_times,
        ..CASE
    },
    Case {
        id: "D8",
        name: "sixteen_threads",
        fault: "16 threads, lines of 100 bytes to 16 KiB",
        promise: "nothing torn, nothing lost",
        program: &["many_threads", "#"],
        number: (20_000, 1_000_000),
        starve: starve::judging_reader,
        expect: |ended| {
            ended.assert_well();
            assert_eq!(
                (ended.fact("event_line"), ended.fact("torn")),
                (ended.fact("sent"), 0)
            );
            format!("{} lines: 0 torn, 0 lost", grouped(ended.fact("sent")))
        },
        ..CASE
    },
    Case {
        id: "D9",
        name: "rotation",
        fault: "the file is renamed and reopened under load",
        promise: "nothing torn, nothing lost",
        program: &["rotates", "#", "rename"],
        number: (20, 500),
        expect: |ended| {
            ended.assert_well();
            ended.whole_lines().assert_complete(
                "line",
                "n",
                u64::try_from(ended.fact("sent")).expect("it fits"),
            );
            format!(
                "{} rotations, {} lines: 0 torn, 0 lost",
                ended.number,
                grouped(ended.fact("sent"))
            )
        },
        ..CASE
    },
    Case {
        id: "D9b",
        name: "copytruncate",
        fault: "the file is copied and emptied under load",
        promise: "no hole in the file, no fragment but where the copy ends; what comes between copy and cut goes with the cut, as with every program",
        program: &["rotates", "#", "copytruncate"],
        number: (20, 500),
        expect: |ended| {
            ended.assert_well();
            assert!(!ended.stdout.contains(&0), "a hole");
            let lines = ended.lines();
            assert!(lines.torn() as u64 <= ended.number);
            let kept = lines.count("line");
            format!(
                "{} rotations: 0 holes, {} of {} lines kept",
                ended.number,
                grouped(kept),
                grouped(ended.fact("sent"))
            )
        },
        ..CASE
    },
    Case {
        id: "D10",
        name: "container_splitters",
        fault: "log drivers split lines at 16 KiB; values up to 1 MiB",
        promise: "no line is longer than 16,128 bytes, and each says what was cut",
        program: &["long_lines"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let longest = lines.whole.iter().map(|line| line.text().len()).max();
            assert_eq!(lines.whole.len(), 21);
            format!(
                "longest line {} bytes",
                grouped(longest.unwrap_or(0) as i64)
            )
        },
        ..CASE
    },
    Case {
        id: "D11",
        name: "inherited_descriptors",
        fault: "the program starts another one while its log files are open",
        promise: "that one inherits none of them (`O_CLOEXEC`)",
        program: &["descriptors"],
        expect: |ended| {
            ended.assert_well();
            assert!(ended.fact("listed") >= 3);
            assert_eq!(ended.fact("inherited"), 0);
            "0 inherited".to_owned()
        },
        ..CASE
    },
];

fn four_times(ended: &Ended) -> String {
    ended.assert_well();
    let lines = ended.whole_lines();
    let longest = lines.whole.iter().map(|line| line.text().len() + 1).max();
    let sent = 4 * i64::try_from(ended.number).expect("it fits");
    // Where the reader is slower than four programs, their queues are full at times.
    let lost = match lines.assert_accounted("line", sent) {
        0 => String::new(),
        lost => format!(", {} more lost and told", grouped(lost)),
    };
    format!(
        "{} lines up to {} bytes: 0 torn{lost}",
        grouped(lines.count("line")),
        grouped(longest.unwrap_or(0) as i64)
    )
}
