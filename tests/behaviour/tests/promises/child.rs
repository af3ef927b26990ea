//! Running a scenario as a child, and reading what it wrote.

use std::process::{Command, ExitStatus};

use checker::{Checker, Pairing, Report};

/// A scenario that is about to run, with no more environment than it is given.
pub(crate) struct Program {
    command: Command,
    checker: Checker,
}

/// What a scenario left behind.
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: ExitStatus,
    checker: Checker,
}

/// Runs a scenario that is expected to end well, to say nothing on standard error and to write
/// exactly these lines.
#[track_caller]
pub(crate) fn assert_writes(scenario: &str, lines: &str) {
    program(scenario).run().assert_quiet().assert_lines(lines);
}

/// As [`assert_writes`], without the start lines of stages: the ends are what the lines are about,
/// whatever levels they have.
#[track_caller]
pub(crate) fn assert_ends(scenario: &str, lines: &str) {
    program(scenario)
        .env("LOG_STAGE_START", "false")
        .checked_by(
            Checker::new()
                .pairing(Pairing::StageStartsLeftOut)
                .levels(false),
        )
        .run()
        .assert_quiet()
        .assert_lines(lines);
}

pub(crate) fn program(scenario: &str) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_behaviour"));
    command.arg(scenario).env_clear();
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    Program {
        command,
        checker: Checker::new(),
    }
}

impl Program {
    pub(crate) fn env(mut self, key: &str, value: &str) -> Self {
        self.command.env(key, value);
        self
    }

    /// Judges the lines by other rules than those of a program that configured nothing.
    pub(crate) fn checked_by(mut self, checker: Checker) -> Self {
        self.checker = checker;
        self
    }

    #[track_caller]
    pub(crate) fn run(mut self) -> Ran {
        let output = self.command.output().expect("the child can be run");
        Ran {
            stdout: String::from_utf8(output.stdout).expect("lines are UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
            status: output.status,
            checker: self.checker,
        }
    }
}

impl Ran {
    /// Demands that the program ended well and that nothing was said on standard error.
    #[track_caller]
    pub(crate) fn assert_quiet(self) -> Self {
        assert_eq!(
            self.stderr, "",
            "on standard error; lines:\n{}",
            self.stdout
        );
        assert!(self.status.success(), "{}", self.status);
        self
    }

    /// Every line judged by the rules for all lines.
    #[track_caller]
    pub(crate) fn report(&self) -> Report {
        let report = self.checker.check(&self.stdout);
        report.assert_ok();
        report
    }

    /// Demands these lines, one on each line of the text, byte for byte where they are not
    /// [`masked`].
    #[track_caller]
    pub(crate) fn assert_lines(&self, lines: &str) {
        if !self.stdout.is_empty() {
            let _ = self.report();
        }
        let written: Vec<String> = self.stdout.lines().map(masked).collect();
        let wanted: Vec<&str> = lines.trim().lines().map(str::trim).collect();
        for (at, (written, wanted)) in written.iter().zip(&wanted).enumerate() {
            assert_eq!(written, wanted, "\nline {}", at + 1);
        }
        assert_eq!(written.len(), wanted.len(), "\n{}", written.join("\n"));
    }
}

/// A line with the values of `ts` and `dur_ms` replaced by ones that are the same in every run.
pub(crate) fn masked(line: &str) -> String {
    let line = replaced(line, "\"ts\":\"", |c| c != '"', "T");
    replaced(&line, "\"dur_ms\":", |c| c.is_ascii_digit(), "0")
}

/// Replaces what stands after each `key` and is made of `value` characters.
fn replaced(line: &str, key: &str, value: fn(char) -> bool, by: &str) -> String {
    let mut pieces = line.split(key);
    let mut masked = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.trim_start_matches(value);
        masked.push_str(key);
        // A value of another kind stays as it is.
        masked.push_str(if rest.len() < piece.len() { by } else { "" });
        masked.push_str(rest);
    }
    masked
}

/// Where a text stands in a source file, as the framework writes it in `panic_at`.
pub(crate) fn place(file: &str, source: &str, text: &str) -> String {
    let line = source.lines().position(|line| line.contains(text));
    let line = line.expect("the text stands in the source") + 1;
    format!("tests/behaviour/src/scenarios/{file}:{line}")
}

#[test]
fn only_times_are_masked() {
    let line = r#"{"ts":"2025-08-27T16:24:06.123Z","dur_ms":42,"a":{"dur_ms":7},"field_dur_ms":"8","stage":"x"}"#;
    assert_eq!(
        masked(line),
        r#"{"ts":"T","dur_ms":0,"a":{"dur_ms":0},"field_dur_ms":"8","stage":"x"}"#
    );
}
