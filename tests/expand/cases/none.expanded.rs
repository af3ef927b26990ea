use logging_runtime::stage;
fn standard(list: &[u8]) -> Option<&u8> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            none: ::core::option::Option::Some(
                ::logging_runtime::__private::outcome("success"),
            ),
            fields: &[],
            starts: true,
            begins: false,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    __LOGGING_SITE
        .__call(
            "standard",
            ::core::module_path!(),
            move || -> Option<&u8> { list.first() },
            <Option<&u8> as ::logging_runtime::__private::Asked>::values().__says(),
        )
}
fn own(list: &[u8]) -> Result<Option<&u8>, String> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            none: ::core::option::Option::Some(
                ::logging_runtime::__private::outcome("not_found"),
            ),
            fields: &[],
            starts: true,
            begins: false,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    __LOGGING_SITE
        .__call(
            "own",
            ::core::module_path!(),
            move || -> Result<Option<&u8>, String> { Ok(list.first()) },
            <Result<Option<&u8>, String> as ::logging_runtime::__private::Asked>::kind()
                .__result()
                .__error()
                .__text()
                .__said()
                .__value(),
        )
}
