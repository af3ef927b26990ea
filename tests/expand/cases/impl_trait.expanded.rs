use logging_runtime::stage;
/// The body stays in tail position, which gives the closure its signature.
fn identity() -> impl Fn(&str) -> &str {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    let __guard = __LOGGING_SITE.__passing("identity", ::core::module_path!());
    { '__body: { |text| text } }
}
fn nested(number: &str) -> Result<impl Iterator<Item = u8>, std::num::ParseIntError> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__call_seen(
            "nested",
            ::core::module_path!(),
            #[allow(clippy::result_large_err)]
            move || -> Result<_, std::num::ParseIntError> {
                __LOGGING_SITE.__text("number", number).__start();
                let number = number;
                {
                    '__body: {
                        let end = number.parse()?;
                        Ok(0..end)
                    }
                }
            },
            |__v: &Result<_, std::num::ParseIntError>| ::logging_runtime::__private::Judge::verdict(
                &::logging_runtime::__private::kind_of(__v)
                    .__result()
                    .__error()
                    .__text()
                    .__said()
                    .__opaque(),
                __v,
            ),
        )
}
fn argument(list: impl Iterator<Item = u8>) -> usize {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__call(
            "argument",
            ::core::module_path!(),
            move || -> usize {
                let list = list;
                { '__body: { list.count() } }
            },
            ::logging_runtime::__private::Success,
        )
}
