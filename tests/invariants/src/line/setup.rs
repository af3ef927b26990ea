//! Configurations, each with a lane of its own that writes into memory.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use arbitrary::Unstructured;
use checker::Checker;
use logging_runtime::{Logging, evt};
use tracing::Dispatch;
use tracing_subscriber::prelude::*;

/// A configuration that is in use.
pub(super) struct Setup {
    dispatch: Dispatch,
    written: Written,
    checker: Checker,
    /// The line of [`reference`], without its time.
    reference: OnceLock<Vec<u8>>,
    /// One use at a time: they share the buffer.
    turn: Mutex<()>,
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Written {
    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.lock())
    }
}

impl Setup {
    pub(super) fn choose(bytes: &mut Unstructured<'_>) -> &'static Setup {
        static SETUPS: OnceLock<[Setup; 4]> = OnceLock::new();
        let setups = SETUPS.get_or_init(Setup::all);
        let index = bytes.int_in_range(0..=setups.len() - 1);
        &setups[index.unwrap_or(0)]
    }

    fn all() -> [Setup; 4] {
        // The bridge from `log` is global; the lines go to the lane of the current subscriber.
        let guard = Logging::builder().writer(io::sink()).try_init();
        std::mem::forget(guard);
        [
            Setup::new(|logging| logging, Checker::new()),
            Setup::new(
                |logging| logging.set("LOG_MAX_LINE_BYTES", "1024"),
                Checker::new().max_bytes(1_024),
            ),
            Setup::new(
                |logging| logging.context_keys(["tenant", "video_id"]),
                Checker::new().context_keys(["tenant", "video_id"]),
            ),
            Setup::new(
                |logging| logging.set("LOG_FIELDS", "service=tldw,ts=1,a=constant,env=p\u{1b}[0m"),
                Checker::new(),
            ),
        ]
    }

    fn new(change: impl FnOnce(Logging) -> Logging, checker: Checker) -> Setup {
        let written = Written::default();
        let logging = Logging::builder()
            .json()
            .filter("trace")
            .set("RATE_LIMIT_PER_KEY", "0")
            .writer(written.clone());
        let layer = change(logging).layer().expect("a layer");
        Setup {
            dispatch: Dispatch::new(tracing_subscriber::registry().with(layer)),
            written,
            checker: checker.pairing(checker::Pairing::Unchecked),
            reference: OnceLock::new(),
            turn: Mutex::new(()),
        }
    }

    pub(super) fn checker(&self) -> &Checker {
        &self.checker
    }

    /// What is written while `code` runs.
    pub(super) fn written_by(&self, code: impl FnOnce()) -> Vec<u8> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.written.take();
        tracing::dispatcher::with_default(&self.dispatch, code);
        self.written.take()
    }

    /// Nothing of what was written before shows in the next line.
    pub(super) fn writes_the_next_line_as_ever(&self) {
        let line = self.written_by(|| evt!("reference", n = 1, text = "é\n"));
        let timeless = line.get("{\"ts\":\"2025-08-27T16:24:06.123Z\"".len()..);
        let timeless = timeless.expect("a whole line").to_vec();
        assert_eq!(self.reference.get_or_init(|| timeless.clone()), &timeless);
    }
}
