use logging_runtime::stage;
/// The body stays where it is: a closure cannot return `!` on stable.
fn never(text: &str) -> ! {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "never",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE_BEGINS,
        state: ::logging_runtime::__private::State::NEW,
    };
    let __guard = ::logging_runtime::__private::Guard::new(&__LOGGING_SITE);
    {
        ::logging_runtime::__private::params(
            &__LOGGING_SITE,
            [::logging_runtime::__private::Offer::Text("text", text)],
        );
        let text = text;
        { '__body: { panic!("{text}") } }
    }
}
