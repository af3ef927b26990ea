use std::panic::Location;
use logging_runtime::stage;
/// The body stays where it is: a closure would be the caller.
#[track_caller]
fn line(add: u32) -> Result<u32, String> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            fields: &["add"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    let __guard = (|| __LOGGING_SITE.__guard("line", ::core::module_path!()))();
    let __value: Result<u32, String> = match ::core::option::Option::None {
        ::core::option::Option::Some(__value) => __value,
        ::core::option::Option::None => {
            if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                ::logging_runtime::__private::Start::field(&mut __s, "add", &(add));
                ::logging_runtime::__private::Start::start(__s);
            }
            let add = add;
            let _ = &add;
            {
                '__body: {
                    if add > 9 {
                        return Err("far".to_owned());
                    }
                    Ok(Location::caller().line() + add)
                }
            }
        }
    };
    __guard
        .seen(
            &__value,
            <Result<u32, String> as ::logging_runtime::__private::Asked>::kind()
                .__result()
                .__error()
                .__text()
                .__said(),
        );
    __value
}
