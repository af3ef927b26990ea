use logging_runtime::stage;
trait Fetch {
    fn fetch(&self, url: &str) -> usize;
    fn twice(&self, url: &str) -> usize {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "twice",
            target: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            options: &::logging_runtime::__private::STAGE_BEGINS,
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
                { '__body: { 2 * self.fetch(url) } }
            },
            ::logging_runtime::__private::values::<usize>().__value(),
        )
    }
    fn later(&self) -> impl Future<Output = u8>;
}
impl Fetch for u8 {
    fn fetch(&self, url: &str) -> usize {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
            name: "fetch",
            target: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            options: &::logging_runtime::__private::STAGE_BEGINS,
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
    fn later(&self) -> impl ::core::future::Future<Output = u8> {
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
            async move {
                let _ = &self;
                if false {
                    return ::logging_runtime::__private::output::<u8>();
                }
                { '__body: { *self } }
            },
            ::logging_runtime::__private::values::<u8>().__value(),
        )
    }
}
