//! The system's calls that fail on demand: `write`, the clocks, the allocator. The program has
//! them under the system's own names, so that everything in it calls these, the standard library
//! too. It is also where signals, limits and forks are set up: all `unsafe` of this program.

#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicI32, AtomicI64, AtomicU64, AtomicUsize, Ordering::Relaxed};

use libc::{c_int, c_long, c_void, size_t, ssize_t, timespec};

/// What `write` on one descriptor does. All 0: what the system does.
#[derive(Debug)]
pub(crate) struct Writes {
    pub(crate) fd: AtomicI32,
    /// Takes at most so many bytes a call.
    pub(crate) step: AtomicUsize,
    /// Fails at this call, counted from 1,
    pub(crate) fail_at: AtomicU64,
    /// and at the next ones, so many in all,
    pub(crate) fails: AtomicU64,
    /// with this error.
    pub(crate) error: AtomicI32,
    pub(crate) calls: AtomicU64,
}

pub(crate) static WRITES: Writes = Writes {
    fd: AtomicI32::new(-1),
    step: AtomicUsize::new(0),
    fail_at: AtomicU64::new(0),
    fails: AtomicU64::new(0),
    error: AtomicI32::new(0),
    calls: AtomicU64::new(0),
};

/// What is added to the clocks, in nanoseconds.
#[derive(Debug)]
pub(crate) struct Clocks {
    pub(crate) wall: AtomicI64,
    pub(crate) monotonic: AtomicI64,
    /// From this call of a monotonic clock on, counted from 1, it stands an hour back, so many
    /// times.
    pub(crate) back_at: AtomicU64,
    pub(crate) backs: AtomicU64,
    pub(crate) calls: AtomicU64,
}

pub(crate) static CLOCKS: Clocks = Clocks {
    wall: AtomicI64::new(0),
    monotonic: AtomicI64::new(0),
    back_at: AtomicU64::new(0),
    backs: AtomicU64::new(0),
    calls: AtomicU64::new(0),
};

// SAFETY of what follows: each function has the signature that the C library gives it, does what
/// that does or less, and touches no memory but what its arguments promise.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn write(fd: c_int, bytes: *const c_void, count: size_t) -> ssize_t {
    let mut count = count;
    if fd == WRITES.fd.load(Relaxed) {
        let call = WRITES.calls.fetch_add(1, Relaxed) + 1;
        let fail_at = WRITES.fail_at.load(Relaxed);
        if fail_at > 0 && (fail_at..fail_at + WRITES.fails.load(Relaxed)).contains(&call) {
            // SAFETY: the system's own place for the error of this thread.
            unsafe { *libc::__errno_location() = WRITES.error.load(Relaxed) };
            return -1;
        }
        let step = WRITES.step.load(Relaxed);
        if step > 0 {
            count = count.min(step);
        }
    }
    // SAFETY: the caller's promise, with as many bytes or fewer.
    let written = unsafe { libc::syscall(libc::SYS_write, fd, bytes, count) };
    written as ssize_t
}

#[unsafe(no_mangle)]
pub(crate) extern "C" fn clock_gettime(clock: libc::clockid_t, time: *mut timespec) -> c_int {
    // SAFETY: the caller's promise.
    let result = unsafe { libc::syscall(libc::SYS_clock_gettime, clock, time) };
    let added = match clock {
        libc::CLOCK_REALTIME | libc::CLOCK_REALTIME_COARSE => CLOCKS.wall.load(Relaxed),
        libc::CLOCK_MONOTONIC | libc::CLOCK_MONOTONIC_COARSE | libc::CLOCK_BOOTTIME => {
            monotonic_step()
        }
        _ => 0,
    };
    if result == 0 && added != 0 {
        // SAFETY: the call above has just written there.
        unsafe { add(&mut *time, added) };
    }
    result as c_int
}

fn monotonic_step() -> i64 {
    let call = CLOCKS.calls.fetch_add(1, Relaxed) + 1;
    let back_at = CLOCKS.back_at.load(Relaxed);
    let is_back = back_at > 0 && (back_at..back_at + CLOCKS.backs.load(Relaxed)).contains(&call);
    CLOCKS.monotonic.load(Relaxed) - if is_back { 3_600_000_000_000 } else { 0 }
}

fn add(time: &mut timespec, nanoseconds: i64) {
    const SECOND: i128 = 1_000_000_000;
    let whole = i128::from(time.tv_sec) * SECOND + i128::from(time.tv_nsec);
    let moved = whole + i128::from(nanoseconds);
    time.tv_sec = moved.div_euclid(SECOND) as c_long;
    time.tv_nsec = moved.rem_euclid(SECOND) as c_long;
}

/// The system's allocator, which has nothing left from one call on.
struct Starved;

/// The call at which there is no memory left, counted from 1; 0 for never.
pub(crate) static ALLOCATION_FAILS_AT: AtomicU64 = AtomicU64::new(0);
pub(crate) static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);
/// The bytes that are allocated and not freed.
pub(crate) static LIVE_BYTES: AtomicI64 = AtomicI64::new(0);

#[global_allocator]
static ALLOCATOR: Starved = Starved;

impl Starved {
    fn has_memory() -> bool {
        let call = ALLOCATIONS.fetch_add(1, Relaxed) + 1;
        call != ALLOCATION_FAILS_AT.load(Relaxed)
    }
}

// SAFETY: the system's allocator does the work; a call that fails gives null, as it may.
unsafe impl GlobalAlloc for Starved {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if Starved::has_memory() {
            LIVE_BYTES.fetch_add(layout.size() as i64, Relaxed);
            // SAFETY: the caller's promise.
            unsafe { System.alloc(layout) }
        } else {
            std::ptr::null_mut()
        }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE_BYTES.fetch_sub(layout.size() as i64, Relaxed);
        // SAFETY: the caller's promise; every pointer comes from this allocator.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if Starved::has_memory() {
            LIVE_BYTES.fetch_add(size as i64 - layout.size() as i64, Relaxed);
            // SAFETY: the caller's promise.
            unsafe { System.realloc(pointer, layout, size) }
        } else {
            std::ptr::null_mut()
        }
    }
}

/// Ends the process by a signal after so many seconds. A fork does not inherit it.
pub(crate) fn end_in(seconds: u32) {
    // SAFETY: it has no preconditions, and nobody here handles the signal.
    unsafe { libc::alarm(seconds) };
}

/// Ends without any code of this process, as a kill would.
pub(crate) fn vanish(code: i32) -> ! {
    // SAFETY: it has no preconditions.
    unsafe { libc::_exit(code) }
}

/// Forks; `true` in the child.
pub(crate) fn fork() -> (bool, libc::pid_t) {
    // SAFETY: what the child does afterwards is what these programs are there to find out.
    let pid = unsafe { libc::fork() };
    assert!(pid >= 0, "a fork is possible");
    (pid == 0, pid)
}

/// Waits for a child, and gives its exit code; `None` where a signal has ended it.
pub(crate) fn wait_for(pid: libc::pid_t) -> Option<i32> {
    let mut status = 0;
    // SAFETY: the status is a live integer.
    while unsafe { libc::waitpid(pid, &raw mut status, 0) } < 0 {}
    libc::WIFEXITED(status).then(|| libc::WEXITSTATUS(status))
}

/// Bounds the size of files, as a disk that fills does. The signal that comes with it is ignored.
pub(crate) fn limit_file_size(bytes: Option<u64>) {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: the structure lives across both calls; ignoring a signal has no preconditions.
    unsafe {
        libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
        libc::getrlimit(libc::RLIMIT_FSIZE, &raw mut limit);
        limit.rlim_cur = bytes.unwrap_or(limit.rlim_max);
        assert_eq!(libc::setrlimit(libc::RLIMIT_FSIZE, &raw const limit), 0);
    }
}

/// Runs `handler` on this thread when another one asks for it. It interrupts system calls.
pub(crate) fn on_interruption(handler: extern "C" fn(c_int)) -> libc::pthread_t {
    // SAFETY: the structure lives across the call; zero is a valid `sigaction` without flags, so
    // that system calls are not restarted.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler as *const () as usize;
        libc::sigaction(libc::SIGUSR1, &raw const action, std::ptr::null_mut());
        libc::pthread_self()
    }
}

/// Interrupts a thread that has asked for it, and lives.
pub(crate) fn interrupt(thread: libc::pthread_t) {
    // SAFETY: the caller keeps the thread alive.
    unsafe { libc::pthread_kill(thread, libc::SIGUSR1) };
}

/// A number that lives in a file, as others see it at once.
pub(crate) fn shared_number(path: &std::ffi::OsStr) -> &'static AtomicU64 {
    use std::os::fd::AsRawFd;
    let mut options = std::fs::OpenOptions::new();
    let file = options.read(true).write(true).create(true).truncate(false);
    let file = file.open(path).expect("the file can be opened");
    file.set_len(4_096).expect("it can grow");
    // SAFETY: a new mapping of a page of an open file, which is never unmapped; an atomic is
    // valid for all bytes and aligned at its start.
    unsafe {
        let page = libc::mmap(
            std::ptr::null_mut(),
            4_096,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED,
            file.as_raw_fd(),
            0,
        );
        assert_ne!(page, libc::MAP_FAILED, "a page can be shared");
        &*page.cast::<AtomicU64>()
    }
}

/// Starts a program with code of ours between the fork and the start, and waits for it.
pub(crate) fn start_with_code_in_between() -> bool {
    use std::os::unix::process::CommandExt;
    let mut command = std::process::Command::new("true");
    // SAFETY: the code does nothing. What counts is that it forces a real fork.
    unsafe { command.pre_exec(|| Ok(())) };
    command.status().is_ok_and(|status| status.success())
}

/// Loads a library and calls its `log_from_second_copy`.
pub(crate) fn call_in_library(path: &str) {
    let path = std::ffi::CString::new(path).expect("a path");
    // SAFETY: the library is the one of this package, whose function has this signature; it is
    // never unloaded.
    unsafe {
        let library = libc::dlopen(path.as_ptr(), libc::RTLD_NOW);
        assert!(!library.is_null(), "the library can be loaded");
        let function = libc::dlsym(library, c"log_from_second_copy".as_ptr());
        assert!(!function.is_null(), "the library has the function");
        let function: extern "C" fn() = std::mem::transmute(function);
        function();
    }
}

/// Bounds the number of open files.
pub(crate) fn limit_files(files: libc::rlim_t) {
    let limit = libc::rlimit {
        rlim_cur: files,
        rlim_max: files,
    };
    // SAFETY: the structure lives across the call.
    let result = unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit) };
    assert_eq!(result, 0, "it can be lowered");
}
