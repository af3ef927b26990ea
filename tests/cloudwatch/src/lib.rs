//! Queries of `CloudWatch` Logs Insights, filter patterns and alarms: read, judged and run on lines.
//!
//! Nothing that can be installed judges a query as the service does. The emulators accept every text, and give all
//! lines back for it. So the queries of `docs/cloudwatch` are held to a language that is smaller than the service's: what
//! its grammar of 2020 and its documentation of 2026 both know. Whatever is not in it is refused, also where the
//! service would take it, and so are names that no line has and words that no line says.
//!
//! # Example
//!
//! ```
//! use cloudwatch::{Query, Table};
//!
//! let query = Query::read("filter event = \"stage_result\" | stats count(*) as runs by stage")?;
//! let lines = checker::Checker::new().check(concat!(
//!     r#"{"ts":"2026-11-28T06:00:00.000Z","lvl":"INFO","stage":"asr","event":"stage_start"}"#, "\n",
//!     r#"{"ts":"2026-11-28T06:00:00.042Z","lvl":"INFO","stage":"asr","event":"stage_result","outcome":"success","dur_ms":42}"#, "\n",
//! ));
//! assert_eq!(query.run(&lines.lines)?.to_string(), "stage | runs\nasr | 1\n");
//! # Ok::<(), cloudwatch::Refusal>(())
//! ```

mod aggregate;
mod check;
mod evaluate;
mod fill;
mod math;
mod parse;
mod pattern;
mod query;
mod run;
mod saved;
mod table;
pub mod template;
mod time;
mod token;
mod value;
mod vocabulary;

use std::fmt;

pub use fill::fill;
pub use math::Math;
pub use pattern::{Pattern, value_of};
pub use query::Query;
pub use saved::saved;
pub use table::Table;
pub use template::template;

/// Why a text is no query that can be shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// How many bytes stand before the fault.
    pub at: usize,
    /// What is wrong there, and where it is known what to write instead.
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(at: usize, message: impl Into<String>) -> Self {
        Refusal {
            at,
            message: message.into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.at, self.message)
    }
}

impl std::error::Error for Refusal {}
