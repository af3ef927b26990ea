use logging_runtime::stage;
struct Sized<const N: usize>;
/// A brace group that is not the body.
fn sized() -> Sized<{ 1 + 2 }> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "const",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::by_type(
        &__LOGGING_SITE,
        move || -> Sized<{ 1 + 2 }> { { '__body: { Sized } } },
        ::logging_runtime::__private::returned::<Sized<{ 1 + 2 }>>()
            .__result()
            .__error()
            .__said()
            .__value(),
    )
}
