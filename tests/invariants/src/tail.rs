//! The last lines of a program's standard error.

use logging_runtime::inspect;

/// What `process` promises of the tail.
const MAX_LINE_BYTES: usize = 2 * 1024;
const MAX_BYTES: usize = 64 * 1024;
const ELLIPSIS: char = '…';

/// The first byte is the number of lines to keep, the second the length of the chunks.
///
/// # Panics
///
/// If an invariant does not hold.
pub fn check(data: &[u8]) {
    let [limit, chunk, stream @ ..] = data else {
        return;
    };
    let limit = usize::from(*limit);
    let whole = inspect::stderr_tail([stream], limit);
    let chunks = stream.chunks(usize::from(*chunk).max(1));
    assert_eq!(
        inspect::stderr_tail(chunks, limit),
        whole,
        "chunks of {chunk}"
    );
    bounded(&whole, limit);
    let expected = expected(stream, limit);
    if let Some(expected) = expected {
        assert_eq!(whole, expected);
    }
}

fn bounded(text: &str, limit: usize) {
    let lines: Vec<&str> = text.split('\n').collect();
    assert!(
        text.is_empty() || lines.len() <= limit,
        "{} lines",
        lines.len()
    );
    assert!(
        text.len() <= MAX_BYTES + lines.len(),
        "{} bytes",
        text.len()
    );
    for line in lines {
        assert!(!line.contains('\r'));
        let kept = line.strip_prefix(ELLIPSIS).unwrap_or(line);
        assert!(
            kept.len() <= MAX_LINE_BYTES,
            "a line of {} bytes",
            kept.len()
        );
    }
}

/// The same by the plainest means; nothing where a bound on bytes cuts something off.
fn expected(stream: &[u8], limit: usize) -> Option<String> {
    let text = String::from_utf8_lossy(stream)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let lines: Vec<&str> = text.split_terminator('\n').collect();
    let last = &lines[lines.len().saturating_sub(limit)..];
    let bytes: usize = last.iter().map(|line| line.len()).sum();
    let fits = bytes <= MAX_BYTES && last.iter().all(|line| line.len() <= MAX_LINE_BYTES);
    fits.then(|| last.join("\n"))
}
