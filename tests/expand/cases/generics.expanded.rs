use std::fmt::Debug;
use logging_runtime::stage;
fn generic<'a, T, const N: usize>(list: &'a [T; N]) -> Option<&'a T> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "generic",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> Option<&'a T> {
            let list = list;
            { '__body: { list.first() } }
        },
        ::logging_runtime::__private::values::<Option<&'a T>>().__value(),
    )
}
fn bounded<T, E>(value: Result<T, E>) -> Result<T, E>
where
    T: Clone + Send,
    E: Debug,
    for<'a> &'a T: Debug,
{
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "where",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::call(
        &__LOGGING_SITE,
        move || -> Result<T, E> {
            let value = value;
            { '__body: { value } }
        },
        ::logging_runtime::__private::kind::<Result<T, E>>()
            .__result()
            .__error()
            .__said()
            .__value(),
    )
}
fn later<T: Clone + Send + 'static>(
    list: Vec<T>,
) -> impl ::core::future::Future<Output = Vec<T>> {
    static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site {
        name: "async",
        target: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        options: &::logging_runtime::__private::STAGE,
        state: ::logging_runtime::__private::State::NEW,
    };
    ::logging_runtime::__private::staged(
        &__LOGGING_SITE,
        async move {
            let _ = &list;
            if false {
                return ::logging_runtime::__private::output::<Vec<T>>();
            }
            { '__body: { list } }
        },
        ::logging_runtime::__private::values::<Vec<T>>().__value(),
    )
}
