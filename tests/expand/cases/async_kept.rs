use logging_runtime::stage;

#[stage("kept", keep_async)]
async fn kept(text: &str) -> usize {
    text.len()
}

/// The value is to be used, not the future.
#[stage("must use")]
#[must_use]
async fn must_use() -> u8 {
    1
}

/// `!` cannot be written as the output of a future.
#[stage("forever")]
async fn forever() -> ! {
    loop {
        std::future::ready(()).await;
    }
}
