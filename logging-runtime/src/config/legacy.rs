//! The way back during a migration: the program's old set-up, or a human format.

use super::builder::Logging;
use super::error::InitError;
use super::init::is_global_taken;
use crate::{laneless, user};

/// Jobs and stages reach what is set up here as ordinary events, those that the settings ask for.
/// What is given back is still to be set up, as ours. `fails` is told what goes wrong, and what
/// happens instead, and may put up with that.
pub(super) fn set_up<E>(
    mut logging: Logging,
    fails: impl Fn(InitError, &str) -> Result<(), E>,
) -> Result<Option<Logging>, E> {
    match logging.legacy.take().map(user::run) {
        None => return human::set_up(logging, fails),
        Some(Ok(())) => {}
        Some(Err(_)) => {
            let error = InitError::setting("the legacy set-up panicked".to_owned());
            if !is_global_taken() {
                fails(error, human::IS_SET_UP)?;
                return human::set_up(logging, fails);
            }
            fails(error, "events go to the subscriber that is there")?;
        }
    }
    laneless::follow(logging.settings);
    Ok(None)
}

/// That of `tracing-subscriber`.
#[cfg(feature = "legacy")]
mod human {
    use std::io::{self, IsTerminal};

    use tracing::level_filters::LevelFilter;
    use tracing_subscriber::filter::filter_fn;
    use tracing_subscriber::layer::SubscriberExt;

    use super::{InitError, Logging, laneless};
    use crate::layer::forward;
    use crate::relay;

    pub(super) const IS_SET_UP: &str = "`tracing-subscriber`'s human format is set up";

    pub(super) fn set_up<E>(
        logging: Logging,
        fails: impl Fn(InitError, &str) -> Result<(), E>,
    ) -> Result<Option<Logging>, E> {
        let filter = logging.settings.filter.clone();
        if !forward::install(filter.clone()) {
            fails(
                InitError::taken("`log` logger"),
                "its records are not written here",
            )?;
        }
        // Jobs and stages do not follow the level.
        let max = filter.max_level().max(LevelFilter::INFO);
        let ours = [forward::TARGET, relay::TARGET];
        let mut format = tracing_subscriber::fmt().with_max_level(max);
        // Colours are on as soon as any crate of the program has asked for the feature. They are never
        // turned on here: without the feature that panics.
        if !io::stdout().is_terminal() {
            format = format.with_ansi(false);
        }
        let subscriber = format.finish().with(filter_fn(move |metadata| {
            ours.contains(&metadata.target())
                || filter.enables(metadata.target(), *metadata.level())
        }));
        if tracing::subscriber::set_global_default(subscriber).is_err() {
            fails(
                InitError::taken("tracing subscriber"),
                "events go to that one",
            )?;
        }
        laneless::follow(logging.settings);
        Ok(None)
    }
}

/// Our own view, where that of `tracing-subscriber` is left out.
#[cfg(not(feature = "legacy"))]
mod human {
    use super::{InitError, Logging};
    use crate::config::Format;

    pub(super) const IS_SET_UP: &str = "the human view is set up";

    #[allow(clippy::unnecessary_wraps, reason = "the other view may fail")]
    pub(super) fn set_up<E>(
        mut logging: Logging,
        _fails: impl Fn(InitError, &str) -> Result<(), E>,
    ) -> Result<Option<Logging>, E> {
        logging.settings.format = Format::Plain;
        Ok(Some(logging))
    }
}
