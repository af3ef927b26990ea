use logging_runtime::stage;
/// What stands before the future runs at once, in the stage's context.
fn eager(
    number: &str,
) -> impl Future<Output = Result<u8, std::num::ParseIntError>> + use<> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "eager",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::lazy(
        &__LOGGING_SITE,
        move || {
            ::logging_runtime::__private::params(
                &__LOGGING_SITE,
                [::logging_runtime::__private::Offer::Text("number", number)],
            );
            let number = number;
            {
                '__body: {
                    let number = number.parse();
                    async move { number }
                }
            }
        },
        ::logging_runtime::__private::kind::<Result<u8, std::num::ParseIntError>>()
            .__result()
            .__error()
            .__said()
            .__value(),
    )
}
