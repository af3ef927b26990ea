//! Runs the program of this package as a child, and reads what it wrote.

use std::ffi::OsStr;
use std::fs::File;
use std::process::{Command, Output, Stdio};

/// A scenario that is about to run, in an environment that has nothing but what the test says.
pub(crate) struct Program(Command);

/// What has become of a program.
pub(crate) struct Ended {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// `None` where a signal has ended it.
    pub(crate) code: Option<i32>,
}

/// The program with a scenario, `settings::jobs`.
pub(crate) fn program(scenario: &str) -> Program {
    let mut command = bare(env!("CARGO_BIN_EXE_setup"));
    command.arg(scenario);
    Program(command)
}

/// A command without an environment, but for where programs are found.
pub(crate) fn bare(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_clear().stdin(Stdio::null());
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command
}

impl Program {
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Program {
        self.0.env(name, value);
        self
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Program {
        self.0.arg(argument);
        self
    }

    pub(crate) fn command(self) -> Command {
        self.0
    }

    pub(crate) fn run(mut self) -> Ended {
        ended(self.0.output().expect("the program starts"))
    }

    /// Runs it with a file, or a device, in the place of its standard output.
    pub(crate) fn run_into(mut self, stdout: File) -> Ended {
        ended(self.0.stdout(stdout).output().expect("the program starts"))
    }

    /// Runs a program that has no reason to complain, and gives its masked lines.
    #[track_caller]
    pub(crate) fn lines(self) -> Vec<String> {
        let ended = self.run();
        ended.assert_quiet();
        ended.masked()
    }

    /// As [`Program::lines`], and the stream as a whole keeps every promise.
    #[track_caller]
    pub(crate) fn checked(self) -> Vec<String> {
        let ended = self.run();
        ended.assert_quiet();
        checker::check(&ended.stdout).assert_ok();
        ended.masked()
    }
}

pub(crate) fn ended(output: Output) -> Ended {
    Ended {
        stdout: String::from_utf8(output.stdout).expect("lines are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        code: output.status.code(),
    }
}

impl Ended {
    /// It ran to its end, and standard error is empty.
    #[track_caller]
    pub(crate) fn assert_quiet(&self) {
        assert_eq!((self.stderr.as_str(), self.code), ("", Some(0)));
    }

    /// It ran to its end, and standard error has exactly these lines.
    #[track_caller]
    pub(crate) fn assert_told(&self, lines: &[&str]) {
        let told: Vec<&str> = self.stderr.lines().collect();
        assert_eq!(told, lines, "{}", self.stdout);
        assert_eq!(self.code, Some(0));
    }

    /// The lines, with their times and durations masked.
    pub(crate) fn masked(&self) -> Vec<String> {
        self.stdout.lines().map(masked).collect()
    }
}

/// A line without what differs from run to run: its time, and how long something took.
pub(crate) fn masked(line: &str) -> String {
    let line = replaced(line, "\"ts\":\"", |c| c != '"', "T");
    replaced(&line, "\"dur_ms\":", |c| c.is_ascii_digit(), "0")
}

/// The text with `by` wherever characters that match stand behind `mark`.
pub(crate) fn replaced(text: &str, mark: &str, matches: fn(char) -> bool, by: &str) -> String {
    let mut pieces = text.split(mark);
    let mut result = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.trim_start_matches(matches);
        result.extend([mark, by, rest]);
    }
    result
}

/// Demands that the lines are these, each byte for byte.
#[track_caller]
pub(crate) fn assert_lines(lines: &[String], expected: &[&str]) {
    assert_eq!(lines, expected, "\n{}\n", lines.join("\n"));
}

/// What the program with two jobs writes when nobody has set anything.
pub(crate) const TWO_JOBS: [&str; 15] = [
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_received","job":"transcript"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"log","detail":"looking for captions","target":"setup::work"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"captions","event":"stage_start"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"captions","event":"stage_result","outcome":"no_captions","dur_ms":0}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"asr","event":"stage_start","profile":"small"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"asr","event":"stage_result","outcome":"success","dur_ms":0,"profile":"small"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"transcript"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","event":"job_received","job":"transcript"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","event":"log","detail":"looking for captions","target":"setup::work"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","stage":"captions","event":"stage_start"}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","stage":"captions","event":"stage_result","outcome":"no_captions","dur_ms":0}"#,
    r#"{"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-1","stage":"asr","event":"stage_start","profile":"small"}"#,
    r#"{"ts":"T","lvl":"ERROR","job_id":"j-2","video_id":"v-1","stage":"asr","event":"stage_result","outcome":"error","dur_ms":0,"detail":"no speech","profile":"small","error_type":"service_error"}"#,
    r#"{"ts":"T","lvl":"ERROR","job_id":"j-2","video_id":"v-1","event":"job_failed","outcome":"error","dur_ms":0,"detail":"no speech","job":"transcript","error_type":"service_error"}"#,
    r#"{"ts":"T","lvl":"ERROR","job_id":"j-2","video_id":"v-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"transcript"}"#,
];
