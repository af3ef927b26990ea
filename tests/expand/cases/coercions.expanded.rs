use std::error::Error;
use logging_runtime::stage;
fn boxed(empty: bool) -> Box<dyn Iterator<Item = u8>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "boxed",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> Box<dyn Iterator<Item = u8>> {
            let empty = empty;
            {
                '__body: {
                    if empty {
                        return Box::new(std::iter::empty());
                    }
                    Box::new(0..3)
                }
            }
        },
        ::logging_runtime::__private::values::<Box<dyn Iterator<Item = u8>>>().__value(),
    )
}
fn error(
    number: &str,
) -> impl ::core::future::Future<Output = Result<u8, Box<dyn Error>>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "error",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::staged(
        &__LOGGING_SITE,
        async move {
            let _ = &number;
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [::logging_runtime::__private::Offer::Text("number", number)],
            );
            if false {
                return ::logging_runtime::__private::output::<
                    Result<u8, Box<dyn Error>>,
                >();
            }
            { '__body: { Ok(number.parse()?) } }
        },
        ::logging_runtime::__private::kind::<Result<u8, Box<dyn Error>>>()
            .__result()
            .__error()
            .__said()
            .__value(),
    )
}
