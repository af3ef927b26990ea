//! What the tokens of a return type tell of it. What they tell has not to be asked of the compiler,
//! which takes its time.

mod error;

use proc_macro2::{Delimiter, Group, TokenTree};

pub(crate) use error::{HandsBack, hands_back, has_small_error};

use crate::generics::Generics;
use crate::names::idents;
use crate::returns::last_segment;
use crate::tokens::{Angles, Token, flat, joined, split_commas};

/// What a type is, by its tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Told {
    /// A value that says nothing: no `Classify` can be implemented for its type.
    Plain,
    /// Not a result, and not a future that is to be followed.
    Value,
    /// The same, unless an implementation for results hands one on.
    Receiver,
    /// What a formatter returns: a result whose error is known, if it is the standard library's.
    Formatted,
    /// A result, by what it has when it succeeds.
    Result(Success),
    /// An option of something that is a result, or may be one.
    Optional(Success),
    /// It may be an alias of anything, also of a future in a box.
    Nothing,
}

/// The first type argument of a result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Success {
    Plain,
    Value,
    /// It may be another result.
    Other,
}

/// Names of the standard library that stand for plain values where they have no path, or one of it.
const PLAIN: &[&str] = &[
    "BTreeMap", "BTreeSet", "HashMap", "HashSet", "String", "Vec", "VecDeque", "bool", "char",
    "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16", "u32", "u64",
    "u8", "usize",
];

/// The same of values that may say something, among them names that a program gives to its own types.
const VALUES: &[&str] = &[
    "Arc",
    "Box",
    "ControlFlow",
    "Cow",
    "Duration",
    "Instant",
    "Ordering",
    "OsString",
    "Path",
    "PathBuf",
    "Rc",
    "SystemTime",
];

/// Reads a type; `generics` are those of the function.
pub(crate) fn told(returned: &[TokenTree], generics: Generics<'_>) -> Told {
    match returned {
        [] => Told::Plain,
        [TokenTree::Group(group), ..] => of_group(group, generics),
        [reference, rest @ ..] if reference.is_punct('&') => match told(referent(rest), generics) {
            Told::Plain => Told::Plain,
            _ => Told::Value,
        },
        [first, ..] if first.is_punct('*') || is_function(first) => Told::Plain,
        path => of_path(path, generics),
    }
}

/// A tuple, an array, or a type in parentheses.
fn of_group(group: &Group, generics: Generics<'_>) -> Told {
    let inside = flat(group.stream());
    let ends_in_comma = inside.last().is_none_or(|last| last.is_punct(','));
    if group.delimiter() == Delimiter::Bracket || ends_in_comma || split_commas(&inside).len() > 1 {
        Told::Plain
    } else {
        told(&inside, generics)
    }
}

/// What a reference is to.
fn referent(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [tick, _, rest @ ..] if tick.is_punct('\'') => referent(rest),
        [word, rest @ ..] if word.is_ident("mut") => rest,
        rest => rest,
    }
}

fn is_function(first: &TokenTree) -> bool {
    ["extern", "fn", "for", "unsafe"]
        .iter()
        .any(|word| first.is_ident(word))
}

fn of_path(path: &[TokenTree], generics: Generics<'_>) -> Told {
    let names = names_of(path);
    let Some((first, name)) = names.first().zip(names.last()) else {
        let is_macro = path.iter().any(|token| token.is_punct('!'));
        return if is_macro {
            Told::Result(Success::Other)
        } else {
            Told::Value
        };
    };
    let is_standard = !path[0].is_punct('<')
        && (names.len() == 1 || ["alloc", "core", "std"].contains(&first.as_str()));
    let is_listed = |names: &[&str]| is_standard && names.binary_search(&name.as_str()).is_ok();
    let is_parameter = path.len() == 1 && generics.declare(name);
    if is_listed(PLAIN) || is_parameter && generics.leave_silent(name) {
        Told::Plain
    } else if is_standard && name == "Option" {
        optional(path, generics)
    } else if is_listed(VALUES) || is_parameter {
        Told::Value
    } else {
        match name.as_str() {
            // That of the first futures had two.
            "Poll" if types(path).len() == 1 && (names.len() == 1 || is_in("task", &names)) => {
                Told::Plain
            }
            "Error" | "Poll" | "Self" => Told::Receiver,
            "Result" if is_in("fmt", &names) && types(path).is_empty() => Told::Formatted,
            "Result" => Told::Result(success(path, generics)),
            // A type parameter of what is around the function.
            _ if path.len() == 1 && name.len() == 1 => Told::Value,
            _ => Told::Nothing,
        }
    }
}

/// What the first type argument of a result tells.
fn success(path: &[TokenTree], generics: Generics<'_>) -> Success {
    match types(path).first().map(|first| told(first, generics)) {
        Some(Told::Plain) => Success::Plain,
        Some(Told::Value | Told::Optional(_)) => Success::Value,
        _ => Success::Other,
    }
}

/// What the first type argument of an option tells. Of one that can be anything no more is asked than
/// whether it is a result.
fn optional(path: &[TokenTree], generics: Generics<'_>) -> Told {
    match types(path).first().map(|first| told(first, generics)) {
        None | Some(Told::Plain | Told::Value | Told::Optional(_)) => Told::Value,
        Some(Told::Result(success)) => Told::Optional(success),
        Some(_) => Told::Optional(Success::Plain),
    }
}

/// Whether a value of this type cannot be an `Option`, nor a result with one in it. An alias can be
/// anything.
pub(crate) fn is_surely_no_option(returned: &[TokenTree], generics: Generics<'_>) -> bool {
    match (told(returned, generics), last_segment(returned)) {
        (Told::Plain | Told::Value, Some((name, _))) => {
            let is_open = returned[0].is_ident("impl") || is_parameter(returned, &name, generics);
            name != "Option" && !is_open
        }
        (Told::Plain | Told::Formatted, _) => true,
        (Told::Result(_), Some(_)) => {
            let types = types(returned);
            let value = types.first();
            value.is_some_and(|value| is_surely_no_option(value, generics))
        }
        _ => false,
    }
}

/// Whether the whole type is a type parameter, of the function or of what is around it.
fn is_parameter(path: &[TokenTree], name: &str, generics: Generics<'_>) -> bool {
    path.len() == 1 && (name.len() == 1 || generics.declare(name))
}

/// Whether a value of this type may be a future. Of the plain ones only a type parameter may, or a
/// reference to one.
pub(crate) fn may_be_future(returned: &[TokenTree], generics: Generics<'_>) -> bool {
    match told(returned, generics) {
        Told::Nothing | Told::Receiver | Told::Value => true,
        Told::Plain => {
            let names = idents(&joined(returned));
            let is_open = |name: &String| name == "dyn" || name == "impl" || generics.declare(name);
            names.iter().any(is_open)
        }
        Told::Formatted | Told::Result(_) | Told::Optional(_) => false,
    }
}

/// The type arguments of a path's last segment.
fn types(path: &[TokenTree]) -> Vec<&[TokenTree]> {
    let arguments = last_segment(path).map_or_else(Vec::new, |(_, all)| split_commas(all));
    let types = arguments
        .into_iter()
        .filter(|argument| !argument[0].is_punct('\''));
    types.collect()
}

/// Whether a path with these names is in this module, if it says so.
fn is_in(module: &str, names: &[String]) -> bool {
    names.iter().rev().nth(1).is_some_and(|name| name == module)
}

/// The names of a path, without those in its angle brackets; none where the tokens are no path.
fn names_of(tokens: &[TokenTree]) -> Vec<String> {
    let mut angles = Angles::default();
    let mut names = Vec::new();
    for token in tokens {
        let is_outside = angles.is_outside();
        angles.step(token);
        match token.as_ident() {
            _ if !is_outside || token.is_punct('<') || token.is_punct(':') => {}
            Some(word) if word != "dyn" && word != "impl" => names.push(word.to_string()),
            _ => return Vec::new(),
        }
    }
    names
}

#[cfg(test)]
mod tests;
