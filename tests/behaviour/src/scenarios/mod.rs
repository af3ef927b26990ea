//! The scenarios by topic, and what several of them need.

use std::panic::{self, AssertUnwindSafe};

use tokio::runtime::{Builder, Runtime};

/// Makes the functions of a module known by their names.
macro_rules! scenarios {
    ($($name:ident),* $(,)?) => {
        pub(super) const SCENARIOS: super::Scenarios = &[$((stringify!($name), $name as fn())),*];
    };
}

/// Stages that return what they are given, each for a type of its own.
macro_rules! returning {
    ($($stage:literal $name:ident $type:ty),* $(,)?) => {
        $(
            #[logging_runtime::stage($stage)]
            fn $name(value: $type) -> $type {
                value
            }
        )*
    };
}

mod attributes;
mod blocks;
mod carried;
mod classified;
mod containers;
mod context;
mod decisions;
mod erased;
mod errors;
mod forged;
mod functions;
mod futures;
mod generics;
mod hostile;
mod length;
mod lifecycle;
mod limits;
mod line;
mod outcomes;
mod panics;
mod parameters;
mod probes;
mod streams;
mod tasks;
mod timers;
mod values;

type Scenarios = &'static [(&'static str, fn())];

const TOPICS: &[(&str, Scenarios)] = &[
    ("attributes", attributes::SCENARIOS),
    ("blocks", blocks::SCENARIOS),
    ("carried", carried::SCENARIOS),
    ("classified", classified::SCENARIOS),
    ("containers", containers::SCENARIOS),
    ("context", context::SCENARIOS),
    ("decisions", decisions::SCENARIOS),
    ("erased", erased::SCENARIOS),
    ("errors", errors::SCENARIOS),
    ("forged", forged::SCENARIOS),
    ("functions", functions::SCENARIOS),
    ("futures", futures::SCENARIOS),
    ("generics", generics::SCENARIOS),
    ("hostile", hostile::SCENARIOS),
    ("length", length::SCENARIOS),
    ("lifecycle", lifecycle::SCENARIOS),
    ("limits", limits::SCENARIOS),
    ("line", line::SCENARIOS),
    ("outcomes", outcomes::SCENARIOS),
    ("panics", panics::SCENARIOS),
    ("parameters", parameters::SCENARIOS),
    ("probes", probes::SCENARIOS),
    ("streams", streams::SCENARIOS),
    ("tasks", tasks::SCENARIOS),
    ("timers", timers::SCENARIOS),
    ("values", values::SCENARIOS),
];

/// The scenario of a name like `lifecycle::success`.
pub(crate) fn find(name: &str) -> Option<fn()> {
    let (topic, name) = name.split_once("::")?;
    let (_, scenarios) = TOPICS.iter().find(|(known, _)| *known == topic)?;
    let (_, scenario) = scenarios.iter().find(|(known, _)| *known == name)?;
    Some(*scenario)
}

/// Keeps standard error empty where panics are meant to happen.
fn silence_panics() {
    panic::set_hook(Box::new(|_| ()));
}

/// The message of the panic that `code` ends in.
fn caught<T>(code: impl FnOnce() -> T) -> String {
    let Err(payload) = panic::catch_unwind(AssertUnwindSafe(code)) else {
        unreachable!("it does not panic");
    };
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.expect("a payload that is a text").to_owned()
}

fn current_thread() -> Runtime {
    let runtime = Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime")
}

fn multi_thread() -> Runtime {
    let runtime = Builder::new_multi_thread().worker_threads(4).build();
    runtime.expect("a runtime")
}
