use logging_runtime::stage;
fn mutable(list: Vec<u8>, count: u8) -> Vec<u8> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "mutable",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::Options {
            fields: &["n"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> Vec<u8> {
            let mut list = list;
            let mut count = count;
            if let ::core::option::Option::Some(mut __s) = ::logging_runtime::__private::begin(
                &__LOGGING_SITE,
            ) {
                ::logging_runtime::__private::Start::field(&mut __s, "n", &(count));
                ::logging_runtime::__private::Start::params(
                    &mut __s,
                    [
                        ::logging_runtime::__private::Offer::Unsigned(
                            "count",
                            count as u128,
                        ),
                    ],
                );
                ::logging_runtime::__private::Start::start(__s);
            }
            {
                '__body: {
                    count += 1;
                    list.push(count);
                    list
                }
            }
        },
        ::logging_runtime::__private::values::<Vec<u8>>().__value(),
    )
}
