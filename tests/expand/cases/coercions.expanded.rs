use std::error::Error;
use logging_runtime::stage;
fn boxed(empty: bool) -> Box<dyn Iterator<Item = u8>> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__call(
            "boxed",
            ::core::module_path!(),
            move || -> Box<dyn Iterator<Item = u8>> {
                let empty = empty;
                {
                    '__body: {
                        if empty {
                            return Box::new(std::iter::empty());
                        }
                        Box::new(0..3)
                    }
                }
            },
            <Box<
                dyn Iterator<Item = u8>,
            > as ::logging_runtime::__private::Asked>::values()
                .__says(),
        )
}
fn error(
    number: &str,
) -> impl ::core::future::Future<Output = Result<u8, Box<dyn Error>>> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__staged(
            "error",
            ::core::module_path!(),
            async move {
                let _ = &number;
                __LOGGING_SITE.__text("number", number).__start();
                if false {
                    return <Result<
                        u8,
                        Box<dyn Error>,
                    > as ::logging_runtime::__private::Asked>::output();
                }
                { '__body: { Ok(number.parse()?) } }
            },
            <Result<u8, Box<dyn Error>> as ::logging_runtime::__private::Asked>::kind()
                .__result()
                .__error()
                .__text()
                .__said(),
        )
}
