//! What expansion needs to know of a function, and nothing else.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use crate::args::{Kind, Options};
use crate::async_trait::PinnedBlock;
use crate::early::leaves_early;
use crate::generics::Generics;
use crate::item::Item;
use crate::named::{self, HandsBack, Success, Told};
use crate::names::idents;
use crate::params::{self, Param};
use crate::paths;
use crate::returns::{self, Returned, erased};
use crate::tokens::{Tokens, flat, joined};

/// An annotated function.
pub(crate) struct Function<'a> {
    pub(crate) kind: Kind,
    pub(crate) item: &'a Item,
    pub(crate) options: &'a Options,
    pub(crate) params: Vec<Param>,
    pub(crate) shape: Shape,
    /// The type of the value that the classifier is shown, as far as it can be written.
    pub(crate) judged: Tokens,
    pub(crate) questions: Option<Questions>,
    pub(crate) private: Tokens,
}

/// How the body is run.
pub(crate) enum Shape {
    /// In a closure that is called at once.
    Call,
    /// Where it is, beside a guard: a closure would change what the function means.
    InPlace(Exit),
    /// In an `async` block; the function itself stops being `async`.
    Future,
    /// In an `async` block that an `async fn` awaits.
    AsyncFn,
    /// In a closure that makes the future to be followed.
    Lazy,
    /// The same, where the future is returned in a box.
    Boxed,
    /// As its type tells: in a closure that is called at once, or as the future in a box that it is.
    ByType,
    /// In the `async` block that the function pins.
    Pinned(PinnedBlock),
}

/// How a body that runs in place comes to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// With a value that can be looked at, unless it returns early.
    Value,
    /// With a value that is no `Result`, whichever way.
    Opaque,
    /// With a future, that is followed from there on.
    Future,
    /// The same, in a box.
    Boxed,
    /// By a panic alone.
    Never,
}

impl<'a> Function<'a> {
    pub(crate) fn new(kind: Kind, item: &'a Item, options: &'a Options) -> Self {
        let is_async = item.qualifier("async").is_some();
        let returned = if is_async {
            awaited(item)
        } else {
            declared_future(item, options)
        };
        let shape = if is_async {
            async_shape(item, options)
        } else {
            shape(item, options, &returned)
        };
        let judged = judged(&returned, &shape, item);
        let questions = questions(&returned, &shape, &judged, Generics::of(item));
        Self {
            kind,
            item,
            options,
            params: params::scan(&item.params),
            shape,
            judged,
            questions,
            private: paths::private(&paths::runtime(options.krate.as_ref())),
        }
    }
}

fn declared(item: &Item) -> Returned {
    returns::read(&item.returned)
}

/// What an `async fn` gives when it is awaited: a future there is a value like any other.
fn awaited(item: &Item) -> Returned {
    match declared(item) {
        Returned::Future(_) => Returned::Opaque,
        Returned::Boxed(_) => Returned::Value,
        returned => returned,
    }
}

/// What the function returns when `future` and `value` have had their say.
fn declared_future(item: &Item, options: &Options) -> Returned {
    match declared(item) {
        Returned::Future(_) if options.value.is_some() => Returned::Opaque,
        Returned::Boxed(_) if options.value.is_some() => Returned::Value,
        Returned::Opaque if options.future.is_some() => Returned::Future(returns::inferred()),
        Returned::Value if options.future.is_some() => {
            Returned::Boxed(returns::output_of(&item.returned))
        }
        Returned::Value
            if options.outcome.is_none() && returns::is_tuple_of_closures(&item.returned) =>
        {
            Returned::Opaque
        }
        returned => returned,
    }
}

/// The function stays `async` where somebody looks for the word, and where `impl Future` would
/// mean something else.
fn async_shape(item: &Item, options: &Options) -> Shape {
    let is_looked_for = item
        .attributes
        .iter()
        .any(|attribute| !attribute.is_inert());
    let means_the_output = item
        .attributes
        .iter()
        .any(|attribute| attribute.is("must_use"))
        || item.tells_caller();
    let cannot_be_written = matches!(declared(item), Returned::Never);
    if options.keep_async.is_some() || is_looked_for || means_the_output || cannot_be_written {
        Shape::AsyncFn
    } else {
        Shape::Future
    }
}

fn shape(item: &Item, options: &Options, returned: &Returned) -> Shape {
    let in_place = item.tells_caller();
    match returned {
        Returned::Never => Shape::InPlace(Exit::Never),
        Returned::Opaque if options.outcome.is_some() => Shape::InPlace(Exit::Value),
        Returned::Opaque => Shape::InPlace(Exit::Opaque),
        Returned::Boxed(_) => match PinnedBlock::find(item) {
            Some(block) => Shape::Pinned(block),
            None if in_place => Shape::InPlace(making(item, Exit::Boxed)),
            None if options.future.is_some() || hides_a_type(item) => Shape::Boxed,
            None => Shape::ByType,
        },
        Returned::Future(_) if in_place => Shape::InPlace(making(item, Exit::Future)),
        Returned::Future(_) => Shape::Lazy,
        Returned::Unit | Returned::Value if in_place => Shape::InPlace(Exit::Value),
        Returned::Value if options.value.is_none() && may_be_boxed_future(item) => Shape::ByType,
        Returned::Unit | Returned::Value => Shape::Call,
    }
}

/// How a body in place gives a future. One that is returned early cannot be had, and then only the
/// making is seen.
fn making(item: &Item, exit: Exit) -> Exit {
    let cannot_be_boxed_again = idents(&joined(&item.returned))
        .iter()
        .any(|name| name.ends_with("UnwindSafe"));
    if cannot_be_boxed_again || leaves_early(&item.body.stream()) {
        Exit::Opaque
    } else {
        exit
    }
}

fn may_be_boxed_future(item: &Item) -> bool {
    let returned = flat(item.returned.iter().cloned());
    named::told(&returned, Generics::of(item)) == Told::Nothing && !hides_a_type(item)
}

/// Whether there is an `impl Trait` inside the type, which only the body tells.
fn hides_a_type(item: &Item) -> bool {
    item.returned.iter().any(returns::mentions_impl)
}

fn judged(returned: &Returned, shape: &Shape, item: &Item) -> Tokens {
    match returned {
        _ if matches!(shape, Shape::ByType) => erased(&item.returned),
        Returned::Unit => unit(),
        Returned::Never | Returned::Opaque => returns::inferred(),
        Returned::Future(output) | Returned::Boxed(output) => output.clone(),
        Returned::Value => erased(&item.returned),
    }
}

fn unit() -> Tokens {
    let mut unit = Group::new(Delimiter::Parenthesis, TokenStream::new());
    unit.set_span(Span::mixed_site());
    [TokenTree::from(unit)].into_iter().collect()
}

/// What the type of a value is asked, or nothing of a plain one, which is a success.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Questions {
    /// The function that takes the type.
    pub(crate) of: &'static str,
    /// In the order in which they follow on each other: is there an error, is it an `Error`, has it a
    /// text, does it say what it means; does the value, and is there an error in it. What is not asked
    /// counts as answered by nothing. See `classify/levels/mod.rs` in the runtime.
    pub(crate) asked: &'static [&'static str],
    /// Which errors may not be asked whether they are an `Error`.
    pub(crate) hands_back: HandsBack,
}

fn questions(
    returned: &Returned,
    shape: &Shape,
    judged: &Tokens,
    generics: Generics<'_>,
) -> Option<Questions> {
    const ALL: &[&str] = &[
        "__result", "__error", "__text", "__said", "__value", "__nested",
    ];
    if matches!(returned, Returned::Never | Returned::Opaque) {
        return None;
    }
    let judged = judged.flat();
    let (of, asked) = match named::told(&judged, generics) {
        // What runs a body by its type is told by the judge which way that is.
        _ if matches!(shape, Shape::ByType) => ("returned", ALL),
        Told::Plain => return None,
        Told::Value => ("values", &["__says"][..]),
        Told::Receiver => ("received", &ALL[4..]),
        Told::Formatted => ("kind", &["__result", "__known"][..]),
        Told::Nothing => ("kind", ALL),
        Told::Result(success) | Told::Optional(success) => match success {
            Success::Plain => ("kind", &ALL[..4]),
            Success::Value => ("kind", &ALL[..5]),
            Success::Other => ("kind", ALL),
        },
    };
    Some(Questions {
        of,
        asked,
        hands_back: named::hands_back(&judged),
    })
}
