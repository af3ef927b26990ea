//! A short text in room that is there: a line on the stack, or a field behind those of its list. It never has
//! to grow.

#![allow(unsafe_code)]
#![allow(
    clippy::inline_always,
    reason = "what is written is copied by few instructions, and a call has as many"
)]

use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::slice;

use super::copy::{Ink, copy};

/// No line on the stack is longer.
const LINE: usize = 1_024;

/// The room for a line.
pub(crate) type Room = [MaybeUninit<u8>; LINE];

/// An empty room.
pub(crate) const EMPTY: Room = [MaybeUninit::uninit(); LINE];

/// A text while it is written. What has no room is left out, and then there is no text. It has its place in a
/// register, as a [`Pen`](super::copy::Pen) has.
#[must_use]
pub(super) struct Strip<'a, const ROOM: usize> {
    bytes: *mut u8,
    /// How many bytes are written, or one more than there is room for.
    at: usize,
    room: PhantomData<&'a mut [u8; ROOM]>,
}

impl<'a, const ROOM: usize> Strip<'a, ROOM> {
    /// Something had no room.
    const FULL: usize = ROOM + 1;

    #[inline(always)]
    pub(super) fn new(room: &'a mut [MaybeUninit<u8>; ROOM]) -> Strip<'a, ROOM> {
        // SAFETY: there are so many bytes, and they are borrowed for as long.
        unsafe { Strip::of(room.as_mut_ptr().cast()) }
    }

    /// # Safety
    ///
    /// `ROOM` bytes can be written from there on, by nobody else for as long.
    #[inline(always)]
    unsafe fn of(bytes: *mut u8) -> Strip<'a, ROOM> {
        Strip {
            bytes,
            at: 0,
            room: PhantomData,
        }
    }

    /// What is written, if all of it had room.
    #[inline(always)]
    pub(super) fn text(self) -> Option<&'a [u8]> {
        // SAFETY: the first `at` bytes are written, and borrowed for as long.
        (self.at <= ROOM).then(|| unsafe { slice::from_raw_parts(self.bytes, self.at) })
    }

    /// Writes a piece between quotes.
    #[inline(always)]
    pub(super) fn write_quoted(&mut self, piece: &[u8]) {
        let end = self.at + piece.len() + 2;
        if end > ROOM {
            self.give_up();
            return;
        }
        // SAFETY: behind the written ones there are as many bytes as the piece has, and two.
        unsafe {
            let place = self.bytes.add(self.at);
            *place = b'"';
            copy(piece.as_ptr(), place.add(1), piece.len());
            *place.add(1 + piece.len()) = b'"';
        }
        self.at = end;
    }

    /// Leaves no text.
    #[inline(always)]
    pub(super) fn give_up(&mut self) {
        self.at = Self::FULL;
    }
}

/// A text behind those of a buffer.
#[must_use]
pub(super) struct Behind<'a, const ROOM: usize> {
    pub(super) strip: Strip<'a, ROOM>,
    out: &'a mut Vec<u8>,
}

impl<'a, const ROOM: usize> Behind<'a, ROOM> {
    #[inline(always)]
    pub(super) fn new(out: &'a mut Vec<u8>) -> Behind<'a, ROOM> {
        out.reserve(ROOM);
        let bytes = out.spare_capacity_mut().as_mut_ptr().cast();
        Behind {
            // SAFETY: there is room for so many bytes, and the buffer is not used until the strip is not any more.
            strip: unsafe { Strip::of(bytes) },
            out,
        }
    }

    /// The same, where there is room for it already.
    #[inline(always)]
    pub(super) fn in_room(out: &'a mut Vec<u8>) -> Option<Behind<'a, ROOM>> {
        (out.capacity() - out.len() >= ROOM).then(|| Behind::new(out))
    }

    /// Leaves the text to the buffer. `false`: it had no room, and nothing was appended.
    #[inline(always)]
    pub(super) fn end(self) -> bool {
        let written = self.strip.at;
        if written <= ROOM {
            // SAFETY: so many bytes are written behind the others, where there is room for them.
            unsafe { self.out.set_len(self.out.len() + written) };
        }
        written <= ROOM
    }
}

impl<const ROOM: usize> Ink for Strip<'_, ROOM> {
    #[inline(always)]
    fn at(&self) -> usize {
        self.at
    }

    #[inline(always)]
    fn write(&mut self, piece: &[u8]) {
        // No slice is so long that this could overflow.
        let end = self.at + piece.len();
        if end > ROOM {
            self.give_up();
            return;
        }
        // SAFETY: behind the written ones there are as many bytes as the piece has, in this strip, of which the
        // piece is no part.
        unsafe { copy(piece.as_ptr(), self.bytes.add(self.at), piece.len()) };
        self.at = end;
    }

    #[inline(always)]
    fn write_first<const N: usize>(&mut self, array: &[u8; N], length: usize) {
        if self.at + N > ROOM || length > N {
            self.give_up();
            return;
        }
        // SAFETY: behind the written ones there are `N` bytes, and those of them that are kept are written.
        unsafe { *self.bytes.add(self.at).cast::<[u8; N]>() = *array };
        self.at += length;
    }

    #[inline(always)]
    fn take_back(&mut self, bytes: usize) {
        if self.at <= ROOM {
            self.at = self.at.saturating_sub(bytes);
        }
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
            strip.write(&[b'x'; LINE]);
            strip.write(b"");
            assert_eq!(strip.at(), LINE);
            strip.write(&bytes[..length.max(1)]);
            strip.write(b"");
            strip.take_back(LINE);
            strip.write_first(b"y", 1);
            assert_eq!(strip.text(), None);
        }
    }

    #[test]
    fn of_an_array_the_first_bytes_stay_and_the_last_ones_can_be_taken_back() {
        let mut room = EMPTY;
        let mut strip = Strip::new(&mut room);
        strip.write_first(b"0123456789", 4);
        strip.take_back(1);
        strip.write(b"!");
        assert_eq!(strip.text(), Some(&b"012!"[..]));
        let mut strip = Strip::new(&mut room);
        strip.write(&[b' '; LINE - 2]);
        strip.write_first(b"012", 2);
        assert_eq!(strip.text(), None);
    }
}
