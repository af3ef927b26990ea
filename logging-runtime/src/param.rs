//! A parameter named like a context key: taken as text if it has one, else left alone.
//!
//! Whether it has one is found by its type, as the levels of classification are: see
//! `classify/levels/mod.rs`. The macro tells `&str` and the integers by their names, which costs
//! the compiler less.

use std::fmt::Display;

use crate::classify::erased::same_type;
use crate::classify::levels::Ask;
use crate::context::current;
use crate::lifecycle::Start;
use crate::site::Site;
use crate::value::{Captured, Value};

/// What a run that is about to start is offered: its parameters, each with those before it.
///
/// Nothing is done before the last of them, and there is nothing to be dropped: of both a function
/// would be full of paths for the case of a panic, which the compiler checks one by one.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Params<'a> {
    site: &'static Site,
    before: Option<&'a Params<'a>>,
    key: &'static str,
    offer: Offer<'a>,
}

/// What a parameter can give if it is asked.
#[derive(Clone, Copy)]
enum Offer<'a> {
    Text(&'a str),
    Signed(i128),
    Unsigned(u128),
    Shown(&'a dyn Display),
    Nothing,
}

/// A parameter of any type among them.
#[doc(hidden)]
pub struct Param<'a, T> {
    site: &'static Site,
    before: Option<&'a Params<'a>>,
    key: &'static str,
    value: &'a T,
}

#[doc(hidden)]
impl Site {
    pub fn __text<'a>(&'static self, key: &'static str, text: &'a str) -> Params<'a> {
        self.first(key, Offer::Text(text))
    }

    pub fn __signed(&'static self, key: &'static str, number: i128) -> Params<'static> {
        self.first(key, Offer::Signed(number))
    }

    pub fn __unsigned(&'static self, key: &'static str, number: u128) -> Params<'static> {
        self.first(key, Offer::Unsigned(number))
    }

    pub fn __param<'a, T>(&'static self, key: &'static str, value: &'a T) -> Param<'a, T> {
        Param {
            site: self,
            before: None,
            key,
            value,
        }
    }

    pub fn __last<'a, T>(&'static self, key: &'static str, value: &'a T) -> Last<'a, T> {
        Last(self.__param(key, value))
    }

    /// None yet.
    pub fn __none(&'static self) -> Params<'static> {
        self.first("", Offer::Nothing)
    }

    fn first<'a>(&'static self, key: &'static str, offer: Offer<'a>) -> Params<'a> {
        Params {
            site: self,
            before: None,
            key,
            offer,
        }
    }
}

#[doc(hidden)]
impl<'a> Params<'a> {
    pub fn __text(&'a self, key: &'static str, text: &'a str) -> Params<'a> {
        self.then(key, Offer::Text(text))
    }

    pub fn __signed(&'a self, key: &'static str, number: i128) -> Params<'a> {
        self.then(key, Offer::Signed(number))
    }

    pub fn __unsigned(&'a self, key: &'static str, number: u128) -> Params<'a> {
        self.then(key, Offer::Unsigned(number))
    }

    pub fn __param<T>(&'a self, key: &'static str, value: &'a T) -> Param<'a, T> {
        Param {
            site: self.site,
            before: Some(self),
            key,
            value,
        }
    }

    pub fn __last<T>(&'a self, key: &'static str, value: &'a T) -> Last<'a, T> {
        Last(self.__param(key, value))
    }

    fn then(&'a self, key: &'static str, offer: Offer<'a>) -> Params<'a> {
        Params {
            site: self.site,
            before: Some(self),
            key,
            offer,
        }
    }

    /// Starts the run, for which parameters are all there is to look at.
    #[inline]
    pub fn __start(&self) {
        if current::take_turn(self.site) {
            self.start_now();
        }
    }

    /// Out of the way, with all that it is given, of functions that are not recorded.
    #[inline(never)]
    fn start_now(&self) {
        if let Some(start) = Start::now() {
            self.__start_as(start);
        }
    }

    /// Starts the run with these after what is given by hand.
    pub fn __start_as(&self, mut start: Start) {
        self.take(&mut start);
        start.start();
    }

    fn take(&self, start: &mut Start) {
        if let Some(before) = self.before {
            before.take(start);
        }
        // A number that was just written by halves is not read where nobody wants it: a processor waits for that.
        if !matches!(self.offer, Offer::Nothing)
            && start.wants(self.key)
            && let Some(value) = self.offer.given()
        {
            start.take(self.key, value);
        }
    }
}

impl Offer<'_> {
    /// The value, which is formatted only now.
    fn given(&self) -> Option<Captured<'_>> {
        match self {
            Offer::Text(text) => Some(Captured::Text(text)),
            Offer::Signed(number) => Some(number.capture()),
            Offer::Unsigned(number) => Some(number.capture()),
            Offer::Shown(value) => Some(Captured::Display(value)),
            Offer::Nothing => None,
        }
    }
}

impl<'a, T> Param<'a, T> {
    fn with(self, offer: Offer<'a>) -> Params<'a> {
        Params {
            site: self.site,
            before: self.before,
            key: self.key,
            offer,
        }
    }
}

impl<'a, T: Display> Param<'a, T> {
    pub fn __offer(self) -> Params<'a> {
        let value = self.value;
        self.with(number(value).unwrap_or(Offer::Shown(value)))
    }
}

impl<'a, T> Ask for Param<'a, T> {
    type Otherwise = Params<'a>;

    fn otherwise(self) -> Params<'a> {
        self.with(Offer::Nothing)
    }
}

/// The last parameter, with which the run is started.
#[doc(hidden)]
pub struct Last<'a, T>(Param<'a, T>);

impl<T: Display> Last<'_, T> {
    pub fn __start(self) {
        self.0.__offer().__start();
    }
}

impl<T> Ask for Last<'_, T> {
    type Otherwise = ();

    fn otherwise(self) {
        self.0.otherwise().__start();
    }
}

/// A number is a number under any name of its type.
fn number<T>(value: &T) -> Option<Offer<'static>> {
    macro_rules! as_number {
        ($offer:ident($widest:ty): $($number:ty)*) => {
            $(if let Some(number) = same_type::<T, $number>(value) {
                return Some(Offer::$offer(*number as $widest));
            })*
        };
    }
    as_number!(Signed(i128): i8 i16 i32 i64 i128 isize);
    as_number!(Unsigned(u128): u8 u16 u32 u64 u128 usize);
    None
}
