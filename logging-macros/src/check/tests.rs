//! Functions under options, as they are written, and what is told of them.

use proc_macro2::TokenStream;

use super::*;

fn messages(kind: Kind, options: &str, function: &str) -> Vec<String> {
    let tokens = |text: &str| text.parse::<TokenStream>().expect("tokens");
    let mut errors = Errors::default();
    let options = crate::args::parse(kind, tokens(options), &mut errors);
    let item = crate::item::scan(kind.name(), &tokens(function), &mut errors).expect("a function");
    check(kind, &item, &options, &mut errors);
    errors.messages()
}

fn stage(options: &str, function: &str) -> Vec<String> {
    messages(Kind::Stage, &format!("\"x\", {options}"), function)
}

#[test]
fn good_functions_pass() {
    for (options, function) in [
        ("", "pub unsafe extern \"C\" fn f() {}"),
        (
            "keep_async, none = \"no_captions\"",
            "async fn f() -> Option<u8> {}",
        ),
        ("future", "fn f() -> Alias {}"),
        ("future", "fn f<F: Future>() -> F {}"),
        (
            "none = \"partial\"",
            "fn f() -> BoxFuture<'a, Option<u8>> {}",
        ),
    ] {
        assert!(stage(options, function).is_empty(), "{function}");
    }
}

#[test]
fn what_a_function_must_not_be() {
    for (function, message) in [
        (
            "const fn f() {}",
            "a `const fn` cannot write events: remove `const` or `#[stage]`",
        ),
        (
            "async gen fn f() {}",
            "generator functions are not supported yet",
        ),
        (
            "#[logging_runtime::stage(\"y\")] fn f() {}",
            "this function is already a stage",
        ),
        (
            "#[unsafe(naked)] fn f() {}",
            "a naked function has no room for a stage",
        ),
    ] {
        assert_eq!(stage("", function), [message], "{function}");
    }
    assert_eq!(
        messages(Kind::Job, "", "#[job] fn f() {}"),
        ["this function is already a job"]
    );
}

#[test]
fn expressions_do_not_leave_the_function() {
    let options = "id = a?, ctx(b = b?), fields(c = { return }, d = || e?)";
    let found = messages(Kind::Job, options, "fn f() {}");
    assert_eq!(found.len(), 3);
    assert!(found[0].starts_with("`?` would leave the function"));
    assert!(found[2].starts_with("`return` would leave the function"));
}

#[test]
fn options_that_do_not_fit() {
    let no_option = "`none` needs a function that returns an `Option`";
    for (options, function, message) in [
        (
            "keep_async",
            "fn f() {}",
            "`keep_async` is for an `async fn`",
        ),
        (
            "future, value",
            "fn f() -> A {}",
            "`value` and `future` exclude each other",
        ),
        ("future", "fn f() {}", "this function returns no future"),
        (
            "future",
            "fn f() -> Vec<u8> {}",
            "this function returns no future",
        ),
        (
            "value",
            "async fn f() {}",
            "an `async fn` is always awaited: remove `value`",
        ),
        (
            "none = \"partial\"",
            "fn f() -> Result<u8, E> {}",
            no_option,
        ),
        (
            "none = \"partial\"",
            "fn f() -> impl Future<Output = ()> {}",
            no_option,
        ),
    ] {
        assert_eq!(stage(options, function), [message], "{function}");
    }
}
