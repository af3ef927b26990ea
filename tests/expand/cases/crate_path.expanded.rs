mod inner {
    pub(super) use logging_runtime as obs;
}
fn elsewhere(n: u8) -> Option<u8> {
    static __LOGGING_SITE: inner::obs::__private::Site = inner::obs::__private::Site {
        name: "elsewhere",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &inner::obs::__private::Options {
            none: ::core::option::Option::Some(
                inner::obs::__private::outcome("not_found"),
            ),
            fields: &[],
            starts: true,
            begins: true,
            ..inner::obs::__private::Options::STAGE
        },
        state: inner::obs::__private::State::NEW,
    };
    inner::obs::__private::call(
        &__LOGGING_SITE,
        move || -> Option<u8> {
            inner::obs::__private::params(
                &__LOGGING_SITE,
                [inner::obs::__private::Offer::Unsigned("n", n as u128)],
            );
            let n = n;
            { '__body: { Some(n) } }
        },
        inner::obs::__private::values::<Option<u8>>().__value(),
    )
}
