//! Runs a program of this package as a child, and keeps what became of it.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A program that is about to run, in an environment that has nothing but what its case says.
#[derive(Debug)]
pub(crate) struct Program {
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    pub(crate) number: u64,
    pub(crate) folder: TempDir,
}

/// What has become of a program, or of many runs of it.
#[derive(Debug, Default)]
pub(crate) struct Ended {
    pub(crate) number: u64,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
    /// `None` where a signal has ended it.
    pub(crate) code: Option<i32>,
    pub(crate) signal: Option<i32>,
    pub(crate) elapsed: Duration,
    facts: BTreeMap<String, i64>,
}

impl Program {
    pub(crate) fn new(program: &[&str], number: u64, environment: &[(&str, &str)]) -> Program {
        let fill = |argument: &&str| match *argument {
            "#" => number.to_string(),
            argument => argument.to_owned(),
        };
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Program {
            arguments: program.iter().map(fill).collect(),
            environment: environment.iter().map(pair).collect(),
            number,
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// The program as a command. It can be run as often as needed.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_faults"));
        self.prepare(&mut command);
        command.args(&self.arguments);
        command
    }

    /// The same, started by a shell, for what only a shell can do. `{}` is the program.
    pub(crate) fn shell(&self, script: &str) -> Command {
        let program = format!(
            "'{}' {}",
            env!("CARGO_BIN_EXE_faults"),
            self.arguments.join(" ")
        );
        let mut command = Command::new("bash");
        self.prepare(&mut command);
        command.args(["-c", &script.replace("{}", &program)]);
        command
    }

    fn prepare(&self, command: &mut Command) {
        command
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        if crate::case::is_full() {
            command.env("FAULTS_PATIENCE", "3600");
        }
        command
            .env("FAULTS_FACTS", self.facts_path())
            .env("FAULTS_FOLDER", self.folder.path());
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
    }

    fn facts_path(&self) -> std::path::PathBuf {
        self.folder.path().join("facts")
    }

    pub(crate) fn argument(&mut self, argument: impl AsRef<Path>) {
        self.arguments.push(argument.as_ref().display().to_string());
    }

    /// Puts the number where `#` stands inside of an argument.
    pub(crate) fn fill_number(&mut self) {
        for argument in &mut self.arguments {
            *argument = argument.replace('#', &self.number.to_string());
        }
    }

    /// What became of it; `since` its start.
    pub(crate) fn ended(
        &self,
        status: ExitStatus,
        stdout: Vec<u8>,
        stderr: &[u8],
        since: Instant,
    ) -> Ended {
        let facts = std::fs::read_to_string(self.facts_path()).unwrap_or_default();
        let facts = facts.lines().filter_map(|line| {
            let (name, value) = line.split_once(' ')?;
            Some((name.to_owned(), value.parse().ok()?))
        });
        Ended {
            number: self.number,
            stdout,
            stderr: String::from_utf8_lossy(stderr).into_owned(),
            code: status.code(),
            signal: status.signal(),
            elapsed: since.elapsed(),
            facts: facts.collect(),
        }
    }

    /// Runs it to its end, and reads everything.
    pub(crate) fn run(&self) -> Ended {
        self.run_command(self.command())
    }

    pub(crate) fn run_command(&self, mut command: Command) -> Ended {
        let since = Instant::now();
        let output = command.output().expect("the program starts");
        self.ended(output.status, output.stdout, &output.stderr, since)
    }
}

impl Ended {
    /// Of many runs, of which only numbers are kept.
    pub(crate) fn of_many(number: u64) -> Ended {
        Ended {
            number,
            code: Some(0),
            ..Ended::default()
        }
    }

    /// A number that the program left, or the one who starved it.
    #[track_caller]
    pub(crate) fn fact(&self, name: &str) -> i64 {
        let fact = self.facts.get(name);
        *fact.unwrap_or_else(|| panic!("no fact `{name}` of {:?}: {}", self.code, self.stderr))
    }

    pub(crate) fn add_fact(&mut self, name: &str, value: impl TryInto<i64>) {
        let value = value.try_into().unwrap_or(i64::MAX);
        self.facts.insert(name.to_owned(), value);
    }

    /// It came to its end, and by itself.
    #[track_caller]
    pub(crate) fn assert_well(&self) {
        assert_eq!((self.code, self.signal), (Some(0), None), "{}", self.stderr);
    }

    /// It said at most so many lines on standard error.
    #[track_caller]
    pub(crate) fn assert_notes(&self, most: usize) {
        assert!(self.stderr.lines().count() <= most, "{}", self.stderr);
    }
}
