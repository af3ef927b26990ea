use logging_runtime::{job, stages};
struct Client;
impl Client {
    fn fetch(&self, url: &str) -> usize {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
            &::logging_runtime::__private::Options {
                level: ::logging_runtime::__private::Level::DEBUG,
                fields: &[],
                starts: true,
                begins: true,
                ..::logging_runtime::__private::Options::STAGE
            },
        );
        __LOGGING_SITE
            .__call(
                "fetch",
                ::core::module_path!(),
                move || -> usize {
                    __LOGGING_SITE.__text("url", url).__start();
                    let url = url;
                    { '__body: { url.len() } }
                },
                ::logging_runtime::__private::Success,
            )
    }
    fn transcript(&self) -> impl ::core::future::Future<Output = u8> {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::JOB;
        __LOGGING_SITE
            .__staged(
                "whole",
                ::core::module_path!(),
                async move {
                    let _ = &self;
                    if false {
                        return <u8 as ::logging_runtime::__private::Asked>::output();
                    }
                    { '__body: { 1 } }
                },
                ::logging_runtime::__private::Success,
            )
    }
    fn skipped(&self) {}
    const fn constant() -> u8 {
        1
    }
}
mod steps {
    pub fn first() {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
        __LOGGING_SITE
            .__call(
                "first",
                ::core::module_path!(),
                move || -> () {},
                ::logging_runtime::__private::Success,
            )
    }
}
