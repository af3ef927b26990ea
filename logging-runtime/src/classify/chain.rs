//! The text of an error: its type, its message, and what its sources add.

use std::error::Error;
use std::fmt::{self, Debug, Display, Write};

use crate::user;

/// An error's detail is at most this long before it meets the limit of the line.
const MAX_BYTES: usize = 64 * 1024;
const MAX_SOURCES: usize = 8;

/// `TypeName: text`, and each source after `: `.
pub(crate) fn of_error<E: Error>(error: &E) -> String {
    of_error_as::<E>(error)
}

/// The same of an error that is an `E`, where its bounds do not say so.
pub(crate) fn of_error_as<'a, E>(error: &'a (dyn Error + 'a)) -> String {
    named::<E>(&links(error))
}

/// The text of an error behind a pointer, whose own type says nothing.
pub(crate) fn of_dyn<'a>(error: &'a (dyn Error + 'a)) -> String {
    links(error)
}

pub(crate) fn of_display<E: Display>(error: &E) -> String {
    named::<E>(&user::display(error, MAX_BYTES).text)
}

pub(crate) fn of_debug<E: Debug>(error: &E) -> String {
    named::<E>(&user::debug(error, MAX_BYTES).text)
}

/// The name of a type whose values have no text; nothing where the name says nothing either.
pub(crate) fn of_type<E>() -> &'static str {
    match type_name::<E>() {
        "String" | "str" | "Cow" => "",
        _ if pointee(std::any::type_name::<E>()).starts_with("dyn ") => "",
        name => name,
    }
}

/// The last segment of the type's name stands before the text, unless the type is only a text.
fn named<E>(text: &str) -> String {
    match type_name::<E>() {
        "" | "String" | "str" | "Cow" => text.to_owned(),
        name => format!("{name}: {text}"),
    }
}

fn type_name<E>() -> &'static str {
    let full = pointee(std::any::type_name::<E>());
    let path = full.split('<').next().unwrap_or(full);
    let name = path.rsplit("::").next().unwrap_or(path);
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte > 0x7f);
    let is_plain =
        !full.starts_with(['(', '[']) && !full.starts_with("dyn ") && !full.starts_with("fn");
    if is_name && is_plain { name } else { "" }
}

/// A box or a reference says nothing of what it leads to.
fn pointee(mut name: &'static str) -> &'static str {
    // The modules between change with the compiler's version.
    let is_box = |path: &str| {
        let boxes = ["::Box", "::Rc", "::Arc"];
        path.starts_with("alloc::") && boxes.iter().any(|end| path.ends_with(end))
    };
    let in_box = |name: &'static str| {
        let (path, inside) = name.split_once('<')?;
        is_box(path).then(|| inside.strip_suffix('>')).flatten()
    };
    let behind_reference = |name: &'static str| {
        let name = name.strip_prefix('&')?;
        Some(name.strip_prefix("mut ").unwrap_or(name))
    };
    while let Some(inside) = in_box(name).or_else(|| behind_reference(name)) {
        name = inside;
    }
    name
}

/// The message and those of its sources; a link whose text the one before already contains adds
/// nothing, as many errors write their source's text themselves.
fn links(error: &dyn Error) -> String {
    let sources = user::render(MAX_BYTES, |to| write_links(to, error));
    sources.text
}

fn write_links(to: &mut impl Write, error: &dyn Error) -> fmt::Result {
    let mut before = user::display(&error, MAX_BYTES).text;
    to.write_str(&before)?;
    let mut error = error;
    for _ in 0..MAX_SOURCES {
        let text = match user::source(error) {
            Ok(None) => break,
            Ok(Some(link)) => {
                error = link;
                user::display(&link, MAX_BYTES).text
            }
            // Its own text is there, whatever it has behind it.
            Err(stand_in) => return write!(to, ": {stand_in}"),
        };
        if !before.contains(&text) {
            write!(to, ": {text}")?;
        }
        before = text;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Link(&'static str, Option<Box<Link>>);

    impl Display for Link {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Link {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            self.1.as_deref().map(|link| link as &dyn Error)
        }
    }

    #[test]
    fn an_error_that_panics_when_it_is_asked_for_its_source_keeps_its_own_text() {
        #[derive(Debug)]
        struct Torn;
        impl Display for Torn {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("refused by db-7")
            }
        }
        impl Error for Torn {
            fn source(&self) -> Option<&(dyn Error + 'static)> {
                panic!("no source")
            }
        }
        assert_eq!(of_error(&Torn), "Torn: refused by db-7: <panicked>");
    }

    #[test]
    fn each_source_is_added_once() {
        let error = Link(
            "cannot fetch: timed out",
            Some(Box::new(Link(
                "timed out",
                Some(Box::new(Link("os error 110", None))),
            ))),
        );
        assert_eq!(
            of_error(&error),
            "Link: cannot fetch: timed out: os error 110"
        );
        assert_eq!(of_dyn(&error), "cannot fetch: timed out: os error 110");
    }

    #[test]
    fn a_text_has_no_type_name() {
        assert_eq!(of_display(&String::from("no")), "no");
        assert_eq!(of_display(&"no"), "no");
        assert_eq!(of_display(&Box::<str>::from("no")), "no");
        assert_eq!(of_display(&std::num::NonZeroU8::MIN), "NonZero: 1");
    }

    #[test]
    fn an_error_without_a_text_has_the_name_of_its_type() {
        struct Silent;
        assert_eq!(of_type::<Silent>(), "Silent");
        assert_eq!(of_type::<Box<Silent>>(), "Silent");
        assert_eq!(of_type::<String>(), "");
        assert_eq!(of_type::<Box<dyn Error + Send>>(), "");
    }

    #[test]
    fn a_boxed_error_has_the_name_of_what_is_in_the_box() {
        let error = Box::new(std::sync::Arc::new(Link("no", None)));
        assert_eq!(of_error(&error), "Link: no");
        assert_eq!(of_error(&&Link("no", None)), "Link: no");
        assert_eq!(of_display(&&mut Link("no", None)), "Link: no");
        let erased: &dyn Error = &Link("no", None);
        assert_eq!(of_error(&erased), "no");
    }

    #[test]
    fn at_most_eight_sources_are_read() {
        #[derive(Debug)]
        struct Circle;
        impl Display for Circle {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                static TURN: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
                let turn = TURN.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                write!(f, "turn{turn:02}")
            }
        }
        impl Error for Circle {
            fn source(&self) -> Option<&(dyn Error + 'static)> {
                Some(&Circle)
            }
        }
        assert_eq!(of_dyn(&Circle).matches("turn").count(), 9);
    }
}
