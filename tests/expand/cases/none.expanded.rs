use logging_runtime::stage;
fn standard(list: &[u8]) -> Option<&u8> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "standard",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::Options {
            none: ::core::option::Option::Some(
                ::logging_runtime::__private::outcome("success"),
            ),
            fields: &[],
            starts: true,
            begins: false,
            ..::logging_runtime::__private::Options::STAGE
        },
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> Option<&u8> {
            let list = list;
            { '__body: { list.first() } }
        },
        ::logging_runtime::__private::values::<Option<&u8>>().__value(),
    )
}
fn own(list: &[u8]) -> Result<Option<&u8>, String> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "own",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::Options {
            none: ::core::option::Option::Some(
                ::logging_runtime::__private::outcome("not_found"),
            ),
            fields: &[],
            starts: true,
            begins: false,
            ..::logging_runtime::__private::Options::STAGE
        },
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> Result<Option<&u8>, String> {
            let list = list;
            { '__body: { Ok(list.first()) } }
        },
        ::logging_runtime::__private::kind::<Result<Option<&u8>, String>>()
            .__result()
            .__error()
            .__said()
            .__value(),
    )
}
