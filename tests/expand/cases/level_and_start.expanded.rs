use logging_runtime::{job, stage};
fn quiet() -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "quiet",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::Options {
            level: ::logging_runtime::__private::Level::DEBUG,
            fields: &[],
            starts: false,
            begins: false,
            ..::logging_runtime::__private::Options::STAGE
        },
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> u8 { { '__body: { 1 } } },
        ::logging_runtime::__private::values::<u8>().__value(),
    )
}
fn quietest() {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::Options {
            level: ::logging_runtime::__private::Level::TRACE,
            fields: &[],
            starts: true,
            begins: false,
            ..::logging_runtime::__private::Options::JOB
        },
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> () { { '__body: {} } },
        ::logging_runtime::__private::Success,
    )
}
