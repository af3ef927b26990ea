use std::future::Future;

use logging_runtime::{job, stage};

#[stage("check")]
fn check(n: u32) -> u32 {
    assert!(n < 2, "too many");
    n
}

#[stage("wait")]
async fn wait(n: u32) {
    std::future::ready(()).await;
    check(n);
}

#[job("work", id = "j-1")]
async fn work(n: u32) {
    wait(n).await;
}

fn main() {
    let _guard = logging_runtime::init();
    let mut task = std::task::Context::from_waker(std::task::Waker::noop());
    for n in [1, 2] {
        let _ = std::pin::pin!(work(n)).as_mut().poll(&mut task);
    }
}
