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
            use ::logging_runtime::__private::Ask as _;
            static __LOGGING_SITE: ::logging_runtime::__private::Site = ::logging_runtime::__private::Site::new(
                &::logging_runtime::__private::Options {
                    fields: &["n", "url"],
                    starts: true,
                    begins: true,
                    ..::logging_runtime::__private::Options::STAGE
                }
            );
            __LOGGING_SITE.__call_seen(
                "fetch", ::core::module_path!(),
                #[allow(clippy::result_large_err)] move || -> Result<_, E> {
                    if let ::core::option::Option::Some(mut __s) = __LOGGING_SITE.__begin() {
                        ::logging_runtime::__private::Start::field(&mut __s, "n", &(list.len()));
                        ::logging_runtime::__private::Start::field(&mut __s, "url", &(url));
                        ::logging_runtime::__private::Start::start(__s);
                    }
                    let url = url;
                    let list = list;
                    let _ = &url;
                    let _ = &list;
                    { '__body: { body(url)? } }
                },
                |__v: &Result<_, E>| ::logging_runtime::__private::Judge::verdict(
                    &::logging_runtime::__private::kind_of(__v).__result().__error().__text().__said().__opaque(),
                    __v
                )
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
            use ::obs::__private::Ask as _;
            static __LOGGING_SITE: ::obs::__private::Site = ::obs::__private::Site::new(
                &::obs::__private::Options {
                    level: ::obs::__private::Level::DEBUG,
                    none: ::core::option::Option::Some(::obs::__private::outcome("not_found")),
                    fields: &[],
                    starts: false,
                    begins: false,
                    ..::obs::__private::Options::STAGE
                }
            );
            __LOGGING_SITE.__staged(
                "x", ::core::module_path!(),
                #[allow(clippy::async_yields_async)]
                async move {
                    let _ = &a;
                    let mut b = b;
                    if false {
                        return <Found as ::obs::__private::Asked>::output();
                    }
                    { '__body: { g(&a, &mut b).await } }
                },
                <Found as ::obs::__private::Asked>::kind().__result().__error().__text().__said().__value().__nested()
            )
        }
    };
    assert_eq!(expanded, expected.to_string());
}

#[test]
fn a_returned_future_is_told_by_its_type() {
    assert_ways([
        (
            "#[track_caller] fn f() -> impl Future<Output = u8> { async { 1? } }",
            "let __making = (|| __LOGGING_SITE . __making (PLACE)) () ; let __value =",
        ),
        (
            "#[track_caller] fn f() -> impl Future<Output = u8> { ready(g()?) }",
            "let __guard = (|| __LOGGING_SITE . __passing (PLACE)) () ; {",
        ),
        (
            "fn f() -> impl Future<Output = u8> { async { 1 } }",
            ". __lazy (PLACE , move || {",
        ),
        (
            "fn f() -> BoxFuture<'static, u8> { g() }",
            ". __by_type (PLACE , move || -> BoxFuture <'static , u8 > {",
        ),
        (
            "fn f() -> Self::Future { g() }",
            ". __by_type (PLACE , move || -> Self :: Future {",
        ),
        (
            "fn f() -> Pin<Box<dyn Future<Output = impl Sized>>> { g() }",
            ". __boxed_seen :: < Pin < Box < dyn Future < Output = _ >",
        ),
        (
            "fn f() -> BoxFuture<'static, u8> { Box::pin(async move { 1 }) }",
            "; Box :: pin (__LOGGING_SITE . __staged (PLACE , async move {",
        ),
    ]);
}

#[test]
fn the_way_a_body_runs_follows_the_signature() {
    assert_ways([
        (
            "#[track_caller] fn f() -> u8 { 1 }",
            "let __guard = (|| __LOGGING_SITE . __guard (PLACE)) () ; let __value : u8 =",
        ),
        (
            "fn f() -> ! { loop {} }",
            "let __guard = __LOGGING_SITE . __guard (PLACE) ; {",
        ),
        (
            "fn f() -> impl Fn(&str) -> &str { |s| s }",
            "let __guard = __LOGGING_SITE . __passing (PLACE) ; {",
        ),
        (
            "fn f<T>() -> T { g() }",
            ". __call (PLACE , move || -> T { g () }",
        ),
        (
            "#[must_use] async fn f() -> u8 { 1 }",
            "async fn f () -> u8 {",
        ),
        ("#[tokio::main] async fn f() {}", "async fn f () {"),
        (
            "async unsafe fn f() {}",
            "unsafe fn f () -> impl :: core :: future :: Future < Output = () > {",
        ),
        ("async fn f() -> ! { loop {} }", "async fn f () -> ! {"),
    ]);
}

#[test]
fn the_value_is_judged_by_as_much_as_its_type_tells() {
    let asked = |first: &str| {
        format!(
            "{first} () . __result () . __error () . __text () . __said () . __value () . __nested ()"
        )
    };
    assert_ways([
        ("fn f() {}", ":: Success)"),
        ("fn f() -> Vec<u8> { g() }", ":: Success)"),
        (
            "fn f() -> Option<u8> { g() }",
            "< Option < u8 > as ASKED :: values () . __says ())",
        ),
        (
            "fn f(self) -> T { g() }",
            "< T as ASKED :: values () . __says ())",
        ),
        (
            "fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { g() }",
            "< fmt :: Result as ASKED :: kind () . __result () . __known ())",
        ),
        (
            "fn f(self) -> Self { g() }",
            "< Self as ASKED :: received () . __value () . __nested ())",
        ),
        (
            "fn f() -> io::Result<u8> { g() }",
            "< io :: Result < u8 > as ASKED :: kind () . __result () . __error () . __text () . __said ())",
        ),
        (
            "fn f() -> Result<Option<u8>, E> { g() }",
            ". __said () . __value ())",
        ),
        (
            "fn f(&self) -> Result<Found<'_>, E> { g() }",
            &asked("< Result < Found <'_ > , E > as ASKED :: kind"),
        ),
        (
            "fn f() -> Reply { g() }",
            &asked("< Reply as ASKED :: returned"),
        ),
        (
            "async fn f() -> Reply { g() }",
            &asked("< Reply as ASKED :: kind"),
        ),
        (
            "fn f() -> Result<impl Sized, E> { g() }",
            ". __call_seen (PLACE , # [allow (clippy :: result_large_err)] move ||",
        ),
        (
            "async fn f() -> Option<impl Sized> { g() }",
            ". __staged_seen (PLACE , #",
        ),
        (
            "async fn f() -> Vec<u8> { g() }",
            ". __staged (PLACE , async move {",
        ),
    ]);
}

fn assert_ways<const N: usize>(ways: [(&str, &str); N]) {
    for (item, way) in ways {
        let expanded = stage(&quote!("x"), item.parse().expect("Rust"));
        // Where spaces stand depends on whether tokens were quoted or read.
        let way = way
            .replace("PLACE", "\"x\" , :: core :: module_path ! ()")
            .replace("ASKED", ":: logging_runtime :: __private :: Asked >");
        let found = expanded.replace(' ', "").contains(&way.replace(' ', ""));
        assert!(found, "{way}\n{expanded}");
    }
}

#[test]
fn options_overrule_the_signature() {
    let with = |args: &str, item: &str| {
        let args: TokenStream = args.parse().expect("tokens");
        stage(&args, item.parse().expect("Rust"))
    };
    let future = with("\"x\", future", "fn f() -> Alias { g() }");
    assert!(
        future.contains(". __boxed :: < Alias > (") && future.contains("move || -> Alias {"),
        "{future}"
    );
    let value = with("\"x\", value", "fn f() -> BoxFuture<'static, u8> { g() }");
    assert!(value.contains(". __call ("), "{value}");
    let kept = with("\"x\", keep_async", "async fn f() {}");
    assert!(
        kept.contains("async fn f ()") && kept.contains(". await"),
        "{kept}"
    );
    let judged = with("\"x\", outcome = |v: &u8| judge(*v)", "fn f() -> u8 { 1 }");
    assert!(
        judged.contains(
            ". __call (\"x\" , :: core :: module_path ! () , move || -> u8 { 1 } , \
             < u8 as :: logging_runtime :: __private :: Asked > :: overruled (\
             :: logging_runtime :: __private :: Success , \
             | v : & u8 | judge (* v)))"
        ),
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
    let private = ":: logging_runtime :: __private ::";
    let place = |text: &str| {
        let text = text.replace("P ::", private);
        job.find(&text).unwrap_or_else(|| panic!("{text} in {job}"))
    };
    let id = place("P :: Start :: id (& mut __s , & P :: Show (& (req . id)))");
    let context = place("P :: Start :: ctx (& mut __s , \"video_id\" , & (req . video))");
    // What an option sets is not offered, nor is what has no name.
    let params = place(
        "__LOGGING_SITE . __param (\"req\" , & req) . __offer () . __text (\"name\" , name) \
         . __start_as (__s) ;",
    );
    assert!(id < context && context < params, "{job}");
    assert!(place("P :: JOB_BEGINS") < id);
}

#[test]
fn parameters_alone_are_offered_at_once() {
    let expanded = stage(
        &quote!("x"),
        quote!(
            fn f(url: &str, attempt: u32, size: usize, id: VideoId, list: Vec<u8>) {}
        ),
    );
    let offers = "{ __LOGGING_SITE . __text (\"url\" , url) . __unsigned (\"attempt\" , attempt as u128) \
        . __unsigned (\"size\" , size as u128) . __last (\"id\" , & id) . __start () ; let url = url ;";
    assert!(expanded.contains(offers), "{expanded}");
    assert!(expanded.contains(":: STAGE_BEGINS ;"), "{expanded}");
}

#[test]
fn only_a_changed_self_is_quiet() {
    let method = |body: TokenStream| stage(&quote!("x"), quote!(fn f(mut self) -> Self { #body }));
    let quiet = "# [allow (unused_assignments)] { '__body";
    assert!(method(quote!(self.one = 1; self)).contains(quiet));
    assert!(!method(quote!(self.push(1); self)).contains(quiet));
}

#[test]
fn what_needs_a_pattern_is_evaluated_after_it_is_bound() {
    let places = |args: TokenStream, item: TokenStream| {
        let expanded = stage(&args, item);
        let place = |text: &str| expanded.find(text).unwrap_or_else(|| panic!("{expanded}"));
        (place("let (a , b) = __arg0"), place("__begin ("))
    };
    let (bound, begun) = places(
        quote!("x", fields(a)),
        quote!(
            fn f((a, b): (u8, u8)) {}
        ),
    );
    assert!(bound < begun);
    let (bound, begun) = places(
        quote!("x", fields(c)),
        quote!(
            fn f((a, b): (u8, u8), c: u8) {}
        ),
    );
    assert!(begun < bound);
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
        "fn f(video_id: &str, id: Id) -> u8 { 1 }",
        "fn f(&self) -> Reply { g() }",
        "async fn f() {}",
        "#[track_caller] fn f() -> Option<u8> { None }",
        "fn f() -> impl Future<Output = u8> { async { 1 } }",
        "#[stage(\"s\")] fn f() {}",
    ] {
        let args =
            quote!("x", crate = ::obs::inner, fields(%a, ?b), none = "partial", outcome = judge);
        let expanded = annotate(Kind::Job, &args, item.parse().expect("Rust")).to_string();
        assert!(!expanded.contains("logging_runtime"), "{expanded}");
    }
}
