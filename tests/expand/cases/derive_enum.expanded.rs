use logging_runtime::{Classify, Outcome};
#[derive(Debug)]
enum Failure<'a, E> {
    Refused,
    Slow { after: u64 },
    Inner(E),
    Io { source: std::io::Error },
    Status(u16, &'a str),
    Partial,
    Other,
}
#[automatically_derived]
impl<'a, E> ::logging_runtime::Classify for Failure<'a, E>
where
    E: ::logging_runtime::Classify,
{
    fn outcome(&self) -> ::logging_runtime::Outcome {
        match self {
            Self::Refused { .. } => {
                const { ::logging_runtime::__private::outcome("blocked") }
            }
            Self::Slow { .. } => {
                const { ::logging_runtime::__private::outcome("timeout") }
            }
            Self::Inner { 0: __field0, .. } => {
                use ::logging_runtime::__private::inner::*;
                (&&&&&::logging_runtime::__private::inner::Inner(__field0)).__outcome()
            }
            Self::Io { source: __field0, .. } => {
                use ::logging_runtime::__private::inner::*;
                (&&&&&::logging_runtime::__private::inner::Inner(__field0)).__outcome()
            }
            Self::Status { 0: __field0, 1: __field1, .. } => judge(__field0, __field1),
            Self::Partial { .. } => {
                const { ::logging_runtime::__private::outcome("partial") }
            }
            Self::Other { .. } => {
                const { ::logging_runtime::__private::outcome("error") }
            }
        }
    }
    fn error_type(&self) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {
            Self::Refused { .. } => ::core::option::Option::Some("auth_error"),
            Self::Slow { .. } => ::core::option::Option::None,
            Self::Inner { 0: __field0, .. } => {
                use ::logging_runtime::__private::inner::*;
                (&&&&&::logging_runtime::__private::inner::Inner(__field0))
                    .__error_type()
            }
            Self::Io { .. } => ::core::option::Option::Some("network_error"),
            Self::Status { .. } => ::core::option::Option::None,
            Self::Partial { .. } => ::core::option::Option::None,
            Self::Other { .. } => ::core::option::Option::None,
        }
    }
    fn level(&self) -> ::core::option::Option<::logging_runtime::__private::Level> {
        match self {
            Self::Refused { .. } => {
                ::core::option::Option::Some(::logging_runtime::__private::Level::INFO)
            }
            Self::Slow { .. } => ::core::option::Option::None,
            Self::Inner { 0: __field0, .. } => {
                use ::logging_runtime::__private::inner::*;
                (&&&&&::logging_runtime::__private::inner::Inner(__field0)).__level()
            }
            Self::Io { source: __field0, .. } => {
                use ::logging_runtime::__private::inner::*;
                (&&&&&::logging_runtime::__private::inner::Inner(__field0)).__level()
            }
            Self::Status { .. } => ::core::option::Option::None,
            Self::Partial { .. } => ::core::option::Option::None,
            Self::Other { .. } => ::core::option::Option::None,
        }
    }
}
fn judge(code: &u16, _: &str) -> Outcome {
    match code {
        429 => Outcome::Blocked,
        _ => Outcome::Error,
    }
}
