//! Parts of the crate without their surroundings, so that a fuzzer reaches them millions of times
//! a minute. Not part of the interface.

use std::collections::BTreeMap;
use std::env::VarError;
use std::sync::LazyLock;

use tracing::level_filters::LevelFilter;

use crate::config::filter::Filter;
use crate::config::{Delivery, Format, Lifecycle, Settings, env};
use crate::event;
use crate::line::schema;
use crate::outcome;
use crate::process;
use crate::redact::{Redactor, Rules, Treatment};

/// Its tables take longer to make than most texts to scan.
static REDACTOR: LazyLock<Redactor> = LazyLock::new(|| Redactor::new(&Rules::default()));

/// A text without its secrets, and how many were cut.
pub fn redacted(text: &str) -> (String, usize) {
    let redacted = REDACTOR.text(text);
    (redacted.text.into_owned(), redacted.cuts)
}

/// Whether the value of a key is never written.
pub fn is_secret(key: &str) -> bool {
    REDACTOR.key(key) != Treatment::Keep
}

/// Whether the schema of a line has this key, without the context keys.
pub fn is_key(key: &str) -> bool {
    schema::is_fixed(key)
}

/// What the lines of jobs, of stages and of the performance channel have as their `event`.
pub const EVENTS: &[&str] = &event::LIFECYCLE;

/// The outcomes of the framework's own.
pub const OUTCOMES: &[&str] = &outcome::STANDARD;

/// What is kept of a program's standard error that came in these chunks.
pub fn stderr_tail<'a>(chunks: impl IntoIterator<Item = &'a [u8]>, limit: usize) -> String {
    process::tail_of(chunks, limit)
}

/// The level of any target by these directives; what cannot be read is left out.
pub fn levels(directives: &str) -> impl Fn(&str) -> LevelFilter + use<> {
    let (filter, _) = Filter::parse(directives);
    move |target| filter.level_of(target)
}

/// What the environment sets, as it could be written into the environment again, and what could
/// not be read. Without the filter, which [`levels`] is for.
pub fn settings(
    get: &dyn Fn(&str) -> Result<String, VarError>,
) -> (BTreeMap<&'static str, String>, Vec<String>) {
    let mut settings = Settings::default();
    let problems = env::read_from(&mut settings, get);
    let mut written = BTreeMap::new();
    write_output(&settings, &mut written);
    write_numbers(&settings, &mut written);
    write_lists(&settings, &mut written);
    (written, problems)
}

type Written = BTreeMap<&'static str, String>;

fn write_output(settings: &Settings, written: &mut Written) {
    let minimal = match settings.format {
        Format::Json => Some("true"),
        Format::Legacy => Some("false"),
        Format::Auto | Format::Human | Format::Plain => None,
    };
    written.extend(minimal.map(|word| ("USE_MINIMAL_LOGGING", word.to_owned())));
    let lifecycle = match settings.lifecycle {
        Lifecycle::All => "all",
        Lifecycle::Failures => "failures",
        Lifecycle::Off => "off",
    };
    let delivery = match settings.delivery {
        Delivery::Sync => "sync",
        Delivery::Batched => "batched",
    };
    let words = [("LOG_LIFECYCLE", lifecycle), ("LOG_DELIVERY", delivery)];
    written.extend(words.map(|(name, word)| (name, word.to_owned())));
    let truths = [
        ("LOG_STAGE_START", settings.stage_start),
        ("LOG_JOB_SUMMARY", settings.job_summary),
        ("PERF_METRICS_ENABLED", settings.perf.enabled),
        ("LOG_REDACT", settings.redact.enabled),
    ];
    written.extend(truths.map(|(name, truth)| (name, truth.to_string())));
    let level = settings.buffer.level.to_string();
    written.insert("LOG_BUFFER_LEVEL", level);
}

fn write_numbers(settings: &Settings, written: &mut Written) {
    let limit = &settings.limit;
    let numbers = [
        ("RATE_LIMIT_PER_KEY", u64::from(limit.per_key)),
        ("RATE_LIMIT_WINDOW_SEC", limit.window.as_secs()),
        ("RATE_LIMIT_MAX_KEYS", limit.max_keys as u64),
        ("RATE_LIMIT_PER_CALLSITE", u64::from(limit.per_call_site)),
        ("LOG_MAX_LINE_BYTES", settings.max_line_bytes as u64),
        ("LOG_BUFFER_UNTIL_ERROR", settings.buffer.job_bytes as u64),
        ("LOG_BUFFER_TOTAL", settings.buffer.total_bytes as u64),
        ("PERF_METRICS_INTERVAL", settings.perf.interval.as_secs()),
        (
            "FFMPEG_STDERR_TAIL_LINES",
            settings.process.tail_lines as u64,
        ),
    ];
    written.extend(numbers.map(|(name, number)| (name, number.to_string())));
    let block_limit = settings.block_limit.unwrap_or_default().as_millis();
    written.insert("LOG_BLOCK_LIMIT_MS", block_limit.to_string());
    let timeout = settings
        .process
        .timeout
        .map(|timeout| timeout.as_secs().to_string());
    written.extend(timeout.map(|seconds| ("FFMPEG_TIMEOUT", seconds)));
}

fn write_lists(settings: &Settings, written: &mut Written) {
    let fields = settings.fields.iter();
    let fields: Vec<String> = fields
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    written.insert("LOG_FIELDS", fields.join(","));
    written.insert("LOG_HASH_KEYS", settings.redact.hash_keys.join(","));
    let secret = settings.redact.hash_secret.clone();
    written.extend(secret.map(|secret| ("LOG_HASH_SECRET", secret)));
    let path = settings
        .perf
        .path
        .as_ref()
        .map(|path| path.to_string_lossy().into_owned());
    written.extend(path.map(|path| ("PERF_LOG_PATH", path)));
}
