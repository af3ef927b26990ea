//! What signatures tell of the value.

use super::*;
use crate::tokens::joined;
use proc_macro2::TokenStream;
use quote::quote;

fn kind(tokens: TokenStream) -> String {
    match read(&tokens.into_iter().collect::<Vec<_>>()) {
        Returned::Unit => "unit".into(),
        Returned::Never => "never".into(),
        Returned::Opaque => "opaque".into(),
        Returned::Value => "value".into(),
        Returned::Future(output) => format!("future of {}", joined(&output)),
        Returned::Boxed(output) => format!("boxed future of {}", joined(&output)),
    }
}

#[test]
fn opaque_types_are_futures_by_their_bounds() {
    assert_eq!(kind(quote!(impl Future<Output = u8>)), "future of u8");
    assert_eq!(
        kind(quote!(
            impl Send + 'a + std::future::Future<Output = Result<A, B>> + use<'a>
        )),
        "future of Result < A , B >"
    );
    assert_eq!(
        kind(quote!(impl Future<Output = impl Into<String>> + Send)),
        "future of _"
    );
    assert_eq!(
        kind(quote!(impl Fn(u8) -> Pin<Box<dyn Future<Output = u8>>>)),
        "opaque"
    );
    assert_eq!(kind(quote!(impl Iterator<Item = u8>)), "opaque");
}

#[test]
fn what_is_a_future_and_more_is_opaque_and_so_is_another_trait_of_the_name() {
    for bounds in [
        quote!(?Sized + Unpin),
        quote!(core::panic::UnwindSafe),
        quote!(crate::MaybeSend),
    ] {
        let returned = quote!(impl Future<Output = u8> + #bounds);
        assert_eq!(kind(returned), "future of u8", "{bounds}");
    }
    for bounds in [quote!(Clone), quote!(FusedFuture), quote!(Fn() -> u8)] {
        let returned = quote!(impl Send + #bounds + Future<Output = u8>);
        assert_eq!(kind(returned), "opaque", "{bounds}");
    }
    assert_eq!(kind(quote!(impl Future<Item = u8, Error = ()>)), "opaque");
}

#[test]
fn parentheses_around_a_type_are_nothing() {
    assert_eq!(kind(quote!((impl Fn(&str) -> &str))), "opaque");
    assert_eq!(
        kind(quote!((impl Future<Output = (A, B)> + Send))),
        "future of (A , B)"
    );
    assert_eq!(kind(quote!((()))), "unit");
    assert_eq!(kind(quote!((Map<A, B>))), "value");
    assert_eq!(kind(quote!((impl Sized,))), "value");
}

#[test]
fn closures_in_tuples_are_found() {
    let is_found = |of: TokenStream| is_tuple_of_closures(&flat(of));
    assert!(is_found(quote!((impl Fn(&str) -> &str, u8))));
    assert!(is_found(quote!((u8, (impl Send + AsyncFnMut(&str),)))));
    assert!(!is_found(quote!((impl Display, Box<u8>))));
    assert!(!is_found(quote!((Box<dyn Fn(&str)>, u8))));
    assert!(!is_found(quote!(Option<(impl Fn(&str), u8)>)));
}

#[test]
fn boxed_futures_are_recognised_when_written_out() {
    assert_eq!(
        kind(quote!(Pin<Box<dyn Future<Output = u8> + Send + 'a>>)),
        "boxed future of u8"
    );
    assert_eq!(
        kind(quote!(
            ::core::pin::Pin<::std::boxed::Box<dyn ::core::future::Future<Output = Vec<u8>> + 'x>>
        )),
        "boxed future of Vec < u8 >"
    );
    for alias in [
        quote!(BoxFuture<'_, Result<A, B>>),
        quote!(futures::future::LocalBoxFuture<'static, ()>),
        quote!(BoxFuture),
    ] {
        assert_eq!(
            kind(alias.clone()),
            format!("boxed future of < {alias} as :: core :: future :: Future > :: Output")
        );
    }
    assert_eq!(kind(quote!(Pin<&mut dyn Future<Output = u8>>)), "value");
    assert_eq!(kind(quote!(Box<dyn Fn() -> u8>)), "value");
}

#[test]
fn plain_types_are_values() {
    assert_eq!(kind(quote!()), "unit");
    assert_eq!(kind(quote!(())), "unit");
    assert_eq!(kind(quote!(!)), "never");
    assert_eq!(kind(quote!(<T as Trait>::Out)), "value");
    assert_eq!(kind(quote!((impl Future<Output = u8>, u8))), "value");
}

#[test]
fn impl_trait_is_erased_wherever_it_stands() {
    let erase =
        |tokens: TokenStream| joined(&erased(&tokens.into_iter().collect::<Vec<_>>())).to_string();
    assert_eq!(
        erase(quote!(Result<impl Fn(A) -> Vec<B> + 'a, E>)),
        "Result < _ , E >"
    );
    assert_eq!(erase(quote!((impl A, [impl B<C, D>; 3]))), "(_ , [_ ; 3])");
    assert_eq!(erase(quote!(&'a impl A)), "& 'a _");
    assert_eq!(erase(quote!(Vec<u8>)), "Vec < u8 >");
}

#[test]
fn parentheses_around_bounds_go_with_them() {
    let erase =
        |tokens: TokenStream| joined(&erased(&tokens.into_iter().collect::<Vec<_>>())).to_string();
    assert_eq!(erase(quote!(Option<&(impl A + B)>)), "Option < & _ >");
    assert_eq!(erase(quote!(&mut (impl A + ?Sized))), "& mut _");
    assert_eq!(erase(quote!((impl A,))), "(_ ,)");
    assert_eq!(erase(quote!(named!(impl A))), "named ! (_)");
}
