use std::pin::Pin;
use logging_runtime::stage;
/// The box is the user's.
fn pinned(text: &str) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "pinned",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::Options {
            fields: &["n"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
        state: ::logging_runtime::__private::State::NEW,
    };
    Box::pin(
        ::logging_runtime::__private::lazy(
            &__LOGGING_SITE,
            move || {
                if let ::core::option::Option::Some(mut __s) = ::logging_runtime::__private::begin(
                    &__LOGGING_SITE,
                ) {
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "n",
                        &(text.len()),
                    );
                    ::logging_runtime::__private::Start::params(
                        &mut __s,
                        [::logging_runtime::__private::Offer::Text("text", text)],
                    );
                    ::logging_runtime::__private::Start::start(__s);
                }
                let text = text;
                let _ = &text;
                { async move { text.len() } }
            },
            ::logging_runtime::__private::values::<usize>().__value(),
        ),
    )
}
/// The box is boxed again.
fn early(text: &str) -> Pin<Box<dyn Future<Output = usize> + '_>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "early",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::by_type(
        &__LOGGING_SITE,
        move || -> Pin<Box<dyn Future<Output = usize> + '_>> {
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [::logging_runtime::__private::Offer::Text("text", text)],
            );
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
        ::logging_runtime::__private::returned::<
            Pin<Box<dyn Future<Output = usize> + '_>>,
        >()
            .__result()
            .__error()
            .__said()
            .__value(),
    )
}
