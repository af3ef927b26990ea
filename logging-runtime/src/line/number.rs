//! Numbers as JSON: integers in full, floats by the shortest text that reads back the same.

#![allow(
    clippy::inline_always,
    reason = "what a line is written with has its place in memory where it is passed to a call"
)]

use super::copy::Ink;

/// Appends an integer.
pub(crate) fn push_integer(out: &mut String, value: impl itoa::Integer) {
    out.push_str(itoa::Buffer::new().format(value));
}

/// The same into a line, for a number that has few digits more often than not.
#[inline(always)]
pub(super) fn write_digits(ink: &mut impl Ink, value: u64) {
    match value {
        0..1_000 => write_few(ink, value),
        1_000..EIGHT_DIGITS => {
            let (digits, length) = without_zeros(eight(value));
            ink.write_first(&digits, length);
        }
        _ => {
            let (digits, length) = long(value);
            ink.write_first(&digits, length);
        }
    }
}

/// The same for a number below 1,000.
#[inline(always)]
pub(super) fn write_few(ink: &mut impl Ink, value: u64) {
    match value {
        0..10 => ink.write(&padded(value)[2..]),
        10..100 => ink.write(&padded(value)[1..]),
        _ => ink.write(&padded(value)),
    }
}

const EIGHT_DIGITS: u64 = 100_000_000;

/// All digits, and how many they are.
#[inline(never)]
fn long(value: u64) -> ([u8; DIGITS], usize) {
    let (first, last) = (value / EIGHT_DIGITS, eight(value % EIGHT_DIGITS));
    let (first, middle) = (first / EIGHT_DIGITS, eight(first % EIGHT_DIGITS));
    let mut digits = [0; 3 * 8];
    let parts = [eight(first), middle, last].map(as_text);
    for (place, part) in digits.as_chunks_mut().0.iter_mut().zip(parts) {
        *place = part;
    }
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    let mut text = [0; DIGITS];
    let written = digits.get(zeros..).unwrap_or_default();
    text.iter_mut()
        .zip(written)
        .for_each(|(to, digit)| *to = *digit);
    (text, written.len())
}

/// The digits of a number of at most eight, one in each byte, the first of them in the lowest. They are taken apart
/// all at once, in halves, as the numbers stand side by side in a word.
#[inline(always)]
fn eight(value: u64) -> u64 {
    let fours = value / 10_000 + ((value % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x7f_0000_007f;
    let twos = hundreds + ((fours - 100 * hundreds) << 16);
    let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    tens + ((twos - 10 * tens) << 8)
}

/// The same as text, without the zeros before the number, and how long it is.
#[inline(always)]
fn without_zeros(digits: u64) -> ([u8; 8], usize) {
    let zeros = digits.trailing_zeros() / 8;
    let text = u64::from_le_bytes(as_text(digits)) >> ((8 * zeros) & 63);
    (text.to_le_bytes(), 8 - zeros as usize)
}

#[inline(always)]
fn as_text(digits: u64) -> [u8; 8] {
    (digits | 0x3030_3030_3030_3030).to_le_bytes()
}

/// No integer of 64 bits has more digits.
pub(super) const DIGITS: usize = 20;

/// Three digits of a number below 1,000. A multiplication and a shift are exact for so few.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "each is below 10")]
pub(super) fn padded(value: u64) -> [u8; 3] {
    let hundreds = (value * 656) >> 16;
    let rest = value - hundreds * 100;
    let tens = (rest * 103) >> 10;
    [hundreds, tens, rest - tens * 10].map(|digit| b'0' + digit as u8)
}

/// The same, where it may be negative.
#[inline(always)]
pub(super) fn write_signed(ink: &mut impl Ink, value: i64) {
    if value < 0 {
        ink.write(b"-");
    }
    write_digits(ink, value.unsigned_abs());
}

/// Appends a float.
pub(crate) fn push_float(out: &mut String, value: impl Float) {
    float(value, |text| out.push_str(text));
}

/// Gives a float's text. JSON has no NaN and no infinities: they become strings, which differ from
/// "no value" where `null` would not.
pub(crate) fn float(value: impl Float, mut push: impl FnMut(&str)) {
    match value.special() {
        Some(name) => {
            push("\"");
            push(name);
            push("\"");
        }
        None => value.shortest(push),
    }
}

/// The two float types, each with its own shortest text: `0.1_f32` is `0.1`, not
/// `0.10000000149011612`.
pub(crate) trait Float: Copy {
    /// The name of a value that JSON cannot write.
    fn special(self) -> Option<&'static str>;
    /// Gives the text of a finite value.
    fn shortest(self, push: impl FnOnce(&str));
}

macro_rules! float {
    ($float:ty) => {
        impl Float for $float {
            fn special(self) -> Option<&'static str> {
                if self.is_nan() {
                    Some("NaN")
                } else if self == <$float>::INFINITY {
                    Some("inf")
                } else if self == <$float>::NEG_INFINITY {
                    Some("-inf")
                } else {
                    None
                }
            }

            fn shortest(self, push: impl FnOnce(&str)) {
                push(zmij::Buffer::new().format_finite(self));
            }
        }
    };
}

float!(f32);
float!(f64);

#[cfg(test)]
mod tests {
    use super::super::copy::Pen;
    use super::*;

    fn float(value: impl Float) -> String {
        let mut out = String::new();
        push_float(&mut out, value);
        out
    }

    #[test]
    fn integers_of_128_bits_are_written_in_full() {
        let mut out = String::new();
        push_integer(&mut out, u128::MAX);
        out.push(' ');
        push_integer(&mut out, i128::MIN);
        assert_eq!(
            out,
            "340282366920938463463374607431768211455 -170141183460469231731687303715884105728"
        );
    }

    #[test]
    fn numbers_of_any_length_are_written_in_full() {
        let written = |value| {
            let mut out = Vec::new();
            let mut pen = Pen::new(&mut out, 0);
            write_digits(&mut pen, value);
            pen.end();
            String::from_utf8(out).expect("ASCII")
        };
        let powers = (3..20).map(|n| 10_u64.pow(n));
        let near = powers.flat_map(|power| [power - 1, power, power + 1, power / 7 * 10]);
        let long = near.chain([65_535, 65_536, u64::MAX]);
        for value in (0..2_000).chain(long) {
            assert_eq!(written(value), value.to_string());
        }
        let signed = |value| {
            let mut out = Vec::new();
            let mut pen = Pen::new(&mut out, 0);
            write_signed(&mut pen, value);
            pen.end();
            String::from_utf8(out).expect("ASCII")
        };
        for value in (-1_001..1_001).chain([i64::MIN, i64::MAX]) {
            assert_eq!(signed(value), value.to_string());
        }
        for value in 0..1_000 {
            assert_eq!(padded(value), *format!("{value:03}").as_bytes());
        }
    }

    #[test]
    fn floats_read_back_bit_for_bit() {
        for value in [
            0.0,
            -0.0,
            0.1,
            1e21,
            1e-7,
            f64::MAX,
            f64::MIN_POSITIVE,
            5e-324,
            12.5,
        ] {
            let text = float(value);
            let back: f64 = serde_json::from_str(&text).expect("a JSON number");
            assert_eq!(back.to_bits(), value.to_bits(), "{text}");
        }
        assert_eq!(float(0.1_f32), "0.1");
    }

    #[test]
    fn what_json_cannot_write_is_a_string() {
        assert_eq!(float(f64::NAN), r#""NaN""#);
        assert_eq!(float(f32::INFINITY), r#""inf""#);
        assert_eq!(float(f64::NEG_INFINITY), r#""-inf""#);
    }
}
