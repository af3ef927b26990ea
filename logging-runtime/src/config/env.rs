//! Settings from the environment. A bad value is told, and the default stays.

use std::cell::RefCell;
use std::env::VarError;
use std::path::PathBuf;
use std::time::Duration;

use tracing::level_filters::LevelFilter;

use super::filter::{Filter, parse_level};
use super::nearest::nearest;
use super::{Delivery, Format, Lifecycle, Settings};

/// So many bytes a line needs for its schema keys.
const MIN_LINE_BYTES: usize = 1_024;
/// An event in `CloudWatch` Logs has no more.
const MAX_LINE_BYTES: usize = 1 << 20;

/// Reads the environment into `settings`, and gives what could not be read.
pub(crate) fn read(settings: &mut Settings) -> Vec<String> {
    read_from(settings, &|name| std::env::var(name))
}

/// Reads one variable, as if the environment had it, and gives what could not be read.
pub(crate) fn set(settings: &mut Settings, name: &str, value: &str) -> Vec<String> {
    let known = RefCell::new(Vec::new());
    let problems = read_from(settings, &|asked| {
        known.borrow_mut().push(asked.to_owned());
        if asked == name {
            Ok(value.to_owned())
        } else {
            Err(VarError::NotPresent)
        }
    });
    let known = known.into_inner();
    if known.iter().any(|known| known == name) {
        return problems;
    }
    vec![match nearest(name, &known) {
        Some(meant) => format!("there is no setting `{name}`; did you mean `{meant}`?"),
        None => format!("there is no setting `{name}`: the README has a table of all of them"),
    }]
}

pub(crate) fn read_from(settings: &mut Settings, get: Get<'_>) -> Vec<String> {
    let mut env = Env {
        get,
        problems: Vec::new(),
    };
    env.read_output(settings);
    env.read_lifecycle(settings);
    env.read_limits(settings);
    env.read_channels(settings);
    env.read_redaction(settings);
    env.problems
}

pub(crate) type Get<'a> = &'a dyn Fn(&str) -> Result<String, VarError>;

struct Env<'a> {
    get: Get<'a>,
    problems: Vec<String>,
}

impl Env<'_> {
    fn read_output(&mut self, settings: &mut Settings) {
        if let Some((name, text)) = self.text("LOG_LEVEL").or_else(|| self.text("RUST_LOG")) {
            let (filter, problems) = Filter::parse(&text);
            settings.filter = filter;
            let told = problems
                .into_iter()
                .map(|problem| format!("{name}: {problem}"));
            self.problems.extend(told);
        }
        if let Some(minimal) = self.boolean("USE_MINIMAL_LOGGING") {
            settings.format = if minimal {
                Format::Json
            } else {
                Format::Legacy
            };
        }
        if let Some(bytes) = self.number("LOG_MAX_LINE_BYTES", MIN_LINE_BYTES..=MAX_LINE_BYTES) {
            settings.max_line_bytes = bytes;
        }
        let deliveries = [("sync", Delivery::Sync), ("batched", Delivery::Batched)];
        if let Some(delivery) = self.word("LOG_DELIVERY", &deliveries) {
            settings.delivery = delivery;
        }
        if let Some(ms) = self.number("LOG_BLOCK_LIMIT_MS", 0..=3_600_000) {
            settings.block_limit = (ms > 0).then(|| Duration::from_millis(ms as u64));
        }
        if let Some((_, text)) = self.text("LOG_FIELDS") {
            settings.fields = self.fields(&text);
        }
    }

    fn read_lifecycle(&mut self, settings: &mut Settings) {
        let words = [
            ("all", Lifecycle::All),
            ("failures", Lifecycle::Failures),
            ("off", Lifecycle::Off),
        ];
        if let Some(lifecycle) = self.word("LOG_LIFECYCLE", &words) {
            settings.lifecycle = lifecycle;
        }
        if let Some(starts) = self.boolean("LOG_STAGE_START") {
            settings.stage_start = starts;
        }
        if let Some(summary) = self.boolean("LOG_JOB_SUMMARY") {
            settings.job_summary = summary;
        }
        if let Some(bytes) = self.number("LOG_BUFFER_UNTIL_ERROR", 0..=1 << 30) {
            settings.buffer.job_bytes = bytes;
        }
        if let Some((name, text)) = self.text("LOG_BUFFER_LEVEL") {
            match parse_level(&text).and_then(LevelFilter::into_level) {
                Some(level) => settings.buffer.level = level,
                None => self.refuse(name, &text, "use error, warn, info, debug or trace"),
            }
        }
        // Where an address is shorter than that, all that it can tell.
        let most = 1_usize.checked_shl(40).unwrap_or(usize::MAX);
        if let Some(bytes) = self.number("LOG_BUFFER_TOTAL", 0..=most) {
            settings.buffer.total_bytes = bytes;
        }
    }

    fn read_limits(&mut self, settings: &mut Settings) {
        let limit = &mut settings.limit;
        if let Some(n) = self.number("RATE_LIMIT_PER_KEY", 0..=64) {
            limit.per_key = u32::try_from(n).unwrap_or(64);
        }
        if let Some(seconds) = self.number("RATE_LIMIT_WINDOW_SEC", 1..=86_400) {
            limit.window = Duration::from_secs(seconds as u64);
        }
        if let Some(keys) = self.number("RATE_LIMIT_MAX_KEYS", 1..=1 << 20) {
            limit.max_keys = keys;
        }
        if let Some(n) = self.number("RATE_LIMIT_PER_CALLSITE", 0..=64) {
            limit.per_call_site = u32::try_from(n).unwrap_or(64);
        }
    }

    fn read_channels(&mut self, settings: &mut Settings) {
        if let Some(enabled) = self.boolean("PERF_METRICS_ENABLED") {
            settings.perf.enabled = enabled;
        }
        if let Some(seconds) = self.number("PERF_METRICS_INTERVAL", 1..=86_400) {
            settings.perf.interval = Duration::from_secs(seconds as u64);
        }
        if let Some((_, path)) = self.text("PERF_LOG_PATH") {
            settings.perf.path = Some(PathBuf::from(path));
        }
        if let Some(lines) = self.number("FFMPEG_STDERR_TAIL_LINES", 0..=1_000) {
            settings.process.tail_lines = lines;
        }
        if let Some(seconds) = self.number("FFMPEG_TIMEOUT", 1..=604_800) {
            settings.process.timeout = Some(Duration::from_secs(seconds as u64));
        }
    }

    fn read_redaction(&mut self, settings: &mut Settings) {
        let redact = &mut settings.redact;
        if let Some(enabled) = self.boolean("LOG_REDACT") {
            redact.enabled = enabled;
        }
        if let Some((_, keys)) = self.text("LOG_HASH_KEYS") {
            let keys = keys.split(',').map(str::trim);
            redact.hash_keys = keys
                .filter(|key| !key.is_empty())
                .map(str::to_owned)
                .collect();
        }
        if let Some((_, secret)) = self.text("LOG_HASH_SECRET") {
            redact.hash_secret = Some(secret);
        }
    }

    /// A variable that is set to something; an empty one is as good as none.
    fn text(&mut self, name: &'static str) -> Option<(&'static str, String)> {
        match (self.get)(name) {
            Ok(text) if text.trim().is_empty() => None,
            Ok(text) => Some((name, text.trim().to_owned())),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(_)) => {
                self.problems
                    .push(format!("{name} is ignored: it is no UTF-8"));
                None
            }
        }
    }

    fn boolean(&mut self, name: &'static str) -> Option<bool> {
        let words = [
            ("true", true),
            ("1", true),
            ("yes", true),
            ("on", true),
            ("false", false),
            ("0", false),
            ("no", false),
            ("off", false),
        ];
        self.word(name, &words)
    }

    fn word<T: Copy>(&mut self, name: &'static str, words: &[(&str, T)]) -> Option<T> {
        let (_, text) = self.text(name)?;
        let found = words
            .iter()
            .find(|(word, _)| text.eq_ignore_ascii_case(word));
        if found.is_none() {
            let mut advice = "use one of".to_owned();
            for (at, (word, _)) in words.iter().enumerate() {
                advice.push_str(if at == 0 { " " } else { ", " });
                advice.push_str(word);
            }
            self.refuse(name, &text, &advice);
        }
        found.map(|(_, value)| *value)
    }

    fn number(
        &mut self,
        name: &'static str,
        range: std::ops::RangeInclusive<usize>,
    ) -> Option<usize> {
        let (_, text) = self.text(name)?;
        match text.parse() {
            Ok(number) if range.contains(&number) => Some(number),
            _ => {
                let advice = format!(
                    "use a whole number from {} to {}",
                    range.start(),
                    range.end()
                );
                self.refuse(name, &text, &advice);
                None
            }
        }
    }

    fn fields(&mut self, text: &str) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for pair in text
            .split(',')
            .map(str::trim)
            .filter(|pair| !pair.is_empty())
        {
            match pair.split_once('=') {
                Some((key, value)) if !key.trim().is_empty() => {
                    fields.push((key.trim().to_owned(), value.trim().to_owned()));
                }
                _ => self.refuse("LOG_FIELDS", pair, "write `service=tldw,env=prod`"),
            }
        }
        fields
    }

    fn refuse(&mut self, name: &str, text: &str, advice: &str) {
        let text: String = text.chars().take(80).collect();
        self.problems
            .push(format!("{name}={text:?} is ignored: {advice}"));
    }
}
