//! Types, and what their tokens tell.

use super::*;
use proc_macro2::TokenStream;
use quote::quote;

fn tell(returned: TokenStream, generics: TokenStream) -> Told {
    told(&flat(returned), Generics::new(&flat(generics), &[]))
}

#[test]
fn the_names_are_in_order() {
    assert!(PLAIN.is_sorted() && VALUES.is_sorted());
}

#[test]
fn names_that_can_be_anything_tell_nothing() {
    for named in [
        quote!(Reply<'_>),
        quote!(Self::Future),
        quote!(<S as Service<R>>::Future),
        quote!(crate::types::Boxed<Result<T, E>>),
        quote!(T::Out),
        quote!(Self::String),
        quote!(<Self as Named>::Vec<u8>),
        quote!(own::Vec<u8>),
        quote!(crate::Duration),
        quote!(AsyncResult<'a, T>),
        quote!((own::Reply)),
    ] {
        assert_eq!(
            tell(named.clone(), quote!(<T, S>)),
            Told::Nothing,
            "{named}"
        );
    }
}

#[test]
fn only_known_types_are_surely_no_option() {
    let is_no = |returned: TokenStream| {
        let generics = flat(quote!(<F: Found>));
        is_surely_no_option(&flat(returned), Generics::new(&generics, &[]))
    };
    for no in [
        quote!(),
        quote!(()),
        quote!(u8),
        quote!(std::string::String),
        quote!(Result<Vec<u8>, E>),
        quote!(VecDeque<u8>),
        quote!(Rc<Option<u8>>),
        quote!((A, Option<B>)),
        quote!(fmt::Result),
    ] {
        assert!(is_no(no.clone()), "{no}");
    }
    for maybe in [
        quote!(Option<u8>),
        quote!(Alias),
        quote!(Result<Option<u8>, E>),
        quote!(io::Result<Found>),
        quote!(T),
        quote!(Result),
        quote!(F),
        quote!(&Option<u8>),
        quote!((Option<u8>)),
        quote!(Result<F, E>),
    ] {
        assert!(!is_no(maybe.clone()), "{maybe}");
    }
}

#[test]
fn results_are_told_by_their_names_and_by_what_they_have_when_they_succeed() {
    for (named, success) in [
        (quote!(Result<u8, E>), Success::Plain),
        (quote!(io::Result<Vec<u8>>), Success::Plain),
        (quote!((Result<(), E>)), Success::Plain),
        (quote!(crate::Result<'a, Option<Reply>>), Success::Value),
        (quote!(Result<T, E>), Success::Plain),
        (quote!(Result<Reply, E>), Success::Other),
        (quote!(Result<Result<u8, E>, E>), Success::Other),
        (quote!(Result<Self, E>), Success::Other),
        (quote!(Result), Success::Other),
        (quote!(own::Result), Success::Other),
        (quote!(result!(u8)), Success::Other),
    ] {
        let told = Told::Result(success);
        assert_eq!(tell(named.clone(), quote!(<T>)), told, "{named}");
    }
}

#[test]
fn options_are_told_by_what_may_be_in_them() {
    for (named, success) in [
        (quote!(Option<Result<u8, E>>), Success::Plain),
        (quote!(Option<io::Result<Box<Reply>>>), Success::Value),
        (
            quote!((std::option::Option<Result<Reply, E>>)),
            Success::Other,
        ),
        (quote!(Option<Reply>), Success::Plain),
        (quote!(Option<Self::Item>), Success::Plain),
        (quote!(Option<Self>), Success::Plain),
    ] {
        let told = Told::Optional(success);
        assert_eq!(tell(named.clone(), quote!(<T>)), told, "{named}");
    }
}

#[test]
fn what_a_method_hands_on_is_seldom_a_result() {
    for named in [
        quote!(Self),
        quote!(Poll<u8, E>),
        quote!(own::Poll<u8>),
        quote!(fmt::Error),
    ] {
        assert_eq!(tell(named.clone(), quote!(<T>)), Told::Receiver, "{named}");
    }
}

#[test]
fn values_are_told_by_their_names_and_their_form() {
    for named in [
        quote!(Option<u8>),
        quote!(Option<T>),
        quote!(Option<&'a Reply>),
        quote!(Option<Option<Reply>>),
        quote!(std::boxed::Box<Reply>),
        quote!(&'a mut Reply),
        quote!(&dyn Reply),
        quote!((std::option::Option<&str>)),
        quote!(Duration),
        quote!(T),
    ] {
        assert_eq!(
            tell(named.clone(), quote!(<'a, T: Reply>)),
            Told::Value,
            "{named}"
        );
    }
}

#[test]
fn plain_values_are_told_by_their_names_and_their_form() {
    for named in [
        quote!(),
        quote!(()),
        quote!(u8),
        quote!(std::vec::Vec<Reply>),
        quote!(&'a str),
        quote!(&mut [Reply]),
        quote!((Reply, Reply)),
        quote!((Reply,)),
        quote!((Map<A, B>, Reply)),
        quote!([Reply; 4]),
        quote!(*const Reply),
        quote!(fn() -> Reply),
        quote!(unsafe extern "C" fn() -> Reply),
        quote!(for<'r> fn(&'r u8) -> Reply),
        quote!(T),
        quote!(&mut T),
        quote!(Poll<Result<u8, E>>),
        quote!(std::task::Poll<u8>),
    ] {
        let generics = quote!(<'a, T: Clone>);
        assert_eq!(tell(named.clone(), generics), Told::Plain, "{named}");
    }
}
