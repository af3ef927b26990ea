//! What is written into the attributes, and on what they stand.

use std::str::FromStr;

use expand::Attribute;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

const ATTRIBUTES: [Attribute; 4] = [
    Attribute::Job,
    Attribute::Stage,
    Attribute::Stages,
    Attribute::Classify,
];

/// What has to survive in an item.
const BODY: &str = "__body";

/// Sound items of every kind, and some that are not.
const ITEMS: [&str; 16] = [
    "fn f() { __body() }",
    "pub fn f(a: u8, job_id: &str) -> Result<(), String> { __body(a, job_id) }",
    "async fn f(&self, video_id: String) -> Option<u8> { __body().await }",
    "fn f<'a, T: Clone + 'a>(t: &'a T) -> impl Iterator<Item = &'a T> + 'a where T: Send { __body(t) }",
    "fn f() -> Pin<Box<dyn Future<Output = u8> + Send>> { Box::pin(async move { __body() }) }",
    "fn f() -> ! { __body() }",
    "unsafe extern \"C\" fn f(x: *const u8) -> i32 { __body(x) }",
    "#[track_caller] fn f((a, b): (u8, u8), [c, ..]: [u8; 3]) -> u8 { __body(a, b, c)?; return 1 }",
    "const fn f() { __body() }",
    "fn f();",
    "struct S { #[outcome(timeout)] a: u8 }",
    "enum E { #[outcome(blocked, error_type = \"auth_error\")] A, #[outcome(transparent)] B(io::Error), C { code: u16 } }",
    "impl S { fn f(&self) { __body() } const X: u8 = 1; #[stage(skip)] fn g() {} }",
    "mod m { pub fn f() { __body() } impl S { async fn g(self) {} } macro_rules! x { () => {} } }",
    "trait T { fn f(&self); async fn g(&self) { __body() } }",
    "|| __body()",
];

/// Where an item of its own follows the arguments.
const BORDER: char = '\u{1}';

/// The first byte chooses the attribute, the second the item; the rest are the arguments. Behind a
/// byte 1 stands an item of its own instead.
///
/// # Panics
///
/// If an invariant does not hold.
pub fn check(data: &[u8]) {
    let [attribute, item, text @ ..] = data else {
        return;
    };
    let attribute = ATTRIBUTES[usize::from(*attribute) % ATTRIBUTES.len()];
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let (arguments, item) = match text.split_once(BORDER) {
        Some((arguments, own)) => (arguments, own),
        None => (text, ITEMS[usize::from(*item) % ITEMS.len()]),
    };
    let (Some(arguments), Some(item)) = (tokens(arguments), tokens(item)) else {
        return;
    };
    let made = attribute.apply(arguments.clone(), item.clone());
    let again = attribute.apply(arguments.clone(), item.clone());
    assert_eq!(made.to_string(), again.to_string(), "not the same twice");
    survives(attribute, &arguments, &item, &made);
}

/// Tokens, as the compiler would hand them over. The reader of `proc_macro2` uses the stack for
/// every bracket, the compiler has a limit of its own.
fn tokens(text: &str) -> Option<TokenStream> {
    const DEEPEST: usize = 64;
    let open = text
        .chars()
        .filter(|c| matches!(c, '(' | '[' | '{'))
        .count();
    (open <= DEEPEST).then(|| TokenStream::from_str(text).ok())?
}

/// The body is there, with an error or without. A derive stands beside its item; and where an
/// expression was expected there is room for the error only.
fn survives(attribute: Attribute, arguments: &TokenStream, item: &TokenStream, made: &TokenStream) {
    let is_beside = attribute == Attribute::Classify;
    let is_instead = is_block(made);
    if is_beside || is_instead || count(arguments, BODY) > 0 {
        return;
    }
    assert!(
        count(made, BODY) >= count(item, BODY),
        "{item} became {made}"
    );
}

/// Whether all of it is in braces, as no item is.
fn is_block(made: &TokenStream) -> bool {
    let mut tokens = made.clone().into_iter();
    let first = tokens.next();
    let is_braced =
        matches!(first, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
    is_braced && tokens.next().is_none()
}

/// How often a word stands in a stream, whatever it is nested in.
fn count(stream: &TokenStream, word: &str) -> usize {
    let count = |token| match token {
        TokenTree::Group(group) => count(&group.stream(), word),
        TokenTree::Ident(ident) => usize::from(ident == word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => 0,
    };
    stream.clone().into_iter().map(count).sum()
}
