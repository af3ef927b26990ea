//! Streams as stages.

use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use futures::executor::block_on;
use futures::stream::{self, BoxStream, FusedStream, iter, pending, unfold};
use futures::{FutureExt, Stream, StreamExt, TryStreamExt};
use logging_runtime::{
    InStage, Outcome, evt, init, job, record, set_detail, set_outcome, stage, stage_stream,
};

scenarios!(
    to_the_end,
    never_polled,
    left_early,
    errors,
    what_items_mean,
    panics,
    inside_the_stage,
    after_the_end,
    nested,
    fields,
    not_recorded,
);

/// A stream that waits once before each item, and says where it stands.
fn slow(items: &[u8]) -> impl Stream<Item = u8> {
    iter(items.to_vec()).then(|item| async move {
        tokio::task::yield_now().await;
        evt!("item", item);
        item
    })
}

fn to_the_end() {
    let _guard = init();
    block_on(read());
    assert_eq!(block_on(iter([0; 0]).in_stage("empty").count()), 0);
}

#[job("read", id = "j-1")]
async fn read() {
    let mut pages = pin!(slow(&[1, 2]).in_stage("pages"));
    evt!("before_the_first_poll");
    while let Some(page) = pages.next().await {
        evt!("between", page);
    }
}

fn never_polled() {
    let _guard = init();
    drop(slow(&[1]).in_stage("pages"));
    drop(stage_stream!("pages", fields(attempt = 1), slow(&[1])));
    drop(slow(&[1]).in_stage("pages").outcome(|_| Outcome::Error));
    evt!("only_this");
}

fn left_early() {
    let _guard = init();
    block_on(iter(0..9).in_stage("left").take(2).for_each(async |_| ()));
    block_on(iter(0..9).take(2).in_stage("taken").for_each(async |_| ()));
    assert!(
        pending::<u8>()
            .in_stage("waiting")
            .next()
            .now_or_never()
            .is_none()
    );
}

fn numbers(text: &str) -> impl Stream<Item = Result<u8, std::num::ParseIntError>> + Unpin {
    let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    iter(words).map(|word| word.parse())
}

fn errors() {
    let _guard = init();
    let ends_in_one = stage_stream!("ends_in_one", numbers("1 x"));
    assert_eq!(block_on(ends_in_one.count()), 2);
    let goes_on = stage_stream!("goes_on", numbers("1 x 3"));
    assert_eq!(block_on(goes_on.count()), 3);
    let consumer_leaves = stage_stream!("consumer_leaves", numbers("1 x 3"));
    assert!(block_on(consumer_leaves.try_collect::<Vec<u8>>()).is_err());
    let slow = iter([
        Ok(1),
        Err(std::io::Error::from(std::io::ErrorKind::TimedOut)),
    ]);
    assert!(block_on(stage_stream!("slow", slow).try_collect::<Vec<u8>>()).is_err());
    assert_eq!(block_on(numbers("x").in_stage("not_looked_at").count()), 1);
}

fn what_items_mean() {
    let _guard = init();
    let meaning = |item: &u8| match item {
        0 => Outcome::Blocked,
        1 => Outcome::other("partial"),
        2 => panic!("not in the program's way"),
        _ => Outcome::Success,
    };
    for last in [0, 1, 2, 3] {
        let items = iter([0, last]);
        block_on(items.in_stage("to_the_end").outcome(meaning).count());
        let mut left = iter([0, last]).in_stage("left").outcome(meaning);
        block_on(left.next());
        block_on(left.next());
    }
    let overruled = stage_stream!("overruled", numbers("x")).outcome(|_| Outcome::Success);
    block_on(overruled.count());
    let by_hand = iter([1]).inspect(|_| {
        set_outcome(Outcome::other("partial"));
        set_detail("one of two");
        record!(bytes = 512, items = "of the program");
    });
    block_on(by_hand.in_stage("by_hand").count());
}

fn panics() {
    super::silence_panics();
    let _guard = init();
    let broken = iter([1, 0, 2]).map(|item| {
        assert!(item > 0, "item {item}");
        item
    });
    let mut broken = broken.in_stage("broken");
    assert_eq!(super::caught(|| block_on((&mut broken).count())), "item 0");
    assert_eq!(block_on(broken.next()), Some(2));
    let consumer = iter([1])
        .in_stage("consumer")
        .map(|item| panic!("not by {item}"));
    super::caught(|| block_on(consumer.map(|(): ()| ()).count()));
}

struct LogsWhenDropped(&'static str);

impl Drop for LogsWhenDropped {
    fn drop(&mut self) {
        evt!("dropped", name = self.0);
    }
}

fn holding() -> BoxStream<'static, u8> {
    let held = LogsWhenDropped("held by the stream");
    unfold((held, 0), |(held, n)| async move {
        let _local = LogsWhenDropped("local");
        evt!("polled", n);
        (n < 1).then_some((n, (held, n + 1)))
    })
    .boxed()
}

fn inside_the_stage() {
    let _guard = init();
    block_on(holding().in_stage("to_the_end").count());
    let mut left = holding().in_stage("left");
    block_on(left.next());
    drop(left);
    drop(holding().in_stage("never_polled"));
}

/// Ends twice, with an item in between.
struct Stuttering(u8);

impl Stream for Stuttering {
    type Item = u8;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<u8>> {
        self.0 += 1;
        evt!("polled", n = self.0);
        Poll::Ready((self.0 == 2).then_some(self.0))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::from(self.0), Some(2))
    }
}

fn after_the_end() {
    let _guard = init();
    let mut stream = Stuttering(0).in_stage("stuttering");
    assert_eq!(stream.size_hint(), (0, Some(2)));
    assert_eq!(block_on(stream.next()), None);
    assert_eq!(block_on(stream.next()), Some(2));
    assert_eq!(block_on(stream.next()), None);
    assert_eq!(stream.size_hint(), (3, Some(2)));
    drop(stream);
    let mut fused = iter([1]).fuse().in_stage("fused");
    assert!(!fused.is_terminated());
    block_on(async { while fused.next().await.is_some() {} });
    assert!(fused.is_terminated());
}

#[stage("consumer")]
async fn consumer(items: impl Stream<Item = u8>) -> u8 {
    items
        .map(|n| n * 2)
        .in_stage("doubled")
        .fold(0, async |sum, n| sum + n)
        .await
}

fn nested() {
    let _guard = init();
    let items = slow(&[1, 2]).in_stage("pages");
    assert_eq!(block_on(consumer(items)), 6);
    let (one, two) = (slow(&[1]).in_stage("one"), slow(&[2]).in_stage("two"));
    block_on(stream::select(one, two).for_each(async |n| evt!("selected", n)));
}

fn fields() {
    let _guard = init();
    let name = String::from("dynamic");
    let token = "s3cr3t";
    let items = slow(&[1]).in_stage_with(&name, &[("attempt", &1), ("token", &token)]);
    block_on(items.count());
    let source = String::from("cache");
    let items = vec![1];
    let staged = stage_stream!(
        "literal",
        fields(source, count = items.len(), ?items, %name, r#type = 1, "a key" = true),
        iter(items),
    );
    drop(source);
    block_on(staged.count());
}

fn not_recorded() {
    let _guard = init();
    let items = slow(&[1, 2]);
    assert_eq!(block_on(items.in_stage("pages").count()), 2);
    let items = stage_stream!("pages", fields(attempt = 1), slow(&[3]));
    assert_eq!(items.size_hint(), (1, Some(1)));
    assert_eq!(block_on(items.count()), 1);
}
