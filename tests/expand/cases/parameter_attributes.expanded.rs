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
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__call(
            "attributes",
            ::core::module_path!(),
            move || -> u8 {
                {
                    let __p = &__LOGGING_SITE.__none();
                    #[cfg(any())]
                    let __p = &__p.__param("absent", &absent).__offer();
                    #[cfg(all())]
                    let __p = &__p.__unsigned("present", present as u128);
                    #[allow(unused_variables)]
                    let __p = &__p.__unsigned("unused", unused as u128);
                    __p.__start();
                }
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
            ::logging_runtime::__private::Success,
        )
}
