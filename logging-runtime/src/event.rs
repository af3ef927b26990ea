//! What `evt!`, `perf_evt!` and `record!` expand to.

#![allow(
    clippy::inline_always,
    reason = "an event is made where it stays: a processor waits where it is copied as soon as it was written"
)]

use crate::clock;
use crate::lane::{self, Event, Kind, Lane, number_of_place};
use crate::line::{Draft, Giver, Named, Rules, spare};
use crate::outcome::equal;
use crate::site::{Options, Plan, Site};
use crate::value::Value;

/// An event with a name, while its fields are collected.
#[doc(hidden)]
#[derive(Debug)]
pub struct NamedEvent {
    lane: Option<&'static Lane>,
    rules: &'static Rules,
    site: &'static Site,
    own: Box<Draft>,
    is_metric: bool,
}

/// The site of the performance channel.
fn metric_site() -> &'static Site {
    static SITE: Site = Site::new(&Options::METRIC);
    SITE.__at("metric", "perf")
}

/// The names of the lines that jobs and stages write.
const LIFECYCLE: [&str; 6] = [
    "job_received",
    "stage_start",
    "stage_result",
    "job_failed",
    "job_finished",
    "performance_metric",
];

impl NamedEvent {
    /// An event, or nothing where nobody wants it.
    #[inline]
    #[track_caller]
    pub fn new(site: &'static Site, target: &'static str, name: &str) -> Option<NamedEvent> {
        NamedEvent::wanted(site.wanted_at("event", target)?, name)
    }

    /// The same, where the name is a literal, of which is known that no job or stage writes it.
    #[inline]
    #[track_caller]
    pub fn literal(
        site: &'static Site,
        target: &'static str,
        name: &'static str,
    ) -> Option<NamedEvent> {
        NamedEvent::known(site.wanted_at(name, target)?)
    }

    fn known(site: &'static Site) -> Option<NamedEvent> {
        let mut event = NamedEvent::open(site, false)?;
        let plan = site.plan(event.rules);
        event.open_fields(plan);
        match plan.and_then(Plan::name) {
            Some(name) => event.own.begin_with(name),
            None => event.name(site.place().name),
        }
        Some(event)
    }

    fn wanted(site: &'static Site, name: &str) -> Option<NamedEvent> {
        let mut event = NamedEvent::open(site, false)?;
        event.open_fields(site.plan(event.rules));
        if is_lifecycle(name) {
            let renamed = format!("evt_{name}");
            event.name(&renamed);
        } else {
            event.name(name);
        }
        Some(event)
    }

    /// A line of the performance channel.
    pub fn metric() -> Option<NamedEvent> {
        let mut event = NamedEvent::open(metric_site(), true)?;
        event.open_metric();
        Some(event)
    }

    /// A line of the performance channel of one lane.
    pub(crate) fn metric_in(lane: &'static Lane) -> Option<NamedEvent> {
        let mut event = NamedEvent::to(Some(lane), metric_site(), true);
        event.open_metric();
        lane.records(metric_site()).then_some(event)
    }

    #[inline(always)]
    fn open(site: &'static Site, is_metric: bool) -> Option<NamedEvent> {
        let lane = lane::for_site(site).ok()?;
        Some(NamedEvent::to(lane, site, is_metric))
    }

    #[inline(always)]
    fn to(lane: Option<&'static Lane>, site: &'static Site, is_metric: bool) -> NamedEvent {
        NamedEvent {
            lane,
            rules: lane::rules(lane),
            site,
            own: spare::fields(),
            is_metric,
        }
    }

    /// Adds a field.
    #[inline]
    pub fn field(&mut self, key: &'static str, value: &(impl Value + ?Sized)) {
        self.own.give(key, value);
    }

    fn open_fields(&mut self, plan: Option<&'static Plan>) {
        let sequence = plan.map(Plan::sequence);
        self.own.open(self.rules, Giver::Program, sequence);
    }

    /// All metrics have one site, so that their keys are in no sequence.
    fn open_metric(&mut self) {
        self.open_fields(None);
        self.name("performance_metric");
    }

    fn name(&mut self, name: &str) {
        self.own.push_name(self.rules, Named::Event, name);
    }

    /// Writes the line.
    pub fn write(self) {
        // First, or all else would be set aside while the clock is read.
        let now = clock::now();
        let place = self.site.place();
        let event = Event {
            level: self.site.options().level,
            target: place.target,
            place: (
                place.location.file(),
                number_of_place(place.location.line(), self.site),
            ),
            kind: if self.is_metric {
                Kind::Metric
            } else {
                Kind::Named
            },
            own: &self.own,
            dur_ms: None,
            node: None,
            spans: None,
            now,
            decision: None,
        };
        event.write_to(self.lane);
        spare::give_fields(self.own);
    }
}

/// Where `record!` puts its fields.
#[doc(hidden)]
#[derive(Debug)]
pub struct Recording;

impl Recording {
    /// Adds a field to the current run.
    pub fn field(&mut self, key: &str, value: &(impl Value + ?Sized)) {
        crate::lifecycle::record::record(key, value);
    }
}

const fn is_lifecycle(name: &str) -> bool {
    let mut index = 0;
    while index < LIFECYCLE.len() {
        if equal(LIFECYCLE[index].as_bytes(), name.as_bytes()) {
            return true;
        }
        index += 1;
    }
    false
}

/// Refuses, at compile time, an event that would look like a line of a job or stage.
///
/// # Panics
///
/// If the name is one of theirs, or empty.
#[doc(hidden)]
pub const fn check_event_name(name: &str) {
    assert!(
        !name.is_empty(),
        "an event needs a name: `evt!(\"proxy_rotated\")`"
    );
    assert!(
        !is_lifecycle(name),
        "only jobs, stages and `perf_evt!` write lines of this name: choose another"
    );
}

/// `r#type` is `type`.
#[doc(hidden)]
pub const fn plain_key(key: &'static str) -> &'static str {
    match key.as_bytes() {
        [b'r', b'#', ..] => key.split_at(2).1,
        _ => key,
    }
}
