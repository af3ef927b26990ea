use logging_runtime::stage;
/// The body stays in tail position, which gives the closure its signature.
fn identity() -> impl Fn(&str) -> &str {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "identity",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    let __guard = ::logging_runtime::__private::Guard::passing(&__LOGGING_SITE);
    { { '__body: { |text| text } } }
}
fn nested(number: &str) -> Result<impl Iterator<Item = u8>, std::num::ParseIntError> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "nested",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call_seen(
        &__LOGGING_SITE,
        move || -> Result<_, std::num::ParseIntError> {
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [::logging_runtime::__private::Offer::Text("number", number)],
            );
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
                .__said()
                .__opaque(),
            __v,
        ),
    )
}
fn argument(list: impl Iterator<Item = u8>) -> usize {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "argument",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> usize {
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [::logging_runtime::__private::param("list", &list).__offer()],
            );
            let list = list;
            { '__body: { list.count() } }
        },
        ::logging_runtime::__private::values::<usize>().__value(),
    )
}
