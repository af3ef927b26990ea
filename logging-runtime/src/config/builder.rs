//! Settings from code.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::registry::LookupSpan;

use super::error::InitError;
use super::filter::Filter;
use super::guard::{Guard, Handle};
use super::{Delivery, Format, Settings, env, init};
use crate::lane::{self, Lane};
use crate::layer::{LaneFilter, LaneLayer, hidden};
use crate::line::schema;
use crate::outcome::Outcome;
use crate::sink::{Output, Sink};

/// Sets up logging from code. What is not set here is read from the environment; what is set here
/// wins.
///
/// ```
/// use logging_runtime::{Logging, Outcome};
///
/// # fn main() -> Result<(), logging_runtime::InitError> {
/// let _guard = Logging::builder()
///     .filter("info,my_app::asr=debug")
///     .field("service", "tldw")
///     .context_keys(["video_id", "tenant"])
///     .none_outcome(Outcome::Success)
///     .try_init()?;
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is set up before `init`, `try_init` or `layer`"]
pub struct Logging {
    pub(crate) settings: Settings,
    pub(crate) problems: Vec<String>,
    pub(super) target: Target,
    perf_writer: Option<Box<dyn Write + Send>>,
    pub(super) legacy: Option<Box<dyn FnOnce()>>,
}

/// Where lines go.
pub(super) enum Target {
    Stdout,
    TestHarness,
    File(PathBuf),
    Writer(Box<dyn Write + Send>),
}

impl Logging {
    /// Starts from the defaults and the environment.
    pub fn builder() -> Logging {
        let mut settings = Settings::default();
        let problems = env::read(&mut settings);
        Logging {
            problems,
            ..Logging::with(settings)
        }
    }

    /// Starts from these, whatever the environment has.
    pub(crate) fn with(settings: Settings) -> Logging {
        Logging {
            settings,
            problems: Vec::new(),
            target: Target::Stdout,
            perf_writer: None,
            legacy: None,
        }
    }

    /// A level, or directives: `info,my_app::asr=debug`, whatever the environment has.
    pub fn filter(mut self, directives: &str) -> Self {
        let (filter, problems) = Filter::parse(directives);
        self.settings.filter = filter;
        self.problems.extend(problems);
        self
    }

    /// Sets what a variable of the environment sets, by its name, whatever the environment has. The
    /// README has a table of all of them.
    ///
    /// ```
    /// use logging_runtime::Logging;
    /// # fn main() -> Result<(), logging_runtime::InitError> {
    /// let _guard = Logging::builder()
    ///     .set("LOG_JOB_SUMMARY", "true")
    ///     .set("LOG_MAX_LINE_BYTES", "4096")
    ///     .try_init()?;
    /// let wrong = Logging::builder().set("LOG_JOB_SUMMARY", "maybe");
    /// assert!(wrong.try_init().is_err());
    /// # Ok(())
    /// # }
    /// ```
    pub fn set(mut self, variable: &str, value: &str) -> Self {
        let problems = env::set(&mut self.settings, variable, value);
        self.problems.extend(problems);
        self
    }

    /// JSON lines, on a terminal, too.
    pub fn json(mut self) -> Self {
        self.settings.format = Format::Json;
        self
    }

    /// Writes to this instead of standard output. A write of it is one whole line in `sync`
    /// delivery, and many in `batched`.
    ///
    /// Other threads wait while it writes, as long as `LOG_BLOCK_LIMIT_MS` says, and without that as
    /// long as it takes: one that itself waits for a thread that logs needs the limit, or `batched`.
    pub fn writer(mut self, writer: impl Write + Send + 'static) -> Self {
        self.target = Target::Writer(Box::new(writer));
        self
    }

    /// Appends to this file instead of standard output; see [`Guard::reopen`] for rotation.
    pub fn file(mut self, path: impl AsRef<Path>) -> Self {
        self.target = Target::File(path.as_ref().to_owned());
        self
    }

    /// Writes the lines of the performance channel to this, and not where the other lines go. A file is set by
    /// `PERF_LOG_PATH`; this goes before it.
    ///
    /// ```
    /// use logging_runtime::{Logging, perf_evt};
    ///
    /// let _guard = Logging::builder().perf_writer(std::io::stderr()).init();
    /// perf_evt!(cpu = 12.5, mem_mb = 512);
    /// ```
    pub fn perf_writer(mut self, writer: impl Write + Send + 'static) -> Self {
        self.perf_writer = Some(Box::new(writer));
        self
    }

    /// How long the end of the program (the guard, `process::exit`, a panic) may wait for lines that
    /// are queued or stuck; by default a second. What is left then is told on standard error.
    ///
    /// ```
    /// use logging_runtime::Logging;
    /// use std::time::Duration;
    /// # fn main() -> Result<(), logging_runtime::InitError> {
    /// let _guard = Logging::builder()
    ///     .set("LOG_DELIVERY", "batched")
    ///     .shutdown_limit(Duration::from_secs(30))
    ///     .try_init()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn shutdown_limit(mut self, limit: Duration) -> Self {
        self.settings.shutdown_limit = limit;
        self
    }

    /// Writes through the capture of Rust's test harness.
    pub(super) fn test_harness(mut self) -> Self {
        self.target = Target::TestHarness;
        self.json()
    }

    /// Adds a constant field to every line.
    pub fn field(mut self, key: &str, value: &str) -> Self {
        self.settings.fields.retain(|(known, _)| known != key);
        self.settings
            .fields
            .push((key.to_owned(), value.to_owned()));
        self
    }

    /// The context keys, in the order in which they stand behind `job_id`; by default `video_id`. There can be 32
    /// of them, of at most 64 bytes each and 512 in all.
    pub fn context_keys<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        let (mut kept, mut bytes, mut is_over) = (Vec::new(), 0, false);
        for key in keys.into_iter().map(Into::into) {
            if let Some(problem) = problem_of(&key) {
                let start = key.chars().take(MAX_KEY);
                let key: String = start.flat_map(char::escape_debug).collect();
                let problem = format!("`{key}` cannot be a context key: {problem}");
                self.problems.push(problem);
            } else if kept.len() == schema::MAX_CONTEXT_KEYS || bytes + key.len() > MAX_KEYS {
                is_over = true;
            } else {
                bytes += key.len();
                kept.push(key);
            }
        }
        if is_over {
            let most = schema::MAX_CONTEXT_KEYS;
            self.problems.push(format!(
                "there can be at most {most} context keys, and {MAX_KEYS} bytes in all"
            ));
        }
        self.settings.context_keys = kept;
        self
    }

    /// What a `None` means where the stage does not say it; by default `no_captions`.
    pub fn none_outcome(mut self, outcome: Outcome) -> Self {
        self.settings.none_outcome = outcome;
        self
    }

    /// Lets the words of an error that is only a text (a `String`, a boxed `&str`) decide its
    /// `error_type`: `connection reset` is a `network_error`. Without this it is `service_error`.
    pub fn error_types_by_keywords(mut self) -> Self {
        self.settings.keywords = true;
        self
    }

    /// Keys whose values are secret, besides those that are known.
    pub fn secret_keys<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        let keys = keys.into_iter().map(Into::into);
        self.settings.redact.secret_keys.extend(keys);
        self
    }

    /// Keys whose values are no secrets, although they look like it.
    pub fn public_keys<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        let keys = keys.into_iter().map(Into::into);
        self.settings.redact.public_keys.extend(keys);
        self
    }

    /// Lines of a key that pass in any window of time; 0 turns the limit off, 64 is the most.
    pub fn rate_limit(mut self, per_key: u32, window: Duration) -> Self {
        self.settings.limit.per_key = per_key.min(64);
        self.settings.limit.window = window;
        self
    }

    /// Lets a background thread write the lines, in large blocks.
    pub fn batched(mut self) -> Self {
        self.settings.delivery = Delivery::Batched;
        self
    }

    /// What runs instead when the operator sets `USE_MINIMAL_LOGGING=false`: the set-up that the
    /// program had before.
    pub fn legacy(mut self, set_up: impl FnOnce() + 'static) -> Self {
        self.legacy = Some(Box::new(set_up));
        self
    }

    /// Installs it for the whole program, whatever goes wrong; see [`init`](crate::init).
    pub fn init(self) -> Guard {
        init::forgiving(self)
    }

    /// Installs it for the whole program.
    ///
    /// # Errors
    ///
    /// If a setting cannot be read, a file cannot be opened, or the program has a subscriber or a
    /// logger already.
    pub fn try_init(self) -> Result<Guard, InitError> {
        init::strict(self)
    }

    /// The layer alone, to be composed with others on a `tracing_subscriber::Registry`. A lane is
    /// made for each call and never freed. What it has queued or held back is written when the program
    /// exits. Records of `log` are bridged by `init` only, and only `init` sets a panic hook.
    ///
    /// # Errors
    ///
    /// If a setting cannot be read or a file cannot be opened.
    ///
    /// # Panics
    ///
    /// The layer panics when it is attached to a subscriber that is not built on a `Registry`, as
    /// every filtered layer of `tracing-subscriber` does. It may stand inside of
    /// `tracing_subscriber::reload::Layer`, but where another is put in its place with `reload`, the
    /// next event panics: a filter gets its id only when the subscriber is built
    /// ([tokio-rs/tracing#1629](https://github.com/tokio-rs/tracing/issues/1629)). To change the
    /// filter of a layer, take its handle: [`layer_with_handle`](Logging::layer_with_handle).
    ///
    /// ```
    /// use logging_runtime::Logging;
    /// use tracing_subscriber::prelude::*;
    ///
    /// # fn main() -> Result<(), logging_runtime::InitError> {
    /// let subscriber = tracing_subscriber::registry().with(Logging::builder().json().layer()?);
    /// tracing::subscriber::with_default(subscriber, || tracing::info!("hello"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn layer<S>(self) -> Result<impl Layer<S> + Send + Sync + 'static, InitError>
    where
        S: Subscriber + for<'a> LookupSpan<'a> + Send + Sync,
    {
        self.layer_with_handle().map(|(layer, _)| layer)
    }

    /// The [`layer`](Logging::layer), and a handle that changes its filter, opens its file again and
    /// writes out what it has queued.
    ///
    /// # Errors
    ///
    /// If a setting cannot be read or a file cannot be opened.
    ///
    /// ```
    /// use logging_runtime::Logging;
    /// use tracing_subscriber::prelude::*;
    ///
    /// # fn main() -> Result<(), logging_runtime::InitError> {
    /// let (layer, handle) = Logging::builder().json().layer_with_handle()?;
    /// let subscriber = tracing_subscriber::registry().with(layer);
    /// tracing::subscriber::with_default(subscriber, || {
    ///     handle.set_filter("debug")?;
    ///     tracing::debug!("hello");
    ///     Ok(())
    /// })
    /// # }
    /// ```
    pub fn layer_with_handle<S>(
        mut self,
    ) -> Result<(impl Layer<S> + Send + Sync + 'static, Handle), InitError>
    where
        S: Subscriber + for<'a> LookupSpan<'a> + Send + Sync,
    {
        if let Some(problem) = self.problems.pop() {
            return Err(InitError::setting(problem));
        }
        let lane = lane::add(self.open(|error, _| Err(error))?);
        hidden::expect_layers();
        let layer = LaneLayer::new(lane).with_filter(LaneFilter::new(lane));
        Ok((layer, Handle::of(lane)))
    }

    /// Opens the targets. `fails` is told of a file that cannot be opened, and what happens
    /// instead, and may put up with that.
    pub(super) fn open<E>(
        self,
        fails: impl Fn(InitError, &str) -> Result<(), E>,
    ) -> Result<Lane, E> {
        let Settings {
            block_limit,
            delivery,
            ..
        } = self.settings;
        let output = match self.target {
            Target::Stdout => Output::stdout(block_limit),
            Target::TestHarness => Output::test_harness(),
            Target::Writer(writer) => Output::writer(writer).with_block_limit(block_limit),
            Target::File(path) => match Output::file(&path, block_limit) {
                Ok(output) => output,
                Err(error) => {
                    fails(InitError::file(&path, error), "lines go to standard output")?;
                    Output::stdout(block_limit)
                }
            },
        };
        let perf = match (self.perf_writer, &self.settings.perf.path) {
            (Some(writer), _) => Some(Output::writer(writer).with_block_limit(block_limit)),
            (None, Some(path)) => match Output::file(path, block_limit) {
                Ok(output) => Some(output),
                Err(error) => {
                    fails(
                        InitError::file(path, error),
                        "performance metrics go where the other lines go",
                    )?;
                    None
                }
            },
            (None, None) => None,
        };
        let perf = perf.map(|output| Sink::new(output, delivery));
        Ok(Lane::new(self.settings, Sink::new(output, delivery), perf))
    }
}

/// Bytes of a context key, and of all of them: they stand on the shortest line that can be asked for.
const MAX_KEY: usize = 64;
const MAX_KEYS: usize = 512;

/// Why a key cannot be a context key.
fn problem_of(key: &str) -> Option<&'static str> {
    let is_odd = |c: char| c.is_control() || matches!(c, '"' | '\\');
    if schema::is_fixed(key) {
        Some("lines have it already")
    } else if key.is_empty() || key.len() > MAX_KEY || key.contains(is_odd) {
        Some("use 1 to 64 bytes without quotes, backslashes and control characters")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_key_that_the_shortest_line_has_no_room_for_is_refused_and_left_out() {
        let (longest, longer) = ("k".repeat(MAX_KEY), "k".repeat(MAX_KEY + 1));
        for key in ["", "job_id", "a\"b", "a\\b", "a\nb", &longer] {
            let logging = Logging::builder().context_keys([key, "tenant", &longest]);
            assert_eq!(logging.problems.len(), 1, "{key}");
            assert_eq!(logging.settings.context_keys, ["tenant", &longest]);
        }
        let many = (0..9).map(|n| format!("{n}{}", "k".repeat(MAX_KEY - 1)));
        let logging = Logging::builder().context_keys(many);
        assert_eq!(logging.problems.len(), 1);
        assert_eq!(logging.settings.context_keys.len(), MAX_KEYS / MAX_KEY);
    }
}
