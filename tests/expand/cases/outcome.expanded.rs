use logging_runtime::{Outcome, stage};
fn judge(value: &u8) -> Outcome {
    if *value > 3 { Outcome::Error } else { Outcome::Success }
}
fn by_path() -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    (&__LOGGING_SITE)
        .__call::<
            u8,
        >(
            "path",
            ::core::module_path!(),
            move || -> u8 { 5 },
            ::logging_runtime::__private::overruled::<
                u8,
                _,
                _,
            >(::logging_runtime::__private::Success, |__v| judge(__v)),
        )
}
fn by_closure() -> impl ::core::future::Future<Output = Vec<u8>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    (&__LOGGING_SITE)
        .__staged(
            "closure",
            ::core::module_path!(),
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
                ::logging_runtime::__private::Success,
                |all: &Vec<u8>| {
                    if all.is_empty() { Outcome::Blocked } else { Outcome::Success }
                },
            ),
        )
}
