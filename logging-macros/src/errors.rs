//! The collector of compile errors: all of them reach the user at once.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

/// What is wrong, and the place of the token that it is told at.
pub(crate) type Mistake = (Span, String);

/// Errors found so far. Dropping a collector that was never finished is a bug of a caller, which
/// its tests turn into a panic.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    found: Vec<Mistake>,
    finished: bool,
}

impl Errors {
    /// Adds an error on the token that `span` covers.
    pub(crate) fn push(&mut self, span: Span, message: impl Into<String>) {
        self.found.push((span, message.into()));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The errors as items. Braces, because an `impl` block takes no other macro call.
    pub(crate) fn finish(mut self) -> TokenStream {
        self.finished = true;
        let items = self
            .found
            .iter()
            .map(|(span, message)| quote_spanned!(*span=> ::core::compile_error! { #message }));
        items.collect()
    }

    #[cfg(test)]
    pub(crate) fn messages(mut self) -> Vec<String> {
        self.finished = true;
        std::mem::take(&mut self.found)
            .into_iter()
            .map(|(_, message)| message)
            .collect()
    }
}

#[cfg(test)]
impl Drop for Errors {
    fn drop(&mut self) {
        assert!(
            self.finished || std::thread::panicking(),
            "errors were collected and never finished"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_errors_come_out_in_order_with_braces() {
        let mut errors = Errors::default();
        assert!(errors.is_empty());
        errors.push(Span::call_site(), "first");
        errors.push(Span::call_site(), String::from("second"));
        assert!(!errors.is_empty());
        assert_eq!(
            errors.finish().to_string(),
            ":: core :: compile_error ! { \"first\" } :: core :: compile_error ! { \"second\" }"
        );
    }

    #[test]
    #[should_panic(expected = "never finished")]
    fn forgetting_to_finish_is_loud() {
        drop(Errors::default());
    }
}
