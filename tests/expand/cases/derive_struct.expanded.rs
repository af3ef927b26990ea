use logging_runtime::Classify;
struct Elapsed;
#[automatically_derived]
impl ::logging_runtime::Classify for Elapsed {
    fn outcome(&self) -> ::logging_runtime::Outcome {
        match self {
            Self { .. } => const { ::logging_runtime::__private::outcome("timeout") }
        }
    }
    fn error_type(&self) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {
            Self { .. } => ::core::option::Option::Some("timeout_error"),
        }
    }
}
struct Wrapper<T>(
    T,
)
where
    T: Send;
#[automatically_derived]
impl<T> ::logging_runtime::Classify for Wrapper<T>
where
    T: Send,
    T: ::logging_runtime::Classify,
{
    fn outcome(&self) -> ::logging_runtime::Outcome {
        match self {
            Self { 0: __field0, .. } => {
                use ::logging_runtime::__private::inner::*;
                (&&&&&::logging_runtime::__private::inner::Inner(__field0)).__outcome()
            }
        }
    }
    fn error_type(&self) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {
            Self { 0: __field0, .. } => {
                use ::logging_runtime::__private::inner::*;
                (&&&&&::logging_runtime::__private::inner::Inner(__field0))
                    .__error_type()
            }
        }
    }
    fn level(&self) -> ::core::option::Option<::logging_runtime::__private::Level> {
        match self {
            Self { 0: __field0, .. } => {
                use ::logging_runtime::__private::inner::*;
                (&&&&&::logging_runtime::__private::inner::Inner(__field0)).__level()
            }
        }
    }
}
enum Never {}
#[automatically_derived]
impl ::logging_runtime::Classify for Never {
    fn outcome(&self) -> ::logging_runtime::Outcome {
        match *self {}
    }
}
