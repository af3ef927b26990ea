//! The programs by topic, and what several of them need.

mod bytes;
mod descriptor;
mod ends;
mod forks;
mod hostile;
mod large;
mod nth;
mod process;
mod reentrant;
mod setup;
mod soak;
mod threads;
mod time;
mod writers;

use logging_runtime::{Guard, Logging, init};
use tracing::Subscriber;
use tracing_subscriber::prelude::*;

/// Makes the functions of a module known by their names.
macro_rules! programs {
    ($($name:ident),* $(,)?) => {
        pub(super) const ALL: super::Programs = &[$((stringify!($name), $name as fn())),*];
    };
}
use programs;

/// The programs of a module.
type Programs = &'static [(&'static str, fn())];

pub(crate) fn find(name: &str) -> Option<fn()> {
    let topics = [
        descriptor::ALL,
        hostile::ALL,
        large::ALL,
        reentrant::ALL,
        writers::ALL,
        ends::ALL,
        forks::ALL,
        threads::ALL,
        setup::ALL,
        bytes::ALL,
        time::ALL,
        process::ALL,
        nth::ALL,
        soak::ALL,
    ];
    let mut all = topics.into_iter().flatten();
    Some(all.find(|(known, _)| *known == name)?.1)
}

/// An argument of the program, counted from 0.
fn argument(index: usize) -> Option<String> {
    std::env::args().nth(2 + index)
}

/// A number among the arguments; most programs begin with how often they do what they do.
fn number(index: usize) -> u64 {
    let text = argument(index).expect("the case gives it");
    text.parse().expect("a number")
}

/// What `init` sets up; where there is an argument in this place, a layer that the program has put together
/// itself, for which there is no guard.
fn init_or_compose(index: usize) -> Option<Guard> {
    let guard = argument(index).is_none().then(init);
    if guard.is_none() {
        tracing::subscriber::set_global_default(composed()).expect("it is the first");
    }
    guard
}

/// A subscriber that the program has put together itself.
fn composed() -> impl Subscriber {
    let layer = Logging::builder().layer().expect("nothing is set");
    tracing_subscriber::registry().with(layer)
}

/// Numbers without a pattern, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// A folder of this run.
fn folder() -> std::path::PathBuf {
    std::env::var_os("FAULTS_FOLDER")
        .expect("the case gives it")
        .into()
}

#[logging_runtime::stage("step")]
fn step() {}
