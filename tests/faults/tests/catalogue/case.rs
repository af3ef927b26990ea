//! One row of the catalogue.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use libtest_mimic::Trial;

use crate::child::{Ended, Program};

/// A fault, what is promised in it, and how that is found out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    /// The row: a letter for the kind of fault, and a number.
    pub(crate) id: &'static str,
    /// Its name as a test, behind the id.
    pub(crate) name: &'static str,
    /// What goes wrong.
    pub(crate) fault: &'static str,
    /// What holds all the same.
    pub(crate) promise: &'static str,
    /// What tracing-subscriber and tracing-appender do, where that was measured.
    pub(crate) incumbent: &'static str,
    /// The program and its arguments, with `#` for the number.
    pub(crate) program: &'static [&'static str],
    pub(crate) environment: &'static [(&'static str, &'static str)],
    /// How often it does it: in every run of the tests, and in a full run.
    pub(crate) number: (u64, u64),
    /// How it is starved.
    pub(crate) starve: fn(&mut Program) -> Ended,
    /// What is demanded of it; gives the figure.
    pub(crate) expect: fn(&Ended) -> String,
}

/// What was measured, by row.
pub(crate) type Figures = Arc<Mutex<BTreeMap<&'static str, String>>>;

/// What most cases leave as it is.
pub(crate) const CASE: Case = Case {
    id: "",
    name: "",
    fault: "",
    promise: "",
    incumbent: "",
    program: &[],
    environment: &[],
    number: (1, 1),
    starve: crate::starve::not_at_all,
    expect: |_| String::new(),
};

impl Case {
    pub(crate) fn test_name(&self) -> String {
        format!("{}_{}", self.id, self.name)
    }

    pub(crate) fn trial(self, figures: &Figures) -> Trial {
        let figures = Arc::clone(figures);
        Trial::test(self.test_name(), move || {
            let figure = self.run();
            println!("{}: {figure}", self.id);
            let mut figures = figures.lock().expect("nobody panics with it");
            figures.insert(self.id, figure);
            Ok(())
        })
    }

    fn run(&self) -> String {
        let is_full = is_full();
        let number = if is_full {
            self.number.1
        } else {
            self.number.0
        };
        let mut program = Program::new(self.program, number, self.environment);
        (self.expect)(&(self.starve)(&mut program))
    }
}

/// Whether each case has the number that its promise was made for.
pub(crate) fn is_full() -> bool {
    std::env::var_os("FAULTS").is_some_and(|size| size == "full")
}
