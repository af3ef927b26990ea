#![deny(warnings)]
//! `unsafe`, `extern`, visibility, and the attributes that go with them.

use logging_runtime::{job, stage};

mod inner {
    use logging_runtime::stage;

    #[stage("restricted")]
    pub(in crate::inner) fn restricted() -> u8 {
        1
    }

    #[stage("public")]
    pub(crate) fn public() -> u8 {
        restricted()
    }
}

#[stage("unsafe")]
unsafe fn unchecked(value: *const u8) -> u8 {
    unsafe { value.read() }
}

#[stage("foreign")]
#[unsafe(no_mangle)]
pub extern "C" fn ui_pass_foreign(value: i32) -> i32 {
    value + 1
}

#[stage("both")]
unsafe extern "C" fn both(value: *const u8) -> u8 {
    // SAFETY: the caller passes a place that can be read.
    unsafe { *value }
}

#[inline(always)]
#[stage("inlined")]
fn inlined() -> u8 {
    1
}

#[cold]
#[stage("cold")]
fn cold() {}

#[deprecated]
#[stage("old")]
#[must_use]
fn old() -> u8 {
    1
}

#[job]
#[test]
fn ignored_outside_of_tests() {}

#[cfg_attr(all(), stage("conditional"))]
fn conditional() -> u8 {
    #![allow(unused_variables)]
    let unused = 1;
    2
}

#[rustfmt::skip]
#[stage("tool")]
#[allow(clippy::all)]
fn tool() {}

fn main() {
    assert_eq!(inner::public(), 1);
    assert_eq!(unsafe { unchecked(&3) } + unsafe { both(&4) }, 7);
    assert_eq!(ui_pass_foreign(1), 2);
    assert_eq!(inlined(), 1);
    cold();
    #[allow(deprecated)]
    let old = old();
    assert_eq!(old, 1);
    assert_eq!(conditional(), 2);
    tool();
}
