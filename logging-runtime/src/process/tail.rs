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
mod tests;
