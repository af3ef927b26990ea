use logging_runtime::stage;
struct Sized<const N: usize>;
/// A brace group that is not the body.
fn sized() -> Sized<{ 1 + 2 }> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__by_type(
            "const",
            ::core::module_path!(),
            move || -> Sized<{ 1 + 2 }> { Sized },
            <Sized<{ 1 + 2 }> as ::logging_runtime::__private::Asked>::returned()
                .__result()
                .__error()
                .__text()
                .__said()
                .__value()
                .__nested(),
        )
}
