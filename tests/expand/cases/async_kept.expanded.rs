use logging_runtime::stage;
async fn kept(text: &str) -> usize {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__staged(
            "kept",
            ::core::module_path!(),
            async move {
                let _ = &text;
                __LOGGING_SITE.__text("text", text).__start();
                if false {
                    return <usize as ::logging_runtime::__private::Asked>::output();
                }
                { '__body: { text.len() } }
            },
            ::logging_runtime::__private::Success,
        )
        .await
}
/// The value is to be used, not the future.
#[must_use]
async fn must_use() -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__staged(
            "must use",
            ::core::module_path!(),
            async move {
                if false {
                    return <u8 as ::logging_runtime::__private::Asked>::output();
                }
                { '__body: { 1 } }
            },
            ::logging_runtime::__private::Success,
        )
        .await
}
/// `!` cannot be written as the output of a future.
async fn forever() -> ! {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__staged(
            "forever",
            ::core::module_path!(),
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
