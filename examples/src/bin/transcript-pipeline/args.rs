//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use reqwest::Url;

/// Turn videos into transcripts and mail the result, job by job.
#[derive(Debug, clap::Parser)]
#[command(name = "transcript-pipeline")]
pub(crate) struct Args {
    /// Jobs, one JSON object on each line; without it, the sample of the repository.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/sample/jobs.jsonl"))]
    pub(crate) jobs: PathBuf,
    /// Write each transcript and summary to DIR/JOB/VIDEO.transcript.txt and .summary.txt.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Ask this server instead of the embedded one.
    #[arg(long, value_name = "URL")]
    pub(crate) upstream: Option<Url>,
    /// The HTTP proxy of jobs that use one (the embedded server is its own).
    #[arg(long, value_name = "URL")]
    pub(crate) proxy: Option<Url>,
    /// Time limit of one request, in milliseconds.
    #[arg(long, value_name = "MS", default_value_t = 1_500)]
    time_limit_ms: u64,
}

impl Args {
    pub(crate) fn time_limit(&self) -> Duration {
        Duration::from_millis(self.time_limit_ms)
    }
}
