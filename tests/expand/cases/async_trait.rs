use logging_runtime::stage;

struct Client;

/// What `#[async_trait]` makes of `async fn load(&self, video_id: &str, at: usize)`.
impl Client {
    #[stage("load", fields(at))]
    fn load<'life0, 'life1, 'async_trait>(
        &'life0 self,
        video_id: &'life1 str,
        at: usize,
    ) -> ::core::pin::Pin<
        Box<
            dyn ::core::future::Future<Output = Result<u8, String>>
                + ::core::marker::Send
                + 'async_trait,
        >,
    >
    where
        'life0: 'async_trait,
        'life1: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move {
            if let ::core::option::Option::Some(__ret) =
                ::core::option::Option::None::<Result<u8, String>>
            {
                return __ret;
            }
            let __self = self;
            let at = at;
            let __ret: Result<u8, String> = {
                let byte = video_id.as_bytes().get(at).copied();
                Ok(byte.ok_or("short")?)
            };
            __ret
        })
    }
}
