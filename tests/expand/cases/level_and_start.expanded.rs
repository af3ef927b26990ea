use logging_runtime::{job, stage};
fn quiet() -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            level: ::logging_runtime::__private::Level::DEBUG,
            fields: &[],
            starts: false,
            begins: false,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    __LOGGING_SITE
        .__call(
            "quiet",
            ::core::module_path!(),
            move || -> u8 { 1 },
            ::logging_runtime::__private::Success,
        )
}
fn quietest() {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            level: ::logging_runtime::__private::Level::TRACE,
            fields: &[],
            starts: true,
            begins: false,
            ..::logging_runtime::__private::Options::JOB
        },
    );
    __LOGGING_SITE
        .__call(
            "",
            ::core::module_path!(),
            move || -> () {},
            ::logging_runtime::__private::Success,
        )
}
