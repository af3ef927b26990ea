//! What must hold for every way to read a program's output: `poll` with and without a descriptor
//! for the child's end, and plain threads.

use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{LONG, SOON, life_line, shell};
use crate::process::leash::Leash;
use crate::process::pump::Pump;
use crate::process::run::{Ended, How, Plan, run_with};
use crate::process::{other, unix};

/// Instantiates every test of this file for every pump.
macro_rules! for_each_pump {
    ($($test:ident)*) => {
        mod poll { $(#[test] fn $test() { super::$test::<super::unix::Pump>(); })* }
        mod poll_and_look { $(#[test] fn $test() { super::$test::<super::unix::PumpWithoutExit>(); })* }
        mod threads { $(#[test] fn $test() { super::$test::<super::other::Pump>(); })* }
    };
}

for_each_pump! {
    both_streams_are_read_to_their_end
    a_grandchild_that_holds_the_pipes_is_not_waited_for
    a_grandchild_that_writes_without_end_is_not_waited_for
    a_program_that_closes_its_streams_is_waited_for
    a_flood_of_lines_does_not_grow_memory
    a_line_without_end_does_not_grow_memory
    invalid_text_is_replaced
    a_program_out_of_time_is_killed
}

fn plan(script: &str) -> Plan {
    let mut command = shell(script);
    command.stdin(Stdio::null());
    Plan {
        command,
        limit: Some(LONG),
        tail_lines: 3,
        stdout_limit: Some(1 << 20),
        output_file: None,
    }
}

fn run<P: Pump>(plan: Plan) -> Ended {
    let before = Instant::now();
    let ended = run_with::<P>(plan, &Leash::default());
    assert!(before.elapsed() < SOON, "took {:?}", before.elapsed());
    ended
}

fn exit_code(ended: &Ended) -> Option<i32> {
    match ended.how {
        How::Exited(status) => status.code(),
        _ => None,
    }
}

fn both_streams_are_read_to_their_end<P: Pump>() {
    // More on each than a pipe holds, in turns: reading one after the other would never end.
    let script = "i=0; while [ $i -lt 40 ]; do head -c 9999 /dev/zero; \
                  head -c 9999 /dev/zero | tr '\\0' x >&2; echo >&2; i=$((i+1)); done; echo end >&2";
    let ended = run::<P>(plan(script));
    assert_eq!((exit_code(&ended), ended.bytes_out), (Some(0), 40 * 9_999));
    assert_eq!(ended.output.stdout, vec![0; 40 * 9_999]);
    assert!(ended.output.tail.into_text().ends_with("xxx\nend"));
}

fn a_grandchild_that_holds_the_pipes_is_not_waited_for<P: Pump>() {
    let (reader, life_line) = life_line();
    let mut plan = plan("exec 3<&0; (read line <&3) & echo leaving >&2; echo out; exit 5");
    plan.command.stdin(reader);
    let ended = run::<P>(plan);
    assert_eq!((exit_code(&ended), ended.bytes_out), (Some(5), 4));
    assert_eq!(ended.output.tail.into_text(), "leaving");
    drop(life_line);
}

fn a_grandchild_that_writes_without_end_is_not_waited_for<P: Pump>() {
    let ended = run::<P>(plan("yes >&2 & exit 6"));
    assert_eq!(exit_code(&ended), Some(6));
}

fn a_program_that_closes_its_streams_is_waited_for<P: Pump>() {
    let ended = run::<P>(plan("echo before >&2; exec >&- 2>&-; sleep 0.1; exit 4"));
    assert_eq!(exit_code(&ended), Some(4));
    assert_eq!(ended.output.tail.into_text(), "before");
}

fn a_flood_of_lines_does_not_grow_memory<P: Pump>() {
    let before = peak_memory();
    let ended = run::<P>(plan("yes 'a line' | head -c 105000000 >&2; echo last >&2"));
    assert_eq!(exit_code(&ended), Some(0));
    assert_eq!(ended.output.tail.into_text(), "a line\na line\nlast");
    assert_far_less_than_the_stream(peak_memory() - before);
}

fn a_line_without_end_does_not_grow_memory<P: Pump>() {
    let before = peak_memory();
    let ended = run::<P>(plan(
        "head -c 105000000 /dev/zero | tr '\\0' x >&2; printf end >&2",
    ));
    let text = ended.output.tail.into_text();
    assert!(text.starts_with("…xxx") && text.ends_with("xxxend") && text.len() < 3_000);
    assert_far_less_than_the_stream(peak_memory() - before);
}

fn invalid_text_is_replaced<P: Pump>() {
    let ended = run::<P>(plan(
        "printf 'a\\377b\\303' >&2; sleep 0.1; printf '\\251\\r\\342\\202' >&2",
    ));
    assert_eq!(ended.output.tail.into_text(), "a\u{fffd}bé\n\u{fffd}");
}

fn a_program_out_of_time_is_killed<P: Pump>() {
    let limit = Duration::from_millis(300);
    let ended = run::<P>(Plan {
        limit: Some(limit),
        ..plan("exec sleep 300")
    });
    assert!(matches!(ended.how, How::TimedOut(after) if after == limit));
    assert!(ended.elapsed >= limit);
}

/// Other tests of the same process may need some memory at the same time, but not this much.
fn assert_far_less_than_the_stream(growth: u64) {
    assert!(growth < 80_000, "{growth} KiB more for a stream of 102,539");
}

/// The most memory this process ever had, in KiB; 0 on systems that do not tell.
fn peak_memory() -> u64 {
    if !cfg!(target_os = "linux") {
        return 0;
    }
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|peak| peak.split_whitespace().next());
    peak.and_then(|peak| peak.parse().ok()).expect("a number")
}
