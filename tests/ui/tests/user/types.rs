//! Functions with an error that is found while names are resolved and types are checked.
#![allow(dead_code)]

use logging_runtime::{Outcome, job, stage};

use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

struct Mine;

impl From<std::num::ParseIntError> for Mine {
    fn from(_: std::num::ParseIntError) -> Self {
        Mine
    }
}

#[stage("x")] fn wrong_tail() -> u8 {
    "text"
}

#[stage("x")] async fn wrong_tail_async() -> u8 {
    "text"
}

#[job("x")] fn wrong_return(n: u8) -> u8 {
    if n == 0 {
        return "text";
    }
    n
}

#[job("x")] async fn wrong_return_async(n: u8) -> Result<u8, Mine> {
    if n == 0 {
        return Ok("text");
    }
    Ok(n)
}

#[stage("x")] fn wrong_return_and_tail(n: u8) -> u8 {
    if n == 0 {
        return "text";
    }
    'c'
}

#[stage("x")] fn missing_value() -> u8 {
    1;
}

#[stage("x")] async fn missing_value_async() -> u8 {
    1;
}

#[stage("x")] fn nothing_at_all() -> u8 {}

#[stage("x")] async fn nothing_at_all_async() -> Result<u8, Mine> {}

#[stage("x")] fn value_of_unit() {
    1
}

#[stage("x")] async fn value_of_unit_async() {
    1
}

#[stage("x")] fn missing_else(n: u8) -> u8 {
    if n > 0 {
        n
    }
}

#[stage("x")] fn unlike_arms(n: u8) -> u8 {
    match n {
        0 => 1,
        _ => "text",
    }
}

#[stage("x")] fn missing_arm(n: Option<u8>) -> u8 {
    match n {
        Some(n) => n,
    }
}

#[job("x")] fn question_mark(text: &str) -> Result<u8, String> {
    let n: u8 = text.parse()?;
    Ok(n)
}

#[job("x")] async fn question_mark_async(text: &str) -> Result<char, Mine> {
    let n: char = text.parse()?;
    Ok(n)
}

#[stage("x")] fn question_mark_in_unit(text: &str) {
    let _n: u8 = text.parse()?;
}

#[stage("x")] async fn question_mark_in_unit_async(text: &str) {
    let _n: u8 = text.parse()?;
}

#[stage("x")] fn question_mark_on_option(n: Option<u8>) -> Result<u8, Mine> {
    Ok(n?)
}

#[stage("x")] fn missing_bound<T>(value: T) -> String {
    value.to_string()
}

#[stage("x")] async fn missing_bound_async<T>(value: T) -> String {
    format!("{value}")
}

#[stage("x")] fn wrong_bound_inside<T: Display>(value: T) -> T {
    value.clone()
}

#[stage("x")] fn unknown_name() -> u8 {
    missing
}

#[stage("x")] async fn unknown_name_async() -> u8 {
    missing.len()
}

#[stage("x")] fn unknown_function(n: u8) -> u8 {
    compute(n)
}

#[stage("x")] fn unknown_method(text: &str) -> usize {
    text.length()
}

#[stage("x")] fn unknown_type(n: Missing) -> u8 {
    n.0
}

#[stage("x")] fn unknown_returned_type(n: u8) -> Missing {
    Missing(n)
}

#[stage("x")] async fn unknown_returned_type_async(n: u8) -> Result<Missing, Mine> {
    Ok(Missing(n))
}

#[stage("x")] fn unknown_macro() -> u8 {
    missing!()
}

#[stage("x")] fn unknown_field(mine: Mine) -> u8 {
    mine.field
}

#[stage("x")] fn wrong_argument(n: u8) -> u8 {
    unlike_arms("text") + n
}

#[stage("x")] fn too_many_arguments(n: u8) -> u8 {
    unlike_arms(n, n)
}

#[stage("x")] fn wrong_local() {
    let _n: u8 = "text";
}

#[stage("x")] fn unknown_inference() {
    let _list = Vec::new();
}

#[stage("x")] fn await_in_sync() -> u8 {
    std::future::ready(1).await
}

#[stage("x")] fn break_without_loop() {
    break;
}

#[stage("x")] fn unknown_label() {
    loop {
        break 'missing;
    }
}

#[stage("x")] fn assigned_condition(n: u8) -> u8 {
    if n = 1 { 1 } else { 2 }
}

#[stage("x")] fn boxed_wrong() -> Box<dyn Display> {
    Box::new(Mine)
}

#[stage("x")] async fn boxed_wrong_async() -> Box<dyn Display> {
    Box::new(Mine)
}

#[stage("x")] fn wrong_future() -> impl Future<Output = u8> {
    async { "text" }
}

#[stage("x")] fn no_future() -> impl Future<Output = u8> {
    1
}

#[stage("x")] fn pinned_wrong() -> Pin<Box<dyn Future<Output = u8> + Send>> {
    Box::pin(async { "text" })
}

#[stage("x")] fn pinned_not_send() -> Pin<Box<dyn Future<Output = u8> + Send>> {
    Box::pin(async {
        let n = Rc::new(1);
        std::future::ready(()).await;
        *n
    })
}

#[stage("x")] async fn not_send() -> u8 {
    let n = Rc::new(1);
    std::future::ready(()).await;
    *n
}

#[stage("x")] async fn not_send_argument(n: Rc<u8>) -> u8 {
    std::future::ready(()).await;
    *n
}

fn is_sent<T: Send>(_: T) {}

fn sends() {
    is_sent(not_send());
    is_sent(not_send_argument(Rc::new(1)));
}

#[stage("x")] fn opaque_wrong() -> impl Display {
    Mine
}

#[stage("x")] fn missing_lifetime(a: &str, _b: &str) -> &str {
    a
}

#[stage("x")] fn never_returns(n: u8) -> ! {
    if n > 0 {
        panic!();
    }
}

#[stage("x")] #[track_caller] fn in_place_wrong(n: u8) -> u8 {
    if n == 0 {
        return 'c';
    }
    "text"
}

#[stage("x")] fn pattern_wrong((a, b): (u8, u8, u8)) -> u8 {
    a + b
}

#[stage("x")] fn outcome_of_closure() -> u8 {
    let double = |n: u8| n * 2;
    double("text")
}

#[stage("x")] async fn recursive(n: u8) -> u8 {
    if n == 0 { 0 } else { recursive(n - 1).await }
}

#[stage("x")] fn missing_unsafe(n: *const u8) -> u8 {
    *n
}

struct Holder(String);

impl Holder {
    #[stage("x")] fn method(&self) -> u8 {
        self.0
    }

    #[stage("x")] async fn method_async(&self) -> usize {
        self.1.len()
    }

    #[job("x")] fn associated() -> Self {
        Holder(1)
    }
}

trait Named {
    fn name(&self) -> String;

    #[stage("x")] fn given(&self) -> usize {
        self.name()
    }
}

impl Named for Holder {
    #[stage("x")] fn name(&self, _: u8) -> String {
        self.0.clone()
    }
}

#[stage("x")] async fn unknown_return_async(n: u8) -> Missing {
    n
}

#[stage("x")] fn unknown_in_result(n: u8) -> Result<Missing, u8> {
    Err(n)
}

#[stage("x")] fn unknown_in_vector(n: u8) -> Vec<Missing> {
    vec![n]
}

#[stage("x")] fn unknown_in_future(n: u8) -> impl Future<Output = Missing> {
    async move { n }
}

#[stage("x")] fn unknown_in_box(n: u8) -> Pin<Box<dyn Future<Output = Missing>>> {
    Box::pin(async move { n })
}

#[stage("x")] #[track_caller] fn unknown_in_place(n: u8) -> Missing {
    n
}

#[stage("x", outcome = |_| Outcome::Success)] fn unknown_and_judged(n: u8) -> Missing {
    n
}

#[stage("x", future)] fn unknown_in_followed_box(n: u8) -> Pin<Box<dyn Future<Output = Missing>>> {
    later(n)
}
