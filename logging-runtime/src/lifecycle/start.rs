//! The start of a run: its fields are evaluated, its scope is set, its start line is written.

use std::cell::Cell;
use std::ptr;
use std::sync::Arc;

use super::job::{Job, new_id};
use super::lines;
use crate::context::current;
use crate::context::node::{Node, Scope, merged};
use crate::line::{Fields, Giver, Rules};
use crate::relay;
use crate::site::Site;
use crate::value::{Captured, Value};

/// The fields of a run that is about to start.
#[doc(hidden)]
#[derive(Debug)]
pub struct Start {
    node: Arc<Node>,
    rules: &'static Rules,
    id: Fields,
    context: Fields,
    fields: Fields,
}

impl Site {
    /// The start of the run whose body this is called from, or nothing where that is not recorded.
    #[doc(hidden)]
    pub fn __begin(&'static self) -> Option<Start> {
        if !Starting::take(self) {
            return None;
        }
        current::get().map(|node| Start::new(&node))
    }
}

impl Start {
    pub(super) fn new(node: &Arc<Node>) -> Start {
        Start {
            node: Arc::clone(node),
            rules: node.rules(),
            id: Fields::default(),
            context: Fields::default(),
            fields: Fields::default(),
        }
    }

    /// The job's id.
    pub fn id(&mut self, value: &(impl Value + ?Sized)) {
        self.id = Fields::default();
        self.push_id(value.capture());
    }

    /// A value for the call and all inside it.
    pub fn ctx(&mut self, key: &str, value: &(impl Value + ?Sized)) {
        self.context.push_context(self.rules, key, value.capture());
    }

    /// A field of the start and result lines.
    pub fn field(&mut self, key: &str, value: &(impl Value + ?Sized)) {
        self.fields
            .push(self.rules, Giver::Run, key, value.capture());
    }

    /// Fields that were captured before the run was opened.
    #[cfg(feature = "stream")]
    pub(super) fn given(&mut self, fields: &Fields) {
        self.fields.append(fields);
    }

    /// Whether a parameter is taken by itself: it is named like a context key, or a job's id, and
    /// that has not been given by hand.
    pub(crate) fn wants(&self, key: &str) -> bool {
        if key == "job_id" {
            self.is_job() && self.id.is_empty() && self.context.get(key).is_none()
        } else {
            self.rules.schema.is_context_key(key) && self.context.get(key).is_none()
        }
    }

    pub(crate) fn take(&mut self, key: &str, value: Captured<'_>) {
        if key == "job_id" {
            self.push_id(value);
        } else {
            self.context.push_context(self.rules, key, value);
        }
    }

    /// Sets the scope and writes the start line.
    pub fn start(self) {
        let Start {
            node,
            id,
            context,
            fields,
            ..
        } = self;
        let Some(run) = node.state() else { return };
        if !run.span.is_disabled() {
            for field in context.iter().chain(fields.iter()) {
                relay::record(&run.span, field);
            }
        }
        if run.is_job {
            let job = Job::new(node.lane, fields);
            node.set_scope(job_scope(&node, id, &context, job));
        } else {
            node.set_scope(stage_scope(&node, context, &fields));
        }
        if !run.postponed {
            lines::start(&node);
        }
    }

    fn is_job(&self) -> bool {
        self.node.state().is_some_and(|run| run.is_job)
    }

    /// An id is a string whatever its type, or it could not be told apart from no id.
    fn push_id(&mut self, value: Captured<'_>) {
        let text = crate::line::raw_text(self.rules, value);
        if !text.text.is_empty() {
            self.id.push(
                self.rules,
                Giver::Framework,
                "job_id",
                Captured::Text(&text.text),
            );
        }
    }
}

fn stage_scope(node: &Node, context: Fields, fields: &Fields) -> Scope {
    let outer = node.outer_scope();
    let name = node.state().map_or("", |run| &run.name);
    let mut stage = Fields::default();
    stage.push(
        node.rules(),
        Giver::Framework,
        "stage",
        Captured::Text(name),
    );
    Scope {
        context: merged(context, &outer.context),
        stage: merged(stage, fields),
        job: outer.job.clone(),
    }
}

/// A job has the id that it was given, else the one that came with the context from outside, else
/// one of its own. Inside another job it never takes that job's id.
fn job_scope(node: &Node, id: Fields, context: &Fields, mut job: Job) -> Scope {
    let outer = node.outer_scope();
    let mut outside = outer.context.clone();
    if outer.job.is_some() {
        job.parent_id = outside.take("job_id");
    }
    let mut context = merged(merged(id, context), &outside);
    if context.get("job_id").is_none() {
        context.push_json(node.rules(), "job_id", &new_id());
    }
    Scope {
        context,
        stage: Fields::default(),
        job: Some(Arc::new(job)),
    }
}

/// Announces a body that evaluates its own fields right away.
pub(super) fn announce(site: &'static Site) {
    std::mem::forget(Starting::at(site));
}

thread_local! {
    /// The site whose body is about to evaluate its fields.
    static STARTING: Cell<*const Site> = const { Cell::new(ptr::null()) };
}

/// Announces a body that evaluates its own fields; what was announced before is restored.
pub(super) struct Starting {
    before: *const Site,
}

impl Starting {
    pub(super) fn at(site: *const Site) -> Self {
        let before = STARTING
            .try_with(|starting| starting.replace(site))
            .unwrap_or(ptr::null());
        Starting { before }
    }

    /// Whether it is this site's turn; only the first to ask is told so.
    fn take(site: &'static Site) -> bool {
        STARTING
            .try_with(|starting| {
                let mine = ptr::eq(starting.get(), site);
                if mine {
                    starting.set(ptr::null());
                }
                mine
            })
            .unwrap_or(false)
    }
}

impl Drop for Starting {
    fn drop(&mut self) {
        let _ = STARTING.try_with(|starting| starting.set(self.before));
    }
}
