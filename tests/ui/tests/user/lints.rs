//! Functions that clippy has something to say about, and as many of which it has nothing to say.
#![allow(dead_code)]
#![warn(clippy::all, clippy::pedantic, clippy::print_stdout, clippy::unwrap_used)]
#![warn(clippy::cognitive_complexity, clippy::future_not_send, clippy::large_futures)]
#![warn(clippy::missing_const_for_fn, clippy::use_self, clippy::redundant_clone, clippy::indexing_slicing)]

use logging_runtime::{job, stage};

use std::collections::HashMap;
use std::fmt::{Debug, Display};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::Poll;

/// .
#[derive(Clone, Debug, Default)]
pub struct Holder {
    list: Vec<u8>,
}

// What clippy has nothing to say about.

#[stage("x")] fn unit() {}

#[stage("x")] async fn unit_async() {}

#[job("x")] fn unit_written() -> Result<(), String> {
    Ok(())
}

#[stage("x")] fn result(text: &str) -> Result<u8, std::num::ParseIntError> {
    let n: u8 = text.parse()?;
    Ok(n)
}

#[stage("x")] async fn result_async(text: &str) -> Result<u8, std::num::ParseIntError> {
    std::future::ready(()).await;
    let n: u8 = text.parse()?;
    Ok(n)
}

#[stage("x")] fn option(list: &[u8]) -> Option<&u8> {
    list.first()
}

#[stage("x")] fn boxed_error(text: &str) -> Result<u8, Box<dyn std::error::Error + Send + Sync>> {
    Ok(text.parse()?)
}

#[stage("x")] fn generic<T: Display + ?Sized, const N: usize>(value: &T) -> [String; N] {
    std::array::from_fn(|_| value.to_string())
}

#[stage("x")] fn pattern((a, b): (u8, u8), [c, ..]: [u8; 2]) -> u8 {
    a + b + c
}

#[stage("x")] async fn pattern_async((a, b): (u8, u8), mut n: u8) -> u8 {
    std::future::ready(()).await;
    n += a;
    n + b
}

#[stage("x")] fn changed(list: &mut Vec<u8>) -> &mut u8 {
    list.push(1);
    &mut list[0]
}

#[stage("x")] fn opaque(n: u8) -> impl Iterator<Item = u8> {
    (0..n).filter(|n| n % 2 == 0)
}

#[stage("x")] fn closure(n: u8) -> impl Fn(&str) -> usize {
    move |text| text.len() + usize::from(n)
}

#[stage("x")] fn future(n: u8) -> impl Future<Output = u8> + Send {
    let n = n + 1;
    async move { n }
}

#[stage("x")] fn pinned(n: u8) -> Pin<Box<dyn Future<Output = u8> + Send>> {
    Box::pin(async move {
        std::future::ready(()).await;
        n
    })
}

#[stage("x")] fn diverges(n: u8) -> ! {
    panic!("{n}")
}

#[stage("x")] #[track_caller] fn in_place(n: Option<u8>) -> u8 {
    n.expect("one")
}

#[stage("x", fields(n, twice = n * 2), ctx(video_id = text), level = "debug", none = "success")] fn options(n: u8, text: &str) -> Option<usize> {
    text.len().checked_sub(usize::from(n))
}

#[job("x", id = %id, fields(?list), outcome = |_: &usize| logging_runtime::Outcome::Success)] async fn job_options(id: u64, list: Vec<u8>) -> usize {
    std::future::ready(()).await;
    list.len() + usize::from(id > 3)
}

#[stage("x")] fn underscored(_first: u8, _: u8, _third: String) -> u8 {
    1
}

#[stage("x")] async fn underscored_async(_first: u8, _: u8, _third: String) -> u8 {
    std::future::ready(()).await;
    1
}

#[stage("x")] fn nested(n: u8) -> Result<Option<u8>, String> {
    if n == 0 {
        return Err("none".to_owned());
    }
    Ok((n > 1).then_some(n))
}

#[stage("x")] fn loops(n: u8) -> u8 {
    let mut sum = 0;
    'outer: for a in 0..n {
        for b in 0..a {
            if a * b > 9 {
                break 'outer;
            }
            sum += b;
        }
    }
    sum
}

// Of a macro's functions it tells less, whoever wrote the bodies.

/// .
pub struct Given;

macro_rules! given {
    ($($vis:vis fn $name:ident($($params:tt)*) $body:block)*) => {
        impl Given {
            $(#[stage("x")] $vis fn $name($($params)*) -> u8 $body)*
        }
    };
}

given! {
    pub fn of_many(&self, a: bool, b: bool, c: bool, d: bool) {
        u8::from(a && b || c && d) + unit_count()
    }

    pub(crate) fn returns(&self) {
        let n = unit_count();
        return n;
    }
}

#[stage("x")] unsafe fn unsafe_function(n: *const u8) -> u8 {
    // SAFETY: the caller's.
    unsafe { *n }
}

#[stage("x")] extern "C" fn foreign(n: u8) -> u8 {
    n.wrapping_add(unit_count())
}

fn unit_count() -> u8 {
    std::env::args().count().to_le_bytes()[0]
}

// What clippy has something to say about.

#[stage("x")] fn needless_return(n: u8) -> u8 {
    return n + unit_count();
}

#[stage("x")] async fn needless_return_async(n: u8) -> u8 {
    std::future::ready(()).await;
    return n;
}

#[stage("x")] fn let_and_return(n: u8) -> u8 {
    let sum = n + unit_count();
    sum
}

#[stage("x")] async fn let_and_return_async(n: u8) -> u8 {
    std::future::ready(()).await;
    let sum = n + 1;
    sum
}

/// .
#[stage("x")] pub fn no_errors_section(text: &str) -> Result<u8, std::num::ParseIntError> {
    text.parse()
}

/// .
#[stage("x")] pub async fn no_errors_section_async(text: &str) -> Result<u8, std::num::ParseIntError> {
    std::future::ready(()).await;
    text.parse()
}

/// .
#[stage("x")] pub fn no_panics_section(n: Option<u8>) -> u8 {
    n.unwrap()
}

/// .
#[stage("x")] pub async fn no_panics_section_async(n: Option<u8>) -> u8 {
    std::future::ready(()).await;
    n.unwrap()
}

/// .
#[stage("x")] pub unsafe fn no_safety_section(n: u8) -> u8 {
    n.wrapping_add(unit_count())
}

/// .
#[stage("x")] pub fn must_use_candidate(n: u8) -> u8 {
    n.wrapping_add(unit_count())
}

#[stage("x")] fn could_be_const(n: u8) -> u8 {
    n + 1
}

#[stage("x")] async fn awaits_nothing(n: u8) -> u8 {
    n + unit_count()
}

#[stage("x")] fn passed_by_value(text: String) -> usize {
    text.len() + usize::from(unit_count())
}

#[stage("x")] async fn passed_by_value_async(text: String) -> usize {
    std::future::ready(()).await;
    text.len()
}

#[stage("x")] fn vector_by_reference(list: &Vec<u8>) -> usize {
    list.len() + usize::from(unit_count())
}

#[stage("x")] async fn vector_by_reference_async(list: &Vec<u8>) -> usize {
    std::future::ready(()).await;
    list.len()
}

#[stage("x")] fn small_by_reference(n: &u8) -> u8 {
    n.wrapping_add(unit_count())
}

#[stage("x")] fn boxed_for_nothing(n: Box<u8>) -> u8 {
    n.wrapping_add(unit_count())
}

#[stage("x")] fn wrapped_for_nothing(n: u8) -> Option<u8> {
    Some(n.wrapping_add(unit_count()))
}

#[stage("x")] async fn wrapped_for_nothing_async(n: u8) -> Result<u8, String> {
    std::future::ready(()).await;
    Ok(n)
}

#[stage("x")] fn too_many(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) -> u8 {
    a | b | c | d | e | f | g | h | unit_count()
}

#[stage("x")] fn too_many_bools(a: bool, b: bool, c: bool, d: bool) -> bool {
    a && b && c && d && unit_count() > 1
}

#[stage("x")] fn lifetimes_for_nothing<'a>(text: &'a str) -> &'a str {
    text.trim_matches(char::from(unit_count()))
}

#[stage("x")] fn printed(n: u8) {
    println!("{n}");
}

#[stage("x")] async fn printed_async(n: u8) {
    std::future::ready(()).await;
    println!("{n}");
}

#[stage("x")] fn not_inlined(n: u8) -> String {
    format!("{}", n)
}

#[stage("x")] fn no_semicolon() {
    unit()
}

#[stage("x")] async fn no_semicolon_async() {
    unit_async().await
}

#[stage("x")] fn cast(n: u8, m: u64) -> u64 {
    let small = m as u8;
    n as u64 + u64::from(small) + u64::from(unit_count())
}

#[stage("x")] fn single_match(n: Option<u8>) -> u8 {
    match n {
        Some(n) => return n + unit_count(),
        _ => {}
    }
    0
}

#[stage("x")] fn question_mark(n: Option<u8>) -> Option<u8> {
    if n.is_none() {
        return None;
    }
    Some(n? + unit_count())
}

#[stage("x")] fn redundant_else(n: u8) -> u8 {
    if n > unit_count() {
        return 1;
    } else {
        unit();
    }
    2
}

#[stage("x")] fn compared(yes: bool) -> bool {
    yes == true || unit_count() > 3
}

#[stage("x")] fn range_loop(list: &[u8]) -> u8 {
    let mut sum = unit_count();
    for i in 0..list.len() {
        sum += list[i];
    }
    sum
}

#[stage("x")] fn explicit_loop(list: &[u8]) -> u8 {
    let mut sum = unit_count();
    for n in list.iter() {
        sum += n;
    }
    sum
}

#[stage("x")] fn redundant_closure(list: Vec<u8>) -> Vec<String> {
    list.into_iter().map(|n| n.to_string()).map(|text| passed(text)).collect()
}

fn passed(text: String) -> String {
    text + "!"
}

#[stage("x")] fn unwrapped_or(n: Option<u8>) -> u8 {
    n.map(|n| n + unit_count()).unwrap_or(0)
}

#[stage("x")] fn unit_value() {
    let nothing = unit();
    drop(Some(nothing));
}

#[stage("x")] fn items_late() -> u8 {
    unit();
    const LATE: u8 = 1;
    LATE + unit_count()
}

#[stage("x")] fn underscore_used(_n: u8) -> u8 {
    _n + unit_count()
}

#[stage("x")] async fn underscore_used_async(_n: u8) -> u8 {
    std::future::ready(()).await;
    _n
}

#[stage("x")] fn cloned(text: &Rc<String>) -> Rc<String> {
    text.clone()
}

#[stage("x")] async fn not_send(n: Rc<u8>) -> u8 {
    std::future::ready(()).await;
    *n
}

#[stage("x")] async fn holds_lock(lock: &Mutex<u8>) -> u8 {
    let guard = lock.lock().unwrap();
    std::future::ready(()).await;
    *guard
}

#[stage("x")] async fn yields_future() -> impl Future<Output = u8> {
    async { 1 }
}

async fn tick() {
    std::future::ready(()).await;
}

#[stage("x")] async fn yields_parameter<F: Future + Send>(f: F) -> F {
    tick().await;
    f
}

#[stage("x")] async fn yields_box<F: Future + Send>(f: Box<F>) -> Box<F> {
    tick().await;
    f
}

#[stage("x")] async fn yields_reference<F: Future + Send>(f: &mut F) -> &mut F {
    tick().await;
    f
}

#[stage("x")] async fn yields_ready() -> std::future::Ready<u8> {
    tick().await;
    std::future::ready(1)
}

struct Later;

impl Future for Later {
    type Output = u8;

    fn poll(self: Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<u8> {
        std::task::Poll::Ready(1)
    }
}

impl Later {
    #[stage("x")] async fn yields_itself(self) -> Self {
        tick().await;
        self
    }
}

struct Outer<S>(S);

impl<S: Future + Send> Outer<S> {
    #[stage("x")] async fn yields_inner(self) -> S {
        tick().await;
        self.0
    }
}

#[stage("x")] fn manual_async() -> impl Future<Output = u8> {
    async { 1 }
}

#[stage("x")] fn complex(map: HashMap<String, Vec<Option<Box<dyn Fn(u8) -> Result<u8, String>>>>>) -> usize {
    map.len() + usize::from(unit_count())
}

#[stage("x")] fn twice_optional(n: Option<Option<u8>>) -> u8 {
    n.flatten().unwrap_or_else(unit_count)
}

#[stage("x")] fn by_reference(n: &Option<String>) -> usize {
    n.as_ref().map_or(0, String::len) + usize::from(unit_count())
}

/// .
#[stage("x")] pub fn unit_error(n: u8) -> Result<u8, ()> {
    n.checked_add(unit_count()).ok_or(())
}

#[stage("x")] #[inline(always)] fn always(n: u8) -> u8 {
    n.wrapping_add(unit_count())
}

#[stage("x")] fn implied<T>(value: T) -> String
where
    T: Debug,
    T: Display,
{
    format!("{value:?}{value}")
}

#[stage("x")] fn shared_not_send() -> usize {
    Arc::strong_count(&Arc::new(Rc::new(unit_count())))
}

#[stage("x")] #[track_caller] fn in_place_return(n: u8) -> u8 {
    let sum = n + unit_count();
    return sum;
}

impl Holder {
    /// .
    #[stage("x")] pub fn new() -> Self {
        Holder { list: vec![unit_count()] }
    }

    /// .
    #[stage("x")] pub fn len(&self) -> usize {
        self.list.len()
    }

    /// .
    #[stage("x")] pub fn into_list(&self) -> Vec<u8> {
        self.list.clone()
    }

    /// .
    #[stage("x")] pub fn with(mut self, n: u8) -> Self {
        self.list.push(n);
        self
    }

    #[stage("x")] fn ignores_itself(&self, n: u8) -> u8 {
        n + unit_count()
    }

    #[stage("x")] async fn ignores_itself_async(&self, n: u8) -> u8 {
        std::future::ready(()).await;
        n
    }

    /// .
    #[stage("x")] pub fn add(self, other: Self) -> Self {
        let _ = other;
        self
    }

    /// .
    #[stage("x")] pub async fn first(&mut self) -> Option<&mut u8> {
        std::future::ready(()).await;
        self.list.first_mut()
    }
}

/// .
#[derive(PartialEq, Eq)]
pub struct Ordered(u8);

impl Ord for Ordered {
    #[stage("x")] fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

impl PartialOrd for Ordered {
    #[stage("x")] fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// .
#[derive(Debug)]
pub struct Small(u8);

impl Copy for Small {}

impl Clone for Small {
    #[stage("x")] fn clone(&self) -> Self {
        *self
    }
}

/// .
pub struct Other(u8);

impl Copy for Other {}

impl Clone for Other {
    #[stage("x")] fn clone(&self) -> Self {
        Self(self.0)
    }
}

/// .
#[derive(Debug)]
pub struct Large([u8; 500]);

impl std::str::FromStr for Small {
    type Err = Large;

    #[stage("x")] fn from_str(text: &str) -> Result<Self, Large> {
        text.parse().map(Self).map_err(|_| Large([0; 500]))
    }
}

/// .
#[allow(clippy::missing_errors_doc)]
#[stage("x")] pub fn large_error(text: &str) -> Result<u8, Large> {
    text.parse().map_err(|_| Large([0; 500]))
}

#[stage("x")] fn proves_a_bound<T: Send>() {}

#[stage("x")] async fn proves_a_bound_async<T: Send>() {}

impl Holder {
    #[stage("x")] fn proves_another<'a, T: Sync + 'a>() {}
}

#[stage("x")] fn unused_type<T: Send>() -> u8 {
    unit_count()
}

#[forbid(clippy::result_large_err)]
#[stage("x")] fn small_error(text: &str) -> Result<u8, String> {
    text.parse().map_err(|_| text.to_owned())
}

#[forbid(clippy::result_large_err)]
#[stage("x")] fn error_of_io(text: &str) -> std::io::Result<String> {
    std::fs::read_to_string(text)
}

trait Answers {
    type Answer;
    type Refusal;
    fn answers(&self) -> Poll<Option<Result<Vec<Self::Answer>, Self::Refusal>>>;
    fn answers_in_place(&self) -> Poll<Option<Result<Vec<Self::Answer>, Self::Refusal>>>;
    fn some(&self) -> Poll<Option<Result<Vec<Self::Answer>, Result<impl Display, Option<Self::Refusal>>>>>;
}

impl Answers for Holder {
    type Answer = u8;
    type Refusal = u8;

    #[stage("x")] fn answers(&self) -> Poll<Option<Result<Vec<Self::Answer>, Self::Refusal>>> {
        Poll::Ready(Some(Ok(self.list.clone())))
    }

    #[stage("x")] #[track_caller] fn answers_in_place(&self) -> Poll<Option<Result<Vec<Self::Answer>, Self::Refusal>>> {
        Poll::Ready(Some(Ok(self.list.clone())))
    }

    #[stage("x")] fn some(&self) -> Poll<Option<Result<Vec<Self::Answer>, Result<impl Display, Option<Self::Refusal>>>>> {
        Poll::Ready(Some(Err(Ok(self.list.len()))))
    }
}

#[stage("x")] fn returns_complex(n: u8) -> Vec<Vec<Box<(u32, u32, u32, u8)>>> {
    vec![vec![Box::new((1, 2, 3, n))]]
}

impl Holder {
    #[stage("x")] fn is_still_to_be_written(&self) {
        todo!()
    }
}

/// .
pub struct Stated(std::cell::Cell<Option<u8>>);

static STATED: Mutex<u8> = Mutex::new(1);

impl Stated {
    /// .
    #[stage("x")] pub fn calls_a_function(n: Option<u8>) -> Option<Stated> {
        n.map(Stated::with)
    }

    /// .
    #[stage("x")] pub fn passes_a_variant(list: &[u8]) -> Vec<Option<u8>> {
        list.iter().copied().map(Some).collect()
    }

    /// .
    #[stage("x")] pub fn locks_a_static(n: u8) -> u8 {
        STATED.lock().map_or(n, |stated| *stated)
    }

    fn with(n: u8) -> Stated {
        Stated(std::cell::Cell::new(Some(n)))
    }
}

type LargeResult<T> = Result<T, Large>;

#[stage("x")] fn large_error_of_an_alias(text: &str) -> LargeResult<u8> {
    large_error(text)
}

#[stage("x")] fn ignores_a_unit(_: (), _: &()) -> u8 {
    unit_count()
}
