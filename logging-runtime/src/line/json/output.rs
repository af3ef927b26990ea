//! The text of one JSON value, which never grows past its limit.

use std::ops::Range;

use super::super::escape::{escape_into, floor_boundary};
use super::{Stop, push_quoted};

/// Escaping may lengthen a text sixfold. It is done in pieces of at most so many bytes, so that a
/// text that will be cut is not escaped to its end.
const PIECE: usize = 256;

/// A JSON value at the end of a longer text.
pub(super) struct Output<'a> {
    text: &'a mut String,
    start: usize,
    limit: usize,
    /// Closing brackets that are still to come. Their room is kept free.
    open: usize,
    lost: usize,
    /// Something did not fit: nothing more is written but closing brackets.
    full: bool,
}

impl<'a> Output<'a> {
    pub(super) fn new(text: &'a mut String, limit: usize) -> Self {
        Output {
            start: text.len(),
            text,
            limit,
            open: 0,
            lost: 0,
            full: false,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// What was written there.
    pub(super) fn part(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Takes back what was written since `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
    }

    /// Fails if nothing more is written. A value that goes on nevertheless loses what it gives.
    pub(super) fn check(&mut self) -> Result<(), Stop> {
        if self.full { self.fill(1) } else { Ok(()) }
    }

    /// Ends the output: `lost` bytes did not fit.
    pub(super) fn fill<T>(&mut self, lost: usize) -> Result<T, Stop> {
        self.full = true;
        self.lost = self.lost.saturating_add(lost);
        Err(Stop)
    }

    /// Takes back a key that no object can hold, and counts it as lost.
    pub(super) fn take_back(&mut self, start: usize) -> Result<(), Stop> {
        let lost = self.text.len().saturating_sub(start);
        self.text.truncate(start);
        self.skip(lost)
    }

    /// Leaves out what no object can hold. This counts against the limit as if it were written: a
    /// map that repeats one key for ever would not end otherwise.
    pub(super) fn skip(&mut self, lost: usize) -> Result<(), Stop> {
        self.lost = self.lost.saturating_add(lost);
        if self.lost > self.limit {
            return self.fill(0);
        }
        Ok(())
    }

    /// Appends what `write` writes, all of it or nothing.
    pub(super) fn atom(&mut self, write: impl FnOnce(&mut String)) -> Result<(), Stop> {
        self.check()?;
        let len = self.text.len();
        write(self.text);
        if self.text.len() <= self.end() {
            return Ok(());
        }
        let lost = self.text.len() - len;
        self.text.truncate(len);
        self.fill(lost)
    }

    /// Appends a string. What does not fit is cut from its end; `lost` bytes of it are missing
    /// already.
    pub(super) fn string(&mut self, text: &str, lost: usize) -> Result<(), Stop> {
        self.check()?;
        let Some(room) = self.room().checked_sub(2) else {
            return self.fill(lost.saturating_add(text.len() + 2));
        };
        self.text.push('"');
        let lost = lost.saturating_add(self.escaped(text, room));
        self.text.push('"');
        if lost > 0 { self.fill(lost) } else { Ok(()) }
    }

    /// Appends a key and its colon, all of it or nothing. Returns where the escaped key stands.
    pub(super) fn key(&mut self, key: &str) -> Result<Range<usize>, Stop> {
        self.check()?;
        let len = self.text.len();
        let lost = match self.room().checked_sub(3) {
            Some(room) => {
                self.text.push('"');
                self.escaped(key, room)
            }
            None => key.len() + 3,
        };
        if lost > 0 {
            self.text.truncate(len);
            return self.fill(key.len() + 3);
        }
        let escaped = len + 1..self.text.len();
        self.text.push_str("\":");
        Ok(escaped)
    }

    /// Separates an element from the one before it. Only after an opening bracket there is none: a
    /// string ends with its quote.
    pub(super) fn comma(&mut self) -> Result<(), Stop> {
        self.check()?;
        if self.text.ends_with(['[', '{']) {
            return Ok(());
        }
        self.atom(|out| out.push(','))
    }

    pub(super) fn open(&mut self, bracket: char) -> Result<(), Stop> {
        self.open += 1;
        let result = self.atom(|out| out.push(bracket));
        if result.is_err() {
            self.open -= 1;
        }
        result
    }

    /// Closes a bracket that was opened. Its room has been kept.
    pub(super) fn close(&mut self, opening: char) {
        self.open = self.open.saturating_sub(1);
        self.text.push(if opening == '[' { ']' } else { '}' });
    }

    /// Ends the value and returns the bytes that were lost. A `stand_in` in its place says by
    /// itself what is missing.
    pub(super) fn finish(self, stand_in: Option<&str>) -> usize {
        if let Some(stand_in) = stand_in {
            self.text.truncate(self.start);
            push_quoted(self.text, stand_in);
            return 0;
        }
        if self.text.len() == self.start {
            push_quoted(self.text, "");
        } else if self.text.get(self.start..) == Some("null") {
            self.text.truncate(self.start);
        }
        self.lost
    }

    /// Appends at most `room` bytes of `text`, escaped, and returns the bytes that were lost.
    fn escaped(&mut self, text: &str, room: usize) -> usize {
        let end = self.text.len() + room;
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
            let from = self.text.len();
            escape_into(self.text, piece);
            if self.text.len() > end {
                let kept = from + floor_boundary(&self.text[from..], end - from);
                let lost = self.text.len() - kept + after.len();
                self.text.truncate(kept);
                return lost;
            }
            rest = after;
        }
        0
    }

    /// Where the text must end.
    fn end(&self) -> usize {
        self.start
            .saturating_add(self.limit)
            .saturating_sub(self.open)
    }

    fn room(&self) -> usize {
        self.end().saturating_sub(self.text.len())
    }
}
