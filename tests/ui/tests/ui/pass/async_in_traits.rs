#![deny(warnings)]
//! `async fn` in traits and their implementations, written out and by `async_trait`.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;
use logging_runtime::stage;

#[expect(async_fn_in_trait, reason = "the crate's own")]
pub trait Fetch {
    async fn fetch(&self, url: &str) -> Result<usize, String>;

    fn count(&self) -> impl Future<Output = u8> + Send;

    #[stage("default")]
    async fn both(&self, url: &str) -> Result<usize, String> {
        Ok(self.fetch(url).await? + usize::from(self.count().await))
    }
}

struct Client(u8);

impl Fetch for Client {
    #[stage("fetch", fields(url, n = self.0))]
    async fn fetch(&self, url: &str) -> Result<usize, String> {
        if url.is_empty() { Err("empty")? } else { Ok(url.len()) }
    }

    #[stage("count")]
    async fn count(&self) -> u8 {
        self.0
    }
}

#[async_trait]
trait Store: Send + Sync {
    async fn load(&self, video_id: &str, at: usize) -> Result<u8, String>;

    async fn size(&mut self, (a, b): (u8, u8)) -> u8;

    async fn sum(&self, video_id: &[u8], of: &(u8, u8)) -> u8;

    #[stage("default")]
    async fn first(&self, video_id: &str) -> Result<u8, String> {
        self.load(video_id, 0).await
    }
}

#[async_trait]
impl Store for Client {
    #[stage("load", fields(at, n = self.0))]
    async fn load(&self, video_id: &str, at: usize) -> Result<u8, String> {
        if at > 3 {
            return Err("far".into());
        }
        let byte = video_id.as_bytes().get(at).copied().ok_or("short")?;
        Ok(byte)
    }

    #[stage("sum")]
    async fn sum(&self, mut video_id: &[u8], &(a, mut b): &(u8, u8)) -> u8 {
        while let [first, rest @ ..] = video_id {
            b += first;
            video_id = rest;
        }
        a + b
    }

    #[stage("size")]
    async fn size(&mut self, (a, b): (u8, u8)) -> u8 {
        self.0 += a + b;
        self.0
    }
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
    let mut client = Client(1);
    assert_eq!(block_on(client.both("ab")), Ok(3));
    assert_eq!(block_on(client.both("")), Err("empty".to_owned()));
    let store: &dyn Store = &client;
    assert_eq!(block_on(store.first("a")), Ok(b'a'));
    assert_eq!(block_on(store.load("a", 4)), Err("far".to_owned()));
    assert_eq!(block_on(store.sum(&[1, 2], &(3, 4))), 10);
    assert_eq!(block_on(client.size((1, 2))), 4);
}
