//! Functions that macros make, other attributes beside ours, and names that are in the way.

use super::{job, stage};

/// What every function here returns.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    let text = Text("ab".to_owned());
    values![
        "parts" (add((1, 2)), add((0, 2))),
        "a part of each kind" (only(1), only(2), changed(1)),
        "a whole item" whole(3),
        "methods" (text.one(), text.two()),
        "names of a macro" hygienic_function(2),
        "an expression" (expression(1), expression(4)),
        "unsafe" unchecked_sum(),
        "foreign" foreign(1),
        "inlined" (inlined(), cold()),
        "by another macro" conditional(),
        "both" (job_first(1), stage_first(2)),
        "names" names(1, 1, 1, 1, 1, 1),
        "types" in_the_way::all(),
        "visibility" inner::public(),
        "attributes inside" (inside(1), inside_in_place().1),
        "a future that can be cloned" a_future_that_can_be_cloned(),
        "another trait of the name" another_future::value(),
        "an extension trait" 3_u8.twice(),
    ]
}

macro_rules! from_parts {
    ($(#[$meta:meta])* $vis:vis $name:ident($pattern:pat => $argument:ty) -> $returned:ty $body:block) => {
        $(#[$meta])*
        #[stage("parts", fields(kind = stringify!($name)))]
        $vis fn $name($pattern: $argument) -> $returned $body
    };
}

from_parts!(#[inline] pub(crate) add((a, b) => (u8, u8)) -> Result<u8, String> {
    if a == 0 {
        return Err("zero".into());
    }
    Ok(a + b)
});
from_parts!(only(value => u8) -> Option<u8> { Some(value).filter(|value| *value > 1) });
from_parts!(changed(mut value => u8) -> u8 {
    value += 1;
    value
});

macro_rules! whole {
    ($item:item) => {
        #[job]
        $item
    };
}

whole!(
    fn whole(value: u8) -> u8 {
        value
    }
);

macro_rules! methods {
    ($type:ident, $self:ident, $($name:literal => $method:ident $value:expr),*) => {
        impl $type {
            $(
                #[stage($name, fields(value = $value))]
                fn $method(&$self) -> usize {
                    let found = $self.0.len() + $value;
                    found * 2
                }
            )*
        }
    };
}

struct Text(String);

methods!(Text, self, "one" => one 1, "two" => two 2);

macro_rules! hygienic {
    ($name:ident, $value:ident) => {
        #[stage("hygienic")]
        fn $name($value: u8) -> u8 {
            let inner = 1;
            $value + inner
        }
    };
}

hygienic!(hygienic_function, inner);

macro_rules! expression {
    ($name:ident, $argument:ident, $body:expr) => {
        #[stage("expression")]
        fn $name($argument: u8) -> u8 {
            $body
        }
    };
}

expression!(
    expression,
    n,
    match n {
        1 => 2,
        n => n * n,
    }
);

#[stage("unsafe")]
unsafe fn unchecked(value: *const u8) -> u8 {
    // SAFETY: the caller passes a place that can be read.
    unsafe { *value }
}

#[stage("unsafe extern")]
unsafe extern "C" fn unchecked_foreign(value: *const u8) -> u8 {
    // SAFETY: the caller passes a place that can be read.
    unsafe { *value }
}

#[stage("sum")]
fn unchecked_sum() -> u8 {
    // SAFETY: both places can be read.
    unsafe { unchecked(&3) + unchecked_foreign(&4) }
}

#[stage("foreign")]
extern "C" fn foreign(value: i32) -> i32 {
    value + 1
}

#[inline]
#[stage("inlined")]
fn inlined() -> u8 {
    1
}

#[cold]
#[stage("cold")]
#[must_use]
fn cold() -> u8 {
    2
}

#[cfg_attr(all(), stage("conditional"))]
#[rustfmt::skip]
#[doc(hidden)]
fn conditional() -> u8 {
    3
}

#[job("outer", fields(value))]
#[stage("inner")]
fn job_first(value: u8) -> u8 {
    value
}

#[stage("inner")]
#[job("outer", fields(value))]
fn stage_first(value: u8) -> u8 {
    value
}

#[stage("names", fields(__s, result))]
#[allow(clippy::used_underscore_binding)]
fn names(__s: u8, __v: u8, __guard: u8, result: u8, site: u8, __value: u8) -> u8 {
    __s + __v + __guard + result + site + __value
}

mod in_the_way {
    #![allow(dead_code, non_snake_case, clippy::unnecessary_wraps)]

    use super::stage;

    mod std {}
    mod core {}
    mod alloc {}
    mod logging_runtime {}

    #[derive(Debug)]
    pub(super) struct Result;
    #[derive(Debug)]
    struct Box;
    struct String;

    #[derive(Debug)]
    enum Option {
        Some,
        None,
    }

    fn Ok() {}
    fn Some(_: u8) {}
    fn call() {}

    macro_rules! methods_of_everything {
        ($($name:ident),*) => {
            trait Probing: Sized {
                $(
                    fn $name(self) -> u8 {
                        1
                    }
                )*
            }
        };
    }

    // Every method that an expansion could call, on everything and by value, where lookup begins.
    methods_of_everything!(
        boxed, ctx, error, field, followed, given, id, judging, offer, opaque, outcome, overruled,
        params, result, said, seen, start, value, verdict, write
    );

    impl<T> Probing for T {}

    struct Id;

    fn judge(value: u8) -> ::logging_runtime::Outcome {
        match value {
            0 => ::logging_runtime::Outcome::NoCaptions,
            _ => ::logging_runtime::Outcome::Success,
        }
    }

    #[stage("types")]
    fn types(_: Box, _: String) -> Result {
        Result
    }

    #[stage("option")]
    fn option() -> Option {
        Option::None
    }

    #[stage("methods", fields(value), ctx(of = value))]
    fn methods(value: u8, id: Id) -> u8 {
        value.field() + id.start()
    }

    /// Each of the questions that are asked of a type.
    #[stage("failing", fields(value))]
    fn failing(value: &str) -> ::std::result::Result<u8, ::std::num::ParseIntError> {
        value.parse()
    }

    #[stage("overruled", outcome = |value: &u8| judge(*value))]
    #[track_caller]
    fn overruled(value: u8) -> u8 {
        value.value()
    }

    pub(super) fn all() -> impl ::std::fmt::Debug {
        let failing = (failing("1"), failing("x"));
        (
            types(Box, String),
            option(),
            methods(1, Id),
            failing,
            overruled(1),
        )
    }
}

mod inner {
    use super::stage;

    #[stage("restricted")]
    pub(in super::inner) fn restricted() -> u8 {
        1
    }

    #[stage("public")]
    pub(super) fn public() -> u8 {
        restricted()
    }
}

#[stage("inside")]
fn inside(unused: u8) -> u8 {
    //! What is said of a function inside it is the function's.
    #![allow(unused_variables)]
    #![inline]
    1
}

#[stage("inside")]
fn inside_in_place() -> (&'static str, bool) {
    #![track_caller]
    let place = std::panic::Location::caller();
    (place.file(), place.line() > 1)
}

/// A future that is more than one: what is around it would be a future alone.
#[stage("cloned")]
fn cloned() -> impl std::future::Future<Output = u8> + Clone {
    std::future::ready(7)
}

fn a_future_that_can_be_cloned() -> u8 {
    let future = cloned();
    parity::block_on(future.clone())
}

mod another_future {
    use super::stage;

    pub(super) trait Future {
        type Item;

        fn item(self) -> Self::Item;
    }

    impl Future for u8 {
        type Item = u8;

        fn item(self) -> u8 {
            self
        }
    }

    #[stage("of_another_trait")]
    fn of_another_trait() -> impl Future<Item = u8> {
        3_u8
    }

    pub(super) fn value() -> u8 {
        of_another_trait().item()
    }
}

#[plain::extension(Twice)]
impl u8 {
    #[stage("twice")]
    fn twice(&self) -> u8 {
        self * 2
    }
}
