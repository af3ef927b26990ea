//! What holds where there is no lane: the settings of the legacy set-up, so that what an operator
//! has set means the same on the way back, else the defaults.

use once_cell::sync::OnceCell;

use crate::config::Settings;
use crate::line::Rules;
use crate::site::{self, Site};
use crate::{lane, relay};

/// Settings, and how values are written by them.
struct Laneless {
    rules: Rules,
    settings: Settings,
}

/// Those of the legacy set-up.
static LEGACY: OnceCell<Laneless> = OnceCell::new();
/// Those of a program that has set up nothing of ours.
static DEFAULTS: OnceCell<Laneless> = OnceCell::new();

impl Laneless {
    fn new(settings: Settings) -> Laneless {
        Laneless {
            rules: lane::rules_of(&settings),
            settings,
        }
    }

    fn current() -> &'static Laneless {
        let defaults = || DEFAULTS.get_or_init(|| Laneless::new(Settings::default()));
        LEGACY.get().unwrap_or_else(defaults)
    }
}

/// From now on these settings hold.
pub(crate) fn follow(settings: Settings) {
    let _ = LEGACY.set(Laneless::new(settings));
    site::update_all();
}

pub(crate) fn rules() -> &'static Rules {
    &Laneless::current().rules
}

pub(crate) fn settings() -> &'static Settings {
    &Laneless::current().settings
}

/// Whether what happens at this site is sent to other subscribers now.
pub(crate) fn records(site: &Site) -> bool {
    relay::is_heard() && wants(site)
}

/// Whether it is sent where there are any. Where nothing of ours is set up, they alone decide.
pub(crate) fn wants(site: &Site) -> bool {
    let settings = LEGACY.get().map(|legacy| &legacy.settings);
    settings.is_none_or(|settings| site.is_recorded(&settings.filter, settings.lifecycle))
}
