//! Values that tell when they are dropped.

use std::cell::RefCell;

thread_local! {
    static NOTED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Writes its name down when it is dropped.
#[derive(Debug)]
pub struct Noisy(pub &'static str);

impl Noisy {
    /// Something borrowed from it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.0
    }

    /// Something that exists only sometimes.
    #[must_use]
    pub fn found(&self, there: bool) -> Option<usize> {
        there.then_some(self.0.len())
    }
}

impl Drop for Noisy {
    fn drop(&mut self) {
        note(self.0);
    }
}

/// Writes down that this happened now.
pub fn note(text: &str) {
    NOTED.with_borrow_mut(|noted| noted.push(text.to_owned()));
}

/// What was written down on this thread since the last time.
#[must_use]
pub fn noted() -> Vec<String> {
    NOTED.take()
}
