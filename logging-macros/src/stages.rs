//! `#[stages]`: every function of an `impl`, a `trait` or a `mod` is made a stage, by putting
//! `#[stage("its_name")]` on it.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::args::{self, MAX_NAME};
use crate::attrs::Attribute;
use crate::errors::Errors;
use crate::paths;
use crate::tokens::{Cursor, Token, Tokens, plain_name};
use items::{Function, Item, What};
use rules::Rules;

mod items;
mod misplaced;
mod rules;

/// Expands `#[stages]`. With an error no function is annotated, and the marks that are for this
/// attribute alone are still taken away, so that one mistake is one message.
pub(crate) fn annotate_all(args: &TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = args::parse_stages(args.clone(), &mut errors);
    let stage = Stage {
        path: paths::runtime(options.krate.as_ref()),
        options: args_of(args),
    };
    let mut walk = Walk {
        stage: Some(&stage),
        unless: Vec::new(),
        errors: &mut errors,
    };
    let annotated = walk.container(item.clone());
    let is_sound = errors.is_empty();
    let errors = errors.finish();
    match annotated {
        Some(annotated) if is_sound && !cfg!(feature = "off") => annotated,
        Some(_) => {
            let plain = without_marks(item);
            quote!(#plain #errors)
        }
        None => quote!(#item #errors),
    }
}

fn without_marks(item: TokenStream) -> TokenStream {
    let mut told_already = Errors::default();
    let mut walk = Walk {
        stage: None,
        unless: Vec::new(),
        errors: &mut told_already,
    };
    let plain = walk.container(item.clone()).unwrap_or(item);
    told_already.finish();
    plain
}

/// The attribute that each function gets.
struct Stage {
    path: Tokens,
    options: Vec<TokenStream>,
}

impl Stage {
    /// `#[path::stage("name", options)]`, with the place of the function's name: that is where
    /// errors and the line of the stage then are.
    fn on(&self, function: &Function, unless: &[TokenStream]) -> TokenStream {
        let place = function.name.span();
        let mixed = Span::mixed_site().located_at(place);
        let (path, name) = (&self.path, stage_name(&function.name));
        let options = self
            .options
            .iter()
            .filter(|option| function.has_qualifier("async") || option.to_string() != "keep_async");
        let stage = quote_spanned!(mixed=> #path::stage(#name #(, #options)*));
        let attribute = if unless.is_empty() {
            stage
        } else {
            quote_spanned!(mixed=> cfg_attr(not(any(#(#unless),*)), #stage))
        };
        let mut hash = Punct::new('#', Spacing::Alone);
        hash.set_span(place);
        let mut brackets = Group::new(Delimiter::Bracket, attribute);
        brackets.set_span(place);
        quote!(#hash #brackets)
    }
}

/// The options as they were written, to be passed on. None of them has a comma in it.
fn args_of(args: &TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<_> = args.clone().into_iter().collect();
    let options = tokens.split(|token| token.is_punct(','));
    let options = options.filter(|option| !option.is_empty());
    options
        .map(|option| option.iter().cloned().collect())
        .collect()
}

/// The function's name, as much of it as a stage's name can hold.
fn stage_name(name: &Ident) -> String {
    let mut name = plain_name(name);
    name.truncate(name.floor_char_boundary(MAX_NAME));
    name
}

/// The way through an item and all that is in it.
struct Walk<'a> {
    /// What the functions get, if they get anything.
    stage: Option<&'a Stage>,
    /// The conditions of the containers around, under which nothing is annotated.
    unless: Vec<TokenStream>,
    errors: &'a mut Errors,
}

impl Walk<'_> {
    /// The item under the attribute, unless it holds no functions or cannot be read.
    fn container(&mut self, item: TokenStream) -> Option<TokenStream> {
        let mut cursor = Cursor::new(item.into_iter().collect());
        let start = cursor.clone();
        match items::next(&mut cursor) {
            Ok(Item {
                what: What::Fragment(fragment),
                ..
            }) => self.container(fragment.stream()),
            Ok(item) if matches!(item.what, What::Container { .. }) => self.item(item),
            _ => {
                let (span, message) = misplaced::no_container(start);
                self.errors.push(span, message);
                None
            }
        }
    }

    fn item(&mut self, item: Item) -> Option<TokenStream> {
        let Item { attributes, what } = item;
        match what {
            What::Function(function) => Some(self.function(&attributes, &function)),
            What::Container { header, body } => {
                let rules = Rules::of_container(&attributes);
                let body = self.group(&rules, &body)?;
                let kept = rules.kept;
                Some(quote!(#(#kept)* #(#header)* #body))
            }
            What::Fragment(fragment) => {
                let rules = Rules::of_fragment(&attributes);
                let fragment = self.group(&rules, &fragment)?;
                let kept = rules.kept;
                Some(quote!(#(#kept)* #fragment))
            }
            What::Other(tokens) => Some(quote!(#(#attributes)* #(#tokens)*)),
        }
    }

    fn function(&self, attributes: &[Attribute], function: &Function) -> TokenStream {
        let rules = Rules::of_function(attributes, function);
        let unless: Vec<_> = self.unless.iter().chain(&rules.unless).cloned().collect();
        let stage = self.stage.filter(|_| !rules.is_left_alone);
        let stage = stage.map(|stage| stage.on(function, &unless));
        let (kept, tokens) = (rules.kept, &function.tokens);
        quote!(#stage #(#kept)* #(#tokens)*)
    }

    /// The group with what is in it annotated as far as these rules allow.
    fn group(&mut self, rules: &Rules, group: &Group) -> Option<TokenTree> {
        let mut inside = Walk {
            stage: self.stage.filter(|_| !rules.is_left_alone),
            unless: self.unless.iter().chain(&rules.unless).cloned().collect(),
            errors: self.errors,
        };
        let mut annotated = Group::new(group.delimiter(), inside.items(group.stream())?);
        annotated.set_span(group.span());
        Some(annotated.into())
    }

    fn items(&mut self, stream: TokenStream) -> Option<TokenStream> {
        let mut cursor = Cursor::new(stream.into_iter().collect());
        let mut tokens = TokenStream::new();
        while !cursor.is_done() {
            tokens.extend(items::inner_attributes(&mut cursor));
            if cursor.is_done() {
                break;
            }
            match items::next(&mut cursor) {
                Ok(item) => tokens.extend(self.item(item)?),
                Err(place) => {
                    let message = "`#[stages]` cannot read this item: it is not complete";
                    self.errors.push(place, message);
                    return None;
                }
            }
        }
        Some(tokens)
    }
}

#[cfg(all(test, not(feature = "off")))]
mod tests;

#[cfg(all(test, feature = "off"))]
mod tests {
    use super::*;

    #[test]
    fn switched_off_only_the_marks_go_and_mistakes_are_told() {
        let item = quote!(
            impl A {
                #[stage(skip)]
                fn a() {}
                fn b() {}
            }
        );
        let plain = quote!(
            impl A {
                fn a() {}
                fn b() {}
            }
        );
        let right = annotate_all(&quote!(level = "debug"), item.clone());
        assert_eq!(right.to_string(), plain.to_string());
        let wrong = annotate_all(&quote!(levl = "debug"), item).to_string();
        assert!(wrong.contains("compile_error"), "{wrong}");
    }
}
