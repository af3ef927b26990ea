//! What ffmpeg's last words mean.

use std::process::ExitStatus;

use super::class::Class;

/// Phrases of ffmpeg and its protocols in lower case, most specific cause first: a broken
/// connection also shows as a file that ends early, and that as invalid data.
const PHRASES: [(&str, &[&str]); 4] = [
    (
        "tls_error",
        &[
            "tls packet",
            "tls fatal alert",
            "tls connection",
            "tls handshake",
            "ssl handshake",
            "ssl routines",
            "gnutls_handshake",
            "certificate verif",
            "verify failed",
            "certificate has expired",
            "certificate is not trusted",
            "error in the pull function",
            "error in the push function",
        ],
    ),
    (
        "network_error",
        &[
            "connection refused",
            "connection reset",
            "connection timed out",
            "operation timed out",
            "network is unreachable",
            "no route to host",
            "failed to resolve hostname",
            "name or service not known",
            "temporary failure in name resolution",
            "broken pipe",
            "http error ",
            "server returned ",
        ],
    ),
    (
        "eof_error",
        &[
            "ends prematurely",
            "ended prematurely",
            "end of file",
            "unexpected eof",
            "partial file",
            "file is truncated",
        ],
    ),
    (
        "format_error",
        &[
            "invalid data found",
            "moov atom not found",
            "could not find codec parameters",
            "unable to find a suitable output format",
            "unable to choose an output format",
            "does not contain any stream",
            "matches no streams",
            "decoder not found",
            "demuxer not found",
            "unknown decoder",
            "unknown encoder",
            "unknown input format",
            "unsupported codec",
        ],
    ),
];

/// The kind of a failure of ffmpeg; `None` for a success, and for what cannot be told.
pub(super) fn classify(status: ExitStatus, tail: &str) -> Option<Class> {
    if status.success() {
        return None;
    }
    let lines: Vec<String> = tail
        .lines()
        .filter(|line| is_message(line))
        .map(str::to_lowercase)
        .collect();
    let said = |phrase: &&str| lines.iter().any(|line| line.contains(*phrase));
    PHRASES
        .iter()
        .find(|(_, phrases)| phrases.iter().any(said))
        .map(|&(error_type, _)| error_type)
        .or_else(|| code_type(status.code()?))
        .map(Class::error)
}

/// Not a description of a file, which is indented and may hold any text (a title, for example),
/// and not a warning about something that is tried again.
fn is_message(line: &str) -> bool {
    !line.starts_with("  ")
        && !line.starts_with("Input #")
        && !line.starts_with("Output #")
        && !line.contains("Will reconnect at")
}

/// Since version 6.1 the exit code is the low byte of the library's own error, which is all there
/// is when messages are turned off: `-(code & 0xff)` of a tag such as `INDA` or `EOF `, or of an
/// `errno`.
fn code_type(code: i32) -> Option<&'static str> {
    // The numbers of ECONNRESET and its kind differ from system to system; these are Linux's.
    const ECONNRESET: i32 = 104;
    const ETIMEDOUT: i32 = 110;
    const ECONNREFUSED: i32 = 111;
    match 256 - code {
        0x49 => Some("format_error"),
        0x45 => Some("eof_error"),
        ECONNRESET | ETIMEDOUT | ECONNREFUSED if cfg!(target_os = "linux") => Some("network_error"),
        _ => None,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    fn error_type(code: i32, tail: &str) -> Option<&'static str> {
        classify(ExitStatus::from_raw(code << 8), tail).and_then(|class| class.error_type)
    }

    #[test]
    fn real_messages_are_told_apart() {
        let cases = [
            (
                "network_error",
                "[tcp @ 0x55be8204ef40] Connection to tcp://127.0.0.1:1 failed: Connection refused\nhttp://127.0.0.1:1/x: Connection refused",
            ),
            (
                "network_error",
                "[tcp @ 0x55cf6453df80] Failed to resolve hostname no.such.host: Name or service not known\nhttp://no.such.host/x: Input/output error",
            ),
            (
                "network_error",
                "[http @ 0x55a39d2c9100] HTTP error 403 Forbidden\nhttp://h/403: Server returned 403 Forbidden (access denied)",
            ),
            (
                "network_error",
                "http://h/x: Server returned 5XX Server Error reply",
            ),
            (
                "tls_error",
                "[tls @ 0x529d2dd0bf80] An unexpected TLS packet was received.\nhttps://h/ok: Input/output error",
            ),
            (
                "tls_error",
                "[tls @ 0x1] error:0A000086:SSL routines::certificate verify failed\nhttps://h/: Input/output error",
            ),
            (
                "eof_error",
                "[http @ 0x560952bbe100] Stream ends prematurely at 20000, should be 45249\n[mov,mp4 @ 0x5] moov atom not found\nhttp://h/ok: Invalid data found when processing input",
            ),
            ("eof_error", "Error opening input files: End of file"),
            (
                "format_error",
                "[mov,mp4 @ 0x562d08e02880] moov atom not found\nbad.mp4: Invalid data found when processing input",
            ),
            (
                "format_error",
                "[NULL @ 0x55991d84d480] Unable to find a suitable output format for 'o.xyz'\no.xyz: Invalid argument",
            ),
            ("format_error", "Unknown encoder 'nosuch'"),
        ];
        for (expected, tail) in cases {
            assert_eq!(error_type(1, tail), Some(expected), "{tail}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_left_open() {
        assert_eq!(error_type(1, "nofile.mp4: No such file or directory"), None);
        assert_eq!(error_type(1, ""), None);
        assert_eq!(
            error_type(255, "Exiting normally, received signal 15."),
            None
        );
    }

    #[test]
    fn a_success_is_no_error_whatever_it_says() {
        assert_eq!(
            error_type(0, "[h264 @ 0x1] Invalid data found when processing input"),
            None
        );
    }

    #[test]
    fn descriptions_of_files_and_retries_are_not_messages() {
        let tail = "Input #0, mp4, from 'Connection refused.mp4':\n  Metadata:\n    title           : The TLS handshake\n\
                    [https @ 0x1] Will reconnect at 0 in 0 second(s), error=Connection reset by peer.\nUnknown encoder 'x'";
        assert_eq!(error_type(1, tail), Some("format_error"));
    }

    #[test]
    fn a_silent_ffmpeg_is_told_by_its_exit_code() {
        assert_eq!(error_type(183, ""), Some("format_error"));
        assert_eq!(error_type(187, ""), Some("eof_error"));
        assert_eq!(
            error_type(145, ""),
            cfg!(target_os = "linux").then_some("network_error")
        );
    }

    #[test]
    fn a_signal_says_nothing_about_the_kind() {
        assert!(classify(ExitStatus::from_raw(libc::SIGKILL), "").is_none());
    }
}
