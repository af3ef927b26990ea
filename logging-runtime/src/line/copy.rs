//! Writing a few bytes. A line is some twenty short pieces, and for each of them a call of `memcpy`, with
//! what a `Vec` does around it, costs more than the copying itself.

#![allow(unsafe_code)]
#![allow(
    clippy::inline_always,
    reason = "a pen that is passed to a call that is not inlined has its place in memory"
)]

use std::mem::MaybeUninit;

/// Pieces up to this length are copied here. The others by the system's function, which stores them in larger parts.
const SHORT: usize = 64;

/// What pieces of a line are written with, one behind the other.
pub(super) trait Ink {
    /// Where the next byte comes.
    fn at(&self) -> usize;

    fn write(&mut self, piece: &[u8]);

    /// Writes the first bytes of an array. The whole of it is copied, which takes no branches.
    fn write_first<const N: usize>(&mut self, array: &[u8; N], length: usize);

    /// Takes back the last bytes.
    fn take_back(&mut self, bytes: usize);
}

/// A pen at the end of a buffer. It has the place and the room at hand, which a `Vec` looks up for each
/// piece: in registers, so it is passed to nothing that is not in line, and nothing happens when it goes. What it
/// has written is in the buffer after [`Pen::end`].
#[must_use]
pub(super) struct Pen<'a> {
    out: &'a mut Vec<u8>,
    start: *mut u8,
    at: usize,
    room: usize,
}

impl<'a> Pen<'a> {
    /// A pen with room for so many bytes; it takes more all the same.
    #[inline(always)]
    pub(super) fn new(out: &'a mut Vec<u8>, bytes: usize) -> Pen<'a> {
        out.reserve(bytes);
        Pen {
            start: out.as_mut_ptr(),
            at: out.len(),
            room: out.capacity(),
            out,
        }
    }

    /// Leaves what is written to the buffer.
    #[inline(always)]
    pub(super) fn end(mut self) {
        self.set_len();
    }

    #[inline(always)]
    fn set_len(&mut self) {
        // SAFETY: the first `at` bytes are within the capacity, and written.
        unsafe { self.out.set_len(self.at) };
    }

    /// Lets something else append to the buffer.
    #[inline(always)]
    fn write_to_vec(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.set_len();
        // It may move the buffer, also before a panic, after which nobody may use this pen.
        write(self.out);
        self.start = self.out.as_mut_ptr();
        self.at = self.out.len();
        self.room = self.out.capacity();
    }
}

impl Ink for Pen<'_> {
    #[inline(always)]
    fn at(&self) -> usize {
        self.at
    }

    #[inline(always)]
    fn write(&mut self, piece: &[u8]) {
        let length = piece.len();
        if length > SHORT || self.room - self.at < length {
            self.write_to_vec(|out| extend(out, piece));
            return;
        }
        // SAFETY: there is room for `length` bytes behind the first `at`, which nobody else borrows, and
        // all of them are written.
        unsafe { copy_short(piece.as_ptr(), self.start.add(self.at), length) };
        self.at += length;
    }

    #[inline(always)]
    fn write_first<const N: usize>(&mut self, array: &[u8; N], length: usize) {
        if length > N || self.room - self.at < N {
            self.write_to_vec(|out| extend(out, array.get(..length).unwrap_or(array)));
            return;
        }
        // SAFETY: there is room for `N` bytes, as above, and the first `length` of them are kept.
        unsafe { *self.start.add(self.at).cast::<[u8; N]>() = *array };
        self.at += length;
    }

    #[inline(always)]
    fn take_back(&mut self, bytes: usize) {
        self.at = self.at.saturating_sub(bytes);
    }
}

#[cold]
#[inline(never)]
fn extend(out: &mut Vec<u8>, piece: &[u8]) {
    out.extend_from_slice(piece);
}

/// Brings the last bytes of a text to its front.
pub(super) fn bring_to_front(text: &mut [u8], last: usize) {
    let (length, others) = (text.len(), text.len().saturating_sub(last));
    if length > SHORT || last > length {
        text.rotate_left(others);
        return;
    }
    let mut before = [MaybeUninit::<u8>::uninit(); SHORT];
    let (before, text) = (before.as_mut_ptr().cast::<u8>(), text.as_mut_ptr());
    // SAFETY: the text has `length` bytes, of which `others` come before `last`, and so many are copied into the
    // room, which has at least as many, and back out of it.
    unsafe {
        copy_short(text, before, length);
        copy_short(before.add(others), text, last);
        copy_short(before, text.add(last), others);
    }
}

/// Copies a piece of any length.
///
/// # Safety
///
/// `length` bytes can be read at `from` and written at `to`, and these do not overlap.
#[inline(always)]
pub(super) unsafe fn copy(from: *const u8, to: *mut u8, length: usize) {
    // SAFETY: the caller says so.
    unsafe {
        if length <= SHORT {
            copy_short(from, to, length);
        } else {
            to.copy_from_nonoverlapping(from, length);
        }
    }
}

/// Copies a front and a back, which overlap where the length is not twice theirs.
///
/// # Safety
///
/// `length` bytes, at most [`SHORT`], can be read at `from` and written at `to`, and these do not overlap.
#[inline(always)]
unsafe fn copy_short(from: *const u8, to: *mut u8, length: usize) {
    // SAFETY: each access is of a size that is at most `length`, at the front or before the end.
    unsafe {
        if length >= 16 {
            if length > 32 {
                copy_ends::<[u128; 2]>(from, to, length);
            } else {
                copy_ends::<u128>(from, to, length);
            }
        } else if length >= 8 {
            copy_ends::<u64>(from, to, length);
        } else if length >= 4 {
            copy_ends::<u32>(from, to, length);
        } else if length > 0 {
            let (middle, last) = (length / 2, length - 1);
            *to = *from;
            *to.add(middle) = *from.add(middle);
            *to.add(last) = *from.add(last);
        }
    }
}

/// A value at any place.
#[derive(Clone, Copy)]
#[repr(C, packed)]
struct Unaligned<T>(T);

/// # Safety
///
/// As for [`copy_short`], and `length` is from the size of a `T` to twice that.
#[inline(always)]
unsafe fn copy_ends<T: Copy>(from: *const u8, to: *mut u8, length: usize) {
    let last = length - size_of::<T>();
    // SAFETY: both parts are within the first `length` bytes. Plain assignments are what an unoptimised
    // program does without a call for each.
    unsafe {
        *to.cast::<Unaligned<T>>() = *from.cast();
        *to.add(last).cast::<Unaligned<T>>() = *from.add(last).cast();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_written_whole_with_and_without_room() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..=bytes.len() {
            for room in [0, 1, length, 2 * SHORT] {
                let mut out = Vec::with_capacity(room + 3);
                out.extend_from_slice(b"abc");
                let mut pen = Pen::new(&mut out, 0);
                pen.write(&bytes[..length]);
                assert_eq!(pen.at(), length + 3);
                pen.write(b"z");
                pen.end();
                assert_eq!(out, [b"abc", &bytes[..length], b"z"].concat());
            }
        }
    }

    #[test]
    fn of_an_array_only_the_first_bytes_are_written_with_and_without_room() {
        let array = *b"0123456789";
        for length in 0..=array.len() {
            for room in [0, length, 64] {
                let mut out = Vec::with_capacity(room);
                let mut pen = Pen::new(&mut out, 0);
                pen.write_first(&array, length);
                pen.write_to_vec(|out| out.push(b'-'));
                pen.write_first(b"z", 2);
                pen.write(b"more");
                pen.take_back(4);
                pen.end();
                assert_eq!(out, [&array[..length], b"-z"].concat());
            }
        }
    }

    #[test]
    fn the_last_bytes_of_every_text_come_to_its_front() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..=bytes.len() {
            for last in 0..=length {
                let mut text = bytes[..length].to_vec();
                bring_to_front(&mut text, last);
                let (others, last) = bytes[..length].split_at(length - last);
                assert_eq!(text, [last, others].concat());
            }
        }
        let mut text = *b"ab";
        bring_to_front(&mut text, 3);
        assert_eq!(text, *b"ab");
    }

    #[test]
    fn a_panic_while_something_else_writes_leaves_the_buffer_as_that_has_left_it() {
        let mut out = Vec::with_capacity(2 * SHORT);
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut pen = Pen::new(&mut out, 0);
            pen.write(&[b'x'; SHORT]);
            pen.write_to_vec(|out| {
                *out = b"a".to_vec();
                panic!("while it writes");
            });
            pen.end();
        }));
        assert!(panicked.is_err());
        assert_eq!(out, b"a");
    }
}
