//! Writing to a descriptor that may be slow, full, closed or set to non-blocking by somebody else.

#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::time::{Duration, Instant};

pub(super) const STDOUT: RawFd = libc::STDOUT_FILENO;

/// So many bytes a pipe that is ready takes without blocking, and in one piece.
const PIPE_BUF: usize = 4_096;

/// Puts a new file in the place of an open one, which keeps its number: whoever knows that, as a
/// forked child does, goes on with the new file.
pub(super) fn replace(old: &File, new: &File) -> io::Result<()> {
    // SAFETY: both descriptors are open, and stay owned by who owns them.
    let replaced = unsafe { duplicate(new.as_raw_fd(), old.as_raw_fd()) };
    if replaced < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

/// In one step, where there is one: no child that is started in between gets the descriptor.
///
/// # Safety
///
/// Both are owned by who calls this.
#[cfg(any(target_os = "linux", target_os = "android"))]
unsafe fn duplicate(from: RawFd, to: RawFd) -> libc::c_int {
    // SAFETY: the caller says so.
    unsafe { libc::dup3(from, to, libc::O_CLOEXEC) }
}

/// # Safety
///
/// Both are owned by who calls this.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
unsafe fn duplicate(from: RawFd, to: RawFd) -> libc::c_int {
    // SAFETY: the caller says so, and the request takes one number.
    unsafe {
        let replaced = libc::dup2(from, to);
        libc::fcntl(replaced, libc::F_SETFD, libc::FD_CLOEXEC);
        replaced
    }
}

/// Whether it is a pipe. Of those, several processes may hold the writing end.
pub(super) fn is_pipe(fd: RawFd) -> bool {
    // SAFETY: zero is a valid `stat`, which lives across the call.
    unsafe {
        let mut stat: libc::stat = std::mem::zeroed();
        libc::fstat(fd, &raw mut stat) == 0 && stat.st_mode & libc::S_IFMT == libc::S_IFIFO
    }
}

/// Writes all bytes, by one system call if the descriptor takes them at once; to a pipe, by one for as
/// many lines as others cannot write into. `written` says how many bytes it took, also when it fails.
pub(super) fn write_all(
    fd: RawFd,
    is_pipe: bool,
    bytes: &[u8],
    deadline: Option<Instant>,
    written: &mut usize,
) -> io::Result<()> {
    while *written < bytes.len() {
        let mut rest = &bytes[*written..];
        if deadline.is_some() {
            rest = ready_part(rest);
            wait_until_writable(fd, deadline)?;
        } else if is_pipe {
            rest = undivided_part(rest);
        }
        match write(fd, rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => *written += n,
            Err(error) => match error.kind() {
                io::ErrorKind::Interrupted => {}
                io::ErrorKind::WouldBlock => wait_until_writable(fd, deadline)?,
                _ => return Err(error),
            },
        }
    }
    Ok(())
}

/// The first lines that a pipe that is ready takes without blocking: where the time runs out between
/// two writes, no line is torn. A line that is longer than that comes in parts.
fn ready_part(bytes: &[u8]) -> &[u8] {
    let part = &bytes[..bytes.len().min(PIPE_BUF)];
    match part.iter().rposition(|byte| *byte == b'\n') {
        Some(end) => &part[..=end],
        None => part,
    }
}

/// The first lines that a pipe takes in one piece; of a line that is longer than that, all.
fn undivided_part(bytes: &[u8]) -> &[u8] {
    let part = ready_part(bytes);
    if part.ends_with(b"\n") {
        return part;
    }
    let end = bytes.iter().position(|byte| *byte == b'\n');
    &bytes[..end.map_or(bytes.len(), |at| at + 1)]
}

fn write(fd: RawFd, bytes: &[u8]) -> io::Result<usize> {
    // SAFETY: the pointer and the length are those of a live slice.
    let n = unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) };
    usize::try_from(n).map_err(|_| io::Error::last_os_error())
}

/// Writes a line to standard error, as far as that takes it soon: it may be the same pipe as the log, which nobody
/// reads.
pub(crate) fn write_to_stderr(line: &str) {
    const LIMIT: Duration = Duration::from_millis(20);
    let deadline = Some(Instant::now() + LIMIT);
    let (fd, bytes) = (libc::STDERR_FILENO, line.as_bytes());
    let _ = write_all(fd, false, bytes, deadline, &mut 0);
}

fn wait_until_writable(fd: RawFd, deadline: Option<Instant>) -> io::Result<()> {
    loop {
        let timeout = match deadline {
            None => -1,
            Some(deadline) => {
                let left = deadline.saturating_duration_since(Instant::now());
                i32::try_from(left.as_millis()).unwrap_or(i32::MAX)
            }
        };
        let mut poll = libc::pollfd {
            fd,
            events: libc::POLLOUT,
            revents: 0,
        };
        // SAFETY: one `pollfd` that lives across the call.
        match unsafe { libc::poll(&raw mut poll, 1, timeout) } {
            0 => return Err(io::ErrorKind::TimedOut.into()),
            1.. => return Ok(()),
            _ => {
                let error = io::Error::last_os_error();
                if error.kind() != io::ErrorKind::Interrupted {
                    return Err(error);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_ends_with_a_line_if_it_can() {
        assert_eq!(ready_part(b"one\ntwo\nthr"), b"one\ntwo\n");
        for (first, ready, undivided) in [
            (PIPE_BUF - 1, PIPE_BUF, PIPE_BUF),
            (PIPE_BUF, PIPE_BUF, PIPE_BUF + 1),
            (2 * PIPE_BUF, PIPE_BUF, 2 * PIPE_BUF + 1),
        ] {
            let lines = format!("{}\nnext\n", "x".repeat(first));
            assert_eq!(ready_part(lines.as_bytes()).len(), ready);
            assert_eq!(undivided_part(lines.as_bytes()).len(), undivided);
        }
        assert_eq!(ready_part(b"\n"), b"\n");
        assert_eq!(undivided_part(b"without end"), b"without end");
    }
}
