use std::fmt::Debug;
use logging_runtime::stage;
fn generic<'a, T, const N: usize>(list: &'a [T; N]) -> Option<&'a T> {
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__call(
            "generic",
            ::core::module_path!(),
            move || -> Option<&'a T> { list.first() },
            <Option<&'a T> as ::logging_runtime::__private::Asked>::values().__says(),
        )
}
fn bounded<T, E>(value: Result<T, E>) -> Result<T, E>
where
    T: Clone + Send,
    E: Debug,
    for<'a> &'a T: Debug,
{
    use ::logging_runtime::__private::Ask as _;
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__call(
            "where",
            ::core::module_path!(),
            #[allow(clippy::result_large_err)]
            move || -> Result<T, E> {
                let value = value;
                { '__body: { value } }
            },
            <Result<T, E> as ::logging_runtime::__private::Asked>::kind()
                .__result()
                .__error()
                .__text()
                .__said(),
        )
}
fn later<T: Clone + Send + 'static>(
    list: Vec<T>,
) -> impl ::core::future::Future<Output = Vec<T>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::STAGE;
    __LOGGING_SITE
        .__staged(
            "async",
            ::core::module_path!(),
            #[allow(clippy::async_yields_async)]
            async move {
                let _ = &list;
                if false {
                    return <Vec<T> as ::logging_runtime::__private::Asked>::output();
                }
                { '__body: { list } }
            },
            ::logging_runtime::__private::Success,
        )
}
