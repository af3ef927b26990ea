//! What `#[stages]` puts on which functions, and what it leaves as it is.

use super::*;
use proc_macro2::Literal;

/// The expansion, and the messages in it.
fn expand(args: &TokenStream, item: TokenStream) -> String {
    annotate_all(args, item).to_string()
}

/// What `item` becomes, if `expected` is that, with `STAGE` for the path of the attribute.
#[track_caller]
fn becomes(item: TokenStream, expected: &TokenStream) {
    becomes_with(&quote!(), item, expected);
}

#[track_caller]
fn becomes_with(args: &TokenStream, item: TokenStream, expected: &TokenStream) {
    let expected = expected.to_string();
    let expected = expected.replace("STAGE", ":: logging_runtime :: stage");
    // An empty fragment leaves a second space where it was.
    assert_eq!(expand(args, item).replace("  ", " "), expected);
}

#[test]
fn every_function_with_a_body_gets_its_name() {
    becomes(
        quote! {
            #[doc = "x"]
            impl<T: Fn(u8) -> Vec<T>, const N: usize> Of<{ N + 1 }> for Worker<T> where T: Send {
                #![allow(unused)]
                #![doc = "y"]
                type Out = Vec<u8>;
                const LIMIT: Limit = Limit { n: 1 };
                #[doc = "z"]
                pub(in crate::a) async unsafe fn fetch<F: Fn(u8) -> A<{ 1 }>>(&self, f: F) -> Result<A<{ 2 }>, fn() -> B> where F: Send { body }
                pub extern "C" fn r#type(x: [u8; 3]) {}
            }
        },
        &quote! {
            #[doc = "x"]
            impl<T: Fn(u8) -> Vec<T>, const N: usize> Of<{ N + 1 }> for Worker<T> where T: Send {
                #![allow(unused)]
                #![doc = "y"]
                type Out = Vec<u8>;
                const LIMIT: Limit = Limit { n: 1 };
                #[STAGE("fetch")]
                #[doc = "z"]
                pub(in crate::a) async unsafe fn fetch<F: Fn(u8) -> A<{ 1 }>>(&self, f: F) -> Result<A<{ 2 }>, fn() -> B> where F: Send { body }
                #[STAGE("type")]
                pub extern "C" fn r#type(x: [u8; 3]) {}
            }
        },
    );
}

#[test]
fn a_module_is_entered_with_all_that_is_in_it() {
    becomes(
        quote! {
            pub mod asr {
                //! Inner words.
                use super::{a, b};
                static N: u8 = { 1 };
                struct Unit;
                struct Pair<const N: usize = { 1 }>(u8) where Unit: Fn() -> u8;
                union Either { a: u8 }
                enum Kind { A, B {} }
                macro_rules! make { () => { fn made() {} }; }
                make! {}
                make!();
                extern "C" { fn foreign(); }
                const _: () = { fn inside_a_constant() {} };
                fn free() { fn nested() {} }
                mod inner { impl Unit { fn method(&self) {} } }
                trait Steps { fn needed(&self); fn default_one(&self) -> u8 { 1 } }
                unsafe impl Send for Unit {}
                ;
            }
        },
        &quote! {
            pub mod asr {
                //! Inner words.
                use super::{a, b};
                static N: u8 = { 1 };
                struct Unit;
                struct Pair<const N: usize = { 1 }>(u8) where Unit: Fn() -> u8;
                union Either { a: u8 }
                enum Kind { A, B {} }
                macro_rules! make { () => { fn made() {} }; }
                make! {}
                make!();
                extern "C" { fn foreign(); }
                const _: () = { fn inside_a_constant() {} };
                #[STAGE("free")]
                fn free() { fn nested() {} }
                mod inner { impl Unit { #[STAGE("method")] fn method(&self) {} } }
                trait Steps { fn needed(&self); #[STAGE("default_one")] fn default_one(&self) -> u8 { 1 } }
                unsafe impl Send for Unit {}
                ;
            }
        },
    );
}

#[test]
fn what_is_marked_is_left_out_and_the_marks_go() {
    becomes(
        quote! {
            mod a {
                #[inline] #[stage(skip)] fn helper() {}
                #[logging_runtime::stage(skip)] mod b { fn quiet() {} #[stage(skip)] fn quieter() {} }
                fn loud() {}
            }
        },
        &quote! {
            mod a {
                #[inline] fn helper() {}
                mod b { fn quiet() {} fn quieter() {} }
                #[STAGE("loud")] fn loud() {}
            }
        },
    );
}

#[test]
fn what_answers_for_itself_is_left_alone() {
    let item = quote! {
        mod a {
            #[stage("own")] fn named() {}
            #[logging_runtime::stage("own", skip)] fn wrong() {}
            #[obs::job] fn work() {}
            #[stages(level = "debug")] impl B { fn c() {} }
            pub const fn limit() -> u8 { 1 }
            gen fn counts() {}
            unsafe extern "C" fn many(n: u8, args: ...) {}
            #[test] fn works() {}
            #[tokio::test] async fn works_later() {}
            #[wasm_bindgen_test] fn works_there() {}
            #[bench] fn fast(b: &mut Bencher) {}
            #[panic_handler] fn panics() {}
            #[proc_macro_derive(A)] pub fn derive() {}
            #[cfg(test)] mod tests { fn fixture() {} }
            #[cfg(test)] fn fixture() {}
        }
    };
    assert_eq!(expand(&quote!(), item.clone()), item.to_string());
}

#[test]
fn a_conditional_attribute_counts_under_its_condition() {
    becomes(
        quote! {
            mod a {
                #[cfg_attr(unix, inline)] fn always() {}
                #[cfg_attr(all(unix, x), stage("own"), inline)] fn named() {}
                #[cfg_attr(unix, inline, stage(skip), cold)] fn helper() {}
                #[cfg_attr(unix, stage(skip))] mod b { #[cfg_attr(x, test)] fn c() {} }
            }
        },
        &quote! {
            mod a {
                #[STAGE("always")]
                #[cfg_attr(unix, inline)] fn always() {}
                #[cfg_attr(not(any(all(unix, x))), STAGE("named"))]
                #[cfg_attr(all(unix, x), stage("own"), inline)] fn named() {}
                #[cfg_attr(not(any(unix)), STAGE("helper"))]
                #[cfg_attr(unix, inline, cold)] fn helper() {}
                mod b {
                    #[cfg_attr(not(any(unix, x)), STAGE("c"))]
                    #[cfg_attr(x, test)] fn c() {}
                }
            }
        },
    );
}

#[test]
fn options_are_passed_on_where_they_fit() {
    becomes_with(
        &quote!(
            crate = ::obs::inner,
            level = "debug",
            start = false,
            keep_async,
        ),
        quote!(impl A { fn now() {} async fn later() {} }),
        &quote!(impl A {
            #[::obs::inner::stage("now", crate = ::obs::inner, level = "debug", start = false)]
            fn now() {}
            #[::obs::inner::stage("later", crate = ::obs::inner, level = "debug", start = false, keep_async)]
            async fn later() {}
        }),
    );
}

#[test]
fn a_long_name_is_cut_between_two_characters() {
    let name = |text: &str| stage_name(&Ident::new(text, Span::call_site()));
    assert_eq!(name(&"x".repeat(64)), "x".repeat(64));
    assert_eq!(name(&"x".repeat(65)), "x".repeat(64));
    let cut = name(&format!("x{}", "é".repeat(40)));
    assert_eq!(cut, format!("x{}", "é".repeat(31)));
    assert_eq!(
        stage_name(&Ident::new_raw("match", Span::call_site())),
        "match"
    );
}

#[test]
fn fragments_of_macro_rules_are_opened() {
    let none = |stream| TokenTree::Group(Group::new(Delimiter::None, stream));
    let (empty, vis) = (none(quote!()), none(quote!(pub)));
    let (function, body) = (none(quote!(#vis fn b() {})), none(quote!({ 1 })));
    let (skipped, constant) = (
        none(quote!(
            fn d() {}
        )),
        none(quote!(
            const E: A = A {};
        )),
    );
    let whole = none(quote!(mod a {
        #empty fn a() -> u8 #body
        #function
        #[stage(skip)] #skipped
        #constant
    }));
    becomes(
        quote!(#whole),
        &quote!(
            mod a {
                #[STAGE("a")]
                fn a() -> u8 {
                    1
                }
                #[STAGE("b")]
                pub fn b() {}
                fn d() {}
                const E: A = A {};
            }
        ),
    );
}

#[test]
fn the_braces_of_a_body_are_the_users_own_token() {
    let item = "impl A { fn f() { half . } }"
        .parse::<TokenStream>()
        .expect("tokens");
    assert!(expand(&quote!(), item).ends_with("fn f () { half . } }"));
}

/// The messages in an expansion, and what is left of it.
fn told(args: &TokenStream, item: TokenStream) -> (String, Vec<String>) {
    let expansion = expand(args, item);
    let mut parts = expansion.split(":: core :: compile_error ! { ");
    let item = parts.next().unwrap_or_default().trim_end().to_owned();
    let messages = parts.map(|part| {
        let literal = part.trim_end().trim_end_matches('}').trim_end();
        let literal: Literal = literal.parse().expect("a message");
        crate::literal::string(&literal).expect("a text")
    });
    (item, messages.collect())
}

#[test]
fn with_a_wrong_option_the_functions_stay_and_the_marks_go() {
    let item = quote!(impl A { #[stage(skip)] fn a() {} fn b() {} });
    for (args, message) in [
        (quote!("x"), "each function's own name is its stage's name"),
        (
            quote!(levl = "debug"),
            "no option `levl`; did you mean `level`? (options: level, start, keep_async, crate)",
        ),
        (
            quote!(speed),
            "no option `speed` (options: level, start, keep_async, crate)",
        ),
        (
            quote!(level = "loud"),
            "unknown level \"loud\": use trace, debug, info, warn or error",
        ),
        (
            quote!(start = false, start = false),
            "`start` is already set",
        ),
        (
            quote!(none = "success"),
            "`none` is for one function: put `#[stage(\"name\", none ..)]` on that one",
        ),
        (quote!(id = 3), "`id` is an option of `#[job]`"),
        (
            quote!(skip),
            "`skip` goes on the function to leave out: `#[stage(skip)]`",
        ),
        (quote!(level = "info" start = false), "expected `,`"),
    ] {
        let (left, messages) = told(&args, item.clone());
        assert_eq!(messages, [message]);
        assert_eq!(left, quote!(impl A { fn a() {} fn b() {} }).to_string());
    }
}

#[test]
fn what_holds_no_functions_is_named_and_kept() {
    let goes_on = "`#[stages]` goes on an `impl`, a `trait` or a `mod`";
    for (item, message) in [
        (quote!(#[a] pub struct A;), format!("{goes_on}, not on a struct")),
        (quote!(enum A {}), format!("{goes_on}, not on an enum")),
        (quote!(pub(crate) const A: u8 = 1;), format!("{goes_on}, not on a constant")),
        (quote!(use a::b;), format!("{goes_on}, not on a `use`")),
        (quote!(extern crate a;), format!("{goes_on}, not on an `extern crate`")),
        (quote!(unsafe extern "C" { fn a(); }), format!("{goes_on}: a foreign function has no body")),
        (quote!(a! { b }), format!("{goes_on}; this is a macro call")),
        (quote!(), goes_on.to_owned()),
        (
            quote!(pub async unsafe extern "C" fn r#move() {}),
            "`#[stages]` is for all functions of an `impl`, a `trait` or a `mod`: write `#[stage(\"move\")]` on this one".to_owned(),
        ),
        (
            quote!(mod a;),
            "`#[stages]` has to see the functions: put it on the `impl` blocks in the module's own file".to_owned(),
        ),
    ] {
        assert_eq!(told(&quote!(), item.clone()), (item.to_string(), vec![message]));
    }
}

#[test]
fn what_is_not_complete_stays_as_it_is_with_one_message() {
    let message = "`#[stages]` cannot read this item: it is not complete";
    for inside in [
        quote!(fn),
        quote!(fn half),
        quote!(fn half fn whole() {}),
        quote!(fn half() fn whole() {}),
        quote!(fn half() ->),
        quote!(fn half<T),
        quote!(fn whole() {}, pub),
        quote!(const A: u8 = ),
        quote!(#[inline]),
        quote!(impl B),
    ] {
        let item = quote!(impl A { #[stage(skip)] fn a() {} #inside });
        assert_eq!(
            told(&quote!(), item.clone()),
            (item.to_string(), vec![message.to_owned()])
        );
    }
}
