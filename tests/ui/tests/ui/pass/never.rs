#![deny(warnings)]
//! Functions that do not return.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use logging_runtime::{job, stage};

#[stage("panics")]
fn panics(text: &str) -> ! {
    panic!("{text}")
}

#[job]
fn chooses(first: bool) -> ! {
    if first {
        panic!("first")
    }
    panics("second")
}

#[stage("forever")]
async fn forever(list: Vec<u8>) -> ! {
    loop {
        if list.is_empty() {
            panic!("empty");
        }
        std::future::ready(()).await;
    }
}

#[stage("infinite")]
async fn infinite(end: bool) {
    loop {
        if end {
            panic!("end");
        }
    }
}

#[stage("impossible")]
async fn impossible(list: Vec<u8>) -> std::convert::Infallible {
    panic!("{list:?}")
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    assert!(std::panic::catch_unwind(|| chooses(true)).is_err());
    assert!(std::panic::catch_unwind(|| chooses(false)).is_err());
    assert!(std::panic::catch_unwind(|| block_on(forever(Vec::new()))).is_err());
    assert!(std::panic::catch_unwind(|| block_on(infinite(true))).is_err());
    assert!(std::panic::catch_unwind(|| block_on(impossible(Vec::new()))).is_err());
}
