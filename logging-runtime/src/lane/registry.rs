//! All lanes of the program, and the one for what happens here and now.

use std::sync::atomic::{AtomicBool, Ordering};

use once_cell::sync::OnceCell;
use tracing::dispatcher;

use super::Lane;
use crate::config::Settings;
use crate::context::current;
use crate::laneless;
use crate::layer::{self, LaneLayer};
use crate::line::{Rules, Schema};
use crate::redact::Redactor;
use crate::sink;
use crate::site::{self, Site};

/// The first of all lanes, each of which knows the next. There is no lock: they are asked for while the
/// program exits, and in a forked child.
static FIRST: OnceCell<&'static Lane> = OnceCell::new();
/// Whether there is more than one: what any of them wants, the only one wants.
static ARE_SEVERAL: AtomicBool = AtomicBool::new(false);
/// Where our lines go when the global subscriber is somebody else's.
static FALLBACK: OnceCell<&'static Lane> = OnceCell::new();

/// All lanes of the program.
pub(crate) fn all() -> impl Iterator<Item = &'static Lane> {
    let all = std::iter::successors(FIRST.get().copied(), |lane| lane.next.get().copied());
    all.filter(|lane| !lane.is_forgotten.load(Ordering::Relaxed))
}

/// Makes a lane known to all sites, and ready for forks and the program's exit. It is never freed: a run
/// keeps its lane to its end.
pub(crate) fn add(lane: Lane) -> &'static Lane {
    sink::fork::register();
    sink::exit::register();
    let lane: &'static Lane = Box::leak(Box::new(lane));
    let mut place = &FIRST;
    while let Err((before, _)) = place.try_insert(lane) {
        ARE_SEVERAL.store(true, Ordering::Relaxed);
        place = &before.next;
    }
    site::update_all();
    lane
}

/// Sends the lines that find no lane of their own to this one.
pub(crate) fn set_fallback(lane: &'static Lane) {
    let _ = FALLBACK.set(lane);
}

/// The lane for what happens here and now: that of the current subscriber, else that of the current
/// context, else the fallback.
#[inline]
pub(crate) fn current() -> Option<&'static Lane> {
    // Where there is one lane and the context has it, no subscriber has another.
    if !ARE_SEVERAL.load(Ordering::Relaxed)
        && let Some(lane) = of_context()
    {
        return Some(lane);
    }
    of_subscriber()
        .or_else(of_context)
        .or_else(|| FALLBACK.get().copied())
}

#[inline(never)]
fn of_subscriber() -> Option<&'static Lane> {
    dispatcher::get_default(|current| current.downcast_ref::<LaneLayer>().map(LaneLayer::lane))
        .or_else(layer::hidden::find)
}

#[inline]
fn of_context() -> Option<&'static Lane> {
    current::with(|node| node?.lane)
}

/// Nobody wants what happens at a site.
pub(crate) struct Unwanted;

/// Where what happens at this site goes now: to a lane, or where there is none to other subscribers.
///
/// # Errors
///
/// If nobody wants it.
pub(crate) fn for_site(site: &'static Site) -> Result<Option<&'static Lane>, Unwanted> {
    if !site.is_wanted() {
        return Err(Unwanted);
    }
    let lane = current();
    let records = match lane {
        Some(lane) => !ARE_SEVERAL.load(Ordering::Relaxed) || lane.records(site),
        None => laneless::records(site),
    };
    if records { Ok(lane) } else { Err(Unwanted) }
}

/// How values are written in this lane, or where there is none.
pub(crate) fn rules(lane: Option<&'static Lane>) -> &'static Rules {
    lane.map_or_else(laneless::rules, Lane::rules)
}

/// The settings of this lane, or those that hold where there is none.
pub(crate) fn settings(lane: Option<&'static Lane>) -> &'static Settings {
    lane.map_or_else(laneless::settings, Lane::settings)
}

/// How values are written by these settings.
pub(crate) fn rules_of(settings: &Settings) -> Rules {
    Rules::new(
        Schema::new(settings.context_keys.iter().cloned()),
        Redactor::new(&settings.redact),
        settings.max_line_bytes,
    )
}

/// Whether any lane records this site; without a lane, it may be sent to other subscribers.
pub(crate) fn any_wants(site: &Site) -> bool {
    if FIRST.get().is_none() {
        return laneless::wants(site);
    }
    all().any(|lane| lane.records(site))
}
