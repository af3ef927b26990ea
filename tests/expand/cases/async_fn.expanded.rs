use logging_runtime::stage;
/// No argument is stored twice.
pub fn fetch(
    url: &str,
    body: [u8; 64],
) -> impl ::core::future::Future<Output = Result<usize, std::num::ParseIntError>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "fetch",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::staged(
        &__LOGGING_SITE,
        async move {
            let _ = &body;
            let _ = &url;
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [::logging_runtime::__private::Offer::Text("url", url)],
            );
            if false {
                return ::logging_runtime::__private::output::<
                    Result<usize, std::num::ParseIntError>,
                >();
            }
            {
                '__body: {
                    std::future::ready(()).await;
                    let number: usize = url.parse()?;
                    Ok(number + body.len())
                }
            }
        },
        ::logging_runtime::__private::kind::<Result<usize, std::num::ParseIntError>>()
            .__result()
            .__error()
            .__said()
            .__value(),
    )
}
fn unit() -> impl ::core::future::Future<Output = ()> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "unit",
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
                return ::logging_runtime::__private::output::<()>();
            }
            { '__body: {} }
        },
        ::logging_runtime::__private::Success,
    )
}
