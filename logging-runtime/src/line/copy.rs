//! Appending a few bytes. A line is some twenty short pieces, and for each of them a call of `memcpy`, with
//! what a `Vec` does around it, costs more than the copying itself.

#![allow(unsafe_code)]

/// Pieces up to this length are copied here.
const SHORT: usize = 64;

/// Appends the bytes, as [`Vec::extend_from_slice`] does.
#[inline]
pub(super) fn append(out: &mut Vec<u8>, bytes: &[u8]) {
    let (at, length) = (out.len(), bytes.len());
    if length > SHORT || out.capacity() - at < length {
        out.extend_from_slice(bytes);
        return;
    }
    // SAFETY: there is room for `length` bytes behind the first `at`, which nobody borrows, and all of
    // them are written.
    unsafe {
        copy_short(bytes.as_ptr(), out.as_mut_ptr().add(at), length);
        out.set_len(at + length);
    }
}

/// Copies a front and a back, which overlap where the length is not twice theirs.
///
/// # Safety
///
/// `length` bytes, at most [`SHORT`], can be read at `from` and written at `to`, and these do not overlap.
#[inline]
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
#[inline]
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
    fn every_length_is_appended_whole_with_and_without_room() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..=bytes.len() {
            for room in [0, 1, length, 2 * SHORT] {
                let mut out = Vec::with_capacity(room + 3);
                out.extend_from_slice(b"abc");
                append(&mut out, &bytes[..length]);
                append(&mut out, b"z");
                assert_eq!(out, [b"abc", &bytes[..length], b"z"].concat());
            }
        }
    }
}
