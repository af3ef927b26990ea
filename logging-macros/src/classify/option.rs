//! The table of options that `#[outcome(..)]` takes: where each may stand, and whether it has a
//! value.

use proc_macro2::Ident;

use super::attr::Place;
use crate::errors::Mistake;
use crate::suggest::nearest;
use crate::words;

/// One option.
pub(super) struct Rule {
    pub(super) name: &'static str,
    places: &'static [Place],
    has_value: bool,
}

const BELOW: &[Place] = &[Place::Variant, Place::Struct];
const TYPE: &[Place] = &[Place::Struct, Place::Enum];
const ENUM: &[Place] = &[Place::Enum];

#[rustfmt::skip]
const RULES: &[Rule] = &[
    Rule { name: "error_type", places: BELOW, has_value: true },
    Rule { name: "level", places: BELOW, has_value: true },
    Rule { name: "with", places: BELOW, has_value: true },
    Rule { name: "transparent", places: BELOW, has_value: false },
    Rule { name: "default", places: ENUM, has_value: true },
    Rule { name: "exhaustive", places: ENUM, has_value: false },
    Rule { name: "crate", places: TYPE, has_value: true },
];

/// The option that `word` names. A word that names none is an outcome, unless a value follows or it
/// is nearly one of the options that stand alone.
///
/// # Errors
///
/// Says which option was meant.
pub(super) fn find(word: &Ident, is_assigned: bool) -> Result<Option<&'static Rule>, Mistake> {
    let name = word.to_string();
    if let Some(rule) = RULES.iter().find(|rule| rule.name == name) {
        return Ok(Some(rule));
    }
    let names = |alone: bool| {
        let rules = RULES.iter().filter(|rule| !alone || !rule.has_value);
        rules.map(|rule| rule.name).collect::<Vec<_>>()
    };
    let message = if !is_assigned {
        match nearest(&name, &names(true), 2) {
            Some(meant) => format!("no outcome `{name}`; did you mean `{meant}`?"),
            None => return Ok(None),
        }
    } else if words::is_standard_outcome(&name) {
        format!("the outcome `{name}` stands alone, without a value")
    } else {
        let names = names(false);
        match nearest(&name, &names, 2) {
            Some(meant) => format!("no option `{name}`; did you mean `{meant}`?"),
            None => format!("no option `{name}` (options: {})", names.join(", ")),
        }
    };
    Err((word.span(), message))
}

/// Whether the word names an option, and so cannot be an outcome of the program's own.
pub(super) fn is_option(word: &str) -> bool {
    RULES.iter().any(|rule| rule.name == word)
}

impl Rule {
    /// Whether the option may stand here, and has a value where it needs one.
    ///
    /// # Errors
    ///
    /// Says where it stands, or what is missing.
    pub(super) fn check(
        &self,
        word: &Ident,
        place: Place,
        is_assigned: bool,
    ) -> Result<(), Mistake> {
        let name = self.name;
        let message = if !self.places.contains(&place) {
            match (place, self.places) {
                (Place::Enum, _) => format!("`{name}` stands on the variants of an enum"),
                (Place::Variant, _) => format!("`{name}` stands on the type, not on a variant"),
                (Place::Struct, _) => format!("`{name}` is for the variants of an enum"),
            }
        } else if self.has_value && !is_assigned {
            format!("`{name}` takes a value: `{name} = ..`")
        } else if !self.has_value && is_assigned {
            format!("`{name}` stands alone, without a value")
        } else {
            return Ok(());
        };
        Err((word.span(), message))
    }
}
