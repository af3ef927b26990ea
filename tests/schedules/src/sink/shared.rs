//! In the place of the runtime's own: a target that takes everything.

use std::sync::PoisonError;
use std::time::Duration;

use super::blocks::Block;
use super::content::Content;
use crate::sync::{Condvar, Instant, Latch, Mutex};

#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) block_limit: Option<Duration>,
    pub(super) counters: Counters,
    /// All that was written.
    bytes: Mutex<Vec<u8>>,
    news: Condvar,
}

/// What was lost.
#[derive(Debug, Default)]
pub(super) struct Counters(Latch<Vec<Content>>);

impl Shared {
    pub(super) fn with_block_limit(block_limit: Duration) -> Shared {
        Shared {
            block_limit: Some(block_limit),
            ..Shared::default()
        }
    }

    pub(super) fn write(&self, line: &[u8], _: Content, _: Option<Instant>) -> bool {
        self.add(line);
        true
    }

    pub(super) fn write_block(&self, block: &Block) {
        self.add(block.bytes());
    }

    fn add(&self, bytes: &[u8]) {
        let mut all = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend_from_slice(bytes);
        drop(all);
        self.news.notify_all();
    }

    /// Waits until so many bytes are written, whatever time that takes, and asks nobody for it. Gives them.
    pub(super) fn wait_for(&self, length: usize) -> Vec<u8> {
        let bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = |bytes: &mut Vec<u8>| bytes.len() < length;
        let all = self.news.wait_while(bytes, waits);
        all.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Counters {
    pub(super) fn lose_content(&self, content: Content) {
        self.0.lock().push(content);
    }

    pub(super) fn lost(&self) -> Vec<Content> {
        self.0.lock().clone()
    }
}
