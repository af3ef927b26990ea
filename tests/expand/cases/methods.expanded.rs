use logging_runtime::stage;
struct Client {
    name: String,
}
impl Client {
    fn shared(&self, path: &str) -> String {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "shared",
            target: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            options: &::logging_runtime::__private::STAGE_BEGINS,
            state: ::logging_runtime::__private::State::NEW,
        };
        ::logging_runtime::__private::call(
            &__LOGGING_SITE,
            move || -> String {
                let _ = &self;
                ::logging_runtime::__private::params(
                    &__LOGGING_SITE,
                    [::logging_runtime::__private::Offer::Text("path", path)],
                );
                let path = path;
                { '__body: { format!("{}{path}", self.name) } }
            },
            ::logging_runtime::__private::values::<String>().__value(),
        )
    }
    fn exclusive(&mut self) -> &mut String {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "exclusive",
            target: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            options: &::logging_runtime::__private::STAGE,
            state: ::logging_runtime::__private::State::NEW,
        };
        ::logging_runtime::__private::call(
            &__LOGGING_SITE,
            move || -> &mut String {
                let _ = &self;
                { '__body: { &mut self.name } }
            },
            ::logging_runtime::__private::values::<&mut String>().__value(),
        )
    }
    fn owned(mut self) -> String {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "owned",
            target: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            options: &::logging_runtime::__private::STAGE,
            state: ::logging_runtime::__private::State::NEW,
        };
        ::logging_runtime::__private::call(
            &__LOGGING_SITE,
            move || -> String {
                let _ = &self;
                {
                    '__body: {
                        self.name.push('!');
                        self.name
                    }
                }
            },
            ::logging_runtime::__private::values::<String>().__value(),
        )
    }
    fn boxed(self: Box<Self>) -> String {
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
            move || -> String {
                let _ = &self;
                { '__body: { self.name } }
            },
            ::logging_runtime::__private::values::<String>().__value(),
        )
    }
    fn fetch<'a>(&'a self, path: &str) -> impl ::core::future::Future<Output = &'a str> {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "async",
            target: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            options: &::logging_runtime::__private::STAGE_BEGINS,
            state: ::logging_runtime::__private::State::NEW,
        };
        ::logging_runtime::__private::staged(
            &__LOGGING_SITE,
            async move {
                let _ = &path;
                let _ = &self;
                ::logging_runtime::__private::params(
                    &__LOGGING_SITE,
                    [::logging_runtime::__private::Offer::Text("path", path)],
                );
                if false {
                    return ::logging_runtime::__private::output::<&'a str>();
                }
                {
                    '__body: {
                        std::future::ready(path).await;
                        &self.name
                    }
                }
            },
            ::logging_runtime::__private::values::<&'a str>().__value(),
        )
    }
}
