//! Installing it for the whole program.

use std::cell::Cell;
use std::convert::Infallible;
use std::env;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use once_cell::sync::OnceCell;
use tracing::dispatcher::get_default;
use tracing::subscriber::NoSubscriber;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, Registry};

use super::Format;
use super::builder::{Logging, Target};
use super::error::InitError;
use super::guard::Guard;
use super::legacy;
use crate::lane::{self, Lane};
use crate::layer::{LaneFilter, LaneLayer, bridge};
use crate::{notice, panics};

/// Sets up logging for the whole program, from the environment.
///
/// It never fails and never panics. Whatever goes wrong (a bad value, another subscriber that is
/// installed already, a file that cannot be written) is told once on standard error, and the
/// program goes on with basic logging. A second call is harmless.
///
/// Keep the guard until the end of `main`: when it is dropped, what is queued is written out.
///
/// ```
/// let _guard = logging_runtime::init();
/// tracing::info!("ready");
/// ```
pub fn init() -> Guard {
    Logging::builder().init()
}

/// Sets up logging for tests: JSON lines through the capture of Rust's test harness, so that they
/// are shown for a test that fails.
///
/// ```
/// let _guard = logging_runtime::init_for_tests();
/// ```
pub fn init_for_tests() -> Guard {
    Logging::builder().test_harness().init()
}

static INSTALLED: AtomicBool = AtomicBool::new(false);
/// The lane that was installed for the whole program.
static INSTALLED_LANE: OnceCell<&'static Lane> = OnceCell::new();

/// Sets it up as asked for, or not at all.
pub(super) fn strict(mut logging: Logging) -> Result<Guard, InitError> {
    if let Some(problem) = logging.problems.pop() {
        return Err(InitError::setting(problem));
    }
    if INSTALLED.load(Ordering::Acquire) {
        return Err(InitError::set_up_before());
    }
    if is_global_taken() {
        return Err(InitError::taken("tracing subscriber"));
    }
    if logging.settings.format == Format::Legacy {
        match strict_legacy(logging)? {
            Some(ours) => logging = ours,
            None => return Ok(Guard::second(None)),
        }
    }
    let lane = open(logging, |error, _| Err(error))?;
    if !bridge::install() {
        return Err(InitError::taken("`log` logger"));
    }
    let lane = take_into_service(lane);
    if let Err(error) = install_subscriber(lane) {
        lane.shut_down(Instant::now());
        return Err(error);
    }
    INSTALLED.store(true, Ordering::Release);
    Ok(guard(lane))
}

/// Held by who sets it up: whoever comes second logs only when that is done.
static SETTING_UP: Mutex<()> = Mutex::new(());

thread_local! {
    /// The old set-up of the program may come back here, and must not wait for itself.
    static IS_SETTING_UP: Cell<bool> = const { Cell::new(false) };
}

/// Sets it up as well as can be.
pub(super) fn forgiving(logging: Logging) -> Guard {
    if IS_SETTING_UP.get() {
        return Guard::second(INSTALLED_LANE.get().copied());
    }
    let _first = SETTING_UP.lock().unwrap_or_else(PoisonError::into_inner);
    IS_SETTING_UP.set(true);
    let guard = set_up(logging);
    IS_SETTING_UP.set(false);
    guard
}

fn set_up(mut logging: Logging) -> Guard {
    if INSTALLED.swap(true, Ordering::AcqRel) {
        return Guard::second(INSTALLED_LANE.get().copied());
    }
    for problem in logging.problems.drain(..) {
        notice::once(format_args!("{problem}"));
    }
    let tell = |error: InitError, instead: &str| {
        notice::once(format_args!("{error}; {instead}"));
        Ok::<(), Infallible>(())
    };
    if logging.settings.format == Format::Legacy {
        let Ok(left) = legacy::set_up(logging, tell);
        match left {
            Some(ours) => logging = ours,
            None => return Guard::second(None),
        }
    }
    let Ok(lane) = open(logging, tell);
    let lane = take_into_service(lane);
    if install_subscriber(lane).is_err() {
        notice::once(format_args!(
            "the program has a tracing subscriber already: jobs, stages and `evt!` are written here, \
             other events by that subscriber"
        ));
        lane::set_fallback(lane);
    }
    if !bridge::install() {
        notice::once(format_args!(
            "the program has a `log` logger already: its records are not written here"
        ));
    }
    guard(lane)
}

/// Opens the targets; nothing global happens yet.
fn open<E>(
    mut logging: Logging,
    fails: impl Fn(InitError, &str) -> Result<(), E>,
) -> Result<Lane, E> {
    if logging.settings.format == Format::Auto {
        let terminal = matches!(logging.target, Target::Stdout) && io::stdout().is_terminal();
        logging.settings.format = match terminal {
            true if wants_no_colours() => Format::Plain,
            true => Format::Human,
            false => Format::Json,
        };
    }
    logging.open(fails)
}

/// <https://no-color.org>
fn wants_no_colours() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

fn take_into_service(lane: Lane) -> &'static Lane {
    panics::install_hook();
    let lane = lane::add(lane);
    bridge::update_max_level();
    lane
}

fn install_subscriber(lane: &'static Lane) -> Result<(), InitError> {
    let layer = LaneLayer::new(lane).with_filter(LaneFilter::new(lane));
    let subscriber = Registry::default().with(layer);
    tracing::subscriber::set_global_default(subscriber)
        .map_err(|_| InitError::taken("tracing subscriber"))
}

/// Whether the program has a global subscriber. This thread may have one of its own in front of it,
/// so another thread has to look.
pub(super) fn is_global_taken() -> bool {
    let look = || get_default(|current| !current.is::<NoSubscriber>());
    let looking = || thread::Builder::new().spawn(look).ok()?.join().ok();
    tracing::dispatcher::has_been_set() && looking().unwrap_or_else(look)
}

fn guard(lane: &'static Lane) -> Guard {
    let _ = INSTALLED_LANE.set(lane);
    Guard::owner(lane)
}

/// The old set-up may install no subscriber at all, so that only we can tell that it has run.
fn strict_legacy(logging: Logging) -> Result<Option<Logging>, InitError> {
    if INSTALLED.swap(true, Ordering::AcqRel) {
        return Err(InitError::set_up_before());
    }
    let left = legacy::set_up(logging, |error, _| Err(error));
    if !matches!(left, Ok(None)) {
        INSTALLED.store(false, Ordering::Release);
    }
    left
}
