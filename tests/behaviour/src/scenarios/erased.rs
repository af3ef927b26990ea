//! Errors in boxes of every kind, in each other, and with contexts.

use std::error::Error;
use std::fmt::{self, Display};
use std::io;
use std::sync::Arc;

use anyhow::Context as _;
use logging_runtime::{Classify, init, stage};

use super::errors::timed_out;

scenarios!(boxes, borrowing, contexts, inside_out, nested, nested_texts,);

/// An error that borrows, and may have a source.
#[derive(Debug)]
struct Parse<'a>(&'a str, Option<io::Error>);

impl Display for Parse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a number: {}", self.0)
    }
}

impl Error for Parse<'_> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.1.as_ref().map(|source| source as _)
    }
}

returning! {
    "boxed" boxed Result<(), Box<dyn Error>>,
    "boxed_send" boxed_send Result<(), Box<dyn Error + Send>>,
    "boxed_send_sync" boxed_send_sync Result<(), Box<dyn Error + Send + Sync>>,
    "boxed_sync_send" boxed_sync_send Result<(), Box<dyn Error + Sync + Send + 'static>>,
    "shared" shared Result<(), Arc<dyn Error + Send + Sync>>,
}

fn boxes() {
    let _guard = init();
    let _ = boxed(Err(timed_out().into()));
    let _ = boxed_send(Err(Box::new(timed_out())));
    let _ = boxed_send_sync(Err(timed_out().into()));
    let _ = boxed_sync_send(Err(timed_out().into()));
    let _ = shared(Err(Arc::new(timed_out())));
}

#[stage("borrows")]
fn borrows(text: &str, source: Option<io::Error>) -> Result<u8, Parse<'_>> {
    Err(Parse(text, source))
}

#[stage("boxed_borrows")]
fn boxed_borrows(text: &str, source: Option<io::Error>) -> Result<u8, Box<dyn Error + '_>> {
    Err(Box::new(Parse(text, source)))
}

#[stage("boxed_borrows_send")]
fn boxed_borrows_send<'a>(text: &'a str) -> Result<u8, Box<dyn Error + Send + Sync + 'a>> {
    Err(Box::new(Parse(text, Some(timed_out()))))
}

#[stage("reference")]
fn reference<'a>(error: &'a Parse<'a>) -> Result<u8, &'a (dyn Error + 'a)> {
    Err(error)
}

fn borrowing() {
    let _guard = init();
    let text = String::from("x1");
    let _ = borrows(&text, None);
    let _ = borrows(&text, Some(timed_out()));
    let _ = boxed_borrows(&text, None);
    let _ = boxed_borrows(&text, Some(timed_out()));
    let _ = boxed_borrows_send(&text);
    let _ = reference(&Parse(&text, Some(timed_out())));
}

#[stage("anyhow")]
fn any(result: anyhow::Result<u8>) -> anyhow::Result<u8> {
    result
}

#[stage("anyhow_of_io")]
fn any_of_io() -> anyhow::Result<u8> {
    Err(timed_out())?
}

#[stage("anyhow_async")]
async fn any_async(depth: u8) -> anyhow::Result<u8> {
    let result = match depth {
        0 => any_of_io(),
        _ => any(Err(io::Error::from(io::ErrorKind::PermissionDenied).into())),
    };
    result.with_context(|| format!("at depth {depth}"))
}

fn contexts() {
    let _guard = init();
    let _ = any(anyhow::Context::context(None::<u8>, "no video"));
    let _ = any(Err(anyhow::Error::new(timed_out())
        .context("a")
        .context("b")));
    let _ = any(Err(anyhow::Error::new(io::Error::other("disk"))
        .context(timed_out())
        .context("a timeout as a context")));
    let _ = any(Err(anyhow::anyhow!(Parse("static", Some(timed_out())))));
    let _ = futures::executor::block_on(any_async(0));
    let _ = futures::executor::block_on(any_async(1));
}

returning! {
    "io" io_error io::Result<()>,
}

fn inside_out() {
    use io::ErrorKind as K;
    let _guard = init();
    let denied = || io::Error::from(K::PermissionDenied);
    let _ = io_error(Err(io::Error::new(K::TimedOut, denied())));
    let _ = io_error(Err(io::Error::new(K::TimedOut, "a text")));
    let _ = io_error(Err(io::Error::other(io::Error::other(denied()))));
    let _ = io_error(Err(io::Error::other(Box::<dyn Error + Send + Sync>::from(
        denied(),
    ))));
    let _ = io_error(Err(io::Error::other(Parse("static", Some(timed_out())))));
    let _ = io_error(Err(io::Error::other(Arc::new(timed_out()))));
}

type Deep = Result<Result<u8, io::Error>, Box<dyn Error>>;

returning! {
    "two" two Result<Result<u8, io::Error>, io::Error>,
    "deep" deep Deep,
    "found" found Result<Option<u8>, Box<dyn Error + Send>>,
}

fn nested() {
    let _guard = init();
    let _ = two(Ok(Ok(1)));
    let _ = two(Ok(Err(timed_out())));
    let _ = two(Err(timed_out()));
    let _ = deep(Ok(Err(timed_out())));
    let _ = deep(Err(timed_out().into()));
    let _ = found(Ok(None));
    let _ = found(Err(Box::new(timed_out())));
}

/// Says what it means, and is no `Error`.
#[derive(Debug, Classify)]
#[outcome(blocked)]
struct Refused;

/// Has no text but that of its `Debug`.
#[derive(Debug)]
struct Bare;

impl Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

returning! {
    "any_in_time" any_in_time Result<anyhow::Result<u8>, io::Error>,
    "boxed_in_time" boxed_in_time Result<Result<u8, Box<dyn Error + Send + Sync>>, io::Error>,
    "text_in_time" text_in_time Result<Result<u8, String>, io::Error>,
    "said_in_time" said_in_time Result<Result<u8, Refused>, io::Error>,
    "bare_in_time" bare_in_time Result<Result<u8, Bare>, io::Error>,
}

fn nested_texts() {
    let _guard = init();
    let _ = any_in_time(Ok(Err(anyhow::Error::new(timed_out()).context("a"))));
    let _ = boxed_in_time(Ok(Err(timed_out().into())));
    let _ = text_in_time(Ok(Err("no disk".to_owned())));
    let _ = said_in_time(Ok(Err(Refused)));
    let _ = bare_in_time(Ok(Err(Bare)));
    let _ = any_in_time(Ok(Ok(1)));
}
