use logging_runtime::stage;
#[cold]
#[inline(never)]
pub(crate) unsafe extern "C" fn unsafe_extern(value: *const u8) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "unsafe",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> u8 {
            let value = value;
            { '__body: { unsafe { *value } } }
        },
        ::logging_runtime::__private::values::<u8>().__value(),
    )
}
unsafe fn unsafe_async(value: u8) -> impl ::core::future::Future<Output = u8> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "async unsafe",
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
                [::logging_runtime::__private::Offer::Unsigned("value", value as u128)],
            );
            if false {
                return ::logging_runtime::__private::output::<u8>();
            }
            { '__body: { value } }
        },
        ::logging_runtime::__private::values::<u8>().__value(),
    )
}
pub(super) fn r#match(r#type: u8) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "raw",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::Options {
            fields: &["type"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> u8 {
            if let ::core::option::Option::Some(mut __s) = ::logging_runtime::__private::begin(
                &__LOGGING_SITE,
            ) {
                ::logging_runtime::__private::Start::field(&mut __s, "type", &(r#type));
                ::logging_runtime::__private::Start::start(__s);
            }
            let r#type = r#type;
            let _ = &r#type;
            { '__body: { r#type } }
        },
        ::logging_runtime::__private::values::<u8>().__value(),
    )
}
