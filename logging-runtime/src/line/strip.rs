//! A short line on the stack, which needs no buffer of the thread and never has to grow.

#![allow(unsafe_code)]
#![allow(
    clippy::inline_always,
    reason = "what is written is copied by few instructions, and a call has as many"
)]

use std::mem::MaybeUninit;
use std::slice;

use super::copy::{Ink, copy};

/// No line on the stack is longer.
pub(super) const ROOM: usize = 1_024;

/// The room for a line.
pub(crate) type Room = [MaybeUninit<u8>; ROOM];

/// An empty room.
pub(crate) const EMPTY: Room = [MaybeUninit::uninit(); ROOM];

/// A line while it is written. What has no room is left out, and then there is no line. It has its place in a
/// register, as a [`Pen`](super::copy::Pen) has.
#[must_use]
pub(super) struct Strip<'a> {
    bytes: &'a mut Room,
    /// How many bytes are written, or more than [`ROOM`].
    at: usize,
}

/// Something had no room.
const FULL: usize = usize::MAX;

impl<'a> Strip<'a> {
    #[inline(always)]
    pub(super) fn new(room: &'a mut Room) -> Strip<'a> {
        Strip { bytes: room, at: 0 }
    }

    /// What is written, if all of it had room.
    #[inline(always)]
    pub(super) fn text(self) -> Option<&'a [u8]> {
        let bytes = self.bytes.get(..self.at)?;
        // SAFETY: the first `at` bytes are written.
        Some(unsafe { slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len()) })
    }

    /// A place for so many bytes behind the written ones, if there is one.
    #[inline(always)]
    fn place(&mut self, length: usize) -> Option<*mut u8> {
        let place = self.bytes.get_mut(self.at..)?;
        (length <= place.len()).then(|| place.as_mut_ptr().cast())
    }
}

impl Ink for Strip<'_> {
    #[inline(always)]
    fn at(&self) -> usize {
        self.at
    }

    #[inline(always)]
    fn write(&mut self, piece: &[u8]) {
        let Some(place) = self.place(piece.len()) else {
            self.at = FULL;
            return;
        };
        // SAFETY: the place is as long as the piece, and in this strip, of which the piece is no part.
        unsafe { copy(piece.as_ptr(), place, piece.len()) };
        self.at += piece.len();
    }

    #[inline(always)]
    fn write_first<const N: usize>(&mut self, array: &[u8; N], length: usize) {
        match self.place(N) {
            // SAFETY: the place has `N` bytes, and those of them that are kept are written.
            Some(place) if length <= N => unsafe {
                *place.cast::<[u8; N]>() = *array;
                self.at += length;
            },
            _ => self.at = FULL,
        }
    }

    #[inline(always)]
    fn overwrite<const N: usize>(&mut self, place: usize, bytes: [u8; N]) {
        let end = place.checked_add(N);
        if self.at <= ROOM && end.is_some_and(|end| end <= self.at) {
            // SAFETY: the `N` bytes from there on are written ones of this strip.
            unsafe { *self.bytes.as_mut_ptr().add(place).cast::<[u8; N]>() = bytes };
        }
    }

    #[inline(always)]
    fn take_back(&mut self, bytes: usize) {
        if self.at != FULL {
            self.at = self.at.saturating_sub(bytes);
        }
    }

    /// A strip is no buffer: what needs one is no line here.
    #[inline(always)]
    fn write_to_vec(&mut self, _: impl FnOnce(&mut Vec<u8>)) {
        self.at = FULL;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_every_length_are_written_as_long_as_there_is_room() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..=bytes.len() {
            let mut room = EMPTY;
            let mut strip = Strip::new(&mut room);
            let mut all = Vec::new();
            for _ in 0..3 {
                strip.write(&bytes[..length]);
                all.extend_from_slice(&bytes[..length]);
            }
            assert_eq!(strip.text(), Some(&*all));
            let mut strip = Strip::new(&mut room);
            strip.write(&[b'x'; ROOM]);
            strip.write(b"");
            assert_eq!(strip.at(), ROOM);
            strip.write(&bytes[..length.max(1)]);
            strip.write(b"");
            strip.take_back(ROOM);
            strip.write_first(b"y", 1);
            strip.overwrite(0, *b"zz");
            assert_eq!(strip.text(), None);
        }
    }

    #[test]
    fn of_an_array_the_first_bytes_stay_and_what_is_written_can_be_written_over() {
        let mut room = EMPTY;
        let mut strip = Strip::new(&mut room);
        strip.overwrite(0, *b"-");
        strip.write_first(b"0123456789", 4);
        strip.overwrite(2, *b"ab");
        strip.overwrite(3, *b"cd");
        strip.overwrite(usize::MAX, *b"e");
        strip.take_back(1);
        strip.write(b"!");
        assert_eq!(strip.text(), Some(&b"01a!"[..]));
        let mut strip = Strip::new(&mut room);
        strip.write(&[b' '; ROOM - 2]);
        strip.write_first(b"012", 2);
        assert_eq!(strip.text(), None);
    }
}
