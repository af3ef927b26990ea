//! What is measured: the same calls with the same values for everybody.

use std::future::Future;
use std::hint::black_box;
use std::num::ParseIntError;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// One operation, run many times inside one job.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Workload {
    /// A call of a sync stage with three fields: two lines.
    W1,
    /// The same async, never pending.
    W2,
    /// The same async, pending ten times.
    W2b,
    /// The same async, pending a thousand times, for what a single poll costs.
    W2k,
    /// One event with three fields inside a job and a stage, by the macro of each.
    W3,
    /// The same by `tracing::info!`.
    W3t,
    /// The same, every text new, with the rate limiter on.
    W3u,
    /// The same as an error, which is in the file before the call returns. Under load only.
    W3e,
    /// An event that the filter leaves out.
    W4e,
    /// The same by `tracing::debug!`.
    W4t,
    /// An event below the level that is kept in case the job fails.
    W4b,
    /// A stage that is off.
    W4s,
    /// A message that the rate limit holds back.
    W5,
}

pub(crate) const ALL: [Workload; 12] = [
    Workload::W1,
    Workload::W2,
    Workload::W2b,
    Workload::W2k,
    Workload::W3,
    Workload::W3t,
    Workload::W3u,
    Workload::W4e,
    Workload::W4t,
    Workload::W4b,
    Workload::W4s,
    Workload::W5,
];

impl Workload {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Workload::W1 => "W1",
            Workload::W2 => "W2",
            Workload::W2b => "W2b",
            Workload::W2k => "W2k",
            Workload::W3 => "W3",
            Workload::W3t => "W3t",
            Workload::W3u => "W3u",
            Workload::W3e => "W3e",
            Workload::W4e => "W4e",
            Workload::W4t => "W4t",
            Workload::W4b => "W4b",
            Workload::W4s => "W4s",
            Workload::W5 => "W5",
        }
    }

    pub(crate) fn what(self) -> &'static str {
        match self {
            Workload::W1 => "sync stage call, two lines",
            Workload::W2 => "async stage call, never pending, two lines",
            Workload::W2b => "async stage call, pending 10 times, two lines",
            Workload::W2k => "async stage call, pending 1,000 times, two lines",
            Workload::W3 => "one event with three fields, in a job and a stage",
            Workload::W3t => "the same by `tracing::info!`",
            Workload::W3u => "one event with three fields, every text new, rate limiter on",
            Workload::W3e => "one ERROR event with three fields",
            Workload::W4e => "disabled event",
            Workload::W4t => "disabled `tracing` event",
            Workload::W4b => {
                "`tracing` event below the level, kept for the failure of its job (LOG_BUFFER_UNTIL_ERROR)"
            }
            Workload::W4s => "disabled stage, with the function itself",
            Workload::W5 => "event held back by the rate limit",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Workload> {
        ALL.into_iter().find(|workload| workload.name() == name)
    }
}

/// What a stage is given.
#[derive(Clone, Copy)]
pub(crate) struct Arguments {
    pub(crate) profile: &'static str,
    pub(crate) use_proxy: bool,
    pub(crate) attempt: u32,
}

/// What an event is given.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) proxy: &'static str,
    pub(crate) latency_ms: u64,
    pub(crate) ok: bool,
}

pub(crate) const JOB_ID: &str = "j-7f3d";
pub(crate) const VIDEO_ID: &str = "bbz2boNSeL0";

pub(crate) type Answer = Result<u64, ParseIntError>;

#[inline(always)]
pub(crate) fn arguments() -> Arguments {
    black_box(Arguments {
        profile: "mobile",
        use_proxy: true,
        attempt: 2,
    })
}

#[inline(always)]
pub(crate) fn fields() -> Fields {
    black_box(Fields {
        proxy: "fra-3",
        latency_ms: 183,
        ok: true,
    })
}

/// What a stage does.
#[inline(always)]
pub(crate) fn body(arguments: Arguments) -> Answer {
    black_box(Ok(u64::from(black_box(arguments).attempt)))
}

/// How often the future of [`Workload::W2b`] is pending.
pub(crate) const PENDING: u32 = 10;
/// How often that of [`Workload::W2k`] is.
pub(crate) const PENDING_LONG: u32 = 1_000;

/// A future that is pending so many times.
pub(crate) struct Pending(pub(crate) u32);

impl Future for Pending {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<()> {
        match self.0.checked_sub(1) {
            None => Poll::Ready(()),
            Some(left) => {
                self.0 = left;
                task.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

/// Polls until it is done.
#[inline]
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut task = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = black_box(future.as_mut()).poll(&mut task) {
            return value;
        }
    }
}
