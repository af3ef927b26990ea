//! `check-lines`: judges a file or standard input, says what is wrong with which line.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use checker::{Checker, Pairing, Report};

const USAGE: &str = "\
usage: check-lines [OPTIONS] [FILE]

Checks event lines from FILE, or from standard input, and exits with 1 if any rule is broken.

  --context-keys a,b   the context keys in their order (video_id)
  --max-bytes N        how long a line may be, its newline not counted (16128)
  --no-balance         starts and ends need not match
  --no-stage-starts    `stage_start` lines may be left out
  --no-levels          the level of a result need not fit its outcome
  --no-late-lines      a job has no lines after its `job_finished`
";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(report) if report.is_ok() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(message) => {
            // Nobody is left to be told if standard error is closed as well.
            let _ = writeln!(io::stderr(), "check-lines: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(args: impl Iterator<Item = String>) -> Result<Report, String> {
    let options = Options::parse(args)?;
    let stream = options
        .read()
        .map_err(|error| format!("{}: {error}", options.source()))?;
    let report = options.checker.check(stream);
    print(&report).map_err(|error| format!("standard output: {error}"))?;
    Ok(report)
}

struct Options {
    checker: Checker,
    file: Option<String>,
}

impl Options {
    fn parse(mut args: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut checker = Checker::new();
        let mut file = None;
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(format!("{arg} needs a value\n\n{USAGE}"));
            checker = match arg.as_str() {
                "--context-keys" => {
                    let keys = value()?;
                    checker.context_keys(keys.split(',').filter(|key| !key.is_empty()))
                }
                "--max-bytes" => checker.max_bytes(count(&value()?)?),
                "--no-balance" => checker.pairing(Pairing::Unchecked),
                "--no-stage-starts" => checker.pairing(Pairing::StageStartsLeftOut),
                "--no-levels" => checker.levels(false),
                "--no-late-lines" => checker.late_lines(false),
                _ if arg.starts_with('-') || file.is_some() => {
                    return Err(format!("unexpected {arg}\n\n{USAGE}"));
                }
                _ => {
                    file = Some(arg);
                    checker
                }
            };
        }
        Ok(Options { checker, file })
    }

    fn read(&self) -> io::Result<Vec<u8>> {
        let mut stream = Vec::new();
        match &self.file {
            Some(path) => stream = std::fs::read(path)?,
            None => _ = io::stdin().lock().read_to_end(&mut stream)?,
        }
        Ok(stream)
    }

    fn source(&self) -> &str {
        self.file.as_deref().unwrap_or("standard input")
    }
}

fn count(text: &str) -> Result<usize, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is not a number of bytes\n\n{USAGE}"))
}

fn print(report: &Report) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for problem in &report.problems {
        writeln!(out, "{problem}")?;
    }
    if report.unlisted > 0 {
        writeln!(out, "and {} more", report.unlisted)?;
    }
    writeln!(out, "{report}")
}
