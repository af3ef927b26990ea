//! Unix: process groups, and one thread that waits for everything with `poll`.

#![allow(unsafe_code)]

use std::io::{self, Read};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus};
use std::time::{Duration, Instant};

use super::pump::{self, Output, Stream, TICK};

/// No pipe of an unprivileged process holds more, so this much covers all that an ended child can
/// have left, and a grandchild that writes without end cannot stretch it.
const PIPE_CAPACITY: usize = 1024 * 1024;
const READ_BYTES: usize = 64 * 1024;

/// Gives the child a process group of its own, which can be killed with all its children.
pub(super) fn isolate(command: &mut Command) {
    command.process_group(0);
}

/// Kills the child's process group. The child must not have been waited for: until then the
/// system gives its number to no other group.
pub(super) fn kill(child: &mut Child) -> io::Result<()> {
    let killed = libc::pid_t::try_from(child.id()).is_ok_and(|group| {
        // SAFETY: killpg takes two integers and touches no memory of ours.
        unsafe { libc::killpg(group, libc::SIGKILL) == 0 }
    });
    // A child can have left its group.
    if killed { Ok(()) } else { child.kill() }
}

/// The signal that ended a program.
pub(super) fn signal(status: ExitStatus) -> Option<i32> {
    status.signal()
}

/// Whether the system had too little of something, so that the same may work later.
pub(super) fn is_exhausted(error: &io::Error) -> bool {
    let codes = [libc::EMFILE, libc::ENFILE, libc::EAGAIN, libc::ENOMEM];
    error
        .raw_os_error()
        .is_some_and(|code| codes.contains(&code))
}

/// Reads both pipes as they become readable.
#[derive(Debug)]
pub(super) struct Pump {
    stdout: Option<ChildStdout>,
    stderr: Option<ChildStderr>,
    /// Becomes readable when the child ends, where the system has such a thing.
    exit: Option<OwnedFd>,
    output: Output,
    buffer: Box<[u8]>,
}

impl pump::Pump for Pump {
    fn start(child: &mut Child, output: Output) -> io::Result<Self> {
        Ok(Self {
            stdout: child.stdout.take(),
            stderr: child.stderr.take(),
            exit: exit_descriptor(child),
            output,
            buffer: vec![0; READ_BYTES].into_boxed_slice(),
        })
    }

    fn turn(&mut self, until: Option<Instant>) {
        let mut left = until.map(|until| until.saturating_duration_since(Instant::now()));
        if self.exit.is_none() {
            left = Some(left.map_or(TICK, |left| left.min(TICK)));
        }
        let ready = self.poll(left);
        self.read(ready);
    }

    fn drain(&mut self, grace: Duration) {
        // It stays readable from now on and would end every wait at once.
        self.exit = None;
        let mut left_behind = 0;
        while left_behind < PIPE_CAPACITY {
            let ready = self.poll(Some(Duration::ZERO));
            if !ready.stdout && !ready.stderr {
                break;
            }
            left_behind += self.read(ready);
        }
        let started = Instant::now();
        while self.stdout.is_some() || self.stderr.is_some() {
            let Some(left) = grace.checked_sub(started.elapsed()) else {
                return;
            };
            let ready = self.poll(Some(left));
            self.read(ready);
        }
    }

    fn finish(self) -> Output {
        self.output
    }
}

/// The streams that can be read without waiting.
#[derive(Debug, Clone, Copy, Default)]
struct Ready {
    stdout: bool,
    stderr: bool,
}

impl Pump {
    fn poll(&self, timeout: Option<Duration>) -> Ready {
        let mut watched: [_; 3] = [
            watch(self.stdout.as_ref()),
            watch(self.stderr.as_ref()),
            watch(self.exit.as_ref()),
        ];
        // SAFETY: the pointer and the count are those of an array that outlives the call.
        let count = unsafe {
            libc::poll(
                watched.as_mut_ptr(),
                // Its type is not the same on every system.
                3,
                milliseconds(timeout),
            )
        };
        if count < 0 {
            // Interrupted, or out of memory: not a moment to turn in a circle at full speed.
            std::thread::sleep(timeout.unwrap_or(TICK).min(TICK));
            return Ready::default();
        }
        Ready {
            stdout: watched[0].revents != 0,
            stderr: watched[1].revents != 0,
        }
    }

    /// Reads once from each ready stream; returns the number of bytes.
    fn read(&mut self, ready: Ready) -> usize {
        let mut count = 0;
        if ready.stdout {
            count += read(
                &mut self.stdout,
                Stream::Stdout,
                &mut self.buffer,
                &mut self.output,
            );
        }
        if ready.stderr {
            count += read(
                &mut self.stderr,
                Stream::Stderr,
                &mut self.buffer,
                &mut self.output,
            );
        }
        count
    }
}

/// Only we read from this pipe, so what `poll` called readable does not block.
fn read(
    source: &mut Option<impl Read>,
    stream: Stream,
    buffer: &mut [u8],
    output: &mut Output,
) -> usize {
    let Some(reader) = source else {
        return 0;
    };
    match reader.read(buffer) {
        Ok(0) => *source = None,
        Ok(count) => {
            output.push(stream, &buffer[..count]);
            return count;
        }
        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
        Err(_) => *source = None,
    }
    0
}

/// `poll` passes over a negative descriptor.
fn watch(source: Option<&impl AsRawFd>) -> libc::pollfd {
    let fd: RawFd = source.map_or(-1, AsRawFd::as_raw_fd);
    libc::pollfd {
        fd,
        events: libc::POLLIN,
        revents: 0,
    }
}

/// Rounded up: a wait of zero milliseconds in a loop would spin.
fn milliseconds(timeout: Option<Duration>) -> libc::c_int {
    timeout.map_or(-1, |timeout| {
        libc::c_int::try_from(timeout.as_nanos().div_ceil(1_000_000)).unwrap_or(libc::c_int::MAX)
    })
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn exit_descriptor(child: &Child) -> Option<OwnedFd> {
    use std::os::fd::FromRawFd;

    let pid = libc::pid_t::try_from(child.id()).ok()?;
    // SAFETY: pidfd_open takes two integers. Kernels before 5.3 answer with an error.
    let fd = unsafe { libc::syscall(libc::SYS_pidfd_open, pid, 0) };
    let fd = RawFd::try_from(fd).ok().filter(|&fd| fd >= 0)?;
    // SAFETY: the descriptor is new and nobody else knows it.
    Some(unsafe { OwnedFd::from_raw_fd(fd) })
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn exit_descriptor(_: &Child) -> Option<OwnedFd> {
    None
}

/// The same without the descriptor, as on systems that have none.
#[cfg(test)]
#[derive(Debug)]
pub(super) struct PumpWithoutExit(Pump);

#[cfg(test)]
impl pump::Pump for PumpWithoutExit {
    fn start(child: &mut Child, output: Output) -> io::Result<Self> {
        let mut pump = <Pump as pump::Pump>::start(child, output)?;
        pump.exit = None;
        Ok(Self(pump))
    }

    fn turn(&mut self, until: Option<Instant>) {
        self.0.turn(until);
    }

    fn drain(&mut self, grace: Duration) {
        self.0.drain(grace);
    }

    fn finish(self) -> Output {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_rounded_up_and_never_negative() {
        assert_eq!(milliseconds(None), -1);
        assert_eq!(milliseconds(Some(Duration::ZERO)), 0);
        assert_eq!(milliseconds(Some(Duration::from_nanos(1))), 1);
        assert_eq!(milliseconds(Some(Duration::from_millis(7))), 7);
        assert_eq!(milliseconds(Some(Duration::MAX)), libc::c_int::MAX);
    }
}
