//! Writing values through a pointer, without a check that there is room.

const DIGITS: [[u8; 2]; 100] = {
    let mut table = [[0; 2]; 100];
    let mut at = 0;
    while at < 100 {
        #[allow(clippy::cast_possible_truncation)]
        let (tens, ones) = ((at / 10) as u8, (at % 10) as u8);
        table[at] = [b'0' + tens, b'0' + ones];
        at += 1;
    }
    table
};

/// # Safety
///
/// There is room for the bytes at `to`.
#[inline(always)]
pub(super) unsafe fn bytes<const N: usize>(to: *mut u8, bytes: &[u8; N]) -> *mut u8 {
    // SAFETY: the caller says so.
    unsafe {
        to.cast::<[u8; N]>().write_unaligned(*bytes);
        to.add(N)
    }
}

/// # Safety
///
/// There is room for two bytes at `to`.
#[inline(always)]
unsafe fn pair(to: *mut u8, value: u64) -> *mut u8 {
    let digits = DIGITS
        .get(usize::try_from(value).unwrap_or(0))
        .unwrap_or(&[b'0'; 2]);
    // SAFETY: the caller says so.
    unsafe { bytes(to, digits) }
}

/// # Safety
///
/// There is room for 20 bytes at `to`.
#[inline(always)]
pub(super) unsafe fn integer(to: *mut u8, value: u64) -> *mut u8 {
    // SAFETY: the caller says that there is room for the digits of any value.
    unsafe {
        match value {
            #[allow(clippy::cast_possible_truncation)]
            0..=9 => bytes(to, &[b'0' + value as u8]),
            10..=99 => pair(to, value),
            _ => long_integer(to, value),
        }
    }
}

/// # Safety
///
/// As for [`integer`].
#[inline(never)]
unsafe fn long_integer(to: *mut u8, value: u64) -> *mut u8 {
    // SAFETY: as above.
    unsafe { pair(integer(to, value / 100), value % 100) }
}

/// The three digits of a number of milliseconds.
///
/// # Safety
///
/// There is room for three bytes at `to`.
#[inline(always)]
pub(super) unsafe fn three_digits(to: *mut u8, value: u64) -> *mut u8 {
    #[allow(clippy::cast_possible_truncation)]
    let hundreds = b'0' + (value / 100) as u8;
    // SAFETY: the caller says so.
    unsafe { pair(bytes(to, &[hundreds]), value % 100) }
}

/// # Safety
///
/// There is room for eight bytes at `to`.
#[inline(always)]
pub(super) unsafe fn boolean(to: *mut u8, value: bool) -> *mut u8 {
    // SAFETY: the caller says so, and no word is longer.
    unsafe {
        bytes(to, if value { b"true    " } else { b"false   " });
        to.add(5 - usize::from(value))
    }
}

/// A text, escaped where that is needed.
///
/// # Safety
///
/// There is room for six times the text and eight bytes at `to`.
#[inline(always)]
pub(super) unsafe fn text(to: *mut u8, text: &str) -> *mut u8 {
    let (from, n) = (text.as_ptr(), text.len());
    // SAFETY: reads stay within the text: of four to seven and of eight and more bytes the last word
    // overlaps the one before. The caller says that there is room.
    unsafe {
        let is_clean = if n >= 8 {
            let mut is_clean = true;
            let mut at = 0;
            while at + 8 <= n {
                is_clean &= word(from.add(at), to.add(at));
                at += 8;
            }
            is_clean & word(from.add(n - 8), to.add(n - 8))
        } else if n >= 4 {
            let (first, last) = (half(from), half(from.add(n - 4)));
            to.cast::<u32>().write_unaligned(first);
            to.add(n - 4).cast::<u32>().write_unaligned(last);
            !needs_escape(u64::from(first) | u64::from(last) << 32)
        } else {
            return escaped(to, text);
        };
        if is_clean {
            to.add(n)
        } else {
            escaped(to, text)
        }
    }
}

/// Copies eight bytes. Whether they can stand in a string as they are.
#[inline(always)]
unsafe fn word(from: *const u8, to: *mut u8) -> bool {
    // SAFETY: there are eight bytes at both, as the caller says.
    unsafe {
        let word = from.cast::<u64>().read_unaligned();
        to.cast::<u64>().write_unaligned(word);
        !needs_escape(word)
    }
}

#[inline(always)]
unsafe fn half(from: *const u8) -> u32 {
    // SAFETY: there are four bytes, as the caller says.
    unsafe { from.cast::<u32>().read_unaligned() }
}

/// Whether one of eight bytes is a control character, a quote or a backslash.
#[inline(always)]
fn needs_escape(word: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    (below(word, 0x20) | is(b'"') | is(b'\\')) & HIGHS != 0
}

#[inline(never)]
unsafe fn escaped(mut to: *mut u8, text: &str) -> *mut u8 {
    for byte in text.bytes() {
        // SAFETY: each byte becomes six at most, for which the caller says that there is room.
        unsafe {
            to = match byte {
                b'"' | b'\\' => bytes(to, &[b'\\', byte]),
                0..0x20 => {
                    let digits = b"0123456789abcdef";
                    let digit = |nibble: u8| digits[usize::from(nibble & 15)];
                    bytes(
                        to,
                        &[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)],
                    )
                }
                _ => bytes(to, &[byte]),
            };
        }
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(*mut u8) -> *mut u8) -> String {
        let mut buffer = [0_u8; 512];
        let end = write(buffer.as_mut_ptr());
        let n = end.addr() - buffer.as_ptr().addr();
        String::from_utf8(buffer[..n].to_vec()).expect("valid UTF-8")
    }

    #[test]
    fn integers_are_written_in_full() {
        let edges = (0..20).map(|digits| 10_u64.pow(digits));
        let near = edges.flat_map(|edge| [edge - 1, edge, edge + 7]);
        for value in near.chain([u64::MAX]) {
            let digits = written(|to| {
                // SAFETY: the buffer has room.
                unsafe { integer(to, value) }
            });
            assert_eq!(digits, value.to_string());
        }
    }

    #[test]
    fn texts_are_escaped_where_that_is_needed() {
        let plain = ["", "a", "abc", "abcd", "mobile", "exactly8", "nine char"];
        for value in plain.into_iter().chain(["a\"b", "\\", "x\ttabbed one"]) {
            let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
            let escaped = escaped.replace('\t', "\\u0009");
            let text = written(|to| {
                // SAFETY: the buffer has room.
                unsafe { text(to, value) }
            });
            assert_eq!(text, escaped);
        }
    }
}
