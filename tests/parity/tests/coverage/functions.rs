use std::future::Future;
use std::num::ParseIntError;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use logging_runtime::{job, stage};

#[stage("sum")]
pub fn sum(text: &str) -> Result<u8, ParseIntError> {
    let mut sum = 0;
    for word in text.split(' ') {
        if word.is_empty() {
            continue;
        }
        sum += word.parse::<u8>()?;
    }
    Ok(sum)
}

#[stage("early", fields(limit))]
pub fn early(limit: u8, mut list: Vec<u8>) -> Option<u8> {
    if limit == 0 {
        return None;
    }
    list.push(limit);
    let add = |n: u8| {
        let more = n + 1;
        more * 2
    };
    list.first().copied().map(add)
}

#[job]
pub async fn later(job_id: &str, (a, b): (u8, u8)) -> Result<u8, ParseIntError> {
    let first: u8 = job_id.parse()?;
    if first == 0 {
        return Ok(a);
    }
    std::future::ready(()).await;
    let all = async {
        let sum = a + b;
        sum + first
    };
    Ok(all.await)
}

#[stage("kept", keep_async)]
pub async fn kept(limit: u8) -> u8 {
    let mut n = 0;
    while n < limit {
        std::future::ready(()).await;
        n += 1;
    }
    n
}

#[stage("returned")]
pub fn returned(limit: u8) -> impl Future<Output = u8> {
    let limit = limit + 1;
    async move {
        std::future::ready(()).await;
        limit
    }
}

#[stage("pinned")]
pub fn pinned(limit: u8) -> Pin<Box<dyn Future<Output = u8>>> {
    Box::pin(async move {
        std::future::ready(()).await;
        limit
    })
}

#[stage("boxed")]
pub fn boxed(limit: u8) -> Pin<Box<dyn Future<Output = u8>>> {
    if limit == 0 {
        return Box::pin(std::future::ready(0));
    }
    Box::pin(async move {
        std::future::ready(()).await;
        limit
    })
}

#[stage("in place")]
#[track_caller]
pub fn in_place(limit: u8) -> Option<u8> {
    if limit == 0 {
        return None;
    }
    Some(limit)
}

#[stage("opaque")]
pub fn opaque(limit: u8) -> impl Iterator<Item = u8> {
    let end = limit + 1;
    0..end
}

#[stage("never")]
pub fn never(limit: u8) -> ! {
    if limit == 0 {
        std::process::exit(1)
    }
    std::process::exit(2)
}

#[stage("generic")]
pub fn generic<T: Clone>(list: &[T]) -> Vec<T> {
    let mut all = list.to_vec();
    all.reverse();
    all
}

pub struct Client(pub u8);

impl Client {
    #[stage("method")]
    pub fn method(&mut self, add: u8) -> &mut u8 {
        self.0 += add;
        &mut self.0
    }

    #[stage("async method")]
    pub async fn fetch(self) -> u8 {
        std::future::ready(()).await;
        self.0
    }
}

pub trait Twice {
    fn once(&self) -> u8;

    #[stage("twice")]
    fn twice(&self) -> u8 {
        let once = self.once();
        once * 2
    }
}

impl Twice for Client {
    #[stage("once")]
    fn once(&self) -> u8 {
        self.0
    }
}

#[job("outer")]
#[stage("inner")]
pub fn both(limit: u8) -> u8 {
    let limit = limit + 1;
    limit * 2
}

pub fn run() {
    let _ = (sum("1 x"), early(1, vec![2]), in_place(1));
    drop(block_on(later("1", (2, 3))));
    for future in [pinned(1), boxed(1)] {
        block_on(future);
    }
    block_on(kept(1));
    block_on(returned(1));
    block_on(Client(1).fetch());
    generic(&[opaque(1).count()]);
    Client(1).method(Client(2).twice());
    if both(1) == 0 {
        never(0);
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            return output;
        }
    }
}
