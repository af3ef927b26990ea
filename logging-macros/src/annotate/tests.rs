//! Whole expansions, token by token.

use proc_macro2::{Delimiter, Group, TokenTree};

use super::*;

fn stage(args: &TokenStream, item: TokenStream) -> String {
    annotate(Kind::Stage, args, item).to_string()
}

#[test]
fn a_plain_function_runs_in_a_closure() {
    let expanded = stage(
        &quote!("fetch", fields(n = list.len(), url)),
        quote!(
            pub fn fetch(&self, url: &str, list: Vec<u8>) -> Result<impl Sized, E> {
                body(url)?
            }
        ),
    );
    let expected = quote! {
        pub fn fetch(&self, url: &str, list: Vec<u8>) -> Result<impl Sized, E> {
            static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::stage(
                "fetch",
                ::logging_runtime::__private::Level::INFO,
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
                &["n", "url", "outcome", "dur_ms"],
                &__LOGGING_SITE,
            ).begins();
            ::logging_runtime::__private::call(
                &__LOGGING_SITE,
                move || -> Result<_, E> {
                    let _ = &self;
                    if let ::core::option::Option::Some(mut __s) = ::logging_runtime::__private::begin(&__LOGGING_SITE) {
                        __s.field("n", &(list.len()));
                        __s.field("url", &(url));
                        __s.start();
                    }
                    let url = url;
                    let list = list;
                    let _ = &url;
                    let _ = &list;
                    { '__body: { body(url)? } }
                },
                #[allow(clippy::ref_option_ref)]
                |__v: &Result<_, E>| {
                    use ::logging_runtime::__private::levels::*;
                    (&& ::logging_runtime::__private::Settle((&&&&&&&&&&&&::logging_runtime::__private::Probe(__v)).__judge())).__settle()
                }
            )
        }
    };
    assert_eq!(expanded, expected.to_string());
}

#[test]
fn an_async_function_becomes_one_future() {
    let expanded = stage(
        &quote!(
            "x",
            crate = ::obs,
            none = "not_found",
            start = false,
            level = "debug"
        ),
        quote!(
            #[inline]
            async fn f(a: [u8; 9], mut b: Vec<u8>) -> Found {
                g(&a, &mut b).await
            }
        ),
    );
    let expected = quote! {
        #[inline] fn f(a: [u8; 9], b: Vec<u8>) -> impl ::core::future::Future<Output = Found> {
            static __LOGGING_SITE: ::obs::__private::Site = ::obs::__private::Site::stage(
                "x",
                ::obs::__private::Level::DEBUG,
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
                &["outcome", "dur_ms"],
                &__LOGGING_SITE,
            ).without_start().none(::obs::__private::outcome("not_found"));
            ::obs::__private::Staged::new(
                &__LOGGING_SITE,
                async move {
                    let _ = &a;
                    let mut b = b;
                    if let ::core::option::Option::Some(__r) = ::core::option::Option::None::<Found> {
                        return __r;
                    }
                    { '__body: { g(&a, &mut b).await } }
                },
                #[allow(clippy::ref_option_ref)]
                |__v: &Found| {
                    use ::obs::__private::levels::*;
                    (&&&&&&&::obs::__private::Settle((&&&&&&&&&&&&::obs::__private::Probe(__v)).__judge())).__settle()
                }
            )
        }
    };
    assert_eq!(expanded, expected.to_string());
}

#[test]
fn the_way_a_body_runs_follows_the_signature() {
    for (item, way) in [
        (
            quote!(
                #[track_caller]
                fn f() -> u8 {
                    1
                }
            ),
            "Guard :: new (& __LOGGING_SITE) ; let __value : u8 =",
        ),
        (
            quote!(
                fn f() -> ! {
                    loop {}
                }
            ),
            "Guard :: new (& __LOGGING_SITE) ; {",
        ),
        (
            quote!(
                fn f() -> impl Fn(&str) -> &str {
                    |s| s
                }
            ),
            "Guard :: passing (& __LOGGING_SITE) ; {",
        ),
        (
            quote!(
                fn f() -> impl Future<Output = u8> {
                    async { 1 }
                }
            ),
            ":: lazy (& __LOGGING_SITE , move || {",
        ),
        (
            quote!(
                fn f() -> BoxFuture<'static, u8> {
                    g()
                }
            ),
            ":: std :: boxed :: Box :: pin (:: logging_runtime :: __private :: lazy (",
        ),
        (
            quote!(
                fn f() -> BoxFuture<'static, u8> {
                    Box::pin(async move { 1 })
                }
            ),
            "; Box :: pin (:: logging_runtime :: __private :: Staged :: new (",
        ),
        (
            quote!(
                #[must_use]
                async fn f() -> u8 {
                    1
                }
            ),
            "async fn f () -> u8 {",
        ),
        (
            quote!(
                #[tokio::main]
                async fn f() {}
            ),
            "async fn f () {",
        ),
        (
            quote!(
                async unsafe fn f() {}
            ),
            "unsafe fn f () -> impl :: core :: future :: Future < Output = () > {",
        ),
        (
            quote!(
                async fn f() -> ! {
                    loop {}
                }
            ),
            "async fn f () -> ! {",
        ),
    ] {
        let expanded = stage(&quote!("x"), item);
        assert!(expanded.contains(way), "{way}\n{expanded}");
    }
}

#[test]
fn options_overrule_the_signature() {
    let future = stage(
        &quote!("x", future),
        quote!(
            fn f() -> Alias {
                g()
            }
        ),
    );
    assert!(
        future.contains("lazy (") && future.contains("move || -> Alias {"),
        "{future}"
    );
    let value = stage(
        &quote!("x", value),
        quote!(
            fn f() -> BoxFuture<'static, u8> {
                g()
            }
        ),
    );
    assert!(value.contains(":: call ("), "{value}");
    let kept = stage(
        &quote!("x", keep_async),
        quote!(
            async fn f() {}
        ),
    );
    assert!(
        kept.contains("async fn f ()") && kept.contains(". await"),
        "{kept}"
    );
    let judged = stage(
        &quote!("x", outcome = |v: &u8| judge(*v)),
        quote!(
            fn f() -> u8 {
                1
            }
        ),
    );
    assert!(
        judged.contains(":: overruled (__v , | v : & u8 | judge (* v) , {"),
        "{judged}"
    );
}

#[test]
fn parameters_are_looked_at_after_the_explicit_values() {
    let job = annotate(
        Kind::Job,
        &quote!(id = %req.id, ctx(video_id = req.video)),
        quote!(
            fn f(job_id: &str, req: &Req, video_id: String, name: &str, _x: u8) {}
        ),
    )
    .to_string();
    let place = |text: &str| job.find(text).unwrap_or_else(|| panic!("{text} in {job}"));
    assert!(
        place("__s . id (& :: logging_runtime :: __private :: Show (& (req . id)))")
            < place("__s . ctx (\"video_id\"")
    );
    assert!(place("__s . ctx (\"video_id\"") < place("__s . wants (\"name\")"));
    for absent in [
        "wants (\"job_id\")",
        "wants (\"video_id\")",
        "wants (\"_x\")",
    ] {
        assert!(!job.contains(absent), "{job}");
    }
    assert!(job.contains("Site :: job (\"\" ,"));
}

#[test]
fn what_needs_a_pattern_is_evaluated_after_it_is_bound() {
    let late = stage(
        &quote!("x", fields(a)),
        quote!(
            fn f((a, b): (u8, u8)) {}
        ),
    );
    assert!(
        late.find("let (a , b) = __arg0")
            .is_some_and(|bound| late.find("begin (").is_some_and(|begun| bound < begun))
    );
    let early = stage(
        &quote!("x", fields(c)),
        quote!(
            fn f((a, b): (u8, u8), c: u8) {}
        ),
    );
    assert!(
        early
            .find("let (a , b) = __arg0")
            .is_some_and(|bound| early.find("begin (").is_some_and(|begun| begun < bound))
    );
}

#[test]
fn a_job_above_a_stage_moves_below_it() {
    let item = quote!(
        #[doc = "x"]
        #[stage("s")]
        async fn f<T: A>(x: T) -> u8 {
            1
        }
    );
    let moved = annotate(Kind::Job, &quote!("j", id = x), item);
    let expected = quote! {
        #[doc = "x"] #[stage("s")] #[::logging_runtime::job("j", id = x)] async fn f<T: A>(x: T) -> u8 { 1 }
    };
    assert_eq!(moved.to_string(), expected.to_string());
}

#[test]
fn an_error_leaves_the_function_as_it_was() {
    let none = TokenTree::Group(Group::new(Delimiter::None, quote!(u8)));
    let item = quote!(#[doc = "x"] pub async fn f(a: #none) -> impl Sized { half. });
    let expanded = stage(&quote!("x", levl = "debug", value), item.clone());
    let rest = expanded
        .strip_prefix(&item.to_string())
        .expect("the item comes first");
    assert_eq!(rest.matches("compile_error").count(), 2, "{rest}");
}

#[test]
fn another_crate_leaves_no_default_path_behind() {
    for item in [
        quote!(
            fn f(video_id: &str) -> u8 {
                1
            }
        ),
        quote!(
            async fn f() {}
        ),
        quote!(
            #[track_caller]
            fn f() -> Option<u8> {
                None
            }
        ),
        quote!(
            fn f() -> impl Future<Output = u8> {
                async { 1 }
            }
        ),
        quote!(
            #[stage("s")]
            fn f() {}
        ),
    ] {
        let args =
            quote!("x", crate = ::obs::inner, fields(%a, ?b), none = "partial", outcome = judge);
        let expanded = annotate(Kind::Job, &args, item).to_string();
        assert!(!expanded.contains("logging_runtime"), "{expanded}");
    }
}
