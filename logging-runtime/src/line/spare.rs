//! Buffers that a thread keeps for its next line, so that a line allocates nothing.
//!
//! Whoever takes one owns it. Code that logs while its thread is writing a line finds none, and gets a
//! new one. A thread keeps at most 22 KiB in all, here and in its pools of nodes
//! and scopes.

use std::cell::Cell;

use super::fields::Draft;
use crate::pool::Pool;

/// Larger buffers are not kept.
const LINE: usize = 4 << 10;
const TEXT: usize = 1 << 10;
const VALUE: usize = 1 << 10;
const LIST: usize = 1 << 10;
/// So many lists of fields are kept.
const LISTS: usize = 3;

/// What a thread keeps here at most.
#[cfg(test)]
pub(crate) const KEPT: usize = LINE + TEXT + VALUE + LISTS * (LIST + size_of::<Draft>());

thread_local! {
    static SPARE_LINE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
    static SPARE_TEXT: Cell<String> = const { Cell::new(String::new()) };
    static SPARE_VALUE: Cell<String> = const { Cell::new(String::new()) };
    static SPARE_LISTS: Pool<Draft, LISTS> = const { Pool::new() };
}

/// An empty buffer for a line.
#[inline]
pub(crate) fn line() -> Vec<u8> {
    SPARE_LINE.try_with(Cell::take).unwrap_or_default()
}

#[inline]
pub(crate) fn give_line(mut line: Vec<u8>) {
    if line.capacity() <= LINE {
        line.clear();
        let _ = SPARE_LINE.try_with(|spare| spare.set(line));
    }
}

/// An empty buffer for a text.
#[inline]
pub(crate) fn text() -> String {
    SPARE_TEXT.try_with(Cell::take).unwrap_or_default()
}

#[inline]
pub(crate) fn give_text(mut text: String) {
    if text.capacity() <= TEXT {
        text.clear();
        let _ = SPARE_TEXT.try_with(|spare| spare.set(text));
    }
}

/// Lets the next text have the buffer of a value where there is no other: a value is formatted while the message of
/// its event is there.
pub(crate) fn lend_value() {
    let text = text();
    let text = if text.capacity() == 0 {
        SPARE_VALUE.try_with(Cell::take).unwrap_or_default()
    } else {
        text
    };
    let _ = SPARE_TEXT.try_with(|spare| spare.set(text));
}

pub(crate) fn give_value(mut text: String) {
    if text.capacity() <= VALUE {
        text.clear();
        let _ = SPARE_VALUE.try_with(|spare| spare.set(text));
    }
}

/// An empty list of fields.
#[allow(clippy::unnecessary_box_returns, reason = "what is kept are the boxes")]
#[inline]
pub(crate) fn fields() -> Box<Draft> {
    let spare = SPARE_LISTS.try_with(Pool::take);
    spare.ok().flatten().unwrap_or_default()
}

pub(crate) fn give_fields(mut fields: Box<Draft>) {
    if fields.clear() <= LIST {
        let _ = SPARE_LISTS.try_with(|lists| lists.give(fields));
    }
}
