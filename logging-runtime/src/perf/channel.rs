//! The sampler's lines.

use super::{Sample, SamplerGuard};
use crate::event::NamedEvent;
use crate::lane::Lane;

/// The background sampler of a lane, stopped when dropped.
#[derive(Debug)]
pub(crate) struct Sampler(#[allow(dead_code)] SamplerGuard);

/// Starts the sampler where it is asked for.
pub(crate) fn start(lane: &'static Lane) -> Option<Sampler> {
    let settings = &lane.settings().perf;
    if !settings.enabled {
        return None;
    }
    // The lines that are queued have the rest of the time that the end has.
    let limit = lane.settings().shutdown_limit / 2;
    let write = move |sample| write(lane, &sample);
    Some(Sampler(super::sampler::start(
        settings.interval,
        limit,
        write,
    )))
}

fn write(lane: &'static Lane, sample: &Sample) {
    if let Some(mut event) = NamedEvent::metric_in(lane) {
        event.field("cpu", &sample.cpu_percent);
        event.field("mem_mb", &sample.mem_mb);
        event.write_metric();
    }
}
