use std::pin::Pin;
use logging_runtime::stage;
type Reply<'a> = Pin<Box<dyn Future<Output = usize> + 'a>>;
fn awaited(text: &str) -> Reply<'_> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    Box::pin(
        __LOGGING_SITE
            .__lazy(
                "awaited",
                ::core::module_path!(),
                move || {
                    __LOGGING_SITE.__text("text", text).__start();
                    let text = text;
                    { async move { text.len() } }
                },
                <::logging_runtime::__private::Same<
                    <Reply<'_> as ::core::future::Future>::Output,
                > as ::logging_runtime::__private::Asked>::kind()
                    .__result()
                    .__error()
                    .__text()
                    .__said()
                    .__value()
                    .__nested(),
            ),
    )
}
fn made(text: &str) -> Pin<Box<dyn Future<Output = usize> + '_>> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__call(
            "made",
            ::core::module_path!(),
            move || -> Pin<Box<dyn Future<Output = usize> + '_>> {
                __LOGGING_SITE.__text("text", text).__start();
                let text = text;
                { '__body: { Box::pin(async move { text.len() }) } }
            },
            <Pin<
                Box<dyn Future<Output = usize> + '_>,
            > as ::logging_runtime::__private::Asked>::kind()
                .__result()
                .__error()
                .__text()
                .__said()
                .__value()
                .__nested(),
        )
}
