use logging_runtime::{job, stages};
struct Client;
impl Client {
    fn fetch(&self, url: &str) -> usize {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "fetch",
            target: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            options: &::logging_runtime::__private::Options {
                level: ::logging_runtime::__private::Level::DEBUG,
                fields: &[],
                starts: true,
                begins: true,
                ..::logging_runtime::__private::Options::STAGE
            },
            state: ::logging_runtime::__private::State::NEW,
        };
        ::logging_runtime::__private::call(
            &__LOGGING_SITE,
            move || -> usize {
                let _ = &self;
                ::logging_runtime::__private::params(
                    &__LOGGING_SITE,
                    [::logging_runtime::__private::Offer::Text("url", url)],
                );
                let url = url;
                { '__body: { url.len() } }
            },
            ::logging_runtime::__private::values::<usize>().__value(),
        )
    }
    fn transcript(&self) -> impl ::core::future::Future<Output = u8> {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "whole",
            target: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            options: &::logging_runtime::__private::JOB,
            state: ::logging_runtime::__private::State::NEW,
        };
        ::logging_runtime::__private::staged(
            &__LOGGING_SITE,
            async move {
                let _ = &self;
                if false {
                    return ::logging_runtime::__private::output::<u8>();
                }
                { '__body: { 1 } }
            },
            ::logging_runtime::__private::values::<u8>().__value(),
        )
    }
    fn skipped(&self) {}
    const fn constant() -> u8 {
        1
    }
}
mod steps {
    pub fn first() {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "first",
            target: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            options: &::logging_runtime::__private::STAGE,
            state: ::logging_runtime::__private::State::NEW,
        };
        ::logging_runtime::__private::call(
            &__LOGGING_SITE,
            move || -> () { { '__body: {} } },
            ::logging_runtime::__private::Success,
        )
    }
}
