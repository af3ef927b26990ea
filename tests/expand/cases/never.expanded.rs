use logging_runtime::stage;
/// The body stays where it is: a closure cannot return `!` on stable.
fn never(text: &str) -> ! {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
    let __guard = __LOGGING_SITE.__guard("never", ::core::module_path!());
    {
        __LOGGING_SITE.__text("text", text).__start();
        let text = text;
        { '__body: { panic!("{text}") } }
    }
}
