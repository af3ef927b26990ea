//! `LOG_DELIVERY` and `LOG_BLOCK_LIMIT_MS`: when a line is in the kernel, and what happens where
//! nobody reads.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::fd::AsRawFd;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::program::{Ended, TWO_JOBS, assert_lines, ended, program};

const LAST_WORDS: &str = r#"{"ts":"T","lvl":"INFO","event":"log","detail":"last words","target":"setup::scenarios::delivery"}"#;

fn batched(scenario: &str) -> Ended {
    program(scenario).env("LOG_DELIVERY", "batched").run()
}

#[test]
fn a_line_whose_call_returned_survives_a_kill() {
    assert_lines(&program("delivery::vanishes").lines(), &[LAST_WORDS]);
    let sync = program("delivery::vanishes").env("LOG_DELIVERY", "Sync");
    assert_lines(&sync.lines(), &[LAST_WORDS]);
}

#[test]
fn in_batches_a_kill_loses_what_is_queued() {
    assert_lines(&batched("delivery::vanishes").masked(), &[]);
}

#[test]
fn an_error_line_writes_out_what_is_queued() {
    let before = LAST_WORDS.replace("last words", "before");
    let error = LAST_WORDS.replace("INFO", "ERROR");
    let run = batched("delivery::vanishes_after_an_error");
    assert_lines(&run.masked(), &[&before, &error]);
}

#[test]
fn the_end_of_main_writes_out_what_is_queued() {
    let run = batched("delivery::returns");
    run.assert_quiet();
    assert_lines(&run.masked(), &TWO_JOBS);
}

#[test]
fn an_exit_writes_out_what_is_queued_with_a_guard_or_without() {
    for scenario in ["delivery::exits", "delivery::exits_without_a_guard"] {
        let run = batched(scenario);
        assert_eq!((run.code, run.stderr.as_str()), (Some(3), ""));
        assert_lines(&run.masked(), &[LAST_WORDS]);
    }
}

#[test]
fn a_panic_writes_out_what_is_queued() {
    let run = batched("delivery::panics");
    assert!(run.stderr.contains("out of luck"), "{}", run.stderr);
    assert_lines(&run.masked(), &[LAST_WORDS]);
}

#[test]
fn a_flush_writes_out_what_is_queued() {
    let run = batched("delivery::flushes");
    run.assert_told(&["flushed"]);
    assert_lines(&run.masked(), &[LAST_WORDS]);
}

#[test]
fn a_reader_that_stops_does_not_stop_a_program_with_a_limit_and_every_lost_line_is_told_by_kind() {
    for delivery in ["sync", "batched"] {
        let run = stopped_and_resumed(delivery);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let report = checker::Checker::new()
            .pairing(checker::Pairing::Unchecked)
            .check(&run.stdout);
        report.assert_ok();
        let lifecycle =
            report.events("stage_start").count() + report.events("stage_result").count();
        let losses: Vec<&checker::Line> = report
            .events("log")
            .filter(|line| line.get_str("detail") == Some("log lines could not be written"))
            .collect();
        let lost = |key: &str| {
            let counts = losses.iter().filter_map(|line| line.get(key)?.as_u64());
            usize::try_from(counts.sum::<u64>()).expect("few")
        };
        assert_eq!(lifecycle + lost("lost_lifecycle"), 4, "{delivery}");
        let others = report.lines.len() - lifecycle - losses.len();
        let sent = sent(&run.stderr) + 2;
        assert_eq!(others + lost("lost_others"), sent, "{delivery}");
        assert!(others > 20, "a pipe takes 64 KiB: {others}");
        let last = report.lines.iter().rev().take(3);
        let last: Vec<&str> = last.map(|line| line.str("event")).collect();
        assert_eq!(last, ["stage_result", "stage_start", "log"], "{delivery}");
    }
}

#[test]
fn the_loss_is_told_before_the_next_line_that_gets_through() {
    let run = stopped_and_resumed("sync");
    let lines = run.masked();
    let told = lines.len() - 4;
    assert_lines(
        &lines[told..=told + 1],
        &[
            // The line that found the pipe full, the two of the stage, and the one behind it.
            r#"{"ts":"T","lvl":"WARN","event":"log","detail":"log lines could not be written","target":"logging_runtime","lost_lifecycle":2,"lost_others":2}"#,
            &LAST_WORDS.replace("last words", "back again"),
        ],
    );
}

/// How many lines the program has sent before it was stuck.
fn sent(stderr: &str) -> usize {
    let told = stderr
        .lines()
        .find_map(|line| line.strip_prefix("stuck after "));
    told.and_then(|n| n.parse().ok()).expect("it says so")
}

#[test]
fn the_limit_holds_for_each_of_many_threads_that_wait_together() {
    let mut command = program("delivery::stuck_in_threads")
        .env("LOG_BLOCK_LIMIT_MS", "1000")
        .command();
    let (_unread, writer) = std::io::pipe().expect("a pipe");
    let output = command.stdout(writer).stderr(Stdio::piped()).spawn();
    let output = output.and_then(std::process::Child::wait_with_output);
    let told = ended(output.expect("the program starts"));
    let waited = told.stderr.lines().last().unwrap_or_default();
    let waited: u64 = waited.parse().expect("milliseconds");
    // One after the other they would wait for ten seconds.
    assert!((900..5_000).contains(&waited), "{waited}");
}

#[test]
fn without_a_limit_a_program_waits_for_its_reader_and_loses_nothing() {
    let mut command = program("delivery::fills").command();
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdout = child.stdout.take().expect("a pipe");
    let deadline = Instant::now() + Duration::from_secs(30);
    // A pipe has 16 pages, and three of the lines go into each.
    while waiting(&stdout) < 48_000 {
        assert!(Instant::now() < deadline, "{} bytes", waiting(&stdout));
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(child.try_wait().expect("it runs").is_none());
    let mut lines = Vec::new();
    stdout.read_to_end(&mut lines).expect("readable");
    let report = checker::check(&lines);
    report.assert_ok();
    let numbers: Vec<u64> = report.events("filling").map(|line| line.u64("n")).collect();
    assert_eq!(numbers, (0..200).collect::<Vec<u64>>());
    assert_eq!(
        child.wait().expect("it was not waited for yet").code(),
        Some(0)
    );
}

/// How many bytes wait in a pipe to be read.
#[allow(unsafe_code)]
fn waiting(pipe: &impl AsRawFd) -> usize {
    let mut bytes: libc::c_int = 0;
    // SAFETY: the descriptor is open, and the request writes one `c_int`.
    let result = unsafe { libc::ioctl(pipe.as_raw_fd(), libc::FIONREAD, &raw mut bytes) };
    assert_eq!(result, 0, "a pipe can be asked");
    usize::try_from(bytes).expect("never negative")
}

/// Runs a program whose standard output nobody reads until it says that it is stuck.
fn stopped_and_resumed(delivery: &str) -> Ended {
    let mut child = program("delivery::stuck")
        .env("LOG_BLOCK_LIMIT_MS", "50")
        .env("LOG_DELIVERY", delivery)
        .command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut told = String::new();
    while !told.contains("stuck after ") {
        let n = stderr.read_line(&mut told).expect("readable");
        assert!(n > 0, "the program has ended: {told}");
    }
    let mut stdout = child.stdout.take().expect("a pipe");
    let mut first = vec![0; 32 << 10];
    stdout.read_exact(&mut first).expect("the pipe is full");
    // It goes on only now: there is room again.
    writeln!(child.stdin.take().expect("a pipe"), "go on").expect("the program waits for it");
    stdout.read_to_end(&mut first).expect("readable");
    stderr.read_to_string(&mut told).expect("readable");
    Ended {
        stdout: String::from_utf8(first).expect("lines are UTF-8"),
        stderr: told,
        code: child.wait().expect("it was not waited for yet").code(),
    }
}
