//! The name of a stage or an event as it stands in its lines, made once.

use super::fields::Fields;
use super::rules::Rules;
use super::schema::Named;

/// `,"stage":"fetch"`.
#[derive(Debug)]
pub(crate) struct Name {
    /// A list that has this alone.
    alone: Fields,
    /// Its text, with nothing behind it, so that it can be copied at once.
    text: [u8; Name::LONGEST],
}

impl Name {
    /// Longer names are written each time anew.
    pub(super) const LONGEST: usize = 64;

    /// Nothing for a name with a secret in it, which is counted each time that it is cut, or for a long one.
    pub(crate) fn new(rules: &Rules, key: Named, name: &str) -> Option<Name> {
        let json = rules.name(name)?;
        let mut text = [0; Name::LONGEST];
        let place = text.get_mut(..key.fragment().len() + json.len())?;
        place.copy_from_slice(&[key.fragment(), json].concat());
        let mut alone = Fields::EMPTY;
        alone.push_name(rules, key, name);
        Some(Name { alone, text })
    }

    pub(crate) fn alone(&self) -> &Fields {
        &self.alone
    }

    pub(super) fn text(&self) -> &[u8; Name::LONGEST] {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lane;

    #[test]
    fn a_ready_name_is_written_as_any_other_and_none_is_made_of_a_long_or_a_secret_one() {
        let rules = lane::rules(None);
        for (key, name) in [
            (Named::Stage, "youtubei".to_owned()),
            (Named::Event, "a\"b".to_owned()),
            (Named::Event, "x".repeat(53)),
        ] {
            let ready = Name::new(rules, key, &name).expect("it is short");
            let (mut fields, mut expected) = (Fields::EMPTY, Fields::EMPTY);
            fields.begin_with(&ready);
            expected.push_name(rules, key, &name);
            assert_eq!(format!("{fields:?}"), format!("{expected:?}"));
        }
        assert!(Name::new(rules, Named::Event, &"x".repeat(54)).is_none());
        assert!(Name::new(rules, Named::Stage, "Bearer abcdefgh12345678").is_none());
    }
}
