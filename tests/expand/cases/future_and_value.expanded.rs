use std::pin::Pin;
use logging_runtime::stage;
type Reply<'a> = Pin<Box<dyn Future<Output = usize> + 'a>>;
fn awaited(text: &str) -> Reply<'_> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "awaited",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    Box::pin(
        ::logging_runtime::__private::lazy(
            &__LOGGING_SITE,
            move || {
                ::logging_runtime::__private::params(
                    &__LOGGING_SITE,
                    [::logging_runtime::__private::Offer::Text("text", text)],
                );
                let text = text;
                { async move { text.len() } }
            },
            ::logging_runtime::__private::kind::<
                <Reply<'_> as ::core::future::Future>::Output,
            >()
                .__result()
                .__error()
                .__said()
                .__value(),
        ),
    )
}
fn made(text: &str) -> Pin<Box<dyn Future<Output = usize> + '_>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "made",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> Pin<Box<dyn Future<Output = usize> + '_>> {
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [::logging_runtime::__private::Offer::Text("text", text)],
            );
            let text = text;
            { '__body: { Box::pin(async move { text.len() }) } }
        },
        ::logging_runtime::__private::kind::<Pin<Box<dyn Future<Output = usize> + '_>>>()
            .__result()
            .__error()
            .__said()
            .__value(),
    )
}
