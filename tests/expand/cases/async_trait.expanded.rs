use logging_runtime::stage;
struct Client;
/// What `#[async_trait]` makes of `async fn load(&self, video_id: &str, at: usize)`.
impl Client {
    fn load<'life0, 'life1, 'async_trait>(
        &'life0 self,
        video_id: &'life1 str,
        at: usize,
    ) -> ::core::pin::Pin<
        Box<
            dyn ::core::future::Future<
                Output = Result<u8, String>,
            > + ::core::marker::Send + 'async_trait,
        >,
    >
    where
        'life0: 'async_trait,
        'life1: 'async_trait,
        Self: 'async_trait,
    {
        use ::logging_runtime::__private::Ask as _;
        static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
            &::logging_runtime::__private::Options {
                fields: &["at"],
                starts: true,
                begins: true,
                ..::logging_runtime::__private::Options::STAGE
            },
        );
        Box::pin(
            __LOGGING_SITE
                .__staged(
                    "load",
                    ::core::module_path!(),
                    async move {
                        if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE
                            .__begin()
                        {
                            ::logging_runtime::__private::Start::field(
                                &mut __s,
                                "at",
                                &(at),
                            );
                            __LOGGING_SITE.__text("video_id", video_id).__start_as(__s);
                        }
                        if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<
                            Result<u8, String>,
                        > {
                            return __ret;
                        }
                        let __self = self;
                        let at = at;
                        let __ret: Result<u8, String> = {
                            let byte = video_id.as_bytes().get(at).copied();
                            Ok(byte.ok_or("short")?)
                        };
                        __ret
                    },
                    <::logging_runtime::__private::Same<
                        Result<u8, String>,
                    > as ::logging_runtime::__private::Asked>::kind()
                        .__result()
                        .__error()
                        .__text()
                        .__said(),
                ),
        )
    }
}
