//! For the program's own tests: what it logs, as values, and a suite for what it plugs in.
//!
//! ```
//! use logging_runtime::{job, stage, testing};
//!
//! #[stage("fetch", none = "not_found")]
//! fn fetch(url: &str) -> Option<String> {
//!     None
//! }
//!
//! #[job("mirror")]
//! fn mirror(url: &str) -> std::io::Result<()> {
//!     fetch(url);
//!     tracing::info!(url, "nothing there");
//!     Ok(())
//! }
//!
//! let events = testing::capture(|| mirror("https://example.com"));
//! events.assert_paired();
//! events.assert_job("mirror", "success");
//! events.assert_stage("fetch", "not_found");
//! assert_eq!(events.one("log").str("detail"), "nothing there");
//! ```
//!
//! Tests that run at the same time do not see each other's lines: what is captured is what the
//! closure writes, on its thread and wherever its [`Context`](crate::Context) goes. Work that is
//! handed to [`thread::spawn`](crate::thread::spawn), to a future
//! [`in_current_context`](crate::InContext::in_current_context) or to another of this crate's
//! helpers is captured until the closure returns, so wait for it; a plain `std::thread::spawn` takes
//! nothing along.

mod capture;
#[cfg(feature = "conformance")]
pub mod conformance;
mod event;
mod events;
mod json;
#[cfg(test)]
mod tests;

pub use capture::{capture, capture_future, capture_with};
pub use event::Event;
pub use events::Events;
pub use json::Json;
