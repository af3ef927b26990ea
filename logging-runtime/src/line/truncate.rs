//! Keeps a line within its limit, and the result valid JSON.

use super::copy::Pen;
use super::escape::{ceil_boundary, floor_boundary};
use super::fields::Field;
use super::number::write_digits;
use super::schema::{DETAIL, MARK, OTHER, is_kept};

/// The longest string that a schema key keeps, in bytes after escaping.
pub(super) const KEPT_BYTES: usize = 256;
/// `,"truncated":` and the digits of a 64-bit number.
const MARK_ROOM: usize = 33;

/// What stands at the end of `detail` on the first line that is held back.
pub(crate) const SUPPRESSED: &str = "[suppressed]";

/// The fields of a line that may have to be cut.
pub(super) struct Pieces<'a> {
    pieces: Vec<Piece<'a>>,
    removed: usize,
}

struct Piece<'a> {
    field: Field<'a>,
    /// What is left of a string's inside.
    text: Option<&'a str>,
    /// The end of the string, which is not cut off.
    end: &'a str,
    dropped: bool,
}

impl<'a> Pieces<'a> {
    /// `lost` bytes have been cut before.
    pub(super) fn new(fields: Vec<Field<'a>>, lost: usize) -> Self {
        let pieces = fields.into_iter().map(Piece::new).collect();
        Pieces {
            pieces,
            removed: lost,
        }
    }

    /// Cuts the fields to `room` bytes together, in this order: the beginning of `stderr_tail`,
    /// the end of `detail`, other strings, the longest first, then whole fields, the last first,
    /// and in the end the strings of the schema keys. What has no room by itself goes before all that, so
    /// that nothing else is cut for it in vain. Returns the bytes removed.
    pub(super) fn fit(&mut self, room: usize) -> usize {
        for piece in &mut self.pieces {
            if is_kept(piece.field.rank) {
                self.removed += piece.keep_beginning(KEPT_BYTES);
            }
        }
        if self.over(room) == 0 {
            return self.removed;
        }
        self.drop_hopeless(room);
        self.cut_named("stderr_tail", room);
        self.cut_named("detail", room);
        self.cut_longest(room, |piece| !is_kept(piece.field.rank));
        self.drop_last(room, |piece| (OTHER..MARK).contains(&piece.field.rank));
        self.drop_last(room, |piece| {
            (DETAIL + 1..OTHER).contains(&piece.field.rank)
        });
        self.drop_last(room, |piece| piece.field.rank == DETAIL);
        self.cut_longest(room, |_| true);
        self.removed
    }

    /// Appends what is left, and the mark.
    pub(super) fn push(&self, out: &mut Vec<u8>, removed: usize) {
        for piece in self.pieces.iter().filter(|piece| !piece.dropped) {
            piece.push(out);
        }
        if removed > 0 {
            out.extend_from_slice(b",\"truncated\":");
            let mut pen = Pen::new(out, 0);
            write_digits(&mut pen, removed as u64);
            pen.end();
        }
    }

    /// By how many bytes the line is too long.
    fn over(&self, room: usize) -> usize {
        let bytes: usize = self.pieces.iter().map(Piece::bytes).sum();
        let mark = if self.removed > 0 || bytes > room {
            MARK_ROOM
        } else {
            0
        };
        (bytes + mark).saturating_sub(room)
    }

    fn cut_named(&mut self, key: &str, room: usize) {
        let over = self.over(room);
        let Some(piece) = self.pieces.iter_mut().find(|piece| piece.field.key == key) else {
            return;
        };
        let target = piece.text_bytes().saturating_sub(over);
        self.removed += if key == "stderr_tail" {
            piece.keep_end(target)
        } else {
            piece.keep_beginning(target)
        };
    }

    fn cut_longest(&mut self, room: usize, which: impl Fn(&Piece<'_>) -> bool) {
        loop {
            let over = self.over(room);
            let longest = self
                .pieces
                .iter_mut()
                .filter(|piece| which(piece) && piece.text_bytes() > 0)
                .max_by_key(|piece| piece.text_bytes());
            let (1.., Some(piece)) = (over, longest) else {
                return;
            };
            let target = piece.text_bytes().saturating_sub(over);
            self.removed += piece.keep_beginning(target);
        }
    }

    /// Drops the fields that cannot be cut, as those of JSON and the summary of a job's stages, and are too long
    /// beside the keys that stay.
    fn drop_hopeless(&mut self, room: usize) {
        let kept = self.pieces.iter().filter(|piece| is_kept(piece.field.rank));
        let kept: usize = kept.map(Piece::bytes).sum();
        for piece in &mut self.pieces {
            let may_go = (DETAIL + 1..MARK).contains(&piece.field.rank);
            if may_go && piece.text.is_none() && kept + piece.bytes() + MARK_ROOM > room {
                self.removed += piece.bytes();
                piece.dropped = true;
            }
        }
    }

    fn drop_last(&mut self, room: usize, which: impl Fn(&Piece<'_>) -> bool) {
        while self.over(room) > 0 {
            let last = self
                .pieces
                .iter_mut()
                .rev()
                .find(|piece| !piece.dropped && which(piece));
            let Some(piece) = last else { return };
            self.removed += piece.bytes();
            piece.dropped = true;
        }
    }
}

impl<'a> Piece<'a> {
    fn new(field: Field<'a>) -> Self {
        let inside = field
            .value
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        let end = inside.map_or("", |inside| match field.key {
            "detail" => mark_of(inside),
            _ => "",
        });
        Piece {
            field,
            text: inside.map(|inside| inside.strip_suffix(end).unwrap_or(inside)),
            end,
            dropped: false,
        }
    }

    fn text_bytes(&self) -> usize {
        if self.dropped {
            0
        } else {
            self.text.map_or(0, str::len)
        }
    }

    /// `,"key":value`.
    fn bytes(&self) -> usize {
        if self.dropped {
            return 0;
        }
        let value = self.text.map_or(self.field.value.len(), |text| {
            text.len() + self.end.len() + 2
        });
        self.field.key.len() + value + 4
    }

    fn keep_beginning(&mut self, max: usize) -> usize {
        let Some(text) = self.text else { return 0 };
        self.replace(&text[..floor_boundary(text, max)])
    }

    fn keep_end(&mut self, max: usize) -> usize {
        let Some(text) = self.text else { return 0 };
        self.replace(&text[ceil_boundary(text, max)..])
    }

    fn replace(&mut self, text: &'a str) -> usize {
        let before = self.text_bytes();
        self.text = Some(text);
        before - text.len()
    }

    fn push(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b",\"");
        out.extend_from_slice(self.field.key.as_bytes());
        out.extend_from_slice(b"\":");
        match self.text {
            Some(text) => {
                out.push(b'"');
                out.extend_from_slice(text.as_bytes());
                out.extend_from_slice(self.end.as_bytes());
                out.push(b'"');
            }
            None => out.extend_from_slice(self.field.value.as_bytes()),
        }
    }
}

/// The mark at the end of a `detail`, with the space before it.
fn mark_of(detail: &str) -> &str {
    let Some(before) = detail.strip_suffix(SUPPRESSED) else {
        return "";
    };
    let before = before.strip_suffix(' ').unwrap_or(before);
    &detail[before.len()..]
}

#[cfg(test)]
mod tests;
