//! What is known of a site's name and its own fields before any of them has a value, found out by its first run.

use std::ptr;

use super::{Kept, Known, Role, Site};
use crate::line::{Known as KnownKey, Name, Named, Rules};

/// The name and the fields of a site, under the rules of the lane that was the first to ask.
#[derive(Debug)]
pub(crate) struct Plan {
    rules: &'static Rules,
    name: Option<Name>,
    keys: Box<[(&'static str, KnownKey)]>,
}

impl Site {
    /// What is known of the fields of this site, if that is known under these rules.
    #[inline]
    pub(crate) fn plan(&self, rules: &'static Rules) -> Option<&'static Plan> {
        let Known::Kept(kept) = self.0.known() else {
            return None;
        };
        let new = || Box::new(Plan::new(kept, rules));
        let plan = kept.plan.get_or_init(new);
        ptr::eq(plan.rules, rules).then_some(plan)
    }
}

impl Plan {
    #[cold]
    fn new(kept: &Kept, rules: &'static Rules) -> Plan {
        let key = match kept.options.role {
            Role::Event => Named::Event,
            _ => Named::Stage,
        };
        let known = |key: &&'static str| (*key, KnownKey::new(rules, key));
        Plan {
            rules,
            name: Name::new(rules, key, kept.place.name),
            keys: kept.options.fields.iter().map(known).collect(),
        }
    }

    /// The name of the stage or event, if it is short and there is no secret in it.
    pub(crate) fn name(&self) -> Option<&Name> {
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
    use crate::line::Fields;
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
        let mut fields = Fields::default();
        plan.name()
            .into_iter()
            .for_each(|name| fields.begin_with(name));
        assert_eq!(fields.get("stage"), Some("\"fetch\""));
        let is_known = |place, key| plan.key(place, key).is_some();
        assert!(is_known(0, FIELDS[0]) && is_known(1, FIELDS[1]));
        assert!(!is_known(1, FIELDS[0]) && !is_known(2, FIELDS[1]));
        let elsewhere: String = FIELDS.concat();
        assert!(is_known(0, elsewhere.get(..7).unwrap_or_default()));
    }
}
