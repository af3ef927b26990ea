use logging_runtime::{Outcome, stage};
fn judge(value: &u8) -> Outcome {
    if *value > 3 { Outcome::Error } else { Outcome::Success }
}
fn by_path() -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__call(
            "path",
            ::core::module_path!(),
            move || -> u8 { 5 },
            <u8 as ::logging_runtime::__private::Asked>::overruled(
                ::logging_runtime::__private::Success,
                |__v| judge(__v),
            ),
        )
}
fn by_closure() -> impl ::core::future::Future<Output = Vec<u8>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__staged(
            "closure",
            ::core::module_path!(),
            async move {
                if false {
                    return <Vec<u8> as ::logging_runtime::__private::Asked>::output();
                }
                { '__body: { Vec::new() } }
            },
            <Vec<
                u8,
            > as ::logging_runtime::__private::Asked>::overruled(
                ::logging_runtime::__private::Success,
                |all: &Vec<u8>| {
                    if all.is_empty() { Outcome::Blocked } else { Outcome::Success }
                },
            ),
        )
}
