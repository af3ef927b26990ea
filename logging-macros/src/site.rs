//! The static of a function, and what judges its value.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};

use crate::args::Kind;
use crate::model::{Exit, Function, Shape};
use crate::named::HandsBack;
use crate::paths;
use crate::quiet;
use crate::tokens::{Token, Tokens, flat};
use crate::write::{Put, tokens};

/// The static: what is known of every call before it happens. A constant of the runtime is what the
/// compiler makes it of the soonest.
pub(crate) fn site(function: &Function<'_>, begins: bool) -> Tokens {
    let mixed = Span::mixed_site();
    let (options, private, site) = (function.options, &function.private, paths::site());
    let is_plain = options.level.is_none()
        && options.fields.is_empty()
        && !options.without_start
        && options.none.is_none();
    let made = match (function.kind, begins) {
        _ if !is_plain => {
            let options = site_options(function, begins);
            tokens!(mixed=> Site::new(&#private::#options))
        }
        (Kind::Stage, false) => tokens!(mixed=> STAGE),
        (Kind::Stage, true) => tokens!(mixed=> STAGE_BEGINS),
        (Kind::Job, false) => tokens!(mixed=> JOB),
        (Kind::Job, true) => tokens!(mixed=> JOB_BEGINS),
    };
    tokens!(mixed=> static #site: #private::Site = #private::#made;)
}

/// What a method of the site is called with first: its name, and where it is.
pub(crate) fn place(function: &Function<'_>) -> Tokens {
    let name = function.options.name.as_deref().unwrap_or_default();
    tokens!(Span::mixed_site()=> #name, ::core::module_path!())
}

/// What the attribute says of the site.
fn site_options(function: &Function<'_>, begins: bool) -> Tokens {
    let mixed = Span::mixed_site();
    let (options, private) = (function.options, &function.private);
    let base = match function.kind {
        Kind::Job => tokens!(mixed=> JOB),
        Kind::Stage => tokens!(mixed=> STAGE),
    };
    let level = options
        .level
        .as_ref()
        .map(|level| tokens!(mixed=> level: #private::Level::#level,));
    let mut keys = Tokens::default();
    for (index, field) in options.fields.iter().enumerate() {
        let comma = (index > 0).then(|| tokens!(mixed=> ,));
        let key = &field.key;
        tokens!(mixed=> #comma #key).put(&mut keys);
    }
    let none = options.none.as_ref().map(|word| {
        let word = &word.text;
        tokens!(mixed=> none: ::core::option::Option::Some(#private::outcome(#word)),)
    });
    let [starts, begins] = [!options.without_start, begins]
        .map(|is| Ident::new(if is { "true" } else { "false" }, mixed));
    tokens! {mixed=>
        Options {
            #level #none
            fields: &[#keys],
            starts: #starts,
            begins: #begins,
            ..#private::Options::#base
        }
    }
}

/// What runs a body, and what judges its value.
pub(crate) struct Runner {
    pub(crate) method: Ident,
    pub(crate) judge: Tokens,
}

/// The method of the site of this name with a judge. Where the type of the value cannot be
/// written, a closure looks at the value.
pub(crate) fn runner(function: &Function<'_>, name: &str) -> Runner {
    let mixed = Span::mixed_site();
    let called = |name: &str| Ident::new(name, mixed);
    if let Some(judge) = judge_of_type(function) {
        return Runner {
            method: called(name),
            judge,
        };
    }
    let (judged, private) = (&function.judged, &function.private);
    let judge = judge_of_value(function, tokens!(mixed=> __v));
    let of_type = quiet::of_complex_type(function);
    Runner {
        method: called(&format!("{name}_seen")),
        judge: tokens!(mixed=> #of_type |__v: &#judged| #private::Judge::verdict(&#judge, __v)),
    }
}

/// The judge of what is at a reference. It is asked for by the type, if that can be written.
pub(crate) fn judge(function: &Function<'_>, reference: Tokens) -> Tokens {
    judge_of_type(function).unwrap_or_else(|| judge_of_value(function, reference))
}

/// The judge that is asked for by the type, if that can be written.
pub(crate) fn judge_of_type(function: &Function<'_>) -> Option<Tokens> {
    let mixed = Span::mixed_site();
    let (judged, private) = (&function.judged, &function.private);
    let judge = match function.questions {
        None => tokens!(mixed=> #private::Success),
        Some(_) if is_opaque(judged) && !matches!(function.shape, Shape::ByType) => return None,
        Some(questions) => {
            let (asked, of) = (asked(function, mixed), Ident::new(questions.of, mixed));
            let mut judge = tokens!(mixed=> #asked::#of());
            ask(&mut judge, questions.asked, questions.hands_back);
            judge
        }
    };
    Some(overruled(function, judge))
}

/// The type of the value as one that is asked. Where it does not exist the compiler tells that once for
/// each way in which it says so, and of a type among arguments it says more: so it is written among
/// arguments where it is so in the user's function, in that of a box, and nowhere else.
pub(crate) fn asked(function: &Function<'_>, place: Span) -> Tokens {
    let (judged, private) = (&function.judged, &function.private);
    match function.shape {
        Shape::Pinned(_) | Shape::Boxed | Shape::InPlace(Exit::Boxed) => {
            tokens!(place=> <#private::Same<#judged> as #private::Asked>)
        }
        _ => tokens!(place=> <#judged as #private::Asked>),
    }
}

/// Asks one question after the other.
fn ask(judge: &mut Tokens, questions: &[&str], hands_back: HandsBack) {
    let mixed = Span::mixed_site();
    for question in questions {
        let question = match *question {
            "__error" if hands_back.error => "__untold",
            "__nested" if hands_back.nested => "__untold_nested",
            question => question,
        };
        let question = Ident::new(question, mixed);
        tokens!(mixed=> .#question()).put(judge);
    }
}

fn judge_of_value(function: &Function<'_>, reference: Tokens) -> Tokens {
    let private = &function.private;
    let questions = function.questions;
    let hands_back = questions.map_or_else(HandsBack::default, |asked| asked.hands_back);
    let mut judge = tokens!(Span::mixed_site()=> #private::kind_of(#reference));
    let questions = ["__result", "__error", "__text", "__said", "__opaque"];
    ask(&mut judge, &questions, hands_back);
    overruled(function, judge)
}

/// The judge with the function given as `outcome` over it. The call stands where that does, since
/// what is wrong with a closure is told at the call that it is given to.
fn overruled(function: &Function<'_>, judge: Tokens) -> Tokens {
    let Some(outcome) = &function.options.outcome else {
        return judge;
    };
    let place = place_of(outcome);
    let (asked, outcome) = (asked(function, place), called(outcome, place));
    tokens!(place=> #asked::overruled(#judge, #outcome))
}

/// Where the function given as `outcome` begins.
fn place_of(outcome: &TokenStream) -> Span {
    let first = outcome.clone().into_iter().next();
    let place = first.map_or_else(Span::call_site, |token| token.span());
    Span::mixed_site().located_at(place)
}

/// A path is called in a closure of ours: a function that takes something else is then wrong there,
/// and there alone.
fn called(outcome: &TokenStream, place: Span) -> Tokens {
    let is_path = flat(outcome.clone()).iter().all(|token| match token {
        TokenTree::Ident(name) => name != "move",
        TokenTree::Punct(punct) => ":<>,'&".contains(punct.as_char()),
        _ => false,
    });
    if !is_path {
        return outcome.clone().into();
    }
    let value = Ident::new("__v", place);
    let again = &value;
    tokens!(place=> |#again| #outcome(#value))
}

/// Whether there is an `impl Trait` in the type, for which a `_` stands. `'_` is but a lifetime.
fn is_opaque(judged: &[TokenTree]) -> bool {
    let mut after_tick = false;
    judged.iter().any(|token| {
        let is_inferred = !after_tick && token.is_ident("_");
        after_tick = token.is_punct('\'');
        let is_inside = |group: &Group| is_opaque(&flat(group.stream()));
        is_inferred || matches!(token, TokenTree::Group(group) if is_inside(group))
    })
}
