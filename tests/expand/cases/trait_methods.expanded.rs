use logging_runtime::stage;
trait Fetch {
    fn fetch(&self, url: &str) -> usize;
    fn twice(&self, url: &str) -> usize {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
        __LOGGING_SITE
            .__call(
                "twice",
                ::core::module_path!(),
                move || -> usize {
                    __LOGGING_SITE.__text("url", url).__start();
                    let url = url;
                    { '__body: { 2 * self.fetch(url) } }
                },
                ::logging_runtime::__private::Success,
            )
    }
    fn later(&self) -> impl Future<Output = u8>;
}
impl Fetch for u8 {
    fn fetch(&self, url: &str) -> usize {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE_BEGINS;
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
    fn later(&self) -> impl ::core::future::Future<Output = u8> {
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
        __LOGGING_SITE
            .__staged(
                "later",
                ::core::module_path!(),
                async move {
                    let _ = &self;
                    if false {
                        return <u8 as ::logging_runtime::__private::Asked>::output();
                    }
                    { '__body: { *self } }
                },
                ::logging_runtime::__private::Success,
            )
    }
}
