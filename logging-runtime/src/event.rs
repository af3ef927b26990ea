//! What `evt!`, `perf_evt!` and `record!` expand to.

#![allow(
    clippy::inline_always,
    reason = "an event is made where it stays: a processor waits where it is copied as soon as it was written"
)]

use crate::clock;
use crate::lane::{self, Event, Kind, Lane, number_of_place};
use crate::line::{Draft, Giver, Named, Sequence, spare};
use crate::outcome::equal;
use crate::site::{Options, Plan, Site};
use crate::value::Value;

/// An event with a name, while its fields are collected. These are two words, which are returned in registers.
#[doc(hidden)]
#[derive(Debug)]
pub struct NamedEvent {
    own: Box<Draft>,
    lane: Option<&'static Lane>,
}

/// The site of the performance channel.
fn metric_site() -> &'static Site {
    static SITE: Site = Site::new(&Options::METRIC);
    SITE.__at("metric", "perf")
}

/// The names of the lines that jobs and stages write.
pub(crate) const LIFECYCLE: [&str; 6] = [
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
        let lane = lane::for_site(site).ok()?;
        let (rules, mut own) = (lane::rules(lane), spare::fields());
        let plan = site.plan(rules);
        own.open(rules, Giver::Program, plan.map(Plan::sequence));
        match plan.and_then(Plan::name) {
            Some(name) => own.begin_behind_lead(name.alone()),
            None => own.push_name(rules, Named::Event, site.place().name),
        }
        Some(NamedEvent { own, lane })
    }

    fn wanted(site: &'static Site, name: &str) -> Option<NamedEvent> {
        let lane = lane::for_site(site).ok()?;
        let plan = site.plan(lane::rules(lane));
        let sequence = plan.map(Plan::sequence);
        Some(if is_lifecycle(name) {
            NamedEvent::named(lane, &format!("evt_{name}"), sequence)
        } else {
            NamedEvent::named(lane, name, sequence)
        })
    }

    /// A line of the performance channel.
    pub fn metric() -> Option<NamedEvent> {
        let lane = lane::for_site(metric_site()).ok()?;
        Some(NamedEvent::metric_to(lane))
    }

    /// A line of the performance channel of one lane.
    pub(crate) fn metric_in(lane: &'static Lane) -> Option<NamedEvent> {
        let is_wanted = lane.records(metric_site());
        is_wanted.then(|| NamedEvent::metric_to(Some(lane)))
    }

    /// All metrics have one site, so that their keys are in no sequence.
    fn metric_to(lane: Option<&'static Lane>) -> NamedEvent {
        NamedEvent::named(lane, "performance_metric", None)
    }

    fn named(
        lane: Option<&'static Lane>,
        name: &str,
        sequence: Option<&'static Sequence>,
    ) -> NamedEvent {
        let (rules, mut own) = (lane::rules(lane), spare::fields());
        own.open(rules, Giver::Program, sequence);
        own.push_name(rules, Named::Event, name);
        NamedEvent { own, lane }
    }

    /// Adds a field.
    #[inline]
    pub fn field(&mut self, key: &'static str, value: &(impl Value + ?Sized)) {
        self.own.give(key, value);
    }

    /// Writes the line of the site that it was made for.
    pub fn write(self, site: &'static Site) {
        self.write_as(Kind::Named, site);
    }

    /// Writes a line of the performance channel.
    pub fn write_metric(self) {
        self.write_as(Kind::Metric, metric_site());
    }

    #[inline(always)]
    fn write_as(self, kind: Kind<'_>, site: &'static Site) {
        // First, or all else would be set aside while the clock is read.
        let now = clock::now();
        let place = site.place();
        let event = Event {
            level: site.options().level,
            target: place.target,
            place: (
                place.location.file(),
                number_of_place(place.location.line(), site),
            ),
            kind,
            lead: self.own.lead(),
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
