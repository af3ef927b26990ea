//! Attributes on the parameters of an async function: its future stays one that can be sent, holds
//! nothing of what was offered, and what is expected of a parameter is fulfilled once.
#![deny(warnings)]

use logging_runtime::stage;

async fn tick() {}

#[stage("owned")]
async fn owned(#[cfg(all())] video_id: String, #[allow(unused_variables)] other: String) -> usize {
    tick().await;
    video_id.len()
}

#[stage("borrowed")]
async fn borrowed(#[cfg(all())] video_id: &str) -> usize {
    tick().await;
    video_id.len()
}

#[stage("expected")]
fn expected(#[expect(unused_variables)] other: Vec<u8>, #[expect(unused_variables)] text: &str) {}

fn send<T: Send>(future: T) -> usize {
    size_of_val(&future)
}

fn main() {
    let of_strings = 2 * size_of::<String>();
    assert!(send(owned(String::new(), String::new())) <= of_strings + 64);
    assert!(send(borrowed("x")) <= size_of::<&str>() + 64);
    expected(Vec::new(), "");
}
