use logging_runtime::stage;
/// Its value is looked at.
pub fn fetch(url: &str, list: Vec<u8>) -> Result<usize, std::num::ParseIntError> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__call(
            "fetch",
            ::core::module_path!(),
            #[allow(clippy::result_large_err)]
            move || -> Result<usize, std::num::ParseIntError> {
                __LOGGING_SITE.__text("url", url).__start();
                let url = url;
                let list = list;
                {
                    '__body: {
                        let number: usize = url.parse()?;
                        Ok(number + list.len())
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
