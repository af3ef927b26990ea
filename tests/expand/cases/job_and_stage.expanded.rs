use logging_runtime::{job, stage};
fn job_above(value: u8) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            fields: &["value"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::JOB
        },
    );
    __LOGGING_SITE
        .__call(
            "outer",
            ::core::module_path!(),
            move || -> u8 {
                if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "value",
                        &(value),
                    );
                    ::logging_runtime::__private::Start::start(__s);
                }
                let value = value;
                let _ = &value;
                {
                    '__body: {
                        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
                        __LOGGING_SITE
                            .__call(
                                "inner",
                                ::core::module_path!(),
                                move || -> u8 {
                                    __LOGGING_SITE.__unsigned("value", value as u128).__start();
                                    let value = value;
                                    { '__body: { value } }
                                },
                                ::logging_runtime::__private::Success,
                            )
                    }
                }
            },
            ::logging_runtime::__private::Success,
        )
}
fn stage_above(value: u8) -> impl ::core::future::Future<Output = u8> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::JOB_BEGINS;
    __LOGGING_SITE
        .__staged(
            "outer",
            ::core::module_path!(),
            async move {
                let _ = &value;
                __LOGGING_SITE.__unsigned("value", value as u128).__start();
                if false {
                    return <u8 as ::logging_runtime::__private::Asked>::output();
                }
                {
                    '__body: {
                        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
                        __LOGGING_SITE
                            .__staged(
                                "inner",
                                ::core::module_path!(),
                                async move {
                                    let _ = &value;
                                    __LOGGING_SITE.__unsigned("value", value as u128).__start();
                                    if false {
                                        return <u8 as ::logging_runtime::__private::Asked>::output();
                                    }
                                    { '__body: { value } }
                                },
                                ::logging_runtime::__private::Success,
                            )
                            .await
                    }
                }
            },
            ::logging_runtime::__private::Success,
        )
}
