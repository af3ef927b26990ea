//! Types of every shape, read into their parts.

use super::*;
use quote::quote;

fn read(input: TokenStream) -> Item {
    scan(input).expect("a type")
}

fn names(fields: &[Field]) -> Vec<String> {
    let names = fields.iter().map(|field| field.member.to_string());
    names.collect()
}

fn types(fields: &[Field]) -> Vec<String> {
    let types = fields.iter().map(|field| field.ty.tokens.to_string());
    types.collect()
}

fn none(stream: TokenStream) -> TokenTree {
    Group::new(Delimiter::None, stream).into()
}

#[test]
fn every_kind_of_struct_is_read() {
    for (input, expected) in [
        (
            quote!(
                struct S;
            ),
            vec![],
        ),
        (
            quote!(
                struct S<T>
                where
                    T: A<{ 1 }>;
            ),
            vec![],
        ),
        (
            quote!(
                pub(in a::b) struct S<T>(T, pub u8)
                where
                    T: A;
            ),
            vec!["0", "1"],
        ),
        (
            quote!(
                struct S<T>
                where
                    T: A<{ 1 }>,
                {
                    a: T,
                    pub(crate) r#type: u8,
                }
            ),
            vec!["a", "r#type"],
        ),
    ] {
        let item = read(input);
        assert_eq!(item.name.to_string(), "S");
        let Data::Struct(fields) = item.data else {
            panic!("no struct");
        };
        assert_eq!(names(&fields), expected);
    }
}

#[test]
fn discriminants_end_at_their_comma() {
    let item = read(quote!(
        enum E {
            T = 3 as <u8 as Of<u8, u16>>::N,
            C = 3u8 as Alias<u8, u16>,
            I = if <u8 as Of<u8, u16>>::IS { 1 } else { 2 },
            A = 1 << 3,
            B = 16 >> 1,
            C = f::<X, Y>() as isize,
            D(u8) = <T as Of<X, Y>>::N,
            F { a: u8 } = -1,
            G = { 1 < 2 } as isize,
            H = (1 < 2) as isize,
        }
    ));
    let Data::Enum(variants) = item.data else {
        panic!("no enum");
    };
    let found: String = variants.iter().map(|v| v.name.to_string()).collect();
    assert_eq!(found, "TCIABCDFGH");
    assert_eq!(names(&variants[7].fields), ["a"]);
}

#[test]
fn a_visibility_is_no_part_of_a_type_and_parentheses_behind_it_may_be() {
    let (vis, nothing) = (none(quote!(pub(crate))), none(quote!()));
    let Data::Struct(fields) = read(quote!(
        struct S(
            pub (u8, u8),
            pub(crate) (A, B),
            pub(in a::b) fn(A) -> Map<B, C>,
            (u8),
            #vis A,
            #nothing B,
        );
    ))
    .data
    else {
        panic!("no struct");
    };
    assert_eq!(
        types(&fields),
        [
            "(u8 , u8)",
            "(A , B)",
            "fn (A) -> Map < B , C >",
            "(u8)",
            "A",
            "B"
        ]
    );
}

#[test]
fn fragments_of_macro_rules_are_opened_and_types_stay_in_their_groups() {
    let (name, ty) = (none(quote!(made)), none(quote!(dyn A + B)));
    let inner = none(quote!(#[a] struct #name { #name: &'static #ty }));
    for input in [quote!(#inner), quote!(#[b] #inner)] {
        let item = read(input.clone());
        assert_eq!(item.name.to_string(), "made");
        assert_eq!(item.attributes.len() + 1, input.into_iter().count().max(2));
        let Data::Struct(fields) = item.data else {
            panic!("no struct");
        };
        assert_eq!(names(&fields), ["made"]);
        let last = fields[0].ty.tokens.clone().into_iter().last();
        assert!(last.is_some_and(|last| last.as_group(Delimiter::None).is_some()));
    }
}

#[test]
fn broken_items_are_not_guessed_at() {
    for input in [
        quote!(
            fn f() {}
        ),
        quote!(struct),
        quote!(enum E;),
        quote!(enum E { A B }),
        quote!(struct S { a }),
    ] {
        assert!(scan(input.clone()).is_none(), "{input}");
    }
}
