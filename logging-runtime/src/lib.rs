//! See what a pipeline does.
//!
//! Put [`#[job]`](macro@job) and [`#[stage("name")]`](macro@stage) on the functions that you have,
//! and call [`init`] once. Every job and stage then tells its story in single-line JSON with a fixed
//! key order: started, ended, how, how long, with the job's id on every line inside, also on those
//! of libraries. Repeated messages are limited and secrets are cut; the lines of jobs and stages are
//! never dropped.
//!
//! ```
//! use logging_runtime::{job, stage};
//! use std::io;
//!
//! #[stage("download")]
//! fn download(video_id: &str) -> io::Result<String> {
//!     Ok(format!("the audio of {video_id}"))
//! }
//!
//! #[job("transcript")]
//! fn transcript(video_id: &str) -> io::Result<usize> {
//!     Ok(download(video_id)?.len())
//! }
//!
//! fn main() {
//!     let _guard = logging_runtime::init();
//!     let _ = transcript("bbz2boNSeL0");
//! }
//! ```
//!
//! - What is no function: [`evt!`], [`record!`], [`perf_evt!`], [`stage_block!`], [`StageTimer`],
//!   [`JobTimer`], by their features `process::Capture`, and the macro `stage_stream!` and the trait
//!   `InStage` of `stream`.
//! - From a value to an outcome: [`Outcome`], [`trait@Classify`], [`set_outcome`].
//! - Taking the job along to other threads, tasks and processes: [`Context`], [`InContext`],
//!   [`thread::spawn`].
//! - Setting up: [`init`], [`Logging`], [`Handle`], [`health`].
//! - In tests, by the feature of that name: `testing`.
//!
//! A library that only annotates depends on this crate with `default-features = false` and never
//! sets anything up: then nothing is installed, and nothing is written unless the program does.

#![deny(unsafe_code)]

mod buffer;
mod classify;
mod clock;
mod config;
mod context;
mod event;
mod forked;
mod health;
mod human;
#[cfg(feature = "inspect")]
#[doc(hidden)]
pub mod inspect;
mod lane;
mod laneless;
mod latch;
mod layer;
mod lifecycle;
mod limit;
mod line;
mod macros;
mod notice;
mod outcome;
mod panics;
mod param;
mod perf;
mod pool;
#[cfg(feature = "process")]
pub mod process;
mod redact;
mod relay;
#[cfg(feature = "json")]
mod serialized;
mod sink;
mod site;
mod sync;
#[cfg(feature = "testing")]
pub mod testing;
mod user;
mod value;

/// The examples of the guides are tested.
#[cfg(all(doctest, feature = "testing"))]
#[doc = include_str!("../../docs/testing.md")]
mod guide_to_testing {}
#[cfg(doctest)]
#[doc = include_str!("../../docs/migration.md")]
mod guide_to_migration {}
#[cfg(doctest)]
#[doc = include_str!("../../docs/recipes.md")]
mod recipes {}

#[doc(hidden)]
pub mod __private;

/// Implements [`trait@Classify`] from attributes on the variants of an enum, or on a struct.
///
/// | attribute | |
/// |---|---|
/// | `#[outcome(timeout)]` | one of the standard words, or a name of the program's own |
/// | `#[outcome(blocked, error_type = "auth_error")]` | a failure, with the kind of error |
/// | `#[outcome(error, level = "warn")]` | with a level of its own |
/// | `#[outcome(transparent)]` | what the single field says, or is known for |
/// | `#[outcome(with = path)]` | what a function says: of the fields of a variant, each by reference, as `fn(&A, &B) -> Outcome`; of a struct, as `fn(&Self) -> Outcome` |
/// | on an enum: `#[outcome(default = timeout)]` | what variants are that say nothing, instead of `error` |
/// | on an enum: `#[outcome(exhaustive)]` | each variant has to say something |
/// | on the type: `#[outcome(crate = path)]` | where this crate is re-exported |
///
/// The field of a transparent variant implements [`trait@Classify`] or is an error. Where its type
/// mentions a type parameter, it has to implement [`trait@Classify`]: the implementation is bounded
/// by that.
///
/// ```
/// use logging_runtime::{Classify, Outcome};
///
/// #[derive(Classify)]
/// enum FetchError {
///     #[outcome(blocked, error_type = "auth_error")]
///     Banned,
///     #[outcome(transparent)]
///     Io(std::io::Error),
///     #[outcome(with = by_status)]
///     Status { code: u16, body: String },
///     Parse(String),
/// }
///
/// fn by_status(code: &u16, body: &str) -> Outcome {
///     match code {
///         404 if body.is_empty() => Outcome::NoCaptions,
///         429 => Outcome::Blocked,
///         _ => Outcome::Error,
///     }
/// }
///
/// assert_eq!(FetchError::Banned.outcome(), Outcome::Blocked);
/// let slow = std::io::ErrorKind::TimedOut.into();
/// assert_eq!(FetchError::Io(slow).outcome(), Outcome::Timeout);
/// let empty = FetchError::Status { code: 404, body: String::new() };
/// assert_eq!(empty.outcome(), Outcome::NoCaptions);
/// assert_eq!(FetchError::Parse("{".into()).outcome(), Outcome::Error);
/// ```
#[cfg(feature = "derive")]
pub use logging_macros::Classify;

/// Makes a function a job: one unit of work that a service accepts, with an id of its own.
///
/// Each call writes `job_received` when it starts, `job_failed` where it fails, and `job_finished`
/// when it ends, however it ends. Everything written inside carries the job's id. It goes on any
/// function or method with a body, sync or async, and nothing else has to change.
///
/// | option | |
/// |---|---|
/// | `"name"` | the kind of job |
/// | `id = expr` | its id; without it a parameter called `job_id`, else the id that the context brings from outside, else a random one |
/// | `ctx(key = expr, ..)` | context for the call and all inside it; a parameter named like a context key is taken by itself |
/// | `fields(key = expr, key, %key, ?key, ..)` | fields of `job_received` |
/// | `outcome = path` | `fn(&T) -> Outcome` on the return value; a closure will do |
/// | `none = "word"` | what a `None` means here |
/// | `level = "debug"` | the level of its lines; only then they follow the filter |
/// | `future`, `value` | what it returns is to be awaited, or is not, where its type does not tell |
/// | `keep_async` | leave an `async fn` as it is, for other macros |
/// | `crate = path` | where this crate is re-exported |
///
/// ```
/// use logging_runtime::job;
///
/// struct Request {
///     id: u64,
///     videos: Vec<String>,
/// }
///
/// #[job("transcript", id = request.id, fields(video_count = request.videos.len()))]
/// async fn handle(request: &Request) -> std::io::Result<()> {
///     Ok(())
/// }
/// ```
pub use logging_macros::job;

/// Makes a function a stage: one step of a job.
///
/// Each call writes `stage_start` when it starts and `stage_result` when it ends, however it ends.
/// Everything written inside carries the stage's name and fields. It goes on any function or method
/// with a body, sync or async, and nothing else has to change.
///
/// The options are those of [`#[job]`](macro@job), without `id`; the name is needed, and
/// `start = false` leaves out the start line. `fields(..)` stand on the start line, the result line
/// and every event inside.
///
/// ```
/// use logging_runtime::stage;
///
/// #[stage("youtubei", fields(profile = "mobile", attempt), none = "not_found")]
/// fn fetch(url: &str, attempt: u32) -> std::io::Result<Option<String>> {
///     Ok((attempt > 1).then(|| url.to_owned()))
/// }
/// # fetch("x", 1).unwrap();
/// ```
pub use logging_macros::stage;

/// Makes every function of an `impl`, a `trait` or a `mod { .. }` a stage, named as the function is.
///
/// It is as if each function with a body had its own [`#[stage("its_name")]`](macro@stage); in a
/// module that means its free functions, and those of the `impl`s, traits and modules in it. Names
/// over 64 bytes are cut.
///
/// `#[stage(skip)]` leaves out a function, or an `impl` or `mod` inside. What has a `#[stage(..)]`,
/// `#[job]` or `#[stages]` of its own keeps that. Left alone are functions that cannot be stages or
/// that nothing in the program calls: `const fn`, tests and what is `#[cfg(test)]`, functions
/// without a body, entry points of procedural macros, and what a macro call inside makes.
///
/// The options hold for all the functions, and mean what they mean on
/// [`#[stage]`](macro@stage): `level = ".."`, `start = false`, `keep_async` (for those that are
/// `async`), and `crate = path`.
///
/// ```
/// use logging_runtime::{stage, stages};
///
/// struct Downloader {
///     retries: u32,
/// }
///
/// #[stages(start = false)]
/// impl Downloader {
///     const fn new() -> Self {
///         Self { retries: 3 }
///     }
///
///     // A stage called `fetch`.
///     fn fetch(&self, url: &str) -> std::io::Result<String> {
///         Ok(format!("{url}, tried {} times", self.retries()))
///     }
///
///     #[stage("youtubei", none = "not_found")]
///     fn captions(&self) -> Option<String> {
///         None
///     }
///
///     #[stage(skip)]
///     fn retries(&self) -> u32 {
///         self.retries
///     }
/// }
/// # assert!(Downloader::new().fetch("x").is_ok());
/// # assert!(Downloader::new().captions().is_none());
/// ```
pub use logging_macros::stages;

pub use classify::{Classify, ErrorLink, register_error_probe};
pub use config::{Guard, Handle, InitError, Logging, init, init_for_tests};
pub use context::carry::Headers;
#[cfg(feature = "rayon")]
pub use context::rayon;
pub use context::{
    Context, InContext, WithContext, clear_job_ctx, get_job_ctx, set_job_ctx, thread,
};
#[cfg(feature = "tokio")]
pub use context::{spawn, spawn_blocking};
pub use health::{Health, health};
pub use lifecycle::record::{set_detail, set_outcome};
#[cfg(feature = "stream")]
pub use lifecycle::{InStage, StagedStream};
pub use lifecycle::{JobTimer, StageTimer};
pub use outcome::{Outcome, OutcomeName};
#[cfg(feature = "json")]
pub use serialized::json;
pub use value::Value;
