use logging_runtime::stage;
fn all(attempt: u8, list: Vec<u8>, shown: &str) -> usize {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            fields: &["attempt", "list", "shown", "last", "proxy"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    __LOGGING_SITE
        .__call(
            "all",
            ::core::module_path!(),
            move || -> usize {
                if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "attempt",
                        &(attempt),
                    );
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "list",
                        &::logging_runtime::__private::Dbg(&(list)),
                    );
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "shown",
                        &::logging_runtime::__private::Show(&(shown)),
                    );
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "last",
                        &(list.last().copied()),
                    );
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "proxy",
                        &(attempt > 1),
                    );
                    ::logging_runtime::__private::Start::start(__s);
                }
                let attempt = attempt;
                let list = list;
                let shown = shown;
                let _ = &attempt;
                let _ = &list;
                let _ = &shown;
                { '__body: { list.len() + shown.len() + usize::from(attempt) } }
            },
            ::logging_runtime::__private::Success,
        )
}
fn quoted() {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            fields: &["http.status"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    __LOGGING_SITE
        .__call(
            "quoted",
            ::core::module_path!(),
            move || -> () {
                if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                    ::logging_runtime::__private::Start::ctx(&mut __s, "user.id", &(7));
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "http.status",
                        &(200),
                    );
                    ::logging_runtime::__private::Start::start(__s);
                }
                '__body: {}
            },
            ::logging_runtime::__private::Success,
        )
}
/// What is named exists only once the pattern is bound.
fn late(__arg0: (u8, u8)) -> u8 {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            fields: &["a", "total"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    __LOGGING_SITE
        .__call(
            "late",
            ::core::module_path!(),
            move || -> u8 {
                let __arg0 = __arg0;
                let (a, b) = __arg0;
                if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                    ::logging_runtime::__private::Start::field(&mut __s, "a", &(a));
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "total",
                        &(a + b),
                    );
                    ::logging_runtime::__private::Start::start(__s);
                }
                { '__body: { a * b } }
            },
            ::logging_runtime::__private::Success,
        )
}
fn later(list: Vec<u8>) -> impl ::core::future::Future<Output = usize> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
        &::logging_runtime::__private::Options {
            fields: &["n"],
            starts: true,
            begins: true,
            ..::logging_runtime::__private::Options::STAGE
        },
    );
    __LOGGING_SITE
        .__staged(
            "async",
            ::core::module_path!(),
            async move {
                let _ = &list;
                if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                    ::logging_runtime::__private::Start::field(
                        &mut __s,
                        "n",
                        &(list.len()),
                    );
                    ::logging_runtime::__private::Start::start(__s);
                }
                if false {
                    return <usize as ::logging_runtime::__private::Asked>::output();
                }
                {
                    '__body: {
                        std::future::ready(()).await;
                        list.len()
                    }
                }
            },
            ::logging_runtime::__private::Success,
        )
}
