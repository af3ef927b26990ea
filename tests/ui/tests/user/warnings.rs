//! Functions that the compiler warns of.
#![warn(missing_docs, unused, unused_results, unused_lifetimes, unreachable_pub, trivial_casts)]
#![warn(unused_qualifications, single_use_lifetimes, elided_lifetimes_in_paths, unsafe_op_in_unsafe_fn)]
#![warn(let_underscore_drop, nonstandard_style, redundant_lifetimes, unit_bindings, rust_2018_idioms)]
#![warn(variant_size_differences, missing_debug_implementations, trivial_numeric_casts)]

use logging_runtime::{job, stage};

use std::future::Future;

#[deprecated(note = "it is old")]
fn old() -> u8 {
    1
}

#[must_use]
fn needed() -> u8 {
    1
}

#[stage("x")] pub fn undocumented() {}

#[stage("x")] pub async fn undocumented_async() {}

/// .
#[stage("x")] pub fn unused_argument(n: u8, _m: u8) {}

/// .
#[stage("x")] pub async fn unused_argument_async(n: u8, _m: u8) {}

/// .
#[job("x")] pub fn unused_local() -> u8 {
    let n = 1;
    2
}

/// .
#[job("x")] pub async fn unused_local_async() -> u8 {
    let n = 1;
    std::future::ready(()).await;
    2
}

/// .
#[stage("x")] pub fn unused_pattern((a, b): (u8, u8)) -> u8 {
    b
}

/// .
#[stage("x")] pub async fn unused_pattern_async((a, b): (u8, u8)) -> u8 {
    b
}

/// .
#[stage("x")] pub fn unused_mut_argument(mut n: u8) -> u8 {
    n
}

/// .
#[stage("x")] pub async fn unused_mut_argument_async(mut n: u8) -> u8 {
    n
}

/// .
#[stage("x")] pub fn unused_mut_local() -> u8 {
    let mut n = 1;
    n
}

/// .
#[stage("x")] pub async fn unused_mut_local_async() -> u8 {
    let mut n = 1;
    n
}

#[stage("x")] fn never_called() {}

#[stage("x")] async fn never_called_async() {}

#[stage("x")] fn never_called_lazily() -> impl Future<Output = ()> {
    async {}
}

struct Private;

impl Private {
    #[stage("x")] fn never_called(&self) {}

    #[stage("x")] async fn never_called_async(&self) {}
}

/// .
#[stage("x")] pub fn unreachable() -> u8 {
    return 1;
    2
}

/// .
#[stage("x")] pub async fn unreachable_async() -> u8 {
    return 1;
    2
}

/// .
#[stage("x")] pub fn unreachable_after_panic() -> u8 {
    panic!();
    1
}

/// .
#[stage("x")] pub fn unused_must_use() {
    needed();
}

/// .
#[stage("x")] pub async fn unused_must_use_async() {
    needed();
    std::fs::remove_file("x");
}

/// .
#[stage("x")] pub fn unused_result() {
    unused_local();
}

/// .
#[stage("x")] pub fn unused_future() {
    unused_local_async();
    async { 1 };
}

/// .
#[stage("x")] pub fn deprecated_call() -> u8 {
    old()
}

/// .
#[stage("x")] pub async fn deprecated_call_async() -> u8 {
    old()
}

/// .
#[stage("x")] pub fn unused_assignment(mut n: u8) {
    n = 2;
}

/// .
#[stage("x")] pub async fn unused_assignment_async(mut n: u8) {
    n = 2;
}

/// .
#[stage("x")] pub fn unused_local_assignment() -> u8 {
    let mut n = 1;
    n = 2;
    n
}

/// .
#[stage("x")] pub fn unused_label() {
    'outer: loop {
        break;
    }
}

/// .
#[stage("x")] pub async fn unused_label_async() {
    'outer: loop {
        break;
    }
}

/// .
#[stage("x")] pub fn unused_parens(n: u8) -> u8 {
    if (n > 1) { 1 } else { 2 }
}

/// .
#[stage("x")] pub fn unused_braces() -> u8 {
    { 1 }
}

/// .
#[stage("x")] pub async fn unused_braces_async() -> u8 {
    { 1 }
}

/// .
#[stage("x")] pub fn unused_import() {
    use std::fmt::Debug;
}

/// .
#[stage("x")] pub fn unused_unsafe() -> u8 {
    unsafe { 1 }
}

/// .
///
/// # Safety
///
/// .
#[stage("x")] pub unsafe fn unsafe_operation(n: *const u8) -> u8 {
    *n
}

/// .
///
/// # Safety
///
/// .
#[stage("x")] pub async unsafe fn unsafe_operation_async(n: *const u8) -> u8 {
    *n
}

/// .
#[stage("x")] pub fn recursive(n: u8) -> u8 {
    recursive(n)
}

/// .
#[stage("x")] pub fn WrongCase(wrongCase: u8) -> u8 {
    let alsoWrong = wrongCase;
    alsoWrong
}

/// .
#[stage("x")] pub async fn WrongCaseAsync(wrongCase: u8) -> u8 {
    let alsoWrong = wrongCase;
    alsoWrong
}

/// .
#[stage("x")] pub fn path_statement(n: u8) {
    n;
}

/// .
#[stage("x")] pub fn pure_statement(n: u8) {
    n == 1;
    n + 1;
}

/// .
#[stage("x")] pub fn endless() {
    while true {}
}

/// .
#[stage("x")] pub fn redundant_semicolons() {
    let _n = 1;;
}

/// .
#[stage("x")] pub fn unreachable_pattern(n: Option<u8>) -> u8 {
    match n {
        _ => 1,
        None => 2,
    }
}

/// .
#[stage("x")] pub fn dropped_reference(n: &u8) {
    drop(n);
}

/// .
#[stage("x")] pub fn unused_lifetime<'a>(n: u8) -> u8 {
    n
}

/// .
#[stage("x")] pub fn hidden_lifetime(n: &u8) -> std::slice::Iter<u8> {
    std::slice::from_ref(n).iter()
}

/// .
#[stage("x")] pub async fn hidden_lifetime_async(n: &u8) -> std::slice::Iter<u8> {
    std::slice::from_ref(n).iter()
}

/// .
#[stage("x")] pub fn trivial_cast(n: &u8) -> *const u8 {
    n as *const u8 as *const u8
}

/// .
#[stage("x")] pub fn long_path() -> std::option::Option<u8> {
    use std::num::ParseIntError;
    let _: std::result::Result<u8, std::num::ParseIntError> = std::result::Result::Ok::<u8, ParseIntError>(1);
    None
}

/// .
#[stage("x")] pub fn dropped_at_once() {
    let _ = Box::new(1);
}

/// .
#[stage("x")] pub fn overflow() -> u8 {
    255 + 1
}

/// .
#[stage("x")] pub async fn overflow_async() -> u8 {
    255 + 1
}

/// .
#[stage("x")] pub fn out_of_bounds() -> u8 {
    [1, 2][2]
}

/// .
#[stage("x")] pub fn too_large() -> u8 {
    256_u16 as u8 + 0x1ff
}

/// .
#[stage("x")] #[track_caller] pub fn in_place(mut n: u8, m: u8) -> u8 {
    let unused = 1;
    n
}

/// .
#[stage("x")] pub fn opaque(m: u8) -> impl Fn(u8) -> u8 {
    let unused = 1;
    |n| n
}

/// .
#[stage("x")] pub fn never(m: u8) -> ! {
    let unused = 1;
    panic!()
}

/// .
#[stage("x")] pub fn lazily(m: u8) -> impl Future<Output = u8> {
    let unused = 1;
    async { 1 }
}

/// .
#[stage("x")] pub fn inner_function() -> u8 {
    fn unused(n: u8) {}
    struct Unused;
    1
}

/// .
#[stage("x")] pub fn unused_closure() -> u8 {
    let unused = |n: u8| 1;
    2
}

/// .
#[stage("x")] pub fn unused_loop_variable() -> u8 {
    for n in 0..3 {}
    if let Some(m) = Some(1) {}
    1
}

/// .
pub trait Public {
    /// .
    #[stage("x")] async fn asynchronous(&self, n: u8) {}

    /// .
    #[stage("x")] fn given(&self, n: u8) {}
}

/// .
pub enum Never {}

/// .
#[allow(unused_variables, unreachable_code)]
#[stage("x")] pub fn never_reached(never: Never, list: &mut Vec<u8>) {
    match never {}
    list.push(1);
}

/// .
#[allow(unused_variables, unreachable_code)]
#[stage("x")] pub async fn never_reached_async(never: Never, list: &mut Vec<u8>) {
    match never {}
    list.push(1);
}

#[stage("x")] pub fn documented_inside(n: u8) {
    //! What is said of a function inside it is the function's.
    #![allow(unused_variables)]
}

#[stage("x")] fn bounds_behind_reference(n: &u8) -> &(impl std::fmt::Debug + Send) {
    let unused = 1;
    n
}

#[stage("x")] fn bounds_behind_change(n: &mut u8) -> &mut (impl std::fmt::Debug + Send) {
    let unused = 1;
    n
}

#[stage("x")] fn bounds_in_option(n: &u8) -> Option<&(impl std::fmt::Debug + Send)> {
    let unused = 1;
    Some(n)
}

#[stage("x")] async fn bounds_later(n: &u8) -> &(impl std::fmt::Debug + Send) {
    let unused = 1;
    n
}

macro_rules! wide {
    ($signed:ident, $unsigned:ident, $narrow:ident) => {
        #[stage("x")] fn $signed(n: i128) -> i128 {
            n as i128
        }

        #[stage("x")] fn $unsigned(n: u128) -> u128 {
            n
        }

        #[stage("x")] fn $narrow(n: u64) -> u64 {
            n
        }
    };
}

wide!(wide_signed, wide_unsigned, narrow);
