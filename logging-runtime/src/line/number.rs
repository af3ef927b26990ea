//! Numbers as JSON: integers in full, floats by the shortest text that reads back the same.

use super::copy::append;

/// Appends an integer.
pub(crate) fn push_integer(out: &mut String, value: impl itoa::Integer) {
    out.push_str(itoa::Buffer::new().format(value));
}

/// The same, where `out` is bytes, for a number that has one digit more often than not.
#[inline]
pub(crate) fn push_digits(out: &mut Vec<u8>, value: u64) {
    match u8::try_from(value) {
        Ok(digit @ 0..=9) => out.push(b'0' + digit),
        _ => append(out, itoa::Buffer::new().format(value).as_bytes()),
    }
}

/// The same, where it may be negative.
#[inline]
pub(crate) fn push_signed(out: &mut Vec<u8>, value: i64) {
    match u64::try_from(value) {
        Ok(value) => push_digits(out, value),
        Err(_) => append(out, itoa::Buffer::new().format(value).as_bytes()),
    }
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
