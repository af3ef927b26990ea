//! Everything at once, switched on and off at random.

use std::fs;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use logging_runtime::{Guard, JobTimer, Outcome, evt, health, init, stage};

use super::{Random, number, programs};
use crate::facts;
use crate::interpose::{self, CLOCKS, WRITES};

programs!(soak);

struct Hostile(u64);

impl std::fmt::Display for Hostile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 % 7 {
            0 => panic!("in Display"),
            1 => Err(std::fmt::Error),
            2 => {
                evt!("from_display", n = self.0);
                f.write_str("logged")
            }
            3 => (0..100_000).try_for_each(|_| f.write_str("endless ")),
            _ => write!(f, "value {}", self.0),
        }
    }
}

#[stage("work", fields(value = %Hostile(n)))]
fn work(n: u64) -> Result<u64, String> {
    match n % 11 {
        0 => Err(format!("failed {n}")),
        1 => panic!("out of luck"),
        _ => Ok(n),
    }
}

/// What the threads have sent: events, stages and jobs, each with two lines at least.
#[derive(Default)]
struct Sent {
    events: AtomicU64,
    stages: AtomicU64,
    jobs: AtomicU64,
}

/// So many seconds.
fn soak() {
    let guard = init();
    std::panic::set_hook(Box::new(|_| ()));
    interpose::end_in(u32::try_from(number(0)).expect("it fits") + 120);
    let end = Instant::now() + Duration::from_secs(number(0));
    let (ended, sent) = (AtomicBool::new(false), Sent::default());
    let mut memory = Vec::new();
    let mut switched = 0_u64;
    thread::scope(|scope| {
        for thread in 0..4 {
            let (sent, ended) = (&sent, &ended);
            scope.spawn(move || logs(thread, sent, ended));
        }
        let mut random = Random(42);
        while Instant::now() < end {
            thread::sleep(Duration::from_millis(50 + random.below(200)));
            switch(&mut random);
            switched += 1;
            if switched.is_multiple_of(8) {
                fork_once(&guard);
                memory.push(facts::memory_kib("VmRSS"));
            }
        }
        calm();
        ended.store(true, Relaxed);
    });
    // One line that gets through tells what was lost.
    evt!("last");
    drop(guard);
    facts::put("events", sent.events.into_inner());
    facts::put("stages", sent.stages.into_inner());
    facts::put("jobs", sent.jobs.into_inner());
    facts::put("switched", switched);
    facts::put_health();
    facts::put("open_runs", health().open_runs);
    facts::put("forks_failed", FORKS_FAILED.load(Relaxed));
    let half = memory.len() / 2;
    let mean =
        |part: &[i64]| part.iter().sum::<i64>() / i64::try_from(part.len().max(1)).unwrap_or(1);
    let quarter = half.midpoint(memory.len());
    facts::put(
        "grown_kib",
        mean(&memory[quarter..]) - mean(&memory[half..quarter]),
    );
    facts::put(
        "descriptors",
        fs::read_dir("/proc/self/fd").expect("Linux has it").count(),
    );
    facts::put(
        "threads",
        fs::read_dir("/proc/self/task")
            .expect("Linux has it")
            .count(),
    );
}

fn logs(thread: u64, sent: &Sent, ended: &AtomicBool) {
    let mut random = Random(thread + 1);
    for n in 0_u64.. {
        if ended.load(Relaxed) {
            return;
        }
        let logging = LOGGING.read().expect("nobody panics with it");
        let job = JobTimer::start("soak", Some(&format!("j-{thread}-{n}")));
        sent.jobs.fetch_add(1, Relaxed);
        job.scope(|| {
            for _ in 0..random.below(6) {
                evt!("line", thread, n, value = random.below(u64::MAX).to_string());
                sent.events.fetch_add(1, Relaxed);
                tracing::info!("message {}", random.below(20));
                tracing::info!(value = %Hostile(random.below(100)), "unlimited {thread} {n} {}", random.below(u64::MAX));
            }
            sent.stages.fetch_add(1, Relaxed);
            let _ = std::panic::catch_unwind(|| work(n));
        });
        job.finish(Outcome::Success);
        drop(logging);
        thread::sleep(Duration::from_micros(random.below(3_000)));
    }
}

/// Turns one fault on or off.
fn switch(random: &mut Random) {
    const HOUR: i64 = 3_600_000_000_000;
    match random.below(8) {
        0 => {
            let errors = [
                libc::ENOSPC,
                libc::EIO,
                libc::EAGAIN,
                libc::EINTR,
                libc::EPIPE,
            ];
            WRITES
                .error
                .store(errors[random.below(5) as usize], Relaxed);
            WRITES.fails.store(random.below(40), Relaxed);
            WRITES.calls.store(0, Relaxed);
            WRITES.fail_at.store(1 + random.below(20), Relaxed);
            WRITES.fd.store(1, Relaxed);
        }
        1 => {
            WRITES.step.store(random.below(60) as usize, Relaxed);
            WRITES.fd.store(1, Relaxed);
        }
        2 => CLOCKS
            .wall
            .store(random.below(10) as i64 * HOUR - 5 * HOUR, Relaxed),
        3 => {
            CLOCKS.calls.store(0, Relaxed);
            CLOCKS.backs.store(random.below(20), Relaxed);
            CLOCKS.back_at.store(1 + random.below(50), Relaxed);
        }
        _ => calm(),
    }
}

fn calm() {
    WRITES.fd.store(-1, Relaxed);
    WRITES.step.store(0, Relaxed);
    WRITES.fail_at.store(0, Relaxed);
    CLOCKS.back_at.store(0, Relaxed);
}

static FORKS_FAILED: AtomicU64 = AtomicU64::new(0);

/// Who logs holds it to read; who forks, to write.
static LOGGING: RwLock<()> = RwLock::new(());

/// A child shares the pipe: no line may be half written when it writes its own. Forks while others log
/// have cases of their own.
fn fork_once(guard: &Guard) {
    let _nobody_logs = LOGGING.write().expect("nobody panics with it");
    calm();
    assert!(guard.flush(Duration::from_secs(60)), "somebody reads");
    let (is_child, pid) = interpose::fork();
    if is_child {
        interpose::end_in(20);
        WRITES.fd.store(-1, Relaxed);
        evt!("child");
        tracing::info!("child");
        std::process::exit(0);
    }
    if interpose::wait_for(pid) != Some(0) {
        FORKS_FAILED.fetch_add(1, Relaxed);
    }
}
