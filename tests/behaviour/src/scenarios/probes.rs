//! Errors of other crates, told by functions that the program registers.

use std::error::Error;
use std::fmt::{self, Display};
use std::io;

use logging_runtime::{ErrorLink, Outcome, init, register_error_probe, stage};

use super::errors::timed_out;

scenarios!(asked, borrowed, sixteen, none,);

/// As the error of a database client would be.
#[derive(Debug)]
enum Database {
    PoolTimedOut,
    Refused(u16),
    Unknown,
}

impl Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Database::PoolTimedOut => f.write_str("no connection is free"),
            Database::Refused(code) => write!(f, "refused: {code}"),
            Database::Unknown => f.write_str("unknown"),
        }
    }
}

impl Error for Database {}

/// As the error of a program that uses it would be.
#[derive(Debug)]
struct Storage(Database);

impl Display for Storage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot store")
    }
}

impl Error for Storage {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

fn judge(error: &Database) -> Option<(Outcome, &'static str)> {
    match error {
        Database::PoolTimedOut => Some((Outcome::Timeout, "resource_error")),
        Database::Refused(429) => Some((Outcome::Blocked, "quota_error")),
        Database::Refused(404) => Some((Outcome::NoCaptions, "service_error")),
        _ => None,
    }
}

/// Sources are given as what they are; the outermost error is told by its type and its text.
fn database(link: &ErrorLink<'_>) -> Option<(Outcome, &'static str)> {
    if let Some(error) = link.downcast_ref() {
        return judge(error);
    }
    let is_late = link.is::<Database>() && link.to_string() == "no connection is free";
    is_late.then_some((Outcome::Timeout, "resource_error"))
}

/// An `io::Error` means something else to this program.
fn own_io(link: &ErrorLink<'_>) -> Option<(Outcome, &'static str)> {
    let kind = link.downcast_ref::<io::Error>()?.kind();
    (kind == io::ErrorKind::TimedOut).then_some((Outcome::Blocked, "own_error"))
}

returning! {
    "database" of_database Result<(), Database>,
    "storage" of_storage Result<(), Storage>,
    "boxed" boxed Result<(), Box<dyn Error>>,
    "anyhow" any anyhow::Result<()>,
    "io" of_io io::Result<()>,
}

#[stage("generic")]
fn generic<E: Error>(error: E) -> Result<(), E> {
    Err(error)
}

fn asked() {
    let _guard = init();
    super::silence_panics();
    assert!(register_error_probe(|_| panic!("a probe of the program")));
    assert!(register_error_probe(database));
    assert!(register_error_probe(own_io));
    assert!(register_error_probe(|link| {
        assert!(!link.is::<Database>() || link.to_string() != "refused: 429");
        None
    }));
    let _ = of_database(Err(Database::PoolTimedOut));
    let _ = of_database(Err(Database::Refused(429)));
    let _ = of_storage(Err(Storage(Database::Refused(429))));
    let _ = of_storage(Err(Storage(Database::Refused(404))));
    let _ = of_storage(Err(Storage(Database::Unknown)));
    let _ = boxed(Err(Storage(Database::PoolTimedOut).into()));
    let _ = any(Err(
        anyhow::Error::new(Database::Refused(429)).context("no video")
    ));
    let _ = any(Err(anyhow::Error::new(Database::PoolTimedOut)));
    let _ = generic(Storage(Database::PoolTimedOut));
    let _ = of_io(Err(timed_out()));
    let _ = of_io(Err(io::Error::other(timed_out())));
    let _ = any(Err(anyhow::Error::new(timed_out()).context("slow")));
    let _ = of_io(Ok(()));
}

/// An error that borrows.
#[derive(Debug)]
struct Parse<'a>(&'a str);

impl Display for Parse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for Parse<'_> {}

#[stage("parse")]
fn parse(text: &str) -> Result<u8, Parse<'_>> {
    Err(Parse(text))
}

#[stage("parse_boxed")]
fn parse_boxed(text: &str) -> Result<u8, Box<dyn Error + Send + Sync + '_>> {
    Err(Box::new(Parse(text)))
}

#[stage("parse_generic")]
fn parse_generic<E>(error: E) -> Result<u8, E> {
    Err(error)
}

/// What borrows is never given out as something that does not.
fn borrowed() {
    let _guard = init();
    register_error_probe(|link| {
        assert!(link.is::<Parse<'static>>());
        let outcome = match link.downcast_ref::<Parse<'static>>() {
            Some(_) => "given",
            None => "told",
        };
        Some((Outcome::other(outcome), ""))
    });
    let text = String::from("x1");
    let _ = parse(&text);
    let _ = parse_boxed(&text);
    let _ = parse_generic(Box::<dyn Error + Send + Sync + '_>::from(Parse(&text)));
    let _ = of_io(Err(io::Error::other(Parse("static"))));
}

fn sixteen() {
    let _guard = init();
    let registered = (0..20).filter(|_| register_error_probe(|_| None));
    assert_eq!(registered.count(), 16);
    let _ = of_io(Err(timed_out()));
}

fn none() {
    let _guard = init();
    let _ = of_database(Err(Database::PoolTimedOut));
}
