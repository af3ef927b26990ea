//! Values of the usual types, each given by a function of its own.

use super::{Draft, SHORT};
use crate::line::copy::Ink;
use crate::line::number::{self, write_digits, write_few, write_signed};
use crate::line::sequence::LONGEST_VALUE;
use crate::line::simple::{self, Form};
use crate::line::strip::Strip;
use crate::redact::{is_calm, is_harmless};
use crate::value::Captured;

/// A function that gives a value of a usual type, where it is one that is written as it is, and leaves any other to
/// another function: that builds what the first has no room for in registers.
macro_rules! usual {
    ($($name:ident: |$value:ident: $type:ty, $strip:ident|
        $form:ident if $is_plain:expr => $write:expr, else $other:ident;)*) => {
        impl Draft {
            $(
                #[inline(never)]
                pub(super) fn $name(&mut self, key: &'static str, $value: $type) {
                    let write = |$strip: &mut Strip<'_, SHORT>| $write;
                    if !$is_plain || self.push_plain(key, Form::$form, write).is_none() {
                        self.$other(key, $value);
                    }
                }
            )*
        }
    };
}

usual! {
    text: |text: &str, strip|
        Text if is_harmless(text) => strip.write_quoted(text.as_bytes()), else long_text;
    long_text: |text: &str, strip|
        Text if text.len() <= LONGEST_VALUE && is_calm(text)
        => strip.write_quoted(text.as_bytes()), else any_text;
    number: |number: u64, strip|
        Unsigned if number < 1_000 => write_few(strip, number), else long_number;
    long_number: |number: u64, strip|
        Unsigned if true => write_digits(strip, number), else any_number;
    signed: |number: i64, strip|
        Signed if true => write_signed(strip, number), else any_signed;
    flag: |flag: bool, strip|
        Bool if true => simple::write_flag(strip, flag), else any_flag;
    // What is no number of JSON is a text, which its key may not take.
    float: |number: f64, strip|
        Float if number.is_finite()
        => number::float(number, |text| strip.write(text.as_bytes())), else any_float;
}

/// A function that gives a value of a usual type whatever it is.
macro_rules! any {
    ($($name:ident: $type:ty => $captured:ident;)*) => {
        impl Draft {
            $(
                #[cold]
                #[inline(never)]
                pub(super) fn $name(&mut self, key: &'static str, value: $type) {
                    self.any(key, Captured::$captured(value));
                }
            )*
        }
    };
}

any! {
    any_text: &str => Text;
    any_number: u64 => U64;
    any_signed: i64 => I64;
    any_flag: bool => Bool;
    any_float: f64 => F64;
}
