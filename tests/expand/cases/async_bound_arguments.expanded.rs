use logging_runtime::stage;
/// From the first argument on that needs a binding of its own: `mut`, a pattern, or no mention.
fn bound(
    first: u8,
    second: u8,
    __arg2: (u8, u8),
    last: u8,
) -> impl ::core::future::Future<Output = u8> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__staged(
            "bound",
            ::core::module_path!(),
            async move {
                let _ = &first;
                __LOGGING_SITE
                    .__unsigned("first", first as u128)
                    .__unsigned("second", second as u128)
                    .__unsigned("last", last as u128)
                    .__start();
                let mut second = second;
                let __arg2 = __arg2;
                let (third, _) = __arg2;
                let last = last;
                if false {
                    return <u8 as ::logging_runtime::__private::Asked>::output();
                }
                {
                    '__body: {
                        second += first;
                        second + third + last
                    }
                }
            },
            ::logging_runtime::__private::Success,
        )
}
fn unused(
    first: u8,
    unused: u8,
    _quiet: u8,
) -> impl ::core::future::Future<Output = u8> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__staged(
            "unused",
            ::core::module_path!(),
            async move {
                let _ = &first;
                __LOGGING_SITE
                    .__unsigned("first", first as u128)
                    .__unsigned("unused", unused as u128)
                    .__start();
                let unused = unused;
                #[allow(
                    clippy::used_underscore_binding,
                    clippy::no_effect_underscore_binding
                )]
                let _quiet = _quiet;
                if false {
                    return <u8 as ::logging_runtime::__private::Asked>::output();
                }
                { '__body: { first } }
            },
            ::logging_runtime::__private::Success,
        )
}
