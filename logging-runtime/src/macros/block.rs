//! The macro for blocks, and what it has in common with the one for streams.

/// Runs a block as a stage, where there is no function to annotate. The block is a body of its own:
/// `?` and `return` leave the block, and its value says how it ended. With `async` it is a future,
/// which starts when it is polled; the type of its value has to be known from the block itself.
///
/// ```
/// use logging_runtime::stage_block;
///
/// let word = "42";
/// let number = stage_block!("parse", fields(bytes = word.len()), { word.parse::<u32>() });
/// assert_eq!(number, Ok(42));
///
/// let later = stage_block!("wait", async { std::future::ready(7).await });
/// # drop(later);
/// ```
#[macro_export]
macro_rules! stage_block {
    ($name:literal, $(fields($($fields:tt)*),)? async move $body:block $(,)?) => {
        $crate::__stage_block!($name, ($($($fields)*)?), async move $body)
    };
    ($name:literal, $(fields($($fields:tt)*),)? async $body:block $(,)?) => {
        $crate::__stage_block!($name, ($($($fields)*)?), async $body)
    };
    ($name:literal, $(fields($($fields:tt)*),)? $body:block $(,)?) => {
        $crate::__stage_block!($name, ($($($fields)*)?), $body)
    };
    ($($other:tt)*) => {
        ::core::compile_error!(
            "a block is `stage_block!(\"name\", { .. })`, with fields `stage_block!(\"name\", fields(key = value), { .. })`; \
             the block may be `async { .. }` or `async move { .. }`"
        )
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __stage_block {
    ($name:literal, $fields:tt, async $($body:tt)+) => {{
        static __SITE: $crate::__private::Site =
            $crate::__stage_site!($name, $fields);
        __SITE.__staged_seen(
            $name,
            ::core::module_path!(),
            $crate::__begun!(__SITE, $fields, async $($body)+),
            $crate::__verdict!(),
        )
    }};
    ($name:literal, $fields:tt, $body:block) => {
        '__stage: {
            static __SITE: $crate::__private::Site =
                $crate::__stage_site!($name, $fields);
            // The block's type is what is expected of the whole, before its value is looked at.
            let __expected = ::core::option::Option::None;
            if let ::core::option::Option::Some(__value) = __expected {
                break '__stage $crate::__private::value_of(__value);
            }
            __SITE.__call_seen(
                $name,
                ::core::module_path!(),
                $crate::__private::returning(__expected, || {
                    $crate::__begin!(__SITE, $fields);
                    $body
                }),
                $crate::__verdict!(),
            )
        }
    };
}

/// The async body with the evaluation of its fields in front.
#[doc(hidden)]
#[macro_export]
macro_rules! __begun {
    ($site:ident, $fields:tt, async move $body:block) => {
        async move {
            $crate::__begin!($site, $fields);
            $body
        }
    };
    ($site:ident, $fields:tt, async $body:block) => {
        async {
            $crate::__begin!($site, $fields);
            $body
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __begin {
    ($site:ident, ($($fields:tt)*)) => {
        if let ::core::option::Option::Some(mut __start) = $site.__begin() {
            $crate::__fields!(Start __start, $($fields)*);
            $crate::__private::Start::start(__start);
        }
    };
}

/// What a value means, by its type.
#[doc(hidden)]
#[macro_export]
macro_rules! __verdict {
    () => {
        |__value: &_| {
            use $crate::__private::Ask as _;
            $crate::__private::Judge::verdict(
                &$crate::__private::kind_of(__value)
                    .__result()
                    .__error()
                    .__text()
                    .__said()
                    .__value()
                    .__nested(),
                __value,
            )
        }
    };
}

/// The site of a stage with these fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __stage_site {
    ($name:literal, ($($fields:tt)*)) => {{
        const _: () = $crate::__private::check_stage_name($name);
        $crate::__private::Site::new(
            &$crate::__private::Options {
                fields: $crate::__keys!([] $($fields)*),
                begins: true,
                ..$crate::__private::Options::STAGE
            },
        )
    }};
}

/// The names of a span's fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __keys {
    ([$($keys:expr,)*] $(,)?) => {
        &[$($keys,)*]
    };
    ([$($keys:expr,)*] $key:ident = $(%)? $(?)? $value:expr $(, $($rest:tt)*)?) => {
        $crate::__keys!([$($keys,)* $crate::__key!($key),] $($($rest)*)?)
    };
    ([$($keys:expr,)*] $key:literal = $(%)? $(?)? $value:expr $(, $($rest:tt)*)?) => {
        $crate::__keys!([$($keys,)* $key,] $($($rest)*)?)
    };
    ([$($keys:expr,)*] $(%)? $(?)? $key:ident $(, $($rest:tt)*)?) => {
        $crate::__keys!([$($keys,)* $crate::__key!($key),] $($($rest)*)?)
    };
    // What is wrong is told where the fields are evaluated.
    ([$($keys:expr,)*] $($other:tt)*) => {
        &[$($keys,)*]
    };
}

/// A body that returns what is expected of it.
#[doc(hidden)]
pub fn returning<R, F: FnOnce() -> R>(_: Option<fn() -> R>, body: F) -> F {
    body
}

/// What is expected; nobody has one.
#[doc(hidden)]
pub fn value_of<R>(value: fn() -> R) -> R {
    value()
}

/// The rules that the attribute has for a stage's name.
#[doc(hidden)]
pub const fn check_stage_name(name: &str) {
    let bytes = name.as_bytes();
    assert!(
        !bytes.trim_ascii().is_empty(),
        "a stage's name cannot be empty"
    );
    assert!(bytes.len() <= 64, "stage names have at most 64 bytes");
    let mut at = 0;
    while at < bytes.len() {
        let is_c1 = bytes[at] == 0xc2 && matches!(bytes[at + 1], 0x80..=0x9f);
        assert!(
            !bytes[at].is_ascii_control() && !is_c1,
            "a stage's name has no control characters"
        );
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::check_stage_name;

    #[test]
    fn names_follow_the_rules_of_the_attribute() {
        let longest = "é".repeat(32);
        for name in ["a", "two words", "é", "\u{a0}", longest.as_str()] {
            check_stage_name(name);
        }
        let too_long = format!("{longest}a");
        for name in ["", " ", "a\n", "\u{7f}", "\u{9b}", too_long.as_str()] {
            assert!(catch_unwind(|| check_stage_name(name)).is_err(), "{name:?}");
        }
    }
}
