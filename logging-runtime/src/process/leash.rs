//! Holds the child, so that one thread can kill what another one waits for.
//!
//! Killing and reaping exclude each other: after a child is reaped the system may give its number
//! to a process that is none of our business.

use std::io;
use std::process::{Child, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use super::platform;

/// The hold on one child, from before it starts until it is reaped.
#[derive(Debug, Default)]
pub(super) struct Leash(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    child: Option<Child>,
    pulled: bool,
}

impl Leash {
    /// Takes a child that just started; kills it when the leash was pulled before.
    pub(super) fn attach(&self, child: Child) {
        let mut state = self.lock();
        state.child = Some(child);
        if state.pulled {
            state.kill();
        }
    }

    /// The exit status, once the child has ended.
    ///
    /// # Errors
    ///
    /// When the status cannot be had, for example because the program ignores `SIGCHLD`.
    pub(super) fn reap(&self) -> io::Result<Option<ExitStatus>> {
        let mut state = self.lock();
        let Some(child) = &mut state.child else {
            return Err(io::Error::other("the child is gone"));
        };
        let status = child.try_wait();
        if !matches!(status, Ok(None)) {
            state.child = None;
        }
        status
    }

    /// Kills the child with its group.
    pub(super) fn kill(&self) {
        self.lock().kill();
    }

    /// Kills the child, also one that has not started yet.
    pub(super) fn pull(&self) {
        let mut state = self.lock();
        state.pulled = true;
        state.kill();
    }

    /// Leaves a child that does not die when killed (it waits for a device, say) to a thread that
    /// can wait for it, so that it leaves no zombie.
    pub(super) fn abandon(&self) {
        let Some(mut child) = self.lock().child.take() else {
            return;
        };
        // Without a thread the zombie stays until this process ends: nothing better is possible.
        let _ = thread::Builder::new()
            .name("process-reaper".to_owned())
            .spawn(move || child.wait());
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn kill(&mut self) {
        if let Some(child) = &mut self.child {
            // It fails only when there is nothing left to kill.
            let _ = platform::kill(child);
        }
    }
}
