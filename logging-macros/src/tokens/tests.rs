use super::*;
use quote::quote;

fn texts(parts: &[&[TokenTree]]) -> Vec<String> {
    parts.iter().map(|part| joined(part).to_string()).collect()
}

#[test]
fn commas_inside_angle_brackets_split_nothing() {
    let tokens = flat(quote!(a: Map<K, V>, f: fn(u8, u8) -> Result<A, B>, c: impl Fn() -> X,));
    assert_eq!(
        texts(&split_commas(&tokens)),
        [
            "a : Map < K , V >",
            "f : fn (u8 , u8) -> Result < A , B >",
            "c : impl Fn () -> X"
        ]
    );
}

#[test]
fn groups_without_delimiters_are_opened() {
    let inner = Group::new(Delimiter::None, quote!(x));
    let outer = Group::new(Delimiter::None, TokenStream::from(TokenTree::Group(inner)));
    assert_eq!(peeled(TokenTree::Group(outer.clone())).to_string(), "x");
    assert_eq!(flat(TokenStream::from(TokenTree::Group(outer))).len(), 1);
    let two = TokenTree::Group(Group::new(Delimiter::None, quote!(x y)));
    assert!(peeled(two).as_group(Delimiter::None).is_some());
}

#[test]
fn a_raw_identifier_loses_its_prefix() {
    assert_eq!(
        plain_name(&Ident::new_raw("type", Span::call_site())),
        "type"
    );
    assert_eq!(plain_name(&Ident::new("r", Span::call_site())), "r");
}

#[test]
fn a_cursor_takes_what_it_is_told_to() {
    let mut cursor = Cursor::new(flat(quote!(a b, c)));
    let taken = cursor.take_while(|token| !token.is_punct(','));
    assert_eq!(joined(&taken).to_string(), "a b");
    assert!(cursor.eat(',') && !cursor.eat(','));
    assert!(cursor.peek_at(1).is_none());
    assert!(cursor.next().is_some_and(|token| token.is_ident("c")) && cursor.is_done());
}

#[test]
fn brackets_are_taken_with_all_inside_and_nothing_behind() {
    let mut cursor = Cursor::new(flat(
        quote!(<T: Fn() -> Vec<u8>, const N: usize> where T: A<B>),
    ));
    let taken = joined(&take_angles(&mut cursor)).to_string();
    assert_eq!(
        taken,
        quote!(<T: Fn() -> Vec<u8>, const N: usize>).to_string()
    );
    assert!(cursor.peek().is_some_and(|token| token.is_ident("where")));
    assert!(take_angles(&mut cursor).is_empty());
}
