//! Futures whose auto traits are compared.

// It is written for what it shows.
#![allow(clippy::all, clippy::pedantic)]

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard};

use parity::{auto_traits, yield_now};

use super::{job, stage};

/// A future of each function here, with the auto traits of its type.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    macro_rules! traits {
        ($($name:literal $future:expr),* $(,)?) => {
            vec![$(($name, auto_traits!($future))),*]
        };
    }
    let (cell, lock, mut list) = (Cell::new(1), Mutex::new(1), vec![1]);
    let local = Local(Rc::new(1));
    traits![
        "nothing" nothing(),
        "text" text("x", String::new()),
        "exclusive" exclusive(&mut list),
        "rc over" rc_over(Rc::new(1)),
        "cell before" cell_before(&cell),
        "rc local" rc_local(),
        "rc local before" rc_local_before(),
        "cell" cell_over(&cell),
        "owned cell" owned_cell(Cell::new(1)),
        "shared cell" shared_cell(RefCell::new(1)),
        "guard over" guard_over(&lock),
        "guard given" guard_given(lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner)),
        "pointer" pointer(&raw const list),
        "pinned argument" pinned_argument(PhantomPinned),
        "pattern" pattern((Rc::new(1), 1)),
        "mut" mutable(vec![1]),
        "object" object(Box::new(1)),
        "sendable object" sendable_object(Box::new(1)),
        "generic" generic(1_u8),
        "generic, not to be sent" generic(Rc::new(1)),
        "returns rc" returns_rc(),
        "result" result("1"),
        "method" Client(1).shared(),
        "method of what is not to be sent" local.shared(),
        "fields" with_fields(Rc::new(1)),
        "job" a_job("j-1", 1),
        "kept" kept("x"),
        "boxed" boxed("x"),
        "boxed to be sent" boxed_send("x"),
        "lazy" lazy("x"),
        "lazy rc" lazy_rc(Rc::new(1)),
        "nested" nested(),
    ]
}

#[stage("nothing")]
async fn nothing() {}

#[stage("text")]
async fn text(borrowed: &str, owned: String) -> usize {
    yield_now().await;
    borrowed.len() + owned.len()
}

#[stage("exclusive")]
async fn exclusive(list: &mut Vec<u8>) {
    yield_now().await;
    list.clear();
}

#[stage("rc over")]
async fn rc_over(rc: Rc<u8>) -> u8 {
    yield_now().await;
    *rc
}

#[stage("cell before")]
async fn cell_before(cell: &Cell<u8>) -> u8 {
    let value = cell.get();
    yield_now().await;
    value
}

#[stage("rc local")]
async fn rc_local() -> u8 {
    let rc = Rc::new(1);
    yield_now().await;
    *rc
}

#[stage("rc local before")]
async fn rc_local_before() -> u8 {
    let value = {
        let rc = Rc::new(1);
        *rc
    };
    yield_now().await;
    value
}

#[stage("cell")]
async fn cell_over(cell: &Cell<u8>) -> u8 {
    yield_now().await;
    cell.get()
}

#[stage("owned cell")]
async fn owned_cell(cell: Cell<u8>) -> u8 {
    yield_now().await;
    cell.get()
}

#[stage("shared cell")]
async fn shared_cell(cell: RefCell<u8>) -> u8 {
    yield_now().await;
    *cell.borrow()
}

#[stage("guard over")]
async fn guard_over(lock: &Mutex<u8>) -> u8 {
    let guard = lock.lock();
    yield_now().await;
    guard.map_or(0, |value| *value)
}

#[stage("guard given")]
async fn guard_given(guard: MutexGuard<'_, u8>) -> u8 {
    yield_now().await;
    *guard
}

#[stage("pointer")]
async fn pointer(list: *const Vec<u8>) -> bool {
    yield_now().await;
    list.is_null()
}

#[stage("pinned argument")]
async fn pinned_argument(_pinned: PhantomPinned) {
    yield_now().await;
}

#[stage("pattern")]
async fn pattern((rc, add): (Rc<u8>, u8)) -> u8 {
    yield_now().await;
    *rc + add
}

#[stage("mut")]
async fn mutable(mut list: Vec<u8>) -> Vec<u8> {
    list.push(1);
    yield_now().await;
    list
}

#[stage("object")]
async fn object(object: Box<dyn ToString>) -> String {
    yield_now().await;
    object.to_string()
}

#[stage("sendable object")]
async fn sendable_object(object: Box<dyn ToString + Send>) -> String {
    yield_now().await;
    object.to_string()
}

#[stage("generic")]
async fn generic<T>(value: T) -> T {
    yield_now().await;
    value
}

#[stage("returns rc")]
async fn returns_rc() -> Rc<u8> {
    yield_now().await;
    Rc::new(1)
}

#[stage("result")]
async fn result(text: &str) -> Result<u8, std::num::ParseIntError> {
    yield_now().await;
    text.parse()
}

struct Client(u8);

impl Client {
    #[stage("shared")]
    async fn shared(&self) -> u8 {
        yield_now().await;
        self.0
    }
}

struct Local(Rc<u8>);

impl Local {
    #[stage("shared")]
    async fn shared(&self) -> u8 {
        yield_now().await;
        *self.0
    }
}

#[stage("fields", fields(n = *rc))]
async fn with_fields(rc: Rc<u8>) -> u8 {
    *rc
}

#[job]
async fn a_job(job_id: &str, number: u8) -> usize {
    yield_now().await;
    job_id.len() + usize::from(number)
}

#[stage("kept", keep_async)]
async fn kept(text: &str) -> usize {
    yield_now().await;
    text.len()
}

#[stage("boxed")]
fn boxed(text: &str) -> Pin<Box<dyn Future<Output = usize> + '_>> {
    Box::pin(async move { text.len() })
}

#[stage("boxed to be sent")]
fn boxed_send(text: &str) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    if text.is_empty() {
        return Box::pin(std::future::ready(0));
    }
    Box::pin(async move { text.len() })
}

#[stage("lazy")]
fn lazy(text: &str) -> impl Future<Output = usize> + '_ {
    async move { text.len() }
}

#[stage("lazy rc")]
fn lazy_rc(rc: Rc<u8>) -> impl Future<Output = u8> {
    async move { *rc }
}

#[stage("nested")]
async fn nested() -> usize {
    text("x", String::new()).await + usize::from(generic(1_u8).await)
}
