//! Says in regular intervals how much processor time and memory this process uses.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use super::procfs::{self, Usage};
use crate::{forked, notice};

const MIB: u64 = 1024 * 1024;
/// More often than this, and the sampling itself is what one sees.
const MIN_INTERVAL: Duration = Duration::from_millis(10);

/// What one `performance_metric` line says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sample {
    /// Processor time since the last sample, in per cent of one core, with one decimal.
    pub(crate) cpu_percent: f64,
    /// Resident memory, in whole MiB.
    pub(crate) mem_mb: u64,
}

/// Samples in the background until the guard is dropped, every `interval`, the first time after
/// one `interval`. Dropped, the guard waits at most `limit` for a sample that is just being written. Where
/// sampling cannot be done it says so once, and the guard guards nothing.
pub(crate) fn start(
    interval: Duration,
    limit: Duration,
    emit: impl FnMut(Sample) + Send + 'static,
) -> SamplerGuard {
    SamplerGuard {
        running: start_reading(interval, limit, procfs::usage, emit)
            .inspect_err(|error| notice::once(format_args!("no performance metrics: {error}")))
            .ok(),
    }
}

fn start_reading(
    interval: Duration,
    limit: Duration,
    read: impl Fn() -> Option<Usage> + Send + 'static,
    mut emit: impl FnMut(Sample) + Send + 'static,
) -> io::Result<Running> {
    let Some(usage) = read() else {
        let reason = "this system does not tell a process what it uses";
        return Err(io::Error::new(io::ErrorKind::Unsupported, reason));
    };
    let started = Instant::now();
    let mut sampler = Sampler::new(Duration::ZERO, usage.cpu);
    let shared = Arc::new(Shared::default());
    let worker = Arc::clone(&shared);
    let thread = thread::Builder::new()
        .name("perf-sampler".to_owned())
        .spawn(move || {
            while worker.wait(interval.max(MIN_INTERVAL)) {
                if let Some(Usage { cpu, rss_bytes }) = read() {
                    let sample = sampler.sample(started.elapsed(), cpu, rss_bytes);
                    // Whatever goes wrong with one line, the next sample is taken.
                    let _ = panic::catch_unwind(AssertUnwindSafe(|| emit(sample)));
                }
            }
            worker.end();
        })?;
    Ok(Running {
        shared,
        thread: thread.thread().id(),
        limit,
    })
}

/// Turns readings of what was used so far into samples.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sampler {
    now: Duration,
    cpu: Duration,
}

impl Sampler {
    /// `now` is the time on any clock that does not step, `cpu` the processor time used by then.
    pub(super) fn new(now: Duration, cpu: Duration) -> Self {
        Self { now, cpu }
    }

    /// The use since the last reading. A reading that goes back counts as none.
    pub(super) fn sample(&mut self, now: Duration, cpu: Duration, rss_bytes: u64) -> Sample {
        let passed = now.saturating_sub(self.now).as_secs_f64();
        let used = cpu.saturating_sub(self.cpu).as_secs_f64();
        *self = Self { now, cpu };
        let percent = if passed > 0.0 {
            used / passed * 100.0
        } else {
            0.0
        };
        Sample {
            cpu_percent: (percent * 10.0).round() / 10.0,
            mem_mb: rss_bytes / MIB,
        }
    }
}

/// Stops the sampling when dropped; then no sample comes any more.
#[derive(Debug)]
#[must_use = "sampling stops when this is dropped"]
pub(crate) struct SamplerGuard {
    #[allow(dead_code, reason = "held for its drop")]
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    shared: Arc<Shared>,
    thread: ThreadId,
    limit: Duration,
}

impl Drop for Running {
    fn drop(&mut self) {
        // The thread is the parent's.
        if forked::is_child() {
            return;
        }
        let mut state = self.shared.lock();
        state.stop = true;
        self.shared.changed.notify_all();
        // Dropped by what `emit` calls, it must not wait for itself.
        if thread::current().id() != self.thread {
            // With a limit: a sample may be stuck in a pipe that nobody reads.
            drop(
                self.shared
                    .changed
                    .wait_timeout_while(state, self.limit, |state| !state.ended),
            );
        }
    }
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    stop: bool,
    ended: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for one interval; `false` when it is time to stop.
    fn wait(&self, interval: Duration) -> bool {
        let waited = self
            .changed
            .wait_timeout_while(self.lock(), interval, |state| !state.stop);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !state.stop
    }

    fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);
    const LIMIT: Duration = Duration::from_secs(1);
    const PATIENCE: Duration = Duration::from_secs(20);

    fn seconds(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    fn used(cpu: f64) -> Usage {
        Usage {
            cpu: seconds(cpu),
            rss_bytes: 512 * MIB,
        }
    }

    fn percent(sample: Sample) -> String {
        sample.cpu_percent.to_string()
    }

    /// Nobody listening any more is no failure.
    fn report_to(samples: mpsc::Sender<Sample>) -> impl FnMut(Sample) + Send {
        move |sample| {
            let _ = samples.send(sample);
        }
    }

    #[test]
    fn a_sample_is_the_use_since_the_last_one() {
        let mut sampler = Sampler::new(seconds(100.0), seconds(7.0));
        let mut sample = |now, cpu| percent(sampler.sample(seconds(now), seconds(cpu), 0));
        assert_eq!(sample(130.0, 10.75), "12.5");
        assert_eq!(sample(160.0, 10.75), "0");
        assert_eq!(sample(170.0, 40.75), "300");
    }

    #[test]
    fn per_cent_have_one_decimal() {
        let mut sampler = Sampler::new(Duration::ZERO, Duration::ZERO);
        assert_eq!(
            sampler
                .sample(seconds(30.0), seconds(10.0), 0)
                .cpu_percent
                .to_string(),
            "33.3"
        );
        assert_eq!(
            sampler
                .sample(seconds(60.0), seconds(30.0), 0)
                .cpu_percent
                .to_string(),
            "66.7"
        );
    }

    #[test]
    fn memory_is_in_whole_mebibytes() {
        let mut sampler = Sampler::new(Duration::ZERO, Duration::ZERO);
        let mut mem = |bytes| sampler.sample(seconds(1.0), Duration::ZERO, bytes).mem_mb;
        assert_eq!(
            [mem(0), mem(MIB - 1), mem(MIB), mem(512 * MIB + 1)],
            [0, 0, 1, 512]
        );
    }

    #[test]
    fn clocks_that_stand_still_or_go_back_count_as_no_use() {
        let mut sampler = Sampler::new(seconds(10.0), seconds(5.0));
        let mut sample = |now, cpu| percent(sampler.sample(seconds(now), seconds(cpu), 0));
        assert_eq!(sample(10.0, 6.0), "0");
        assert_eq!(sample(9.0, 7.0), "0");
        assert_eq!(sample(20.0, 1.0), "0");
        assert_eq!(sample(21.0, 1.5), "50");
    }

    #[test]
    fn samples_come_again_and_again() {
        let (sender, samples) = mpsc::channel();
        let read = || Some(used(3.0));
        let guard = start_reading(MIN_INTERVAL, LIMIT, read, report_to(sender));
        for _ in 0..3 {
            let sample = samples.recv_timeout(PATIENCE).expect("a sample");
            assert_eq!(
                sample,
                Sample {
                    cpu_percent: 0.0,
                    mem_mb: 512
                }
            );
        }
        drop(guard);
    }

    #[test]
    fn a_dropped_guard_ends_the_thread_without_waiting_for_the_interval() {
        let (sender, samples) = mpsc::channel();
        let guard = start_reading(HOUR, LIMIT, || Some(used(0.0)), report_to(sender));
        drop(guard);
        // The thread is gone with its sender, and had nothing to say.
        assert_eq!(
            samples.recv_timeout(PATIENCE),
            Err(mpsc::RecvTimeoutError::Disconnected)
        );
    }

    #[test]
    fn no_sample_comes_after_the_guard_is_dropped() {
        let (sender, samples) = mpsc::channel();
        let guard = start_reading(MIN_INTERVAL, LIMIT, || Some(used(0.0)), report_to(sender));
        samples.recv_timeout(PATIENCE).expect("a sample");
        drop(guard);
        let late = samples.try_iter().count();
        assert_eq!(
            samples.recv_timeout(PATIENCE),
            Err(mpsc::RecvTimeoutError::Disconnected),
            "{late}"
        );
    }

    #[test]
    fn a_dropped_guard_waits_no_longer_than_its_limit_for_a_sample_that_is_stuck() {
        let (sender, begun) = mpsc::channel();
        let (release, stuck) = mpsc::channel::<()>();
        let emit = move |_| {
            let _ = sender.send(());
            let _ = stuck.recv();
        };
        let limit = Duration::from_millis(20);
        let guard = start_reading(MIN_INTERVAL, limit, || Some(used(0.0)), emit);
        begun.recv_timeout(PATIENCE).expect("a sample");
        let start = Instant::now();
        drop(guard);
        assert!(start.elapsed() < PATIENCE / 2);
        drop(release);
    }

    #[test]
    fn a_panic_in_one_sample_does_not_end_the_sampling() {
        let (sender, samples) = mpsc::channel();
        let mut first = true;
        let guard = start_reading(
            MIN_INTERVAL,
            LIMIT,
            || Some(used(0.0)),
            move |_| {
                assert!(!std::mem::take(&mut first), "the first sample fails");
                let _ = sender.send(());
            },
        );
        samples.recv_timeout(PATIENCE).expect("a second sample");
        drop(guard);
    }

    #[test]
    fn a_guard_dropped_inside_a_sample_does_not_wait_for_itself() {
        let (guards, handed) = mpsc::channel::<io::Result<Running>>();
        let (sender, waited) = mpsc::channel();
        let guard = start_reading(
            MIN_INTERVAL,
            LIMIT,
            || Some(used(0.0)),
            move |_| {
                let guard = handed.recv();
                let before = Instant::now();
                drop(guard);
                let _ = sender.send(before.elapsed());
            },
        );
        guards.send(guard).expect("the sampler waits for it");
        assert!(waited.recv_timeout(PATIENCE).expect("the sample ends") < LIMIT);
    }

    #[test]
    fn a_system_that_says_nothing_is_an_error_and_starts_nothing() {
        let error = start_reading(HOUR, LIMIT, || None, |_| {}).expect_err("unsupported");
        assert_eq!(error.kind(), io::ErrorKind::Unsupported);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_process_can_be_sampled() {
        let (sender, samples) = mpsc::channel();
        let guard = start(MIN_INTERVAL, LIMIT, report_to(sender));
        let sample = samples.recv_timeout(PATIENCE).expect("a sample");
        assert!(sample.mem_mb > 0 && sample.cpu_percent >= 0.0);
        drop(guard);
    }
}
