//! A parameter named like a context key: taken as text if it has one, else left alone.

use std::fmt::Display;

use crate::lifecycle::Start;
use crate::value::{Captured, Value};

/// A parameter.
#[doc(hidden)]
#[derive(Debug)]
pub struct Param<'a, T: ?Sized>(pub &'a T);

/// Something that can be a field.
pub trait P3 {
    #[doc(hidden)]
    fn __param(&self, start: &mut Start, key: &str);
}

impl<T: Value + ?Sized> P3 for &&Param<'_, T> {
    fn __param(&self, start: &mut Start, key: &str) {
        start.param(key, self.0.capture());
    }
}

/// Something that can be shown.
pub trait P2 {
    #[doc(hidden)]
    fn __param(&self, start: &mut Start, key: &str);
}

impl<T: Display + ?Sized> P2 for &Param<'_, T> {
    fn __param(&self, start: &mut Start, key: &str) {
        start.param(key, Captured::Display(&self.0));
    }
}

/// Anything else.
pub trait P1 {
    #[doc(hidden)]
    fn __param(&self, start: &mut Start, key: &str);
}

impl<T: ?Sized> P1 for Param<'_, T> {
    fn __param(&self, _: &mut Start, _: &str) {}
}
