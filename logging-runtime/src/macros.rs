//! The macros: for single events here, for blocks and streams in the modules.

pub(crate) mod block;
#[cfg(feature = "stream")]
mod stream;

/// Writes an event: a line with this name and these fields, in the current context.
///
/// Fields are `key = value` with any [`Value`](crate::Value), `key` alone for a variable, `%x` for
/// `Display`, `?x` for `Debug`. The level stands first where it is not `info`. An event whose whole
/// line is a repetition is rate limited; the names of lifecycle lines are refused.
///
/// ```
/// use logging_runtime::evt;
/// let (proxy, error) = ("eu-1", std::fmt::Error);
/// evt!("proxy_rotated", proxy, latency_ms = 12, ok = true);
/// evt!(warn, "proxy_failed", proxy, %error, ?error);
/// ```
#[macro_export]
macro_rules! evt {
    (trace, $($rest:tt)+) => { $crate::__evt!(TRACE, $($rest)+) };
    (debug, $($rest:tt)+) => { $crate::__evt!(DEBUG, $($rest)+) };
    (info, $($rest:tt)+) => { $crate::__evt!(INFO, $($rest)+) };
    (warn, $($rest:tt)+) => { $crate::__evt!(WARN, $($rest)+) };
    (error, $($rest:tt)+) => { $crate::__evt!(ERROR, $($rest)+) };
    ($level:ident, $name:literal $(, $($rest:tt)*)?) => { $crate::__no_level!() };
    (level = $($rest:tt)*) => { $crate::__no_level!() };
    ($($rest:tt)*) => { $crate::__evt!(INFO, $($rest)*) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __no_level {
    () => {
        ::core::compile_error!(
            "the level is trace, debug, info, warn or error and stands first: `evt!(warn, \"name\", key = value)`"
        )
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __evt {
    ($level:ident, $name:literal, $message:literal $(, $($rest:tt)*)?) => {
        ::core::compile_error!(
            "a text is a field as well: `evt!(\"name\", detail = format!(..))`"
        )
    };
    ($level:ident, $name:literal $(, $($fields:tt)*)?) => {{
        const _: () = $crate::__private::check_event_name($name);
        $crate::__evt!(@write $level, literal, $name, $($($fields)*)?)
    }};
    ($level:ident, $name:expr $(, $($fields:tt)*)?) => {
        $crate::__evt!(@write $level, new, $name, $($($fields)*)?)
    };
    (@write $level:ident, $new:ident, $name:expr, $($fields:tt)*) => {{
        static __SITE: $crate::__private::Site = $crate::__private::Site::new(
            &$crate::__private::Options::event($crate::__private::Level::$level),
        );
        if let ::core::option::Option::Some(mut __event) =
            $crate::__private::NamedEvent::$new(&__SITE, ::core::module_path!(), ::core::convert::AsRef::<str>::as_ref(&$name))
        {
            $crate::__fields!(NamedEvent __event, $($fields)*);
            $crate::__private::NamedEvent::write(__event, &__SITE);
        }
    }};
    ($level:ident, $($other:tt)*) => {
        ::core::compile_error!(
            "an event is `evt!(\"name\", key = value)`, with its level in front where that is not `info`: \
             `evt!(warn, \"name\")`"
        )
    };
}

/// Adds a field to the result line of the current stage, or outside a stage of the current job.
///
/// ```
/// use logging_runtime::{record, stage};
///
/// #[stage("download")]
/// fn download() -> usize {
///     let bytes = 512;
///     record!(bytes, source = "cache");
///     bytes
/// }
/// # download();
/// ```
#[macro_export]
macro_rules! record {
    () => {
        ::core::compile_error!("`record!` takes fields: `record!(key = value)`")
    };
    ($($fields:tt)+) => {{
        let mut __recording = $crate::__private::Recording;
        $crate::__fields!(Recording __recording, $($fields)+);
    }};
}

/// Writes a line of the performance channel: `performance_metric`, with target `perf`. It is never
/// rate limited; `perf=off` in the filter turns it off.
///
/// ```
/// use logging_runtime::perf_evt;
/// perf_evt!(cpu = 12.5, mem_mb = 512, queue = 3);
/// ```
#[macro_export]
macro_rules! perf_evt {
    ($($fields:tt)*) => {
        if let ::core::option::Option::Some(mut __event) = $crate::__private::NamedEvent::metric() {
            $crate::__fields!(NamedEvent __event, $($fields)*);
            $crate::__private::NamedEvent::write_metric(__event);
        }
    };
}

/// Gives each field to the `field` of what collects them, by its path: every type may have a method
/// of this name by a trait of the user.
#[doc(hidden)]
#[macro_export]
macro_rules! __fields {
    ($type:ident $to:ident, $(,)?) => {};
    ($type:ident $to:ident, $key:ident = % $value:expr $(, $($rest:tt)*)?) => {
        $crate::__private::$type::field(&mut $to, $crate::__key!($key), &$crate::__private::Show(&$value));
        $crate::__fields!($type $to, $($($rest)*)?);
    };
    ($type:ident $to:ident, $key:ident = ? $value:expr $(, $($rest:tt)*)?) => {
        $crate::__private::$type::field(&mut $to, $crate::__key!($key), &$crate::__private::Dbg(&$value));
        $crate::__fields!($type $to, $($($rest)*)?);
    };
    ($type:ident $to:ident, $key:ident = $value:expr $(, $($rest:tt)*)?) => {
        $crate::__private::$type::field(&mut $to, $crate::__key!($key), &$value);
        $crate::__fields!($type $to, $($($rest)*)?);
    };
    ($type:ident $to:ident, $key:literal = % $value:expr $(, $($rest:tt)*)?) => {
        $crate::__private::$type::field(&mut $to, $key, &$crate::__private::Show(&$value));
        $crate::__fields!($type $to, $($($rest)*)?);
    };
    ($type:ident $to:ident, $key:literal = ? $value:expr $(, $($rest:tt)*)?) => {
        $crate::__private::$type::field(&mut $to, $key, &$crate::__private::Dbg(&$value));
        $crate::__fields!($type $to, $($($rest)*)?);
    };
    ($type:ident $to:ident, $key:literal = $value:expr $(, $($rest:tt)*)?) => {
        $crate::__private::$type::field(&mut $to, $key, &$value);
        $crate::__fields!($type $to, $($($rest)*)?);
    };
    ($type:ident $to:ident, % $key:ident $(, $($rest:tt)*)?) => {
        $crate::__private::$type::field(&mut $to, $crate::__key!($key), &$crate::__private::Show(&$key));
        $crate::__fields!($type $to, $($($rest)*)?);
    };
    ($type:ident $to:ident, ? $key:ident $(, $($rest:tt)*)?) => {
        $crate::__private::$type::field(&mut $to, $crate::__key!($key), &$crate::__private::Dbg(&$key));
        $crate::__fields!($type $to, $($($rest)*)?);
    };
    ($type:ident $to:ident, $key:ident $(, $($rest:tt)*)?) => {
        $crate::__private::$type::field(&mut $to, $crate::__key!($key), &$key);
        $crate::__fields!($type $to, $($($rest)*)?);
    };
    ($type:ident $to:ident, % $key:ident = $($rest:tt)*) => {
        $crate::__mark_before_key!("%" $key)
    };
    ($type:ident $to:ident, ? $key:ident = $($rest:tt)*) => {
        $crate::__mark_before_key!("?" $key)
    };
    ($type:ident $to:ident, $($other:tt)+) => {
        ::core::compile_error!(
            "a field is `key = value`, `key = %value`, `key = ?value`, or a variable: `key`, `%key`, `?key`; \
             a key that is no identifier stands in quotes: `\"http.status\" = 200`"
        )
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __mark_before_key {
    ($mark:literal $key:ident) => {
        ::core::compile_error!(::core::concat!(
            "`",
            $mark,
            "` stands before the value: `",
            ::core::stringify!($key),
            " = ",
            $mark,
            "value`"
        ))
    };
}

/// A key as its text, without the mark of a raw identifier.
#[doc(hidden)]
#[macro_export]
macro_rules! __key {
    ($key:ident) => {
        const { $crate::__private::plain_key(::core::stringify!($key)) }
    };
}
