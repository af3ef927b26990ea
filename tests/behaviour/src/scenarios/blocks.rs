//! Blocks as stages.

use std::future::pending;
use std::time::Duration;

use logging_runtime::{Outcome, evt, init, record, set_detail, set_outcome, stage, stage_block};

scenarios!(
    blocks,
    async_blocks,
    left_from_the_middle,
    nested,
    captures,
    fields,
    panics,
    not_recorded,
);

fn blocks() {
    let _guard = init();
    let text = String::from("4x");
    let number = stage_block!("parse", fields(bytes = text.len(), text), {
        evt!("parsing");
        text.parse::<u32>()
    });
    assert!(number.is_err());
    let found = stage_block!("look", {
        record!(looked_at = 2);
        None::<u8>
    });
    assert_eq!(found, None);
    let sum = stage_block!("early", {
        let number: u32 = "41".parse()?;
        Ok::<u32, std::num::ParseIntError>(number + 1)
    });
    assert_eq!(sum, Ok(42));
}

fn async_blocks() {
    let _guard = init();
    drop(stage_block!("never_polled", async { 1 }));
    super::current_thread().block_on(async {
        let word = String::from("late");
        let later = stage_block!("later", fields(attempt = 1), async move {
            tokio::task::yield_now().await;
            word.len()
        });
        assert_eq!(later.await, 4);
        let endless = stage_block!("endless", async { pending::<()>().await });
        let limited = stage_block!("limited", async {
            tokio::time::timeout(Duration::from_millis(1), endless).await
        });
        assert!(limited.await.is_err());
    });
}

#[stage("function")]
fn function() -> Result<u8, String> {
    let returned = stage_block!("returns", {
        if std::hint::black_box(true) {
            return 1;
        }
        2
    });
    assert_eq!(returned, 1);
    let failed: Result<u8, std::num::ParseIntError> = stage_block!("fails", {
        let n: u8 = "x".parse()?;
        Ok(n)
    });
    assert!(failed.is_err());
    let mut left = 0;
    let found = 'outer: loop {
        left = stage_block!("loops", {
            for n in left.. {
                if n == 1 {
                    break;
                }
            }
            left + 1
        });
        if left == 2 {
            break 'outer left;
        }
    };
    evt!("still_in_the_function", found);
    stage_block!("passes_on", { Err::<u8, _>("from the block") })?;
    Ok(0)
}

async fn left_by_await() -> Option<u8> {
    let returned = stage_block!("returns", async {
        tokio::task::yield_now().await;
        if std::hint::black_box(true) {
            return Some(1);
        }
        None
    });
    assert_eq!(returned.await, Some(1));
    let missing = stage_block!("question_mark", async {
        let n: u8 = None?;
        Some(n)
    });
    missing.await?;
    Some(2)
}

fn left_from_the_middle() {
    let _guard = init();
    assert_eq!(function(), Err("from the block".to_owned()));
    assert_eq!(super::current_thread().block_on(left_by_await()), None);
}

fn nested() {
    let _guard = init();
    let sum = stage_block!("outer", fields(depth = 1), {
        let inner = stage_block!("inner", fields(depth = 2), {
            evt!("inside");
            set_outcome(Outcome::other("partial"));
            set_detail("half of it");
            1
        });
        evt!("between");
        inner + stage_block!("inner", { 2 })
    });
    assert_eq!(sum, 3);
    super::current_thread().block_on(stage_block!("outer", async {
        stage_block!("inner", async { tokio::task::yield_now().await }).await;
        stage_block!("sync", {});
    }));
}

/// A block borrows and moves what a closure would.
fn captures() {
    let _guard = init();
    let mut words = vec!["one".to_owned()];
    let moved = String::from("two");
    let last: &mut String = stage_block!("borrow", {
        words.push(moved);
        words.last_mut().expect("there are two")
    });
    last.push('!');
    assert_eq!(words, ["one", "two!"]);
    let mut count = 0;
    super::current_thread().block_on(stage_block!("borrow_async", async {
        tokio::task::yield_now().await;
        count += words.len();
    }));
    assert_eq!(count, 2);
}

fn fields() {
    let _guard = init();
    let (url, error) = ("https://example.org/?token=s3cr3t", std::fmt::Error);
    stage_block!("sync", fields(url, %error, debug = ?error, r#type = "x", none = None::<u8>), {});
}

fn panics() {
    super::silence_panics();
    let _guard = init();
    super::caught(|| -> u8 {
        stage_block!("sync", fields(attempt = 1), { panic!("in the block") })
    });
    let later = stage_block!("async", async {
        tokio::task::yield_now().await;
        assert!(std::hint::black_box(false), "in the async block");
    });
    super::caught(|| super::current_thread().block_on(later));
    let broken = || -> u8 { panic!("in a field") };
    super::caught(|| stage_block!("fields", fields(broken = broken()), {}));
}

fn not_recorded() {
    let _guard = init();
    let evaluated = std::cell::Cell::new(false);
    let sum = stage_block!("off", fields(field = evaluated.replace(true)), { 1 + 1 });
    assert_eq!((sum, evaluated.get()), (2, false));
    evt!("only_this");
}
