//! See what a pipeline does.

#![deny(unsafe_code)]

mod buffer;
mod classify;
mod clock;
mod config;
mod context;
mod event;
mod health;
mod human;
mod lane;
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
pub mod process;
mod redact;
mod relay;
mod sink;
mod site;
mod user;
mod value;

#[doc(hidden)]
pub mod __private;

pub use classify::Classify;
pub use config::{Guard, Handle, InitError, Logging, init, init_for_tests};
pub use context::carry::Headers;
pub use context::{
    Context, InContext, WithContext, clear_job_ctx, get_job_ctx, set_job_ctx, thread,
};
#[cfg(feature = "rayon")]
pub use context::rayon;
#[cfg(feature = "tokio")]
pub use context::{spawn, spawn_blocking};
pub use health::{Health, health};
pub use lifecycle::record::{set_detail, set_outcome};
pub use lifecycle::{JobTimer, StageTimer};
#[cfg(feature = "derive")]
pub use logging_macros::Classify;
pub use logging_macros::{job, stage};
pub use outcome::{Outcome, OutcomeName};
pub use value::{Value, json};
