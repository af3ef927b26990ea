use std::pin::Pin;

use logging_runtime::stage;

/// The box is the user's.
#[stage("pinned", fields(n = text.len()))]
fn pinned(text: &str) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    Box::pin(async move { text.len() })
}

/// The box is boxed again.
#[stage("early")]
fn early(text: &str) -> Pin<Box<dyn Future<Output = usize> + '_>> {
    if text.is_empty() {
        return Box::pin(std::future::ready(0));
    }
    Box::pin(async move { text.len() })
}
