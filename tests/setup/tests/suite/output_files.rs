//! Lines that go to a file or to a writer of the program's own.

use std::fs;
use std::path::Path;

use crate::program::{assert_lines, masked, program};

fn line(detail: &str) -> String {
    format!(
        r#"{{"ts":"T","lvl":"INFO","event":"log","detail":"{detail}","target":"setup::scenarios::setups"}}"#
    )
}

fn lines_in(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("the file was written");
    text.lines().map(masked).collect()
}

#[test]
fn a_file_is_made_and_appended_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log");
    for _ in 0..2 {
        let lines = program("setups::to_file").arg(&path).lines();
        assert_lines(&lines, &[]);
    }
    let hello = line("hello").replace('}', r#","service":"tldw"}"#);
    assert_lines(&lines_in(&path), &[&hello, &hello]);
}

#[test]
fn what_another_program_left_unfinished_stays_a_line_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log");
    fs::write(&path, r#"{"unfinished":"#).expect("writable");
    program("setups::to_file").arg(&path).lines();
    let hello = line("hello").replace('}', r#","service":"tldw"}"#);
    assert_lines(&lines_in(&path), &[r#"{"unfinished":"#, &hello]);
}

#[test]
fn a_rotated_file_is_opened_again_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, renamed) = (folder.path().join("log"), folder.path().join("log.1"));
    program("setups::rotated").arg(&path).arg(&renamed).lines();
    assert_lines(&lines_in(&renamed), &[&line("first"), &line("second")]);
    assert_lines(&lines_in(&path), &[&line("third")]);
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_the_lines_go_to_standard_output() {
    let run = program("setups::to_file").arg("/nonexistent/log").run();
    run.assert_told(&[
        "logging: cannot open /nonexistent/log for appending: No such file or directory (os error 2); lines go to standard output",
    ]);
    // Nothing else of what the program has set is lost.
    let hello = line("hello").replace('}', r#","service":"tldw"}"#);
    assert_lines(&run.masked(), &[&hello]);
}

#[test]
fn a_folder_in_the_place_of_the_file_is_told_as_well() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = program("setups::to_file").arg(folder.path()).run();
    assert!(run.stderr.contains("Is a directory"), "{}", run.stderr);
    assert_eq!((run.code, run.stdout.lines().count()), (Some(0), 1));
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_where_errors_are_asked_for() {
    let run = program("setups::to_file_strict")
        .arg("/nonexistent/log")
        .run();
    run.assert_told(&[
        "error: cannot open /nonexistent/log for appending: No such file or directory (os error 2)",
        "already installed: false",
        "source: No such file or directory (os error 2)",
    ]);
    assert_lines(&run.masked(), &[]);
}

#[test]
fn a_full_disk_loses_lines_of_a_file_and_nothing_else() {
    program("setups::to_file")
        .arg("/dev/full")
        .run()
        .assert_told(&[
            "logging: cannot write a log line: No space left on device (os error 28)",
            "logging: log lines were lost, and the log does not say so: 1",
        ]);
}

#[test]
fn a_writer_that_panics_costs_one_line_and_never_the_program() {
    let run = program("setups::to_a_writer_that_panics").run();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let told = "logging: cannot write a log line: the writer panicked";
    assert!(
        run.stderr.lines().any(|line| line == told),
        "{}",
        run.stderr
    );
    let lost = r#"{"ts":"T","lvl":"WARN","event":"log","detail":"log lines could not be written","target":"logging_runtime","lost_lifecycle":0,"lost_others":1}"#;
    let expected = [
        line("line 0"),
        lost.to_owned(),
        line("line 2"),
        line("line 3"),
    ];
    assert_eq!(run.masked(), expected);
}

#[test]
fn a_writer_gets_one_line_with_each_write() {
    let run = program("setups::to_writer").run();
    run.assert_told(&["a write with 1 line", "a write with 1 line"]);
    let evt = r#"{"ts":"T","lvl":"INFO","event":"evt"}"#;
    assert_lines(&run.masked(), &[&line("hello"), evt]);
}
