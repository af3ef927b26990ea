//! What the attributes of a function or of a container say to `#[stages]`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};

use crate::attrs::Attribute;
use crate::stages::items::Function;
use crate::tokens::Token;

/// The attributes without the marks that are for `#[stages]` alone, and when they keep it away.
#[derive(Default)]
pub(super) struct Rules {
    pub(super) kept: Vec<TokenStream>,
    pub(super) is_left_alone: bool,
    /// The conditions under which something is left alone, from `#[cfg_attr(condition, ..)]`.
    pub(super) unless: Vec<TokenStream>,
}

impl Rules {
    pub(super) fn of_function(attributes: &[Attribute], function: &Function) -> Self {
        let mut rules = Self::read(attributes, keeps_function);
        rules.is_left_alone |= !function.has_body()
            || function.is_variadic()
            || ["const", "gen"]
                .iter()
                .any(|word| function.has_qualifier(word));
        rules
    }

    pub(super) fn of_container(attributes: &[Attribute]) -> Self {
        Self::read(attributes, keeps_container)
    }

    pub(super) fn of_fragment(attributes: &[Attribute]) -> Self {
        Self::read(attributes, |attribute| {
            keeps_function(attribute) || keeps_container(attribute)
        })
    }

    /// `keeps` says whether an attribute keeps `#[stages]` away.
    fn read(attributes: &[Attribute], keeps: fn(&Attribute) -> bool) -> Self {
        let mut rules = Self::default();
        for attribute in attributes {
            if is_skip(attribute) {
                rules.is_left_alone = true;
            } else if let Some((condition, inner)) = attribute.conditional() {
                rules.conditional(attribute, condition, &inner, keeps);
            } else {
                rules.is_left_alone |= keeps(attribute);
                rules.kept.push(attribute.to_token_stream());
            }
        }
        rules
    }

    fn conditional(
        &mut self,
        attribute: &Attribute,
        condition: TokenStream,
        inner: &[Attribute],
        keeps: fn(&Attribute) -> bool,
    ) {
        let (skips, others): (Vec<_>, Vec<_>) = inner.iter().partition(|inner| is_skip(inner));
        let is_decided = !skips.is_empty() || others.iter().any(|inner| keeps(inner));
        if skips.is_empty() {
            self.kept.push(attribute.to_token_stream());
        } else if !others.is_empty() {
            let others = others.iter().map(|other| other.inner());
            let span = Span::mixed_site().located_at(attribute.span());
            self.kept
                .push(quote_spanned!(span=> #[cfg_attr(#condition, #(#others),*)]));
        }
        self.unless.extend(is_decided.then_some(condition));
    }
}

/// `#[stage(skip)]`
fn is_skip(attribute: &Attribute) -> bool {
    let arguments = attribute.arguments().map(TokenStream::into_iter);
    let mut arguments = arguments.into_iter().flatten();
    attribute.ends_in("stage")
        && arguments.next().is_some_and(|token| token.is_ident("skip"))
        && arguments.next().is_none()
}

/// Whether a function with this attribute is a stage or a job already, or is called by nobody in
/// the program: by a test harness, by the compiler, by the run-time system.
fn keeps_function(attribute: &Attribute) -> bool {
    const OTHERS: &[&str] = &[
        "stage",
        "job",
        "test",
        "bench",
        "rstest",
        "test_case",
        "test_matrix",
        "quickcheck",
        "naked",
        "panic_handler",
        "alloc_error_handler",
        "proc_macro",
        "proc_macro_attribute",
        "proc_macro_derive",
    ];
    let is_other = OTHERS.iter().any(|name| attribute.ends_in(name));
    is_other || attribute.name().ends_with("_test") || is_cfg_test(attribute)
}

/// Whether what is inside answers for itself.
fn keeps_container(attribute: &Attribute) -> bool {
    ["stages", "stage", "job"]
        .iter()
        .any(|name| attribute.ends_in(name))
        || is_cfg_test(attribute)
}

fn is_cfg_test(attribute: &Attribute) -> bool {
    let arguments = attribute.arguments().map(|tokens| tokens.to_string());
    attribute.is("cfg") && arguments.as_deref() == Some("test")
}
