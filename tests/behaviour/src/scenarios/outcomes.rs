//! What a returned value means.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::ops::ControlFlow;
use std::pin::Pin;

use logging_runtime::{Classify, Logging, Outcome, init, job, set_detail, set_outcome, stage};

use super::errors::timed_out;

scenarios!(
    values,
    options_of_results,
    none_words,
    none_of_the_program,
    own_words,
    set_by_the_body,
);

returning! {
    "unit" unit (),
    "number" number u8,
    "bool" boolean bool,
    "control_flow" control_flow ControlFlow<u8, u8>,
    "option" option Option<u8>,
    "result_option" result_option Result<Option<u8>, String>,
    "infallible" infallible Result<u8, Infallible>,
    "list" list Vec<Option<u8>>,
}

fn values() {
    let _guard = init();
    unit(());
    number(0);
    boolean(false);
    let _ = control_flow(ControlFlow::Break(1));
    option(Some(1));
    option(None);
    let _ = result_option(Ok(Some(1)));
    let _ = result_option(Ok(None));
    let _ = result_option(Err("failed".to_owned()));
    let _ = infallible(Ok(1));
    list(vec![None]);
}

#[derive(Classify)]
#[outcome(blocked)]
struct Refused;

struct Unknown;

type Next<T> = Option<io::Result<T>>;
type Pinned<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

returning! {
    "text" text Option<Result<u8, String>>,
    "known" known Option<io::Result<u8>>,
    "said" said Option<Result<u8, Refused>>,
    "unknown" unknown Option<Result<u8, Unknown>>,
    "option_in_option" option_in_option Option<Result<Option<u8>, Refused>>,
    "alias" alias Next<u8>,
}

struct Lines(Vec<io::Result<u8>>);

impl Iterator for Lines {
    type Item = io::Result<u8>;

    #[stage("next")]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.pop()
    }
}

#[stage("awaited")]
async fn awaited(next: Next<u8>) -> Next<u8> {
    next
}

#[stage("boxed")]
fn boxed<'a>(next: Next<u8>) -> Pinned<'a, Option<io::Result<u8>>> {
    Box::pin(async { next })
}

#[stage("generic")]
fn generic<T, E: std::error::Error>(value: Option<Result<T, E>>) -> Option<Result<T, E>> {
    value
}

#[stage("overruled", none = "not_found", outcome = |_: &Option<io::Result<u8>>| Outcome::Blocked)]
fn overruled(value: Option<io::Result<u8>>) -> Option<io::Result<u8>> {
    value
}

fn options_of_results() {
    let _guard = init();
    let _ = text(Some(Ok(1)));
    let _ = text(None);
    let _ = text(Some(Err("failed".to_owned())));
    let _ = known(Some(Err(timed_out())));
    let _ = said(Some(Err(Refused)));
    let _ = unknown(Some(Err(Unknown)));
    let _ = option_in_option(Some(Ok(None)));
    let _ = alias(Some(Err(timed_out())));
    Lines(vec![Err(timed_out()), Ok(1)]).for_each(drop);
    let _ = futures::executor::block_on(awaited(Some(Err(timed_out()))));
    let _ = futures::executor::block_on(boxed(Some(Err(timed_out()))));
    let _ = generic(Some(Err::<u8, _>(timed_out())));
    let _ = overruled(Some(Err(timed_out())));
}

#[stage("not_found", none = "not_found")]
fn own_word() -> Option<u8> {
    None
}

#[stage("none_is_fine", none = "success")]
fn none_is_fine() -> Option<u8> {
    None
}

#[stage("none_is_late", none = "timeout")]
fn none_is_late() -> Result<Option<u8>, String> {
    Ok(None)
}

#[stage("some", none = "timeout")]
fn some() -> Option<u8> {
    Some(1)
}

fn none_words() {
    let _guard = init();
    own_word();
    none_is_fine();
    let _ = none_is_late();
    some();
}

fn none_of_the_program() {
    let _guard = Logging::builder()
        .none_outcome(Outcome::other("empty"))
        .init();
    option(None);
    none_is_fine();
}

#[stage("own_word", outcome = |word: &&'static str| Outcome::other(word))]
fn named(word: &'static str) -> &'static str {
    word
}

fn own_words() {
    let _guard = init();
    for word in [
        "partial",
        "retry_2",
        "timeout",
        "Partial",
        "soft error",
        "no_timeout",
        "",
    ] {
        named(word);
    }
}

#[job("set", id = "j-1")]
fn set_in_a_job() {
    let _ = set_in_a_stage();
    set_in_a_closure();
    set_outcome(Outcome::Blocked);
    set_detail(format_args!("{} of {}", 1, 2));
}

#[stage("set")]
fn set_in_a_stage() -> Result<u8, String> {
    set_outcome(Outcome::Error);
    set_outcome(Outcome::other("partial"));
    set_detail("three of four");
    Err("replaced".to_owned())
}

#[stage("set_in_a_closure")]
fn set_in_a_closure() {
    let done = || set_outcome(Outcome::NoCaptions);
    done();
}

fn set_by_the_body() {
    let _guard = init();
    set_outcome(Outcome::Blocked);
    set_in_a_job();
}
