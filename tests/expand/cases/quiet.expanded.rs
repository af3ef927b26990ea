use logging_runtime::stage;
struct Client {
    name: String,
}
/// What is around the bodies here is nothing to warn their author of.
impl Client {
    fn changed(mut self) -> String {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
        __LOGGING_SITE
            .__call(
                "changed",
                ::core::module_path!(),
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
                ::logging_runtime::__private::Success,
            )
    }
    fn later(
        &self,
    ) -> impl ::core::future::Future<Output = impl Future<Output = usize> + use<>> {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
        __LOGGING_SITE
            .__staged(
                "later",
                ::core::module_path!(),
                #[allow(clippy::async_yields_async)]
                async move {
                    let _ = &self;
                    { '__body: { std::future::ready(self.name.len()) } }
                },
                ::logging_runtime::__private::Success,
            )
    }
}
#[allow(clippy::ptr_arg, reason = "it grows")]
fn grown(list: &Vec<u8>) -> impl ::core::future::Future<Output = usize> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__staged(
            "grown",
            ::core::module_path!(),
            async move {
                let _ = &list;
                if false {
                    return <usize as ::logging_runtime::__private::Asked>::output();
                }
                { '__body: { list.len() } }
            },
            ::logging_runtime::__private::Success,
        )
}
#[allow(clippy::extra_unused_type_parameters)]
fn proved<T: Send>() {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__call(
            "proved",
            ::core::module_path!(),
            move || -> () {},
            ::logging_runtime::__private::Success,
        )
}
