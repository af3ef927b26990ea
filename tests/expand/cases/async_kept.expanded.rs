use logging_runtime::stage;
async fn kept(text: &str) -> usize {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "kept",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::staged(
            &__LOGGING_SITE,
            async move {
                let _ = &text;
                ::logging_runtime::__private::params(
                    &__LOGGING_SITE,
                    [::logging_runtime::__private::Offer::Text("text", text)],
                );
                if false {
                    return ::logging_runtime::__private::output::<usize>();
                }
                { '__body: { text.len() } }
            },
            ::logging_runtime::__private::values::<usize>().__value(),
        )
        .await
}
/// The value is to be used, not the future.
#[must_use]
async fn must_use() -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "must use",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::staged(
            &__LOGGING_SITE,
            async move {
                if false {
                    return ::logging_runtime::__private::output::<u8>();
                }
                { '__body: { 1 } }
            },
            ::logging_runtime::__private::values::<u8>().__value(),
        )
        .await
}
/// `!` cannot be written as the output of a future.
async fn forever() -> ! {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "forever",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::staged(
            &__LOGGING_SITE,
            async move {
                {
                    '__body: {
                        loop {
                            std::future::ready(()).await;
                        }
                    }
                }
            },
            ::logging_runtime::__private::Success,
        )
        .await
}
