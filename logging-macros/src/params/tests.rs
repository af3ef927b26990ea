//! Parameters outside, inside and captured.

use super::*;
use proc_macro2::Delimiter;
use proc_macro2::TokenStream;
use quote::quote;

fn params(tokens: TokenStream) -> Vec<Param> {
    scan(&Group::new(Delimiter::Parenthesis, tokens))
}

fn only(tokens: TokenStream) -> Param {
    params(tokens).pop().expect("one parameter")
}

#[test]
fn a_name_is_bound_again_with_its_mut_and_attributes() {
    let param = only(quote!(#[cfg(unix)] mut a: Map<K, V>));
    assert_eq!(
        param.outside().to_string(),
        "# [cfg (unix)] a : Map < K , V >"
    );
    assert_eq!(param.bound().to_string(), "# [cfg (unix)] let mut a = a ;");
    assert_eq!(param.captured().to_string(), "# [cfg (unix)] let _ = & a ;");
    assert_eq!(param.late_names(), ["a"]);
}

#[test]
fn what_is_for_another_macro_stays_in_the_signature() {
    let named = only(quote!(#[builder(into)] #[allow(x)] a: u8));
    assert_eq!(
        named.outside().to_string(),
        "# [builder (into)] # [allow (x)] a : u8"
    );
    assert_eq!(named.bound().to_string(), "# [allow (x)] let a = a ;");
    assert_eq!(named.captured().to_string(), "# [allow (x)] let _ = & a ;");
    let pattern = only(quote!(#[doc = "x"] (a, _): (u8, u8)));
    assert_eq!(
        pattern.bound().to_string(),
        "let __arg0 = __arg0 ; let (a , _) = __arg0 ;"
    );
}

#[test]
fn a_type_begins_behind_one_colon_whatever_it_begins_with() {
    for text in [
        "x:&str",
        "x: &'a str",
        "x:*const u8",
        "x:<A as B>::C",
        "x: ::std::string::String",
        "x: impl Fn()->u8",
    ] {
        let param = only(text.parse().expect("tokens"));
        assert_eq!(param.name().as_deref(), Some("x"), "{text}");
    }
    let param = only("a::B(x):&a::B".parse().expect("tokens"));
    assert!(matches!(param, Param::Pattern(_)));
}

#[test]
fn a_pattern_gets_a_name_outside() {
    let param = params(quote!(x: u8, path::P { y, .. }: path::P))
        .pop()
        .expect("two");
    assert_eq!(param.outside().to_string(), "__arg1 : path :: P");
    assert_eq!(
        param.bound().to_string(),
        "let __arg1 = __arg1 ; let path :: P { y , .. } = __arg1 ;"
    );
    assert!(param.late_names().contains(&"y".to_owned()));
    assert_eq!(only(quote!(_: u8)).outside().to_string(), "__arg0 : u8");
}

#[test]
fn receivers_stay_as_they_are() {
    for receiver in [
        quote!(self),
        quote!(&'a mut self),
        quote!(mut self: Box<Self>),
        quote!(self: &std::rc::Rc<Self>),
    ] {
        let text = receiver.to_string();
        let param = only(receiver);
        assert_eq!(param.outside().to_string(), text);
        assert_eq!(param.captured().to_string(), "let _ = & self ;");
        assert!(param.bound().is_empty());
    }
}

#[test]
fn only_some_need_a_second_place() {
    let needs = |tokens| only(tokens).needs_binding(|name| name == "seen");
    assert!(!needs(quote!(seen: u8)) && !needs(quote!(_quiet: u8)) && !needs(quote!(self)));
    assert!(needs(quote!(mut seen: u8)) && needs(quote!(unseen: u8)) && needs(quote!((a, b): T)));
}

#[test]
fn an_underscore_name_is_bound_quietly() {
    assert!(
        only(quote!(_x: u8))
            .bound()
            .to_string()
            .starts_with("# [allow (clippy :: used_underscore_binding")
    );
}

#[test]
fn fragments_of_macro_rules_are_opened() {
    let fragment = TokenTree::Group(Group::new(Delimiter::None, quote!(mut x)));
    assert!(matches!(
        only(quote!(#fragment: u8)),
        Param::Named(Named {
            mutability: Some(_),
            ..
        })
    ));
}
