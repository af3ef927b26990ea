use logging_runtime::stage;
/// No argument is stored twice.
pub fn fetch(
    url: &str,
    body: [u8; 64],
) -> impl ::core::future::Future<Output = Result<usize, std::num::ParseIntError>> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__staged(
            "fetch",
            ::core::module_path!(),
            async move {
                let _ = &body;
                let _ = &url;
                __LOGGING_SITE.__text("url", url).__start();
                if false {
                    return <Result<
                        usize,
                        std::num::ParseIntError,
                    > as ::logging_runtime::__private::Asked>::output();
                }
                {
                    '__body: {
                        std::future::ready(()).await;
                        let number: usize = url.parse()?;
                        Ok(number + body.len())
                    }
                }
            },
            <Result<
                usize,
                std::num::ParseIntError,
            > as ::logging_runtime::__private::Asked>::kind()
                .__result()
                .__error()
                .__text()
                .__said(),
        )
}
fn unit() -> impl ::core::future::Future<Output = ()> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__staged(
            "unit",
            ::core::module_path!(),
            async move {
                if false {
                    return <() as ::logging_runtime::__private::Asked>::output();
                }
                { '__body: {} }
            },
            ::logging_runtime::__private::Success,
        )
}
