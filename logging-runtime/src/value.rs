//! What a field can hold.

use std::borrow::Cow;
use std::fmt::{Debug, Display};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "json")]
use crate::serialized::Json;

/// A value that a bare field takes: strings, `char`, integers, floats, `bool`, [`Duration`]
/// (milliseconds), references, boxes and `Cow`s of these, and `Option` (a `None` is left out).
///
/// Everything else is given as text, `%x` for [`Display`] and `?x` for [`Debug`], or as JSON by
/// `json(x)`, which is of the feature `json`.
///
/// ```
/// use logging_runtime::evt;
/// let proxy: Option<&str> = None;
/// evt!("fetched", bytes = 512, took = std::time::Duration::from_millis(7), proxy, ?proxy);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field as it is",
    label = "not a string, number, `bool` or `Duration`",
    note = "write it as text, `%x` for `Display` or `?x` for `Debug`, or as JSON: `k = json(&x)`"
)]
pub trait Value {
    /// The value, borrowed, in one of the forms that a line knows.
    #[doc(hidden)]
    fn capture(&self) -> Captured<'_>;
}

/// A borrowed field value.
#[doc(hidden)]
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Captured<'a> {
    None,
    Text(&'a str),
    Char(char),
    Bool(bool),
    I64(i64),
    U64(u64),
    I128(i128),
    U128(u128),
    F32(f32),
    F64(f64),
    Display(&'a dyn Display),
    Debug(&'a dyn Debug),
    #[cfg(feature = "json")]
    Json(&'a dyn Json),
}

macro_rules! value {
    ($($type:ty => |$value:ident| $captured:expr;)*) => {
        $(impl Value for $type {
            fn capture(&self) -> Captured<'_> {
                let $value = self;
                $captured
            }
        })*
    };
}

value! {
    str => |text| Captured::Text(text);
    String => |text| Captured::Text(text);
    char => |c| Captured::Char(*c);
    bool => |b| Captured::Bool(*b);
    i8 => |n| Captured::I64((*n).into());
    i16 => |n| Captured::I64((*n).into());
    i32 => |n| Captured::I64((*n).into());
    i64 => |n| Captured::I64(*n);
    isize => |n| Captured::I128(*n as i128);
    i128 => |n| Captured::I128(*n);
    u8 => |n| Captured::U64((*n).into());
    u16 => |n| Captured::U64((*n).into());
    u32 => |n| Captured::U64((*n).into());
    u64 => |n| Captured::U64(*n);
    usize => |n| Captured::U64(*n as u64);
    u128 => |n| Captured::U128(*n);
    f32 => |x| Captured::F32(*x);
    f64 => |x| Captured::F64(*x);
    Duration => |d| Captured::U128(d.as_millis());
}

macro_rules! pointer {
    ($($pointer:ty),*) => {
        $(impl<T: Value + ?Sized> Value for $pointer {
            fn capture(&self) -> Captured<'_> {
                (**self).capture()
            }
        })*
    };
}

pointer!(&T, &mut T, Box<T>, Arc<T>, Rc<T>);

impl<T: Value + ToOwned + ?Sized> Value for Cow<'_, T> {
    fn capture(&self) -> Captured<'_> {
        (**self).capture()
    }
}

impl<T: Value> Value for Option<T> {
    fn capture(&self) -> Captured<'_> {
        self.as_ref().map_or(Captured::None, Value::capture)
    }
}

/// `%x`: a value as the text of its `Display`.
#[doc(hidden)]
pub struct Show<'a, T: ?Sized>(pub &'a T);

impl<T: Display> Value for Show<'_, T> {
    fn capture(&self) -> Captured<'_> {
        Captured::Display(&self.0)
    }
}

/// `?x`: a value as the text of its `Debug`.
#[doc(hidden)]
pub struct Dbg<'a, T: ?Sized>(pub &'a T);

impl<T: Debug> Value for Dbg<'_, T> {
    fn capture(&self) -> Captured<'_> {
        Captured::Debug(&self.0)
    }
}
