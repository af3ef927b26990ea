//! Items, as they are written, and what is told of the attribute on them.

use proc_macro2::TokenStream;

use crate::errors::Errors;

fn on(attribute: &str, item: &str) -> String {
    let item: TokenStream = item.parse().expect("tokens");
    let mut errors = Errors::default();
    assert!(crate::item::scan(attribute, &item, &mut errors).is_none());
    let messages = errors.messages();
    assert_eq!(messages.len(), 1);
    messages.into_iter().next().expect("one")
}

#[test]
fn each_kind_of_item_is_named() {
    for (item, kind) in [
        ("pub struct A;", "a struct"),
        ("enum A {}", "an enum"),
        ("pub(crate) const A: u8 = 1;", "a constant"),
        ("static A: u8 = 1;", "a static"),
        ("type A = u8;", "a type alias"),
        ("use a::b;", "a `use`"),
        ("extern crate a;", "an `extern crate`"),
    ] {
        let message = format!("`#[stage]` goes on a function, not on {kind}");
        assert_eq!(on("stage", item), message);
    }
}

#[test]
fn containers_send_to_their_functions() {
    for (item, part) in [
        ("unsafe impl A for B {}", "inside this `impl`"),
        ("pub trait A {}", "methods of this `trait`"),
        ("mod a {}", "inside this `mod`"),
        ("extern \"C\" { fn a(); }", "calls the foreign one"),
    ] {
        assert!(on("stage", item).contains(part), "{item}");
    }
}

#[test]
fn a_stage_on_a_container_is_sent_to_stages_and_a_job_is_not() {
    assert_eq!(
        on("stage", "mod a {}"),
        "put `#[stage]` on the functions inside this `mod`, or `#[stages]` on the `mod` for all of them"
    );
    assert_eq!(
        on("job", "mod a {}"),
        "put `#[job]` on the functions inside this `mod`"
    );
}

#[test]
fn an_expression_is_sent_to_the_macro_for_blocks() {
    for expression in [
        "{ 1 }",
        "|a| a",
        "|| 1",
        "move || 1",
        "async { 1 }",
        "async move { 1 }",
        "unsafe { f() }",
        "match a {}",
        "1 + 2",
    ] {
        assert_eq!(
            on("stage", expression),
            "`#[stage]` goes on a function: for a block write `stage_block!(\"name\", { .. })`"
        );
    }
}

#[test]
fn a_macro_call_is_recognised() {
    for item in ["macro_rules! a { () => {}; }", "a::b!();"] {
        assert!(
            on("stage", item).ends_with("this is a macro call"),
            "{item}"
        );
    }
}

#[test]
fn functions_without_a_body_are_told_apart() {
    for (item, part) in [
        ("fn f(&self);", "a method without a body"),
        ("pub fn f(x: u8);", "a foreign function"),
        ("fn f() = 5", "body in braces"),
    ] {
        assert!(on("stage", item).contains(part), "{item}");
    }
}
