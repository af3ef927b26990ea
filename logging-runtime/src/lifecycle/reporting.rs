//! Runs of the framework's own, with fields on their result lines.

use super::Run;
use crate::classify::Verdict;
use crate::line::{Fields, Giver, Rules};
use crate::value::Value;

/// Fields that the framework writes on a result line.
pub(crate) struct Report {
    rules: &'static Rules,
    fields: Fields,
}

impl Run {
    /// Ends the run with fields of the framework's own on its result line.
    pub(crate) fn end_reporting(self, verdict: Verdict, report: impl FnOnce(&mut Report)) {
        let mut fields = Report {
            rules: self.node.rules(),
            fields: Fields::default(),
        };
        report(&mut fields);
        self.end(verdict, &fields.fields);
    }
}

impl Report {
    pub(crate) fn field(&mut self, key: &str, value: &(impl Value + ?Sized)) {
        self.fields
            .push(self.rules, Giver::Framework, key, value.capture());
    }
}
