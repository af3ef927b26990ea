//! The macros for single events.

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
    ($($rest:tt)+) => { $crate::__evt!(INFO, $($rest)+) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __evt {
    ($level:ident, $name:literal $(, $($fields:tt)*)?) => {{
        const _: () = $crate::__private::check_event_name($name);
        $crate::__evt!(@write $level, $name, $($($fields)*)?)
    }};
    ($level:ident, $name:expr $(, $($fields:tt)*)?) => {
        $crate::__evt!(@write $level, $name, $($($fields)*)?)
    };
    (@write $level:ident, $name:expr, $($fields:tt)*) => {{
        static __SITE: $crate::__private::Site = $crate::__private::Site::event(
            $crate::__private::Level::$level,
            ::core::module_path!(),
            ::core::file!(),
            ::core::line!(),
            &__SITE,
        );
        if let ::core::option::Option::Some(mut __event) =
            $crate::__private::NamedEvent::new(&__SITE, ::core::convert::AsRef::<str>::as_ref(&$name))
        {
            $crate::__fields!(__event, $($fields)*);
            __event.write();
        }
    }};
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
    ($($fields:tt)+) => {{
        let mut __recording = $crate::__private::Recording;
        $crate::__fields!(__recording, $($fields)+);
    }};
}

/// Runs a block as a stage, where there is no function to annotate. The block is a body of its own:
/// `?` and `return` leave the block, and its value says how it ended. With `async` it is a future,
/// which starts when it is polled.
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
    ($name:literal, $(fields($($fields:tt)*),)? async move $body:block) => {
        $crate::__stage_block!($name, ($($($fields)*)?), Staged::new, async move $body)
    };
    ($name:literal, $(fields($($fields:tt)*),)? async $body:block) => {
        $crate::__stage_block!($name, ($($($fields)*)?), Staged::new, async $body)
    };
    ($name:literal, $(fields($($fields:tt)*),)? $body:block) => {
        $crate::__stage_block!($name, ($($($fields)*)?), call, || $body)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __stage_block {
    ($name:literal, ($($fields:tt)*), $($run:ident)::+, $($body:tt)+) => {{
        static __SITE: $crate::__private::Site = $crate::__private::Site::stage(
            $name,
            $crate::__private::Level::INFO,
            ::core::module_path!(),
            ::core::file!(),
            ::core::line!(),
            &["outcome", "dur_ms"],
            &__SITE,
        )
        .begins();
        $crate::__private::$($run)::+(
            &__SITE,
            $crate::__begun!(__SITE, ($($fields)*), $($body)+),
            |__value: &_| {
                #[allow(unused_imports)]
                use $crate::__private::levels::*;
                (&&&&&&&$crate::__private::Settle(
                    (&&&&&&&&&&&&$crate::__private::Probe(__value)).__judge(),
                ))
                    .__settle()
            },
        )
    }};
}

/// The body with the evaluation of its fields in front.
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
    ($site:ident, $fields:tt, || $body:block) => {
        || {
            $crate::__begin!($site, $fields);
            $body
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __begin {
    ($site:ident, ($($fields:tt)*)) => {
        if let ::core::option::Option::Some(mut __start) = $crate::__private::begin(&$site) {
            $crate::__fields!(__start, $($fields)*);
            __start.start();
        }
    };
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
            $crate::__fields!(__event, $($fields)*);
            __event.write();
        }
    };
}

/// Gives each field to `$to.field(key, value)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __fields {
    ($to:ident, $(,)?) => {};
    ($to:ident, $key:ident = % $value:expr $(, $($rest:tt)*)?) => {
        $to.field($crate::__key!($key), &$crate::__private::Show(&$value));
        $crate::__fields!($to, $($($rest)*)?);
    };
    ($to:ident, $key:ident = ? $value:expr $(, $($rest:tt)*)?) => {
        $to.field($crate::__key!($key), &$crate::__private::Dbg(&$value));
        $crate::__fields!($to, $($($rest)*)?);
    };
    ($to:ident, $key:ident = $value:expr $(, $($rest:tt)*)?) => {
        $to.field($crate::__key!($key), &$value);
        $crate::__fields!($to, $($($rest)*)?);
    };
    ($to:ident, $key:literal = % $value:expr $(, $($rest:tt)*)?) => {
        $to.field($key, &$crate::__private::Show(&$value));
        $crate::__fields!($to, $($($rest)*)?);
    };
    ($to:ident, $key:literal = ? $value:expr $(, $($rest:tt)*)?) => {
        $to.field($key, &$crate::__private::Dbg(&$value));
        $crate::__fields!($to, $($($rest)*)?);
    };
    ($to:ident, $key:literal = $value:expr $(, $($rest:tt)*)?) => {
        $to.field($key, &$value);
        $crate::__fields!($to, $($($rest)*)?);
    };
    ($to:ident, % $key:ident $(, $($rest:tt)*)?) => {
        $to.field($crate::__key!($key), &$crate::__private::Show(&$key));
        $crate::__fields!($to, $($($rest)*)?);
    };
    ($to:ident, ? $key:ident $(, $($rest:tt)*)?) => {
        $to.field($crate::__key!($key), &$crate::__private::Dbg(&$key));
        $crate::__fields!($to, $($($rest)*)?);
    };
    ($to:ident, $key:ident $(, $($rest:tt)*)?) => {
        $to.field($crate::__key!($key), &$key);
        $crate::__fields!($to, $($($rest)*)?);
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
