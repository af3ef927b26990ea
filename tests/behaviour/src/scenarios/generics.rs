//! Functions whose types are known only to their callers: what is seen follows from the bounds.

use std::any::Any;
use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::io;
use std::pin::Pin;

use logging_runtime::{Classify, Outcome, init, stage};

use super::errors::timed_out;

scenarios!(errors, values, of_types, handed_back,);

/// Says that it is a timeout, in every way in which an error can say something.
#[derive(Debug, Classify)]
#[outcome(timeout)]
struct Slow;

impl Display for Slow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is slow")
    }
}

impl Error for Slow {}

/// Says it, and has no text.
#[derive(Classify)]
#[outcome(timeout)]
struct Mute;

trait Own {}

impl Own for Slow {}

macro_rules! failing {
    ($($stage:literal $name:ident [$($bounds:tt)*]),* $(,)?) => {
        $(
            #[stage($stage)]
            fn $name<E: $($bounds)*>(error: E) -> Result<(), E> {
                Err(error)
            }
        )*
    };
}

failing! {
    "classify_error" by_classify_error [Classify + Error],
    "classify_display" by_classify_display [Classify + Display],
    "classify_debug" by_classify_debug [Classify + Debug],
    "classify" by_classify [Classify],
    "error" by_error [Error],
    "error_static" by_error_static [Error + Send + Sync + 'static],
    "display" by_display [Display],
    "debug" by_debug [Debug],
    "into_box" by_into_box [Into<Box<dyn Error>>],
    "own" by_own [Own],
    "any" by_any [Sized],
}

fn errors() {
    let _guard = init();
    let _ = by_classify_error(Slow);
    let _ = by_classify_display(Slow);
    let _ = by_classify_debug(Slow);
    let _ = by_classify(Slow);
    let _ = by_classify(Mute);
    let _ = by_error(Slow);
    let _ = by_error(timed_out());
    let _ = by_error_static(timed_out());
    let _ = by_display(timed_out());
    let _ = by_display(Slow);
    let _ = by_debug(timed_out());
    let _ = by_debug(Slow);
    let _ = by_into_box(timed_out());
    let _ = by_own(Slow);
    let _ = by_any(timed_out());
    let _ = by_any(Box::<dyn Error>::from(timed_out()));
    let _ = by_any(Box::<dyn Error + Send + Sync>::from(timed_out()));
    let _ = by_any(Mute);
}

#[stage("value")]
fn value<R>(value: R) -> R {
    value
}

#[stage("classified_value")]
fn classified_value<R: Classify>(value: R) -> R {
    value
}

#[stage("option")]
fn option<R>(value: Option<R>) -> Option<R> {
    value
}

#[stage("nested")]
fn nested<R, E>(value: Result<Option<R>, E>) -> Result<Option<R>, E> {
    value
}

#[stage("twice")]
fn twice<R, E: Error, F: Error>(value: Result<Result<R, E>, F>) -> Result<Result<R, E>, F> {
    value
}

#[stage("async_value")]
async fn async_value<R, E: Error>(value: Result<R, E>) -> Result<R, E> {
    std::future::ready(()).await;
    value
}

fn values() {
    let _guard = init();
    let _ = value(Err::<(), _>(Slow));
    let _ = value(None::<u8>);
    let _ = classified_value(Slow);
    let _ = option(None::<u8>);
    let _ = option(Some(1));
    let _ = nested(Ok::<Option<u8>, Slow>(None));
    let _ = nested(Err::<Option<u8>, _>(timed_out()));
    let _ = twice(Ok::<_, io::Error>(Err::<(), _>(timed_out())));
    let _ = twice(Err::<Result<(), io::Error>, _>(timed_out()));
    let _ = futures::executor::block_on(async_value(Err::<(), _>(timed_out())));
}

/// A type with parameters, whose methods are stages.
struct Client<E> {
    error: fn() -> E,
}

impl<E: Error> Client<E> {
    #[stage("get")]
    fn get(&self) -> Result<Outcome, E> {
        Err((self.error)())
    }
}

trait Fetch {
    type Error: Error;

    fn error(&self) -> Self::Error;

    #[stage("fetch")]
    fn fetch(&self) -> Result<u8, Self::Error> {
        Err(self.error())
    }
}

impl Fetch for Client<io::Error> {
    type Error = io::Error;

    fn error(&self) -> io::Error {
        (self.error)()
    }
}

fn of_types() {
    let _guard = init();
    let _ = Client { error: timed_out }.get();
    let _ = Client { error: || Slow }.get();
    let _ = Client { error: timed_out }.fetch();
}

/// Hands a value back. It is an `Error` only where that lives for ever.
struct Full<T>(T);

impl<T> Debug for Full<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Full")
    }
}

impl<T> Display for Full<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no room")
    }
}

impl<T: Any> Error for Full<T> {}

#[stage("push")]
fn push<T>(value: T) -> Result<(), Full<T>> {
    Err(Full(value))
}

#[stage("push_in_box")]
fn push_in_box<T>(value: T) -> Result<(), Box<Full<(T, u8)>>> {
    Err(Box::new(Full((value, 1))))
}

#[stage("try_push")]
fn try_push<T>(value: T) -> Option<Result<(), Full<T>>> {
    Some(push(value))
}

#[stage("push_all")]
fn push_all<T>(value: T) -> Result<impl Iterator<Item = u8> + use<T>, Full<T>> {
    Err::<std::iter::Empty<u8>, _>(Full(value))
}

#[stage("push_later")]
async fn push_later<T>(value: T) -> Result<(), Full<T>> {
    std::future::ready(()).await;
    Err(Full(value))
}

#[stage("push_boxed")]
fn push_boxed<'a, T: 'a>(value: T) -> Pin<Box<dyn Future<Output = Result<(), Full<T>>> + 'a>> {
    Box::pin(async move { Err(Full(value)) })
}

type Reply<T, E> = Result<T, E>;
type FullError<T> = Full<T>;

#[stage("push_by_alias")]
fn push_by_alias<T>(value: T) -> Reply<(), FullError<T>> {
    Err(Full(value))
}

#[stage("push_followed")]
fn push_followed<'a, T: 'a>(value: T) -> Pin<Box<dyn Future<Output = Result<(), Full<T>>> + 'a>> {
    let future = async move { Err(Full(value)) };
    Box::pin(future)
}

#[stage("push_in_time")]
fn push_in_time<T>(value: T) -> Result<Result<(), Full<T>>, Slow> {
    Ok(Err(Full(value)))
}

/// Not a result, though it is called so.
mod own {
    pub(super) struct Result<T, E>(pub(super) T, pub(super) E);
}

#[stage("push_anyway")]
fn push_anyway<T>(value: T) -> own::Result<(), Full<T>> {
    own::Result((), Full(value))
}

fn handed_back() {
    let _guard = init();
    let local = String::from("here");
    let value = &*local;
    let _ = push(value);
    let _ = push_in_box(value);
    let _ = try_push(value);
    let _ = push_all(value);
    let _ = futures::executor::block_on(push_later(value));
    let _ = futures::executor::block_on(push_boxed(value));
    let _ = push_by_alias(value);
    let _ = futures::executor::block_on(push_followed(value));
    let _ = push_in_time(value);
    let own::Result((), Full(_)) = push_anyway(value);
}
