//! What is known of a site's name and of the keys of its own fields, found out when they are first given.

use std::ptr;

use super::{Kept, Known, Role, Site};
use crate::line::{Giver, Name, Named, Rules, Sequence};

/// The name and the fields of a site, under the rules of the lane that was the first to ask.
#[derive(Debug)]
pub(crate) struct Plan {
    rules: &'static Rules,
    name: Option<Name>,
    sequence: Sequence,
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
        let (key, giver) = match kept.options.role {
            Role::Event => (Named::Event, Giver::Program),
            _ => (Named::Stage, Giver::Run),
        };
        Plan {
            rules,
            name: Name::new(rules, key, kept.place.name),
            sequence: Sequence::new(rules, giver),
        }
    }

    /// The name of the stage or event, if it is short and there is no secret in it.
    pub(crate) fn name(&self) -> Option<&Name> {
        self.name.as_ref()
    }

    /// What is known of its own fields.
    pub(crate) fn sequence(&self) -> &Sequence {
        &self.sequence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lane;
    use crate::line::Fields;
    use crate::site::STAGE;

    #[test]
    fn a_site_has_a_plan_when_it_has_been_called_and_the_plan_has_its_name() {
        static SITE: Site = STAGE;
        let rules = lane::rules(None);
        assert!(SITE.plan(rules).is_none());
        SITE.__at("fetch", "shop");
        let plan = SITE.plan(rules).expect("it is kept now");
        let mut fields = Fields::default();
        plan.name()
            .into_iter()
            .for_each(|name| fields.begin_with(name));
        assert_eq!(fields.get("stage"), Some("\"fetch\""));
    }
}
