//! What an error means, and what it says of itself.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::io;
use std::process::{Command, ExitStatus, Output};

use http::StatusCode;
use logging_runtime::{init, stage};

scenarios!(
    io_errors,
    subprocesses,
    erased_errors,
    own_errors,
    texts,
    chains,
    generic_values,
    http_statuses,
    by_words,
);

#[stage("io", fields(kind = ?error.kind()))]
fn io_error(error: io::Error) -> io::Result<()> {
    Err(error)
}

fn io_errors() {
    use io::ErrorKind as K;
    let _guard = init();
    for kind in [
        K::TimedOut,
        K::WouldBlock,
        K::PermissionDenied,
        K::ConnectionRefused,
        K::ConnectionReset,
        K::BrokenPipe,
        K::NotFound,
        K::StorageFull,
        K::InvalidData,
    ] {
        let _ = io_error(kind.into());
    }
    let inside = io::Error::other(io::Error::from(K::TimedOut));
    let _ = io_error(inside);
}

returning! {
    "status" status ExitStatus,
    "output" output io::Result<Output>,
}

fn subprocesses() {
    let _guard = init();
    let sh = |text| {
        let mut command = Command::new("sh");
        command.args(["-c", text]);
        command
    };
    status(sh("exit 0").status().expect("sh"));
    status(sh("exit 3").status().expect("sh"));
    output(sh("exit 0").output()).expect("sh");
    output(sh("exit 1").output()).expect("sh");
    output(sh("echo a >&2; echo no disk >&2; exit 1").output()).expect("sh");
    let _ = output(Command::new("/no/such/program").output());
}

returning! {
    "boxed" boxed Result<(), Box<dyn Error>>,
    "boxed_send" boxed_send Result<(), Box<dyn Error + Send + Sync>>,
    "anyhow" any anyhow::Result<()>,
    "anyhow_option" any_option anyhow::Result<Option<u8>>,
}

pub(super) fn timed_out() -> io::Error {
    io::ErrorKind::TimedOut.into()
}

fn erased_errors() {
    let _guard = init();
    let _ = boxed(Err("only a text".into()));
    let _ = boxed(Err(Box::new(timed_out())));
    let _ = boxed_send(Err(Box::new(io::Error::from(
        io::ErrorKind::PermissionDenied,
    ))));
    let _ = any(Err(anyhow::anyhow!("only a text")));
    let _ = any(Err(anyhow::Error::from(timed_out())
        .context("cannot fetch")
        .context("no video")));
    let _ = any_option(Ok(None));
    let _ = any(Ok(()));
}

struct Shown;

impl Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("shown")
    }
}

#[derive(Debug)]
struct OnlyDebug {
    _code: u8,
}

struct Silent;

returning! {
    "shown" shown Result<(), Shown>,
    "only_debug" only_debug Result<(), OnlyDebug>,
    "silent" silent Result<(), Silent>,
    "chained" chained Result<(), Link>,
}

fn own_errors() {
    let _guard = init();
    let _ = shown(Err(Shown));
    let _ = only_debug(Err(OnlyDebug { _code: 7 }));
    let _ = silent(Err(Silent));
    let _ = chained(Err(Link::of(&["a link"])));
}

returning! {
    "string" string Result<(), String>,
    "str" text Result<(), &'static str>,
    "cow" cow Result<(), Cow<'static, str>>,
}

fn texts() {
    let _guard = init();
    let _ = string(Err("a String".to_owned()));
    let _ = text(Err("a str"));
    let _ = cow(Err("a Cow".into()));
    let _ = string(Err(String::new()));
}

/// One link of a chain of errors.
#[derive(Debug)]
struct Link(String, Option<Box<Link>>);

impl Link {
    fn of(texts: &[&str]) -> Link {
        let (first, rest) = texts.split_first().expect("a text");
        let source = (!rest.is_empty()).then(|| Box::new(Link::of(rest)));
        Link((*first).to_owned(), source)
    }
}

impl Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Link {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.1.as_deref().map(|link| link as &dyn Error)
    }
}

fn chains() {
    let _guard = init();
    let _ = chained(Err(Link::of(&[
        "0", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
    ])));
    let _ = chained(Err(Link::of(&[
        "cannot fetch: timed out",
        "timed out",
        "os error 110",
    ])));
}

#[stage("generic")]
fn generic<R>(value: R) -> R {
    value
}

#[stage("generic_error")]
fn generic_error<E>(error: E) -> Result<(), E> {
    Err(error)
}

#[stage("bounded")]
fn bounded<E: Error>(error: E) -> Result<(), E> {
    Err(error)
}

fn generic_values() {
    let _guard = init();
    let _ = generic(Err::<(), _>("unseen by design"));
    let _ = generic_error(timed_out());
    let _ = generic_error(Silent);
    let _ = bounded(timed_out());
}

returning! {
    "http" http_status StatusCode,
    "http_error" http_error Result<(), StatusCode>,
}

fn http_statuses() {
    let _guard = init();
    for code in [200, 304, 401, 403, 407, 408, 404, 429, 451, 500, 504] {
        http_status(StatusCode::from_u16(code).expect("a status"));
    }
    let _ = http_error(Err(StatusCode::TOO_MANY_REQUESTS));
}

#[logging_runtime::stage("worded")]
fn worded(text: &str) -> Result<(), String> {
    Err(text.to_owned())
}

fn by_words() {
    let _guard = logging_runtime::Logging::builder()
        .error_types_by_keywords()
        .init();
    let _ = worded("connection reset by peer");
    let _ = worded("it failed");
}
