//! T: clocks that step, stand, or say what no clock should.

use checker::grouped;

use crate::case::{CASE, Case};

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "T1",
        name: "wall_clock_steps",
        fault: "the wall clock steps an hour back and a year forward, at every call",
        promise: "durations and the rate limit do not notice; `ts` follows within a second",
        program: &["wall_steps", "#"],
        number: (200, 20_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let longest = lines.numbers("stage_result", "dur_ms").into_iter().max();
            assert!(longest < Some(5_000), "{longest:?}");
            let limited = lines.of("log").filter(|line| {
                line.get_str("target")
                    .is_some_and(|target| target.starts_with("faults"))
            });
            assert_eq!(limited.count(), 6, "five and the marker");
            let late = lines
                .of("noticed")
                .filter(|line| line.str("ts") < "2040")
                .count();
            assert!(late < 60, "{late}");
            format!(
                "{} steps: 0 wrong durations; `ts` is right after {} ms",
                grouped(ended.number),
                20 * late
            )
        },
        ..CASE
    },
    Case {
        id: "T2",
        name: "far_times",
        fault: "the wall clock says 1970, before it, after 9999, the ends of what it can say",
        promise: "`ts` has always 24 characters, and is a date",
        program: &["far_times"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!(lines.count("at"), 7);
            assert!(lines.whole.iter().all(|line| line.str("ts").len() == 24));
            "24 characters at 7 of 7 times".to_owned()
        },
        ..CASE
    },
    Case {
        id: "T3",
        name: "time_zone",
        fault: "the process has a time zone (`localtime_r` races with `setenv`)",
        promise: "UTC always; no time zone is ever read",
        program: &["local_time"],
        environment: &[("TZ", "Asia/Kathmandu")],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let written = lines
                .of("now")
                .next()
                .expect("it is there")
                .str("ts")
                .to_owned();
            let minute = (ended.fact("now_ms") / 60_000) % 60;
            let written: i64 = written[14..16].parse().expect("minutes");
            assert!(
                [0, 1, -59].contains(&(written - minute)),
                "{written} {minute}"
            );
            "UTC".to_owned()
        },
        ..CASE
    },
    Case {
        id: "T4",
        name: "suspended",
        fault: "the system sleeps for an hour, and the monotonic clock stands",
        promise: "a window of the rate limit lasts as much longer; what is held back is told when it ends",
        program: &["suspended"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            let same = |line: &&checker::Line| {
                line.get_str("detail")
                    .is_some_and(|detail| detail.starts_with("the same"))
            };
            let times: Vec<bool> = lines
                .of("log")
                .filter(same)
                .map(|line| line.get("suppressed").is_some())
                .collect();
            assert_eq!(times.len(), 12, "twice five and a marker");
            assert_eq!(times.iter().position(|told| *told), Some(6));
            "5 and a marker in each window".to_owned()
        },
        ..CASE
    },
    Case {
        id: "T5",
        name: "monotonic_clock_back",
        fault: "the monotonic clock stands an hour back for three calls, at call N, for every N",
        promise: "no underflow, no negative duration",
        program: &["monotonic_back"],
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!(lines.count("stage_start"), lines.count("stage_result"));
            assert_eq!(lines.count("inside"), ended.fact("calls"));
            assert_eq!(lines.count("log"), ended.fact("calls"));
            format!("N = 1 to {}: 0 underflows", ended.fact("calls"))
        },
        ..CASE
    },
];
