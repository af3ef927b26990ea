//! What can be set, with its defaults.

mod builder;
pub(crate) mod env;
mod error;
pub(crate) mod filter;
mod guard;
pub(crate) mod init;
mod legacy;
mod nearest;

use std::path::PathBuf;
use std::time::Duration;

pub use builder::Logging;
pub use error::InitError;
pub use guard::{Guard, Handle};
pub use init::{init, init_for_tests};

use self::filter::Filter;
use crate::limit;
use crate::outcome::Outcome;
use crate::redact;

/// Every setting, from the defaults, the environment and the builder, in this order.
pub(crate) struct Settings {
    pub(crate) filter: Filter,
    pub(crate) format: Format,
    pub(crate) context_keys: Vec<String>,
    pub(crate) none_outcome: Outcome,
    /// Whether the words of an error that is only a text decide its kind.
    pub(crate) keywords: bool,
    pub(crate) max_line_bytes: usize,
    pub(crate) lifecycle: Lifecycle,
    pub(crate) stage_start: bool,
    pub(crate) job_summary: bool,
    /// Constant fields, in their order.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) limit: limit::Settings,
    pub(crate) delivery: Delivery,
    pub(crate) block_limit: Option<Duration>,
    /// How long the end of the program waits for what is queued.
    pub(crate) shutdown_limit: Duration,
    pub(crate) buffer: Buffer,
    pub(crate) redact: redact::Rules,
    pub(crate) perf: Perf,
    pub(crate) process: Process,
}

/// How lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// JSON, or the human view where standard output is a terminal.
    Auto,
    Json,
    Human,
    /// The human view without its colours.
    Plain,
    /// Not ours at all: the set-up that the program had before.
    Legacy,
}

/// Which lines of jobs and stages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lifecycle {
    All,
    /// Only the ends of failing runs.
    Failures,
    Off,
}

/// When a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// Before the call returns.
    Sync,
    /// By a background thread.
    Batched,
}

/// `LOG_BUFFER_*`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Buffer {
    /// Bytes for each job; 0 for off.
    pub(crate) job_bytes: usize,
    pub(crate) level: tracing::Level,
    pub(crate) total_bytes: usize,
}

impl Buffer {
    /// Whether lines of this level are kept for a job that may fail.
    pub(crate) fn takes(self, level: tracing::Level) -> bool {
        self.job_bytes > 0 && level <= self.level
    }
}

/// `PERF_*`.
#[derive(Debug, Clone)]
pub(crate) struct Perf {
    pub(crate) enabled: bool,
    pub(crate) interval: Duration,
    pub(crate) path: Option<PathBuf>,
}

/// `FFMPEG_*`: the defaults of subprocess capture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Process {
    pub(crate) tail_lines: usize,
    pub(crate) timeout: Option<Duration>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            filter: Filter::default(),
            format: Format::Auto,
            context_keys: vec!["video_id".to_owned()],
            none_outcome: Outcome::NoCaptions,
            keywords: false,
            max_line_bytes: 16 * 1024 - 256,
            lifecycle: Lifecycle::All,
            stage_start: true,
            job_summary: false,
            fields: Vec::new(),
            limit: limit::Settings {
                per_key: 5,
                window: Duration::from_secs(60),
                max_keys: 8_192,
                per_call_site: 0,
            },
            delivery: Delivery::Sync,
            block_limit: None,
            shutdown_limit: Duration::from_secs(1),
            buffer: Buffer {
                job_bytes: 0,
                level: tracing::Level::DEBUG,
                total_bytes: 64 << 20,
            },
            redact: redact::Rules::default(),
            perf: Perf {
                enabled: false,
                interval: Duration::from_secs(30),
                path: None,
            },
            process: Process {
                tail_lines: 40,
                timeout: None,
            },
        }
    }
}
