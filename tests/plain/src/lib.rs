//! `#[job]` and `#[stage]` that leave their function as it is.
//!
//! The same source is compiled twice, once with these and once with ours, so that the annotated
//! functions can be compared with the plain ones and the two can never drift apart.

use proc_macro::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};

/// The function as it is.
#[proc_macro_attribute]
pub fn job(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}

/// The function as it is.
#[proc_macro_attribute]
pub fn stage(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}

/// A trait of this name with the method of an `impl Type { fn method(..) .. }`, and the implementation, as macros for
/// extension traits make them: the declaration has the attributes of the method, and a `;` in the place of its body.
///
/// # Panics
///
/// Where it is no such `impl`.
#[proc_macro_attribute]
pub fn extension(name: TokenStream, item: TokenStream) -> TokenStream {
    let mut tokens: Vec<_> = item.into_iter().collect();
    let Some(TokenTree::Group(methods)) = tokens.pop() else {
        panic!("no `impl`");
    };
    let declared = methods.stream().into_iter().map(declared).collect();
    let body = TokenTree::from(Group::new(Delimiter::Brace, declared));
    let head = |text: String| text.parse::<TokenStream>().expect("tokens").into_iter();
    let declaration = head(format!("trait {name}")).chain([body]);
    let implemented = tokens.split_off(1).into_iter().chain([methods.into()]);
    let implementation = head(format!("impl {name} for")).chain(implemented);
    declaration.chain(implementation).collect()
}

fn declared(token: TokenTree) -> TokenTree {
    match token {
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
            let mut end = Punct::new(';', Spacing::Alone);
            end.set_span(body.span());
            end.into()
        }
        token => token,
    }
}
