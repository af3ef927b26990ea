use logging_runtime::stage;
/// What stands before the future runs at once, in the stage's context.
fn eager(
    number: &str,
) -> impl Future<Output = Result<u8, std::num::ParseIntError>> + use<> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__lazy(
            "eager",
            ::core::module_path!(),
            move || {
                __LOGGING_SITE.__text("number", number).__start();
                let number = number;
                {
                    '__body: {
                        let number = number.parse();
                        async move { number }
                    }
                }
            },
            <Result<
                u8,
                std::num::ParseIntError,
            > as ::logging_runtime::__private::Asked>::kind()
                .__result()
                .__error()
                .__text()
                .__said(),
        )
}
