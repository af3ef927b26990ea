use logging_runtime::{job, stage};
fn job_above(value: u8) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "outer",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::Options {
            fields: &["value"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::JOB
        },
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> u8 {
            if let ::core::option::Option::Some(mut __s) = ::logging_runtime::__private::begin(
                &__LOGGING_SITE,
            ) {
                ::logging_runtime::__private::Start::field(&mut __s, "value", &(value));
                ::logging_runtime::__private::Start::start(__s);
            }
            let value = value;
            let _ = &value;
            {
                '__body: {
                    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
                        name: "inner",
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
                                    ::logging_runtime::__private::Offer::Unsigned(
                                        "value",
                                        value as u128,
                                    ),
                                ],
                            );
                            let value = value;
                            { '__body: { value } }
                        },
                        ::logging_runtime::__private::values::<u8>().__value(),
                    )
                }
            }
        },
        ::logging_runtime::__private::values::<u8>().__value(),
    )
}
fn stage_above(value: u8) -> impl ::core::future::Future<Output = u8> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "outer",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::JOB_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::staged(
        &__LOGGING_SITE,
        async move {
            let _ = &value;
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [::logging_runtime::__private::Offer::Unsigned("value", value as u128)],
            );
            if false {
                return ::logging_runtime::__private::output::<u8>();
            }
            {
                '__body: {
                    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
                        name: "inner",
                        target: ::core::module_path!(),
                        file: ::core::file!(),
                        line: ::core::line!(),
                        options: &::logging_runtime::__private::STAGE_BEGINS,
                        state: ::logging_runtime::__private::State::NEW,
                    };
                    ::logging_runtime::__private::staged(
                            &__LOGGING_SITE,
                            async move {
                                let _ = &value;
                                ::logging_runtime::__private::params(
                                    &__LOGGING_SITE,
                                    [
                                        ::logging_runtime::__private::Offer::Unsigned(
                                            "value",
                                            value as u128,
                                        ),
                                    ],
                                );
                                if false {
                                    return ::logging_runtime::__private::output::<u8>();
                                }
                                { '__body: { value } }
                            },
                            ::logging_runtime::__private::values::<u8>().__value(),
                        )
                        .await
                }
            }
        },
        ::logging_runtime::__private::values::<u8>().__value(),
    )
}
