//! Writing to a descriptor that may be slow, full, closed or set to non-blocking by somebody else.

#![allow(unsafe_code)]

use std::io;
use std::os::fd::RawFd;
use std::time::Instant;

pub(super) const STDOUT: RawFd = libc::STDOUT_FILENO;

/// So many bytes a pipe that is ready takes without blocking.
const PIPE_BUF: usize = 4_096;

/// Writes all bytes, by one system call if the descriptor takes them at once. `written` says how
/// many it took, also when it fails.
pub(super) fn write_all(
    fd: RawFd,
    bytes: &[u8],
    deadline: Option<Instant>,
    written: &mut usize,
) -> io::Result<()> {
    while *written < bytes.len() {
        let mut rest = &bytes[*written..];
        if deadline.is_some() {
            rest = whole_lines(rest);
            wait_until_writable(fd, deadline)?;
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
fn whole_lines(bytes: &[u8]) -> &[u8] {
    let part = &bytes[..bytes.len().min(PIPE_BUF)];
    match part.iter().rposition(|byte| *byte == b'\n') {
        Some(end) => &part[..=end],
        None => part,
    }
}

fn write(fd: RawFd, bytes: &[u8]) -> io::Result<usize> {
    // SAFETY: the pointer and the length are those of a live slice.
    let n = unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) };
    usize::try_from(n).map_err(|_| io::Error::last_os_error())
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
        assert_eq!(whole_lines(b"one\ntwo\nthr"), b"one\ntwo\n");
        let long = "x".repeat(PIPE_BUF - 1);
        let lines = format!("{long}\nnext\n");
        assert_eq!(whole_lines(lines.as_bytes()).len(), PIPE_BUF);
        let lines = format!("{long}x\nnext\n");
        assert_eq!(whole_lines(lines.as_bytes()).len(), PIPE_BUF);
        assert_eq!(whole_lines(b"\n"), b"\n");
    }
}
