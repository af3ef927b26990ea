#![deny(warnings)]
//! No lint of the user's, however strict, sees the generated code.

#![forbid(unused, unreachable_code, unsafe_code, missing_docs, unreachable_pub, trivial_casts, unused_qualifications)]
#![forbid(unused_results, unused_lifetimes, single_use_lifetimes, elided_lifetimes_in_paths, let_underscore_drop)]
#![forbid(non_ascii_idents, unused_import_braces, explicit_outlives_requirements, variant_size_differences)]

use std::future::Future;

use logging_runtime::{Classify, job, stage};

/// A client.
#[derive(Debug, Classify)]
pub enum Failure {
    /// Asked too often.
    #[outcome(blocked, error_type = "auth_error", level = "info")]
    Blocked(String),
    /// Anything else.
    #[outcome(transparent)]
    Io(std::io::Error),
}

/// Sync.
#[stage("sync", fields(url, n = list.len()), ctx(video_id = url), none = "not_found", level = "debug")]
pub fn sync(url: &str, list: &[u8]) -> Result<Option<u8>, Failure> {
    if url.is_empty() {
        return Err(Failure::Blocked(url.to_owned()));
    }
    Ok(list.first().copied())
}

/// Async.
#[job("async", id = %url)]
pub async fn asynchronous(url: &str, video_id: String) -> Result<usize, Failure> {
    std::future::ready(()).await;
    Ok(url.len() + video_id.len())
}

/// In place.
#[stage("in place")]
#[track_caller]
pub fn in_place(url: &str) -> Option<usize> {
    Some(url.len())
}

/// A future.
#[stage("lazy")]
pub fn lazy(url: String) -> impl Future<Output = usize> {
    async move { url.len() }
}

fn main() {
    assert!(sync("", &[]).is_err() && sync("x", &[]).is_ok());
    drop((asynchronous("", String::new()), lazy(String::new())));
    assert_eq!(in_place("x"), Some(1));
}
