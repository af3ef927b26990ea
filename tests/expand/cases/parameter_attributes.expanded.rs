use logging_runtime::stage;
fn attributes(
    #[cfg(any())]
    absent: Missing,
    #[cfg(all())]
    present: u8,
    #[allow(unused_variables)]
    unused: u8,
    _quiet: u8,
) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "attributes",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> u8 {
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [
                    #[cfg(any())]
                    ::logging_runtime::__private::param("absent", &absent).__offer(),
                    #[cfg(all())]
                    ::logging_runtime::__private::Offer::Unsigned(
                        "present",
                        present as u128,
                    ),
                    #[allow(unused_variables)]
                    ::logging_runtime::__private::Offer::Unsigned(
                        "unused",
                        unused as u128,
                    ),
                ],
            );
            #[cfg(any())]
            let absent = absent;
            #[cfg(all())]
            let present = present;
            #[allow(unused_variables)]
            let unused = unused;
            #[allow(
                clippy::used_underscore_binding,
                clippy::no_effect_underscore_binding
            )]
            let _quiet = _quiet;
            { '__body: { present } }
        },
        ::logging_runtime::__private::values::<u8>().__value(),
    )
}
