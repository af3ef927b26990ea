//! A parameter named like a context key: taken as text if it has one, else left alone.
//!
//! What it can be is found by its type, as the levels of classification are: see
//! `classify/levels/mod.rs`. The macro tells `&str` and the integers by their names, which costs
//! the compiler half as much.

use std::fmt::Display;
use std::ops::Deref;

use crate::value::{Captured, Value};

/// A parameter's name, and what it can give if it is asked.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum Offer<'a> {
    Text(&'static str, &'a str),
    Signed(&'static str, i128),
    Unsigned(&'static str, u128),
    Value(&'static str, &'a dyn Value),
    Shown(&'static str, &'a dyn Display),
    Nothing,
}

impl Offer<'_> {
    /// The value, which is formatted only now.
    pub(crate) fn given(&self) -> Option<Captured<'_>> {
        match self {
            Offer::Text(_, text) => Some(Captured::Text(text)),
            Offer::Signed(_, number) => Some(number.capture()),
            Offer::Unsigned(_, number) => Some(number.capture()),
            Offer::Value(_, value) => Some(value.capture()),
            Offer::Shown(_, value) => Some(Captured::Display(value)),
            Offer::Nothing => None,
        }
    }

    pub(crate) fn key(&self) -> Option<&'static str> {
        match *self {
            Offer::Text(key, _)
            | Offer::Signed(key, _)
            | Offer::Unsigned(key, _)
            | Offer::Value(key, _)
            | Offer::Shown(key, _) => Some(key),
            Offer::Nothing => None,
        }
    }
}

/// A parameter of any type.
#[doc(hidden)]
#[derive(Debug)]
pub struct Param<'a, T: ?Sized>(Showable<'a, T>);

/// One that is no field, but may have a text.
#[doc(hidden)]
#[derive(Debug)]
pub struct Showable<'a, T: ?Sized>(Unknown<'a, T>);

/// One that has none.
#[doc(hidden)]
#[derive(Debug)]
pub struct Unknown<'a, T: ?Sized> {
    key: &'static str,
    value: &'a T,
}

/// Looks at a parameter.
#[doc(hidden)]
pub const fn param<'a, T: ?Sized>(key: &'static str, value: &'a T) -> Param<'a, T> {
    Param(Showable(Unknown { key, value }))
}

impl<'a, T: Value> Param<'a, T> {
    pub fn __offer(&self) -> Offer<'a> {
        Offer::Value(self.key, self.value)
    }
}

impl<'a, T: Display> Showable<'a, T> {
    pub fn __offer(&self) -> Offer<'a> {
        Offer::Shown(self.key, self.value)
    }
}

impl<T: ?Sized> Unknown<'_, T> {
    #[allow(clippy::unused_self, reason = "the others offer what they have")]
    pub const fn __offer(&self) -> Offer<'static> {
        Offer::Nothing
    }
}

impl<'a, T: ?Sized> Deref for Param<'a, T> {
    type Target = Showable<'a, T>;

    fn deref(&self) -> &Showable<'a, T> {
        &self.0
    }
}

impl<'a, T: ?Sized> Deref for Showable<'a, T> {
    type Target = Unknown<'a, T>;

    fn deref(&self) -> &Unknown<'a, T> {
        &self.0
    }
}
