use std::pin::Pin;
use logging_runtime::stage;
/// The box is the user's.
fn pinned(text: &str) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            fields: &["n"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    Box::pin(
        __LOGGING_SITE
            .__lazy(
                "pinned",
                ::core::module_path!(),
                move || {
                    if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE
                        .__begin()
                    {
                        ::logging_runtime::__private::Start::field(
                            &mut __s,
                            "n",
                            &(text.len()),
                        );
                        __LOGGING_SITE.__text("text", text).__start_as(__s);
                    }
                    let text = text;
                    let _ = &text;
                    { async move { text.len() } }
                },
                ::logging_runtime::__private::Success,
            ),
    )
}
/// The box is boxed again.
fn early(text: &str) -> Pin<Box<dyn Future<Output = usize> + '_>> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__by_type(
            "early",
            ::core::module_path!(),
            move || -> Pin<Box<dyn Future<Output = usize> + '_>> {
                __LOGGING_SITE.__text("text", text).__start();
                let text = text;
                {
                    '__body: {
                        if text.is_empty() {
                            return Box::pin(std::future::ready(0));
                        }
                        Box::pin(async move { text.len() })
                    }
                }
            },
            <Pin<
                Box<dyn Future<Output = usize> + '_>,
            > as ::logging_runtime::__private::Asked>::returned()
                .__result()
                .__error()
                .__text()
                .__said()
                .__value()
                .__nested(),
        )
}
