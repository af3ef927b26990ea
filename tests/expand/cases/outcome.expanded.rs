use logging_runtime::{Outcome, stage};
fn judge(value: &u8) -> Outcome {
    if *value > 3 { Outcome::Error } else { Outcome::Success }
}
fn by_path() -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "path",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call::<
        u8,
    >(
        &__LOGGING_SITE,
        move || -> u8 { { '__body: { 5 } } },
        ::logging_runtime::__private::overruled::<
            u8,
            _,
            _,
        >(::logging_runtime::__private::values::<u8>().__value(), |__v| judge(__v)),
    )
}
fn by_closure() -> impl ::core::future::Future<Output = Vec<u8>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "closure",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::staged(
        &__LOGGING_SITE,
        async move {
            if false {
                return ::logging_runtime::__private::output::<Vec<u8>>();
            }
            { '__body: { Vec::new() } }
        },
        ::logging_runtime::__private::overruled::<
            Vec<u8>,
            _,
            _,
        >(
            ::logging_runtime::__private::values::<Vec<u8>>().__value(),
            |all: &Vec<u8>| {
                if all.is_empty() { Outcome::Blocked } else { Outcome::Success }
            },
        ),
    )
}
