//! What is known of a site's own fields before any of them has a value, found out by its first run.

use std::ptr;

use super::{Known, Site};
use crate::line::{Fields, Known as KnownKey, Named, Rules};

/// The fields of a stage, under the rules of the lane that was the first to ask.
#[derive(Debug)]
pub(crate) struct Plan {
    rules: &'static Rules,
    name: Option<Fields>,
    keys: Box<[(&'static str, KnownKey)]>,
}

impl Site {
    /// What is known of the fields of this site, if that is known under these rules.
    #[inline]
    pub(crate) fn plan(&self, rules: &'static Rules) -> Option<&'static Plan> {
        let Known::Kept(kept) = self.0.known() else {
            return None;
        };
        let new = || Plan::new(kept.place.name, kept.options.fields, rules);
        let plan = kept.plan.get_or_init(|| Box::new(new()));
        ptr::eq(plan.rules, rules).then_some(plan)
    }
}

impl Plan {
    #[cold]
    fn new(stage: &str, keys: &'static [&'static str], rules: &'static Rules) -> Plan {
        let name = || {
            let mut name = Fields::EMPTY;
            name.push_name(rules, Named::Stage, stage);
            name
        };
        Plan {
            rules,
            // A secret is counted each time that it is cut.
            name: rules.is_clean(stage).then(name),
            keys: keys
                .iter()
                .map(|key| (*key, KnownKey::new(rules, key)))
                .collect(),
        }
    }

    /// The stage's name, if there is no secret in it.
    pub(crate) fn name(&self) -> Option<&Fields> {
        self.name.as_ref()
    }

    /// What is known of a key that is given at this place, if it is the site's own there.
    #[inline]
    pub(crate) fn key(&self, place: usize, key: &str) -> Option<&KnownKey> {
        let (own, known) = self.keys.get(place)?;
        // Both are the same constant, which the compiler may have put into two places.
        (ptr::eq(*own, key) || **own == *key).then_some(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lane;
    use crate::site::Options;

    #[test]
    fn a_site_knows_its_name_and_its_own_keys_in_their_places() {
        static FIELDS: &[&str] = &["attempt", "proxy"];
        static OPTIONS: Options = Options {
            fields: FIELDS,
            ..Options::STAGE
        };
        static SITE: Site = Site::new(&OPTIONS);
        let rules = lane::rules(None);
        assert!(SITE.plan(rules).is_none());
        SITE.__at("fetch", "shop");
        let plan = SITE.plan(rules).expect("it is kept now");
        let name = plan.name().and_then(|name| name.get("stage"));
        assert_eq!(name, Some("\"fetch\""));
        let is_known = |place, key| plan.key(place, key).is_some();
        assert!(is_known(0, FIELDS[0]) && is_known(1, FIELDS[1]));
        assert!(!is_known(1, FIELDS[0]) && !is_known(2, FIELDS[1]));
        let elsewhere: String = FIELDS.concat();
        assert!(is_known(0, elsewhere.get(..7).unwrap_or_default()));
    }
}
