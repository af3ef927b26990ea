//! A suite for what a program plugs in: a writer that lines go to, or a layer beside ours.
//!
//! ```
//! use std::io::Write;
//! use std::sync::{Arc, Mutex};
//! use logging_runtime::testing::conformance;
//!
//! #[derive(Clone, Default)]
//! struct Memory(Arc<Mutex<Vec<u8>>>);
//!
//! impl Write for Memory {
//!     fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
//!         self.0.lock().unwrap().extend_from_slice(bytes);
//!         Ok(bytes.len())
//!     }
//!     fn flush(&mut self) -> std::io::Result<()> {
//!         Ok(())
//!     }
//! }
//!
//! conformance::writer(|| {
//!     let memory = Memory::default();
//!     let arrived = memory.clone();
//!     (memory, move || arrived.0.lock().unwrap().clone())
//! })
//! .assert_ok();
//!
//! conformance::layer(|| tracing_subscriber::layer::Identity::new()).assert_ok();
//! ```

mod layer;
mod work;
mod writer;

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use layer::layer;
pub use writer::writer;

/// What the checks of a suite have found.
#[derive(Debug, Clone)]
pub struct Report {
    checks: Vec<Check>,
}

/// One check of a suite.
#[derive(Debug, Clone)]
pub struct Check {
    /// What is promised.
    pub promise: &'static str,
    /// What was found instead, if it does not hold.
    pub fault: Option<String>,
}

impl Report {
    /// All checks, in their order.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// Asserts that every check holds.
    ///
    /// # Panics
    ///
    /// If one does not; with all that do not in the message.
    #[track_caller]
    pub fn assert_ok(&self) {
        assert!(
            self.checks.iter().all(|check| check.fault.is_none()),
            "\n{self}"
        );
    }

    /// Does each check, also after one that panics.
    fn of<'a>(checks: impl Iterator<Item = (&'static str, Box<dyn Fn() + 'a>)>) -> Report {
        let check = |(promise, holds): (&'static str, Box<dyn Fn() + 'a>)| Check {
            promise,
            fault: catch_unwind(AssertUnwindSafe(holds))
                .err()
                .map(|payload| said(&*payload)),
        };
        Report {
            checks: checks.map(check).collect(),
        }
    }
}

fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("it panicked").to_owned()
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for check in &self.checks {
            match &check.fault {
                None => writeln!(f, "ok    {}", check.promise)?,
                Some(fault) => writeln!(f, "FAULT {}: {fault}", check.promise)?,
            }
        }
        Ok(())
    }
}
