//! I: where tracing-subscriber 0.3.23 (JSON) and tracing-appender 0.2.5 fail, as measured.

use checker::grouped;

use crate::case::{CASE, Case};
use crate::child::Ended;
use crate::starve;

const UNLIMITED: &[(&str, &str)] = &[("RATE_LIMIT_PER_KEY", "0")];
const BATCHED: &[(&str, &str)] = &[("LOG_DELIVERY", "batched")];

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "I1",
        name: "panic_in_display",
        fault: "a panic in a field's `Display`, caught by the caller",
        promise: "the line is written, and the next one is whole",
        incumbent: "the half-written line stays, the next event is appended to it: 1 corrupt line, 2 events lost",
        program: &["one_hostile", "display"],
        expect: |ended| whole(ended, 3),
        ..CASE
    },
    Case {
        id: "I2",
        name: "error_in_display",
        fault: "`Display` returns `fmt::Error`",
        promise: "the line is written, and the next one is whole",
        incumbent: "panics (\"there should be an error\"), the same corruption",
        program: &["one_hostile", "fails"],
        expect: |ended| whole(ended, 3),
        ..CASE
    },
    Case {
        id: "I3",
        name: "panic_in_span_record",
        fault: "a panic in `Display` during `span.record`",
        promise: "later events in that span are written",
        incumbent: "every later event in that span panics (\"Mutex poisoned\"), exit code 101",
        program: &["one_hostile", "record"],
        expect: |ended| whole(ended, 3),
        ..CASE
    },
    Case {
        id: "I4",
        name: "logging_in_display",
        fault: "logging in `Display` without end, global subscriber",
        promise: "bounded, the outer line is whole",
        incumbent: "stack overflow, abort 134",
        program: &["logs_in_display", "#"],
        number: (1_000_000, 1_000_000),
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!(lines.count("outer"), 1);
            format!("{} inner lines, then the outer one", lines.count("inner"))
        },
        ..CASE
    },
    Case {
        id: "I5",
        name: "logging_in_display_scoped",
        fault: "the same once, scoped subscriber, each by `evt!`",
        promise: "the inner line is written, too",
        incumbent: "the inner event vanishes without a trace",
        program: &["logs_in_display", "1", "scoped"],
        expect: |ended| {
            ended.assert_well();
            assert_eq!(ended.whole_lines().count("inner"), 1);
            "1 of 1 inner line".to_owned()
        },
        ..CASE
    },
    Case {
        id: "I6",
        name: "logging_in_tls_destructor",
        fault: "logging in a destructor of a thread-local",
        promise: "no abort",
        incumbent: "process abort",
        program: &["thread_ends"],
        expect: |ended| {
            ended.assert_well();
            format!(
                "exit code 0, {} lines",
                ended.whole_lines().count("destroyed")
            )
        },
        ..CASE
    },
    Case {
        id: "I7",
        name: "full_device",
        fault: "`/dev/full`, 1,000 lines",
        promise: "two notes, all counted",
        incumbent: "one message on standard error for each line",
        program: &["lines", "1000"],
        starve: starve::full_device,
        expect: super::broken::all_lost,
        ..CASE
    },
    Case {
        id: "I8",
        name: "full_device_in_batches",
        fault: "the same with a background thread",
        promise: "two notes, all counted",
        incumbent: "1,000 lost, `dropped_lines()` = 0, silence",
        program: &["lines", "1000"],
        environment: BATCHED,
        starve: starve::full_device,
        expect: super::broken::all_lost,
        ..CASE
    },
    Case {
        id: "I9",
        name: "disk_fills_and_frees",
        fault: "the disk fills, later frees, 2,000 lines",
        promise: "every lost line is told in the log",
        incumbent: "1,214 whole, 1 torn, 785 lost; nothing says so",
        program: &["disk_fills", "2000"],
        starve: starve::into_file,
        expect: super::broken::filled,
        ..CASE
    },
    Case {
        id: "I10",
        name: "closed_pipe",
        fault: "closed pipe, 20,000 lines",
        promise: "one note",
        incumbent: "about 20,000 messages on standard error",
        program: &["lines", "#"],
        number: (20_000, 20_000),
        starve: starve::reader_goes,
        expect: super::broken::reader_gone,
        ..CASE
    },
    Case {
        id: "I11",
        name: "non_blocking_pipe",
        fault: "`O_NONBLOCK` pipe, 6 KB lines, slow reader, 2,000 lines",
        promise: "all whole",
        incumbent: "217 whole, 875 torn",
        program: &["lines", "#", "6000"],
        number: (2_000, 2_000),
        starve: starve::non_blocking_and_slow,
        expect: super::broken::nothing_lost,
        ..CASE
    },
    Case {
        id: "I12",
        name: "slow_writer",
        fault: "5 ms a line, background thread, guard dropped at once, 2,000 lines",
        promise: "it says what is left; the limit is the user's",
        incumbent: "197 written after 1.000 s, `dropped_lines()` = 0; the limit is a constant",
        program: &["slow_sink", "#"],
        environment: BATCHED,
        number: (2_000, 2_000),
        expect: super::ends::slow_sink,
        ..CASE
    },
    Case {
        id: "I13",
        name: "fork",
        fault: "fork, the child logs 100 lines through the background thread's queue",
        promise: "all arrive, nothing waits",
        incumbent: "0 of 100 arrive, the guard blocks for 1.0 s, `dropped_lines()` = 0",
        program: &["forks_once"],
        environment: BATCHED,
        expect: |ended| {
            ended.assert_well();
            let lines = ended.whole_lines();
            assert_eq!((lines.count("child"), lines.count("parent")), (100, 1));
            let ms = ended.fact("child_ms");
            assert!(ms < 900, "{ms}");
            format!("100 of 100, the child's end {ms} ms")
        },
        ..CASE
    },
    Case {
        id: "I14",
        name: "forged_keys",
        fault: "fields named `level`, `target`, and those of the schema",
        promise: "no key twice",
        incumbent: "both keys twice in one object",
        program: &["forged"],
        expect: |ended| whole(ended, 2),
        ..CASE
    },
    Case {
        id: "I15",
        name: "numbers",
        fault: "u128, NaN, infinity",
        promise: "u128 is a number, the others say what they are",
        incumbent: "u128 is a string, NaN and infinities are `null`",
        program: &["numbers", "0"],
        expect: |ended| {
            ended.assert_well();
            let text = String::from_utf8_lossy(&ended.stdout).into_owned();
            assert!(
                text.contains(&format!("\"c\":{},", u128::MAX))
                    && text.contains("\"a\":\"NaN\",\"b\":\"inf\",\"c\":\"-inf\"")
            );
            "a number; `NaN`, `inf`, `-inf`".to_owned()
        },
        ..CASE
    },
    Case {
        id: "I16",
        name: "idle_threads",
        fault: "64 idle threads that each logged one 4 MiB field",
        promise: "no buffer stays large",
        incumbent: "304 MiB more until the threads end",
        program: &["idle_threads", "64"],
        environment: UNLIMITED,
        expect: |ended| {
            ended.assert_well();
            ended.whole_lines();
            let grown = ended.fact("grown_kib");
            assert!(grown < 8_192, "{grown} KiB");
            format!("{} KiB more", grouped(grown))
        },
        ..CASE
    },
    Case {
        id: "I17",
        name: "control_characters",
        fault: "DEL, CSI (U+009B), U+2028 in a field",
        promise: "escaped",
        incumbent: "raw in the JSON",
        program: &["escapes"],
        environment: UNLIMITED,
        expect: |ended| {
            ended.assert_well();
            ended.whole_lines();
            "0 raw".to_owned()
        },
        ..CASE
    },
];

/// So many lines, all whole, and the program ran to its end.
fn whole(ended: &Ended, lines: usize) -> String {
    ended.assert_well();
    assert_eq!(ended.whole_lines().whole.len(), lines);
    format!("{lines} of {lines} lines whole")
}
