#![deny(warnings)]
//! Ways out of a body, recursion, and what stands inside it.

use std::cell::RefCell;
use std::sync::Mutex;

use logging_runtime::stage;

#[stage("labels")]
fn labels(limit: u8) -> Option<u8> {
    let found = 'outer: loop {
        for n in 0.. {
            if n == limit {
                break 'outer n;
            }
        }
    };
    let doubled = 'block: {
        if found == 0 {
            break 'block None;
        }
        Some(found * 2)
    };
    doubled
}

#[stage("inner")]
fn inner(texts: &[&str]) -> Result<u8, std::num::ParseIntError> {
    fn nested(text: &str) -> Result<u8, std::num::ParseIntError> {
        return text.parse();
    }
    let sum = || -> Result<u8, std::num::ParseIntError> {
        let mut sum = 0;
        for text in texts {
            sum += nested(text)?;
        }
        return Ok(sum);
    };
    sum()
}

#[stage("recursive")]
fn recursive(n: u64) -> u64 {
    if n < 2 { 1 } else { n * recursive(n - 1) }
}

#[stage("tail")]
fn tail(cell: RefCell<Vec<u8>>) -> usize {
    cell.borrow().len()
}

#[stage("local tail")]
fn local_tail() -> usize {
    let cell = RefCell::new(vec![1]);
    cell.borrow().len()
}

#[stage("lock")]
fn locked(lock: Mutex<Vec<u8>>) -> Option<u8> {
    lock.lock().ok()?.pop()
}

#[stage("nothing")]
fn nothing() {}

#[stage("nested stages")]
fn outer() -> u8 {
    #[stage("inside")]
    fn inside(value: u8) -> u8 {
        value
    }
    inside(1)
}

#[stage("only a return")]
fn returns() -> u8 {
    return 3;
}

#[stage("a match")]
fn matches(value: Option<u8>) -> Result<u8, ()> {
    match value {
        Some(value) => Ok(value),
        None => Err(()),
    }
}

fn main() {
    assert_eq!((labels(0), labels(2)), (None, Some(4)));
    assert_eq!(inner(&["1", "2"]), Ok(3));
    assert_eq!(recursive(5), 120);
    assert_eq!((tail(RefCell::new(vec![1])), local_tail(), locked(Mutex::new(vec![1]))), (1, 1, Some(1)));
    nothing();
    assert_eq!((outer(), returns(), matches(None)), (1, 3, Err(())));
}
