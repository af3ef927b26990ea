use logging_runtime::stage;
struct Client {
    name: String,
}
/// What is around the bodies here is nothing to warn their author of.
impl Client {
    fn changed(mut self) -> String {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "changed",
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
                #[allow(unused_assignments)]
                {
                    '__body: {
                        let name = self.name.clone();
                        self.name = String::new();
                        name
                    }
                }
            },
            ::logging_runtime::__private::values::<String>().__value(),
        )
    }
    fn later(
        &self,
    ) -> impl ::core::future::Future<Output = impl Future<Output = usize> + use<>> {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "later",
            target: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            options: &::logging_runtime::__private::STAGE,
            state: ::logging_runtime::__private::State::NEW,
        };
        ::logging_runtime::__private::staged(
            &__LOGGING_SITE,
            #[allow(clippy::async_yields_async)]
            async move {
                let _ = &self;
                { '__body: { std::future::ready(self.name.len()) } }
            },
            ::logging_runtime::__private::Success,
        )
    }
}
