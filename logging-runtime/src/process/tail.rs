//! The last lines of a stream of bytes, in bounded memory.
//!
//! A program's standard error can be anything: gigabytes, one line without end, half a character
//! at the border of two reads. [`Tail`] takes it in pieces and keeps the last lines as text, equal
//! to `String::from_utf8_lossy` of the whole stream wherever the stream is cut.

use std::collections::VecDeque;

use super::pem::Pem;
use super::stage;

/// More lines than this are not kept, whatever is asked for.
pub(super) const MAX_LINES: usize = 1_000;
/// Of a longer line only the end is kept, behind an ellipsis.
pub(super) const MAX_LINE_BYTES: usize = 2 * 1024;
/// All kept lines together are not longer than this.
pub(super) const MAX_BYTES: usize = 64 * 1024;

const ELLIPSIS: char = '…';

/// A ring of the last lines that were pushed.
#[derive(Debug)]
pub(super) struct Tail {
    lines: VecDeque<String>,
    bytes: usize,
    limit: usize,
    current: Line,
    pem: Pem,
    /// A carriage return ended the last line, so a line feed that follows belongs to it.
    after_return: bool,
}

impl Tail {
    /// Keeps the last `limit` lines.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            lines: VecDeque::new(),
            bytes: 0,
            limit: limit.min(MAX_LINES),
            current: Line::default(),
            pem: Pem::default(),
            after_return: false,
        }
    }

    /// Takes the next bytes of the stream.
    pub(super) fn push(&mut self, chunk: &[u8]) {
        let mut rest = self.skip(chunk);
        if rest.is_empty() {
            return;
        }
        if std::mem::take(&mut self.after_return) && rest.starts_with(b"\n") {
            rest = &rest[1..];
        }
        while let Some(end) = line_ends(rest).next() {
            self.current.push(&rest[..end]);
            self.end_line();
            let crlf = rest[end..].starts_with(b"\r\n");
            self.after_return = rest[end] == b'\r' && end + 1 == rest.len();
            rest = &rest[end + 1 + usize::from(crlf)..];
        }
        self.current.push(rest);
    }

    /// The kept lines, oldest first, joined by line feeds. A last line without an end counts.
    pub(super) fn into_text(mut self) -> String {
        if !self.current.is_empty() {
            self.end_line();
        }
        Vec::from(self.lines).join("\n")
    }

    /// Passes over what a whole ring of later lines in the same chunk would push out again.
    ///
    /// A program that floods the pipe then costs a search backwards for a few line ends, not the
    /// decoding of everything. Line ends are ASCII, so no character can span the place of the cut.
    fn skip<'a>(&mut self, chunk: &'a [u8]) -> &'a [u8] {
        // A line can end in two bytes (CR LF), and the first of the counted ones may be the second
        // half of such a pair.
        let Some(cut) = line_ends(chunk).nth_back(2 * self.limit) else {
            return chunk;
        };
        self.lines.clear();
        self.bytes = 0;
        self.current = Line::default();
        self.pem.pass(&chunk[..cut]);
        self.after_return = chunk[cut] == b'\r';
        &chunk[cut + 1..]
    }

    fn end_line(&mut self) {
        let Some(line) = self.pem.without_key(self.current.take()) else {
            return;
        };
        self.bytes += line.len();
        self.lines.push_back(line);
        while self.lines.len() > self.limit || self.bytes > MAX_BYTES {
            let Some(oldest) = self.lines.pop_front() else {
                return;
            };
            self.bytes -= oldest.len();
        }
    }
}

/// The last line of a text that says something.
pub(super) fn last_line(text: &str) -> Option<&str> {
    text.lines()
        .rev()
        .map(str::trim)
        .find(|line| !line.is_empty())
}

/// Where line ends stand. A flood is searched at the speed of [`has_line_end`].
fn line_ends(bytes: &[u8]) -> impl DoubleEndedIterator<Item = usize> + '_ {
    const BLOCK: usize = 256;
    let blocks = bytes.chunks(BLOCK).enumerate();
    let blocks = blocks.filter(|(_, block)| has_line_end(block));
    blocks.flat_map(|(index, block)| {
        let bytes = block.iter().enumerate();
        let ends = bytes.filter(|&(_, &byte)| is_line_end(byte));
        ends.map(move |(place, _)| index * BLOCK + place)
    })
}

/// Does not stop at the first one, and counts in bytes: compilers turn only that into vector
/// instructions (measured: a tenth of the time).
fn has_line_end(block: &[u8]) -> bool {
    block
        .iter()
        .fold(0, |found, &byte| found | u8::from(is_line_end(byte)))
        != 0
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

/// The line that is being read.
#[derive(Debug, Default)]
struct Line {
    text: String,
    /// The first bytes of a character whose last bytes have not come yet.
    partial: Vec<u8>,
    cut: bool,
    /// It ends in a secret that may go on: nothing more is kept.
    is_secret: bool,
}

impl Line {
    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.partial.is_empty()
    }

    fn push(&mut self, bytes: &[u8]) {
        // In small pieces, so that the buffer stays small however long the line is.
        for piece in bytes.chunks(MAX_LINE_BYTES) {
            let length = self.text.len();
            self.decode(piece);
            if self.is_secret {
                self.text.truncate(length);
            } else if self.text.len() > 2 * MAX_LINE_BYTES {
                self.keep_end(|text, at| (0..=at).rev().find(|&at| text.is_char_boundary(at)));
            }
        }
    }

    /// The finished line; this one is empty again.
    fn take(&mut self) -> String {
        if !self.partial.is_empty() {
            self.partial.clear();
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
        if self.text.len() > MAX_LINE_BYTES {
            self.keep_end(|text, at| (at..text.len()).find(|&at| text.is_char_boundary(at)));
        }
        self.is_secret = false;
        if std::mem::take(&mut self.cut) {
            self.text.insert(0, ELLIPSIS);
            self.text.shrink_to_fit();
        }
        std::mem::take(&mut self.text)
    }

    /// Drops the beginning, and secrets before that: what is left would not show that it is one. While the line
    /// grows the cut is rounded down, so that what is finally kept of a line without secrets does not depend on
    /// how it was split into chunks.
    fn keep_end(&mut self, boundary: fn(&str, usize) -> Option<usize>) {
        self.text = stage::clean(&self.text);
        self.is_secret = self.text.ends_with(stage::REPLACEMENT);
        let excess = self.text.len().saturating_sub(MAX_LINE_BYTES);
        let cut = boundary(&self.text, excess).unwrap_or(0);
        self.text.drain(..cut);
        self.cut |= cut > 0;
    }

    fn decode(&mut self, mut bytes: &[u8]) {
        while !self.partial.is_empty() {
            let Some((&next, rest)) = bytes.split_first() else {
                return;
            };
            bytes = rest;
            self.partial.push(next);
            let joined = std::mem::take(&mut self.partial);
            self.decode_whole(&joined);
        }
        self.decode_whole(bytes);
    }

    /// Decodes everything but an unfinished character at the very end.
    fn decode_whole(&mut self, mut bytes: &[u8]) {
        loop {
            let error = match std::str::from_utf8(bytes) {
                Ok(text) => return self.text.push_str(text),
                Err(error) => error,
            };
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            self.text
                .extend(valid.utf8_chunks().map(|chunk| chunk.valid()));
            let Some(len) = error.error_len() else {
                self.partial.extend_from_slice(rest);
                return;
            };
            self.text.push(char::REPLACEMENT_CHARACTER);
            bytes = &rest[len..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One byte for each class that UTF-8 tells apart, and the line ends.
    const CLASSES: [u8; 16] = [
        b'a', b'\r', b'\n', 0x80, 0x90, 0xa0, 0xc0, 0xc2, 0xe0, 0xe1, 0xed, 0xee, 0xf0, 0xf1, 0xf4,
        0xff,
    ];

    #[test]
    fn of_a_long_line_no_secret_is_left_without_what_tells_that_it_is_one() {
        for (begin, end) in [
            ("Authorization: Bearer ", " said the proxy"),
            ("cannot connect: password=", ""),
            ("Cookie: session=", "; user=x"),
            ("-----BEGIN KEY-----\\n", ""),
        ] {
            for length in [100, 2_000, 3_900, 5_000, 50_000] {
                let line = format!("{begin}{}{end}\nthe last", "s3cr3t".repeat(length / 6));
                for size in [1, 777, 2_048, line.len()] {
                    let tail = tail_of(line.as_bytes().chunks(size), 40);
                    let shown = stage::clean(&tail);
                    assert!(
                        !shown.contains("s3cr3t") && shown.ends_with("the last"),
                        "{shown}"
                    );
                }
            }
        }
    }

    #[test]
    fn of_a_key_whose_first_line_is_pushed_out_nothing_is_left() {
        let key = format!(
            "-----BEGIN KEY-----\n{}-----END KEY-----\n",
            "MIIEs3cr3t\n".repeat(60)
        );
        for text in [key.clone(), "MIIE\n".repeat(9), format!("{key}last\n{key}")] {
            for size in [1, 100, text.len()] {
                let tail = tail_of(text.as_bytes().chunks(size), 40);
                assert!(!tail.contains("s3cr3t"), "{tail}");
            }
        }
    }

    fn tail_of<'a>(chunks: impl IntoIterator<Item = &'a [u8]>, limit: usize) -> String {
        let mut tail = Tail::new(limit);
        for chunk in chunks {
            tail.push(chunk);
        }
        tail.into_text()
    }

    /// The same by the plainest means, for streams without long lines.
    fn expected(stream: &[u8], limit: usize) -> String {
        let text = String::from_utf8_lossy(stream)
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        let lines: Vec<&str> = text.split_terminator('\n').collect();
        lines[lines.len().saturating_sub(limit)..].join("\n")
    }

    fn words(alphabet: &[u8], len: u32) -> impl Iterator<Item = Vec<u8>> + '_ {
        let letters = alphabet.len();
        (0..letters.pow(len)).map(move |number| {
            (0..len)
                .map(|place| alphabet[number / letters.pow(place) % letters])
                .collect()
        })
    }

    /// All ways to cut `stream` into chunks: bit `i` says whether there is a cut behind byte `i`.
    fn chunkings(stream: &[u8]) -> impl Iterator<Item = Vec<&[u8]>> {
        (0..1_u32 << stream.len().saturating_sub(1)).map(move |cuts| {
            let mut chunks = Vec::new();
            let mut start = 0;
            for end in 1..=stream.len() {
                if end == stream.len() || cuts >> (end - 1) & 1 == 1 {
                    chunks.push(&stream[start..end]);
                    start = end;
                }
            }
            chunks
        })
    }

    #[test]
    fn any_bytes_in_any_chunks_are_the_lossy_text_of_the_whole() {
        for len in 0..=4 {
            for stream in words(&CLASSES, len) {
                let expected = expected(&stream, 40);
                for chunks in chunkings(&stream) {
                    assert_eq!(tail_of(chunks.clone(), 40), expected, "{chunks:x?}");
                }
            }
        }
    }

    #[test]
    fn every_character_survives_any_two_cuts() {
        let text = "aé\u{fffd}€😀\u{10ffff}z\nß\r\n😀\r";
        for first in 0..=text.len() {
            for second in first..=text.len() {
                let (head, end) = text.as_bytes().split_at(second);
                let chunks = [&head[..first], &head[first..], end];
                assert_eq!(tail_of(chunks, 40), "aé\u{fffd}€😀\u{10ffff}z\nß\n😀");
            }
        }
    }

    #[test]
    fn few_lines_are_the_last_ones_wherever_the_stream_is_cut() {
        for len in 0..=8 {
            for stream in words(b"x\r\n", len) {
                for limit in 0..=2 {
                    let expected = expected(&stream, limit);
                    for cut in 0..=stream.len() {
                        let (head, end) = stream.split_at(cut);
                        assert_eq!(
                            tail_of([head, end], limit),
                            expected,
                            "{head:?} {end:?} {limit}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_carriage_return_ends_a_line() {
        let progress = b"Input #0\nframe=1\rframe=2\rframe=3\r\ndone\n";
        assert_eq!(tail_of([&progress[..]], 3), "frame=2\nframe=3\ndone");
    }

    #[test]
    fn a_line_without_end_keeps_its_end_in_bounded_memory() {
        let stream = "0123456789é".repeat(10_000);
        for chunk in [1, 7, 4_096, stream.len()] {
            let mut tail = Tail::new(40);
            for piece in stream.as_bytes().chunks(chunk) {
                tail.push(piece);
                assert!(tail.current.text.capacity() <= 8 * MAX_LINE_BYTES);
            }
            let text = tail.into_text();
            let kept = text.strip_prefix(ELLIPSIS).expect("the cut is marked");
            assert!(stream.ends_with(kept));
            assert!(
                (MAX_LINE_BYTES - 3..=MAX_LINE_BYTES).contains(&kept.len()),
                "{}",
                kept.len()
            );
        }
    }

    #[test]
    fn how_a_long_line_is_cut_does_not_depend_on_the_chunks() {
        let stream: Vec<u8> = (0..=255)
            .cycle()
            .step_by(31)
            .take(20_000)
            .filter(|&byte| !is_line_end(byte))
            .collect();
        let whole = tail_of([&stream[..]], 40);
        for chunk in [1, 2, 3, 1_000, 2_048, 2_049, 5_000] {
            assert_eq!(
                tail_of(stream.chunks(chunk), 40),
                whole,
                "chunks of {chunk}"
            );
        }
    }

    #[test]
    fn a_line_of_exactly_the_limit_is_whole() {
        let line = "x".repeat(MAX_LINE_BYTES);
        assert_eq!(tail_of([line.as_bytes(), b"\n"], 1), line);
        assert_eq!(
            tail_of([line.as_bytes(), b"y\n"], 1),
            format!("…{}y", &line[1..])
        );
    }

    #[test]
    fn lines_count_and_all_their_bytes_are_bounded() {
        let lines = "\n".repeat(5_000) + &format!("{}\n", "y".repeat(1_999)).repeat(5_000);
        let mut tail = Tail::new(usize::MAX);
        for chunk in lines.as_bytes().chunks(999) {
            tail.push(chunk);
            assert!(tail.lines.len() <= MAX_LINES && tail.bytes <= MAX_BYTES);
        }
        assert_eq!(tail.into_text().lines().count(), MAX_BYTES / 1_999);
    }

    #[test]
    fn line_ends_are_found_in_both_directions() {
        let mut bytes = vec![b'x'; 600];
        let places = [0, 1, 255, 256, 257, 511, 599];
        for place in places {
            bytes[place] = if place % 2 == 0 { b'\n' } else { b'\r' };
        }
        assert!(line_ends(&bytes).eq(places));
        assert!(line_ends(&bytes).rev().eq(places.into_iter().rev()));
    }

    #[test]
    fn the_last_line_is_the_last_one_that_says_something() {
        assert_eq!(last_line("a\n b \n\n  \n"), Some("b"));
        assert_eq!(last_line("\n \n"), None);
        assert_eq!(last_line(""), None);
    }
}
