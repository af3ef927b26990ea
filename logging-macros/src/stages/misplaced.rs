//! What to say when `#[stages]` stands on something that holds no functions.

use proc_macro2::{Delimiter, Span};

use crate::attrs;
use crate::errors::Mistake;
use crate::misplaced::kind;
use crate::tokens::{Cursor, Token, plain_name};

/// For an item under `#[stages]` that holds no functions: the token to mark, and the message.
pub(super) fn no_container(mut item: Cursor) -> Mistake {
    attrs::take(&mut item);
    let place = item.span_or(Span::call_site());
    while let Some(token) = item.next() {
        let word = token.as_ident().map(ToString::to_string);
        if let Some(message) = word.and_then(|word| about_no_container(&word, &item)) {
            return (token.span(), message);
        }
    }
    (place, STAGES_GOES_ON.to_owned())
}

const STAGES_GOES_ON: &str = "`#[stages]` goes on an `impl`, a `trait` or a `mod`";

fn about_no_container(keyword: &str, rest: &Cursor) -> Option<String> {
    let next = rest.peek();
    let ahead = [next, rest.peek_at(1)];
    let is_block = ahead
        .iter()
        .flatten()
        .any(|token| token.as_group(Delimiter::Brace).is_some());
    let message = match keyword {
        _ if next.is_some_and(|next| next.is_punct('!')) => {
            format!("{STAGES_GOES_ON}; this is a macro call")
        }
        "fn" => {
            let name = next.and_then(Token::as_ident).map(plain_name);
            format!(
                "`#[stages]` is for all functions of an `impl`, a `trait` or a `mod`: write `#[stage(\"{}\")]` on this one",
                name.as_deref().unwrap_or("name")
            )
        }
        "mod" => "`#[stages]` has to see the functions: put it on the `impl` blocks in the module's own file".to_owned(),
        "extern" if is_block => format!("{STAGES_GOES_ON}: a foreign function has no body"),
        _ => format!("{STAGES_GOES_ON}, not on {}", kind(keyword, next)?),
    };
    Some(message)
}
