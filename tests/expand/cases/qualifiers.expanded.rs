use logging_runtime::stage;
#[cold]
#[inline(never)]
pub(crate) unsafe extern "C" fn unsafe_extern(value: *const u8) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__call(
            "unsafe",
            ::core::module_path!(),
            move || -> u8 {
                let value = value;
                { '__body: { unsafe { *value } } }
            },
            ::logging_runtime::__private::Success,
        )
}
unsafe fn unsafe_async(value: u8) -> impl ::core::future::Future<Output = u8> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    __LOGGING_SITE
        .__staged(
            "async unsafe",
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
}
pub(super) fn r#match(r#type: u8) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            fields: &["type"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    __LOGGING_SITE
        .__call(
            "raw",
            ::core::module_path!(),
            move || -> u8 {
                if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "type",
                        &(r#type),
                    );
                    ::logging_runtime::__private::Start::start(__s);
                }
                let r#type = r#type;
                let _ = &r#type;
                { '__body: { r#type } }
            },
            ::logging_runtime::__private::Success,
        )
}
