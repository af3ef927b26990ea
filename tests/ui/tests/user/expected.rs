//! Functions of which a lint is expected: here it is told, or it is not and the compiler says so.
#![warn(clippy::all, clippy::pedantic, clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used)]
#![warn(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![warn(clippy::allow_attributes, clippy::use_self, clippy::future_not_send, unsafe_code)]

use logging_runtime::stage;

use std::future::Future;
use std::rc::Rc;

fn count() -> u8 {
    std::env::args().count().to_le_bytes()[0]
}

// What is not told of an annotated function.

#[stage("x")] #[expect(clippy::needless_lifetimes)] fn lifetimes<'a>(text: &'a str) -> &'a str {
    text.trim_matches(char::from(count()))
}

#[stage("x")] #[expect(clippy::ptr_arg)] async fn reference(list: &Vec<u8>) -> usize {
    std::future::ready(()).await;
    list.len()
}

#[stage("x")] #[expect(clippy::boxed_local, clippy::needless_pass_by_value, reason = "it is so everywhere")] fn boxed(n: Box<u8>) -> u8 {
    n.wrapping_add(count())
}

#[expect(clippy::manual_async_fn)] #[stage("x")] fn manual() -> impl Future<Output = u8> {
    async { 1 }
}

/// .
#[stage("x")] #[expect(clippy::not_unsafe_ptr_arg_deref, unsafe_code)] pub fn raw(n: *const u8) -> u8 {
    unsafe { *n }.wrapping_add(count())
}

#[stage("x")] #[expect(clippy::only_used_in_recursion)] fn recursion(n: u8, k: u8) -> u8 {
    if n == count() { 0 } else { recursion(n - 1, k) }
}

#[stage("x")] #[expect(clippy::needless_pass_by_value)] fn by_value(text: String) -> usize {
    text.len() + usize::from(count())
}

#[stage("x")] #[cfg_attr(all(), expect(clippy::unnecessary_wraps))] fn wraps(n: u8) -> Option<u8> {
    Some(n.wrapping_add(count()))
}

#[stage("x")] #[expect(clippy::unused_async)] async fn no_await(n: u8) -> u8 {
    n + count()
}

#[stage("x")] #[expect(clippy::inline_always)] #[inline(always)] fn always(n: u8) -> u8 {
    n.wrapping_add(count())
}

#[stage("x")] #[expect(clippy::missing_const_for_fn)] fn constant(n: u8) -> u8 {
    n + 1
}

#[stage("x")] #[expect(clippy::extra_unused_type_parameters)] fn unused_type<T: Send>() -> u8 {
    count()
}

/// .
#[stage("x")] #[expect(clippy::must_use_candidate)] pub fn candidate(n: u8) -> u8 {
    n.wrapping_add(count())
}

/// .
#[stage("x")] #[expect(clippy::missing_errors_doc)] pub async fn errors(text: &str) -> Result<u8, std::num::ParseIntError> {
    std::future::ready(()).await;
    text.parse()
}

/// .
#[stage("x")] #[expect(clippy::missing_panics_doc, clippy::unwrap_used)] pub fn panics(n: Option<u8>) -> u8 {
    n.unwrap()
}

#[stage("x")] #[expect(unconditional_recursion)] fn endless() -> u8 {
    endless()
}

#[stage("x")] #[expect(unused_assignments)] fn assigned(mut n: u8) {
    n = count();
}

#[stage("x")] fn inner() -> Option<u8> {
    #![expect(clippy::unnecessary_wraps)]
    Some(count())
}

/// .
pub trait Asynchronous {
    /// .
    #[expect(async_fn_in_trait, unused_variables)]
    #[stage("x")] async fn asynchronous(&self, n: u8) {
        std::future::ready(()).await;
    }
}

/// .
pub enum Never {}

#[stage("x")] #[expect(unreachable_code, unused_variables, clippy::needless_pass_by_value)] fn never_reached(never: Never, list: &mut Vec<u8>) {
    match never {}
    list.push(1);
}

// What is told of it as of a plain one.

#[stage("x")] #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] fn cast(n: i64, m: i8) -> (u8, u64) {
    (n as u8, m as u64)
}

#[stage("x")] #[expect(clippy::cast_possible_wrap, clippy::cast_precision_loss)] async fn cast_async(n: u64) -> (i64, f64) {
    std::future::ready(()).await;
    (n as i64, n as f64)
}

#[stage("x")] #[expect(clippy::expect_used, clippy::indexing_slicing)] fn indexed(list: &[u8]) -> u8 {
    list[0] + list.first().copied().expect("one")
}

#[stage("x")] #[expect(clippy::expect_used, clippy::indexing_slicing)] #[track_caller] fn indexed_in_place(list: &[u8]) -> u8 {
    list[0] + list.first().copied().expect("one")
}

#[stage("x")] #[expect(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used)] async fn printed(n: Option<u8>) {
    std::future::ready(()).await;
    println!("{}", n.unwrap());
    eprintln!("2");
}

#[stage("x")] #[expect(clippy::panic, reason = "it is the end")] fn ends() -> ! {
    panic!("the end")
}

#[stage("x")] #[expect(clippy::too_many_arguments)] fn many(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) -> u8 {
    a | b | c | d | e | f | g | h | count()
}

#[stage("x")] #[expect(clippy::too_many_arguments)] async fn many_async(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) -> u8 {
    std::future::ready(()).await;
    a | b | c | d | e | f | g | h | count()
}

#[deprecated]
fn old() {}

#[stage("x")] #[expect(deprecated, unused_mut, unused_must_use, unused_variables)] fn sloppy(mut n: u8, mut m: u8) {
    old();
    m.wrapping_add(count());
}

#[stage("x")] #[expect(deprecated, unused_mut, unused_must_use, unused_variables)] async fn sloppy_async(mut n: u8, mut m: u8) {
    std::future::ready(()).await;
    old();
    m.wrapping_add(count());
}

#[stage("x")] #[expect(non_snake_case)] fn WrongCase() -> u8 {
    count()
}

#[stage("x")] #[expect(unsafe_code)] unsafe fn dereferenced(n: *const u8) -> u8 {
    unsafe { *n }
}

#[stage("x")] #[expect(clippy::future_not_send)] async fn not_send(n: Rc<u8>) -> u8 {
    std::future::ready(()).await;
    *n
}

#[stage("x")] #[expect(unreachable_code)] fn unreachable(n: u8, m: &str) -> usize {
    if n > 0 {
        return 1;
    } else {
        return 2;
    }
    m.len()
}

#[stage("x")] #[expect(dead_code)] fn never_called() {}

#[stage("x")] #[expect(dead_code)] async fn never_called_async() {
    std::future::ready(()).await;
}

// What is expected and not so.

#[stage("x")] #[expect(dead_code)] fn called() {}

#[stage("x")] #[expect(dead_code)] async fn called_async() {
    std::future::ready(()).await;
}

/// .
pub async fn calls() {
    called();
    called_async().await;
}

#[stage("x")] #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_precision_loss, clippy::cast_sign_loss)] fn no_cast(n: u8) -> u8 {
    n + count()
}

#[stage("x")] #[expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] fn cannot_panic(n: u8) -> u8 {
    n.wrapping_add(count())
}

#[stage("x")] #[expect(clippy::print_stderr, clippy::print_stdout, clippy::too_many_arguments)] async fn nothing_printed(n: u8) -> u8 {
    std::future::ready(()).await;
    n.wrapping_add(count())
}

#[stage("x")] #[expect(deprecated, non_snake_case, unsafe_code, unused_mut, unused_must_use, unused_variables)] fn tidy(mut n: u8) -> u8 {
    n += count();
    n
}

#[stage("x")] #[expect(deprecated, non_snake_case, unsafe_code, unused_mut, unused_must_use, unused_variables)] async fn tidy_async(mut n: u8) -> u8 {
    std::future::ready(()).await;
    n += count();
    n
}
