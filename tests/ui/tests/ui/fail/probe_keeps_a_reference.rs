use std::error::Error;
use std::sync::Mutex;

use logging_runtime::{ErrorLink, Outcome, register_error_probe};

#[derive(Debug)]
struct Failure<'a>(&'a str);

impl std::fmt::Display for Failure<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for Failure<'_> {}

static KEPT: Mutex<Option<&'static Failure<'static>>> = Mutex::new(None);

fn keep(link: &ErrorLink<'_>) -> Option<(Outcome, &'static str)> {
    *KEPT.lock().ok()? = link.downcast_ref();
    None
}

fn ask() {
    register_error_probe(keep);
}

fn main() {}
