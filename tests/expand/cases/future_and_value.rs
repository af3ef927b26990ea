use std::pin::Pin;

use logging_runtime::stage;

type Reply<'a> = Pin<Box<dyn Future<Output = usize> + 'a>>;

#[stage("awaited", future)]
fn awaited(text: &str) -> Reply<'_> {
    Box::pin(async move { text.len() })
}

#[stage("made", value)]
fn made(text: &str) -> Pin<Box<dyn Future<Output = usize> + '_>> {
    Box::pin(async move { text.len() })
}
