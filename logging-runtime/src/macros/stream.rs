//! The macro for streams.

/// Makes a stream a stage, whose items are classified as the values of functions are.
///
/// It is [`InStage`](crate::InStage), and the stage ends as its last item says: an `Err` is a
/// failure if no item follows, whether the stream ends then or its consumer leaves. Its lines
/// follow the filter of the module that this stands in, and its fields are evaluated at once.
///
/// ```
/// use futures::StreamExt;
/// use futures::stream::iter;
/// use logging_runtime::stage_stream;
/// # futures::executor::block_on(async {
/// let attempt = 1;
/// let lines = iter(["1", "2", "x"]).map(str::parse::<u32>);
/// let mut numbers = stage_stream!("numbers", fields(attempt, source = "cache"), lines);
/// while let Some(Ok(number)) = numbers.next().await {
///     println!("{number}");
/// }
/// // The stage has failed: `ParseIntError: invalid digit found in string`, `"items":3`.
/// drop(numbers);
/// # });
/// ```
#[macro_export]
macro_rules! stage_stream {
    ($name:literal, fields($($fields:tt)*), $stream:expr $(,)?) => {
        $crate::__stage_stream!($name, ($($fields)*), $stream)
    };
    ($name:literal, $stream:expr $(,)?) => {
        $crate::__stage_stream!($name, (), $stream)
    };
    ($($other:tt)*) => {
        ::core::compile_error!(
            "a stream is `stage_stream!(\"name\", stream)`, with fields `stage_stream!(\"name\", fields(key = value), stream)`"
        )
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __stage_stream {
    ($name:literal, ($($fields:tt)*), $stream:expr) => {{
        static __SITE: $crate::__private::Site =
            $crate::__stage_site!($name, ($($fields)*));
        let mut __given = $crate::__private::Given::at(__SITE.__at($name, ::core::module_path!()));
        $crate::__fields!(Given __given, $($fields)*);
        __given.judging($stream, $crate::__verdict!())
    }};
}
