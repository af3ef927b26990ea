//! Any system that std knows: a thread for each stream, and a regular look at the child.

use std::io::{self, Read};
use std::process::Child;
#[cfg(not(unix))]
use std::process::{Command, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::pump::{self, Output, Stream, TICK};

const READ_BYTES: usize = 64 * 1024;

/// Nothing: std has no process groups.
#[cfg(not(unix))]
pub(super) fn isolate(_: &mut Command) {}

/// Kills the child. Its own children go on, std has no way to reach them.
#[cfg(not(unix))]
pub(super) fn kill(child: &mut Child) -> io::Result<()> {
    child.kill()
}

/// None: signals are Unix.
#[cfg(not(unix))]
pub(super) fn signal(_: ExitStatus) -> Option<i32> {
    None
}

/// Whether the system had too little of something, so that the same may work later.
#[cfg(not(unix))]
pub(super) fn is_exhausted(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::OutOfMemory | io::ErrorKind::WouldBlock
    )
}

/// Two threads that read. One that somebody else's open pipe keeps waiting is left behind; it ends
/// with the next byte.
#[derive(Debug)]
pub(super) struct Pump {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    closed: Condvar,
}

#[derive(Debug)]
struct State {
    /// `None` once nobody wants it any more.
    output: Option<Output>,
    open: usize,
}

impl pump::Pump for Pump {
    fn start(child: &mut Child, output: Output) -> io::Result<Self> {
        let state = State {
            output: Some(output),
            open: 0,
        };
        let shared = Arc::new(Shared {
            state: Mutex::new(state),
            closed: Condvar::new(),
        });
        if let Some(stdout) = child.stdout.take() {
            shared.follow(Stream::Stdout, stdout)?;
        }
        if let Some(stderr) = child.stderr.take() {
            shared.follow(Stream::Stderr, stderr)?;
        }
        Ok(Self { shared })
    }

    fn turn(&mut self, until: Option<Instant>) {
        let left = until.map_or(TICK, |until| {
            until.saturating_duration_since(Instant::now())
        });
        let state = self.shared.lock();
        // Nothing depends on why the wait ended.
        drop(self.shared.closed.wait_timeout(state, left.min(TICK)));
    }

    fn drain(&mut self, grace: Duration) {
        let state = self.shared.lock();
        drop(
            self.shared
                .closed
                .wait_timeout_while(state, grace, |state| state.open > 0),
        );
    }

    fn finish(self) -> Output {
        self.shared
            .lock()
            .output
            .take()
            .unwrap_or_else(Output::none)
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn follow(
        self: &Arc<Self>,
        stream: Stream,
        source: impl Read + Send + 'static,
    ) -> io::Result<()> {
        self.lock().open += 1;
        let shared = Arc::clone(self);
        thread::Builder::new()
            .name("process-output".to_owned())
            .spawn(move || shared.read(stream, source))?;
        Ok(())
    }

    fn read(&self, stream: Stream, mut source: impl Read) {
        let mut buffer = vec![0; READ_BYTES];
        loop {
            match source.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(0) | Err(_) => break,
                Ok(count) => match &mut self.lock().output {
                    Some(output) => output.push(stream, &buffer[..count]),
                    None => return,
                },
            }
        }
        self.lock().open -= 1;
        self.closed.notify_all();
    }
}
