//! Blocks as stages.

use std::future::pending;
use std::time::Duration;

use logging_runtime::{evt, init, record, stage_block};

scenarios!(blocks, async_blocks,);

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
