use logging_runtime::stage;
struct Client {
    name: String,
}
impl Client {
    fn shared(&self, path: &str) -> String {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
        __LOGGING_SITE
            .__call(
                "shared",
                ::core::module_path!(),
                move || -> String {
                    __LOGGING_SITE.__text("path", path).__start();
                    let path = path;
                    { '__body: { format!("{}{path}", self.name) } }
                },
                ::logging_runtime::__private::Success,
            )
    }
    fn exclusive(&mut self) -> &mut String {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
        __LOGGING_SITE
            .__call(
                "exclusive",
                ::core::module_path!(),
                move || -> &mut String { &mut self.name },
                ::logging_runtime::__private::Success,
            )
    }
    fn owned(mut self) -> String {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
        __LOGGING_SITE
            .__call(
                "owned",
                ::core::module_path!(),
                move || -> String {
                    let _ = &self;
                    {
                        '__body: {
                            self.name.push('!');
                            self.name
                        }
                    }
                },
                ::logging_runtime::__private::Success,
            )
    }
    fn boxed(self: Box<Self>) -> String {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
        __LOGGING_SITE
            .__call(
                "boxed",
                ::core::module_path!(),
                move || -> String {
                    let _ = &self;
                    { '__body: { self.name } }
                },
                ::logging_runtime::__private::Success,
            )
    }
    fn fetch<'a>(&'a self, path: &str) -> impl ::core::future::Future<Output = &'a str> {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
        __LOGGING_SITE
            .__staged(
                "async",
                ::core::module_path!(),
                async move {
                    let _ = &path;
                    let _ = &self;
                    __LOGGING_SITE.__text("path", path).__start();
                    if false {
                        return <&'a str as ::logging_runtime::__private::Asked>::output();
                    }
                    {
                        '__body: {
                            std::future::ready(path).await;
                            &self.name
                        }
                    }
                },
                ::logging_runtime::__private::Success,
            )
    }
}
