//! Spawning work that takes its context along.

#[cfg(any(feature = "tokio", feature = "rayon"))]
use super::Context;

/// [`std::thread::spawn`] in the current context.
///
/// ```
/// use logging_runtime::{evt, thread};
/// thread::spawn(|| evt!("still_in_the_job")).join().unwrap();
/// ```
pub mod thread {
    use std::thread::JoinHandle;

    /// Starts a thread whose lines carry the context that is current now.
    ///
    /// # Panics
    ///
    /// As [`std::thread::spawn`]: if the system cannot make a thread.
    pub fn spawn<T: Send + 'static>(code: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
        let context = crate::Context::current();
        std::thread::spawn(move || context.scope(code))
    }
}

/// [`rayon`](https://docs.rs/rayon)'s threads in the current context. A parallel iterator takes it
/// along by [`Context::scope`].
///
/// ```
/// use logging_runtime::{evt, rayon};
/// let (a, b) = rayon::join(|| evt!("left"), || evt!("right"));
/// # let _ = (a, b);
/// ```
#[cfg(feature = "rayon")]
pub mod rayon {
    use super::Context;

    /// `rayon::spawn` in the current context.
    pub fn spawn(code: impl FnOnce() + Send + 'static) {
        let context = Context::current();
        rayon::spawn(move || context.scope(code));
    }

    /// `rayon::join`, both sides in the current context.
    pub fn join<A: Send, B: Send>(
        a: impl FnOnce() -> A + Send,
        b: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        let context = Context::current();
        rayon::join(|| context.scope(a), || context.scope(b))
    }
}

/// [`tokio::spawn`] in the current context.
///
/// # Panics
///
/// As [`tokio::spawn`]: outside a tokio runtime.
#[cfg(feature = "tokio")]
pub fn spawn<F>(future: F) -> tokio::task::JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    use super::InContext;
    tokio::spawn(future.in_current_context())
}

/// [`tokio::task::spawn_blocking`] in the current context.
///
/// # Panics
///
/// As [`tokio::task::spawn_blocking`]: outside a tokio runtime.
#[cfg(feature = "tokio")]
pub fn spawn_blocking<T: Send + 'static>(
    code: impl FnOnce() -> T + Send + 'static,
) -> tokio::task::JoinHandle<T> {
    let context = Context::current();
    tokio::task::spawn_blocking(move || context.scope(code))
}
