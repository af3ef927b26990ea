//! Standard streams that are closed or full: the program goes on all the same.

use std::fs::OpenOptions;
use std::io::{PipeReader, PipeWriter, Write, pipe};
use std::os::fd::AsRawFd;
use std::process::Stdio;

use crate::program::{bare, ended, program};

const FULL: &str = "logging: cannot write a log line: No space left on device (os error 28)";
const LOST: &str = "logging: log lines were lost, and the log does not say so: 15";

fn full() -> std::fs::File {
    let opened = OpenOptions::new().write(true).open("/dev/full");
    opened.expect("Linux has a full device")
}

#[test]
fn a_full_disk_is_told_once_and_at_the_end_and_the_program_goes_on() {
    program("settings::jobs")
        .run_into(full())
        .assert_told(&[FULL, LOST]);
    for delivery in ["sync", "batched"] {
        let run = program("delivery::returns").env("LOG_DELIVERY", delivery);
        run.run_into(full()).assert_told(&[FULL, LOST]);
    }
}

#[test]
fn a_full_disk_and_a_full_standard_error_do_not_stop_it() {
    let mut command = program("settings::jobs").command();
    let run = command.stdout(full()).stderr(full()).status();
    assert_eq!(run.expect("the program starts").code(), Some(0));
}

#[test]
fn a_reader_that_has_gone_is_told_once_and_the_program_goes_on() {
    let (reader, writer) = pipe().expect("a pipe");
    drop(reader);
    let output = program("settings::jobs").command().stdout(writer).output();
    ended(output.expect("the program starts"))
        .assert_told(&["logging: cannot write a log line: Broken pipe (os error 32)"]);
}

#[test]
fn readers_that_have_gone_from_both_streams_do_not_stop_it() {
    let (reader, writer) = pipe().expect("a pipe");
    drop(reader);
    let mut command = program("settings::jobs").command();
    let again = writer.try_clone().expect("a descriptor");
    let run = command.stdout(writer).stderr(again).status();
    assert_eq!(run.expect("the program starts").code(), Some(0));
}

/// A pipe that takes nothing more, and its reader.
#[allow(unsafe_code)]
fn full_pipe() -> (PipeReader, PipeWriter) {
    let (reader, writer) = pipe().expect("a pipe");
    let flags = |flags: libc::c_int| {
        // SAFETY: the descriptor is open, and the request takes one number.
        let result = unsafe { libc::fcntl(writer.as_raw_fd(), libc::F_SETFL, flags) };
        assert_eq!(result, 0, "a pipe can be made not to wait");
    };
    flags(libc::O_NONBLOCK);
    let padding = [b'x'; 4096];
    while matches!((&writer).write(&padding), Ok(n) if n > 0) {}
    flags(0);
    (reader, writer)
}

#[test]
fn a_standard_error_that_nobody_reads_holds_up_only_the_thread_that_has_news() {
    let (_unread, stderr) = full_pipe();
    let mut command = program("delivery::stuck_in_a_notice").command();
    let run = command.stdout(full()).stderr(stderr).status();
    assert_eq!(run.expect("the program starts").code(), Some(0));
}

/// Runs a scenario with redirections that only a shell can do.
#[track_caller]
fn under_a_shell(scenario: &str, redirections: &str) {
    let script = format!(
        "exec '{}' {scenario} {redirections}",
        env!("CARGO_BIN_EXE_setup")
    );
    let mut shell = bare("sh");
    shell.args(["-c", &script]).stdout(Stdio::null());
    let run = ended(shell.output().expect("there is a shell"));
    assert_eq!(run.code, Some(0), "{redirections}: {}", run.stderr);
}

#[test]
fn streams_that_were_closed_before_the_start_do_not_stop_it() {
    for scenario in ["settings::jobs", "foreign::records", "perf::by_hand"] {
        for redirections in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full 2>&-"] {
            under_a_shell(scenario, redirections);
        }
    }
}

#[test]
fn a_standard_output_that_can_only_be_read_is_told_once_and_at_the_end() {
    let read_only = std::fs::File::open("/dev/null").expect("it can be read");
    program("settings::jobs").run_into(read_only).assert_told(&[
        "logging: cannot write a log line: Bad file descriptor (os error 9)",
        LOST,
    ]);
}
