//! The start of a run: its fields are evaluated, its scope is set, its start line is written.

use tracing::Span;

use super::job::{Job, new_id};
use super::lines;
use crate::context::current;
use crate::context::node::{Node, RunState};
use crate::context::scope::{self, Scope};
use crate::line::{Field, Giver, Named, Rules, spare};
use crate::relay;
use crate::site::{Plan, Site};
use crate::value::{Captured, Value};

/// The fields of a run that is about to start.
#[doc(hidden)]
#[derive(Debug)]
pub struct Start {
    rules: &'static Rules,
    is_job: bool,
    scope: Box<Scope>,
}

impl Site {
    /// The start of the run whose body this is called from, or nothing where that is not recorded.
    #[doc(hidden)]
    #[inline]
    pub fn __begin(&'static self) -> Option<Start> {
        if current::take_turn(self) {
            Start::now()
        } else {
            None
        }
    }
}

impl Start {
    /// That of the run that has been entered and whose turn it was.
    pub(crate) fn now() -> Option<Start> {
        current::opening(Start::new)
    }

    pub(super) fn new(node: &Node) -> Start {
        let (rules, mut scope) = (node.rules(), scope::take());
        let run = node.state();
        let plan = run.and_then(|run| run.site.plan(rules));
        let is_job = run.is_some_and(RunState::is_job);
        if !is_job && let Some(run) = run {
            match plan.and_then(Plan::name) {
                Some(name) if run.own_name.is_none() => {
                    current::with(|outer| scope.begin_stage(name, around(outer)));
                }
                _ => scope.stage.push_name(rules, Named::Stage, run.name()),
            }
        }
        let sequence = plan.map(Plan::sequence);
        scope.stage.open(rules, Giver::Run, sequence);
        Start {
            rules,
            is_job,
            scope,
        }
    }

    /// The job's id.
    pub fn id(&mut self, value: &(impl Value + ?Sized)) {
        self.scope.of_job_mut().id.clear();
        self.push_id(value.capture());
    }

    /// A value for the call and all inside it.
    pub fn ctx(&mut self, key: &str, value: &(impl Value + ?Sized)) {
        self.push_context(key, value.capture());
    }

    /// A field of the start and result lines.
    #[inline]
    pub fn field(&mut self, key: &'static str, value: &(impl Value + ?Sized)) {
        self.scope.stage.give(key, value);
    }

    /// The same, of a key that is known only now.
    pub(super) fn push(&mut self, key: &str, value: Captured<'_>) {
        self.scope.stage.give_unknown(key, value);
    }

    /// Fields that were captured before the run was opened.
    #[cfg(feature = "stream")]
    pub(super) fn given(&mut self, fields: &crate::line::Fields) {
        self.scope.stage.append(fields);
    }

    /// Whether a parameter is taken by itself: it is named like a context key, or a job's id, and
    /// that has not been given by hand.
    pub(crate) fn wants(&self, key: &str) -> bool {
        let context = &self.scope.context;
        if key == "job_id" {
            self.is_job && self.scope.of_job().id.is_empty() && context.get(key).is_none()
        } else {
            self.rules.schema.is_context_key(key) && context.get(key).is_none()
        }
    }

    pub(crate) fn take(&mut self, key: &str, value: Captured<'_>) {
        if key == "job_id" {
            self.push_id(value);
        } else {
            self.push_context(key, value);
        }
    }

    fn push_context(&mut self, key: &str, value: Captured<'_>) {
        self.scope.disinherit();
        self.scope.context.push_context(self.rules, key, value);
    }

    /// Sets the scope and writes the start line.
    pub fn start(self) {
        current::open_in(|node, outer| self.set_scope(node, outer), start_at_once);
    }

    /// The same, for a run that has not been entered.
    pub(super) fn start_at(self, node: &Node) {
        current::with(|outer| self.set_scope(node, outer));
        start_at_once(node);
    }

    fn set_scope(self, node: &Node, outer: Option<&Node>) {
        let Start {
            mut scope, is_job, ..
        } = self;
        let Some(run) = node.state() else { return };
        if let Some(span) = &run.span {
            record(span, &scope);
        }
        let outer = around(outer);
        if is_job {
            set_job(&mut scope, node, run, outer);
        } else {
            scope.complete(outer);
        }
        node.set_scope(scope);
    }

    /// An id is a string whatever its type, or it could not be told apart from no id.
    fn push_id(&mut self, value: Captured<'_>) {
        let text = crate::line::raw_text(self.rules, value).text;
        if !text.is_empty() {
            let id = Captured::Text(&text);
            let list = &mut self.scope.of_job_mut().id;
            list.push(self.rules, Giver::Framework, "job_id", id);
        }
        spare::give_text(text);
    }
}

/// The scope around a run.
fn around(outer: Option<&Node>) -> &Scope {
    outer.map_or(&scope::NOWHERE, Node::scope)
}

/// Starts a run that is about to be entered, or gives the site whose body does.
pub(super) fn begin(node: &Node) -> Option<&'static Site> {
    let run = node.state()?;
    if run.options.begins {
        return Some(run.site);
    }
    Start::new(node).start_at(node);
    None
}

/// A run that was left while its own fields were evaluated, by a panic, a `return` or a drop, is told with what is
/// known.
#[inline]
pub(super) fn begin_late(node: &Node) {
    if !node.has_scope() {
        Start::new(node).start_at(node);
    }
}

/// Writes the start line of a run that was postponed.
pub(super) fn start_postponed(node: &Node) {
    begin_late(node);
    lines::start(node);
}

/// Tells other layers what a run is given.
#[cold]
fn record(span: &Span, scope: &Scope) {
    let own = scope.fields_of_stage().filter(|field| field.key != "stage");
    for field in scope.fields_of_context().chain(own) {
        relay::record(span, field);
    }
}

fn start_at_once(node: &Node) {
    if node.state().is_some_and(|run| !run.postponed) {
        lines::start(node);
    }
}

/// A job has the id that it was given, else the one that came with the context from outside, else
/// one of its own. Inside another job it never takes that job's id.
#[inline(never)]
fn set_job(scope: &mut Scope, node: &Node, run: &RunState, outer: &Scope) {
    let rules = node.rules();
    scope.give_to_job();
    let mut context = spare::fields();
    context.append_missing(&scope.of_job().id);
    context.append_missing(&scope.context);
    let parent = outer.of_context("job_id").filter(|_| outer.is_in_job);
    if let Some(parent) = parent {
        let labels = &mut scope.of_job_mut().labels;
        labels.push_json(rules, "parent_job_id", parent);
    }
    let is_taken = |field: &Field<'_>| parent.is_none() || field.key != "job_id";
    context.append_missing_of(outer.fields_of_context().filter(is_taken));
    context.lose(outer.context.lost());
    if context.get("job_id").is_none() {
        context.push_json(rules, "job_id", new_id().as_str());
    }
    if !run.name().is_empty() {
        let labels = &mut scope.of_job_mut().labels;
        labels.push_name(rules, Named::Job, run.name());
    }
    std::mem::swap(&mut scope.context, &mut *context);
    spare::give_fields(context);
    scope.is_in_job = true;
    scope.job = Job::kept(node);
}
