use logging_runtime::stage;
/// Its value is looked at.
pub fn fetch(url: &str, list: Vec<u8>) -> Result<usize, std::num::ParseIntError> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "fetch",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> Result<usize, std::num::ParseIntError> {
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [::logging_runtime::__private::Offer::Text("url", url)],
            );
            let url = url;
            let list = list;
            {
                '__body: {
                    let number: usize = url.parse()?;
                    Ok(number + list.len())
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
