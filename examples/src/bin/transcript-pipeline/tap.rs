//! Where the lines go: to standard output as they are, and past the table and the progress bar.

use std::io::{self, IsTerminal as _, Write};
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::ProgressBar;

use crate::table::{Line, Tally};

/// Passes lines on to standard output and reads each one on its way.
pub(crate) struct Tap {
    tally: Arc<Mutex<Tally>>,
    bar: ProgressBar,
    shares_terminal: bool,
    unfinished: Vec<u8>,
}

impl Tap {
    pub(crate) fn new(tally: Arc<Mutex<Tally>>, bar: ProgressBar) -> Self {
        Self {
            tally,
            bar,
            shares_terminal: io::stdout().is_terminal(),
            unfinished: Vec::new(),
        }
    }

    fn read_line(&self, line: &[u8]) {
        let Some(line) = Line::parse(line) else {
            return;
        };
        if line.event == "job_finished" {
            self.bar.inc(1);
        }
        self.tally
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .add(&line);
    }
}

impl Write for Tap {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.shares_terminal {
            self.bar.suspend(|| io::stdout().write_all(bytes))?;
        } else {
            io::stdout().write_all(bytes)?;
        }
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
            let (line, after) = rest.split_at(end + 1);
            self.unfinished.extend_from_slice(line);
            let line = std::mem::take(&mut self.unfinished);
            self.read_line(&line);
            rest = after;
        }
        self.unfinished.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}
