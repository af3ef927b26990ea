use logging_runtime::stage;
fn mutable(list: Vec<u8>, count: u8) -> Vec<u8> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            fields: &["n"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    __LOGGING_SITE
        .__call(
            "mutable",
            ::core::module_path!(),
            move || -> Vec<u8> {
                let mut list = list;
                let mut count = count;
                if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                    ::logging_runtime::__private::Start::field(&mut __s, "n", &(count));
                    __LOGGING_SITE.__unsigned("count", count as u128).__start_as(__s);
                }
                {
                    '__body: {
                        count += 1;
                        list.push(count);
                        list
                    }
                }
            },
            ::logging_runtime::__private::Success,
        )
}
