//! Starting the program, and the one run over the sample that most tests look at.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use checker::{Checker, Line, Report};
use serde::Deserialize;
use tempfile::TempDir;

/// What a finished run left behind.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

/// A run over the sample, with `--out`.
pub(crate) struct SampleRun {
    pub(crate) run: Run,
    pub(crate) report: Report,
    pub(crate) out: TempDir,
}

/// A line of `sample/jobs.jsonl`, as far as the tests care.
#[derive(Deserialize)]
pub(crate) struct Job {
    pub(crate) job_id: String,
    pub(crate) videos: Vec<String>,
}

pub(crate) static SAMPLE: LazyLock<SampleRun> = LazyLock::new(|| {
    let out = tempfile::tempdir().unwrap();
    let run = run(pipeline().arg("--out").arg(out.path()));
    let report = check(&run.stdout);
    SampleRun { run, report, out }
});

pub(crate) static JOBS: LazyLock<Vec<Job>> = LazyLock::new(|| {
    let text = std::fs::read_to_string(sample_file("jobs.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
});

/// The program, in an environment in which only `PATH` is set.
pub(crate) fn pipeline() -> Command {
    let mut command = Command::new(program());
    command.env_clear().stdin(Stdio::null());
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command
}

pub(crate) fn program() -> &'static str {
    env!("CARGO_BIN_EXE_transcript-pipeline")
}

/// Whether the real ffmpeg is here. Where it is not, a test cannot judge what depends on it; the run
/// that has to pass before a change lands installs it, and counts its successes.
pub(crate) fn has_ffmpeg() -> bool {
    let found = Command::new("ffmpeg")
        .arg("-version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !found {
        eprintln!("not judged: ffmpeg is not installed");
    }
    found
}

pub(crate) fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Nothing of a job outlives it here, so no line may come after its last one.
pub(crate) fn check(stdout: &[u8]) -> Report {
    Checker::new().late_lines(false).check(stdout)
}

pub(crate) fn sample_file(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sample")
        .join(name)
}

/// A jobs file that holds some lines of the sample, in a folder that lives as long as the value.
pub(crate) fn jobs_file(lines: &[&str]) -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jobs.jsonl");
    std::fs::write(&path, lines.join("\n")).unwrap();
    (folder, path)
}

pub(crate) fn sample_line(job_id: &str) -> String {
    let text = std::fs::read_to_string(sample_file("jobs.jsonl")).unwrap();
    let mark = format!("\"{job_id}\"");
    text.lines()
        .find(|line| line.contains(&mark))
        .unwrap()
        .to_owned()
}

/// The result lines of one stage.
pub(crate) fn results<'a>(report: &'a Report, stage: &'a str) -> impl Iterator<Item = &'a Line> {
    report
        .events("stage_result")
        .filter(move |line| line.str("stage") == stage)
}
