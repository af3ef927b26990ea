//! What the options say, and what is said about wrong ones.

use super::*;
use quote::quote;

fn read(kind: Kind, args: TokenStream) -> (Options, Vec<String>) {
    let mut errors = Errors::default();
    let options = parse(kind, args, &mut errors);
    (options, errors.messages())
}

fn errors(kind: Kind, args: TokenStream) -> Vec<String> {
    read(kind, args).1
}

#[test]
fn a_name_that_is_given_otherwise_is_told_once() {
    for (args, message) in [
        (
            quote!(name = "x"),
            "the name stands alone: `#[stage(\"x\")]`",
        ),
        (
            quote!(name = NAME),
            "the name stands alone: `#[stage(\"..\")]`",
        ),
        (
            quote!(name),
            "the stage's name is a string: write `\"name\"`",
        ),
        (
            quote!(concat!("a", "b")),
            "the stage's name is a string literal: `#[stage(\"..\")]`",
        ),
        (
            quote!(crate::NAME),
            "the stage's name is a string literal: `#[stage(\"..\")]`",
        ),
        (
            quote!(names::NAME, level = "debug"),
            "the stage's name is a string literal: `#[stage(\"..\")]`",
        ),
    ] {
        assert_eq!(errors(Kind::Stage, args.clone()), [message], "{args}");
    }
}

#[test]
fn all_options_of_a_stage_are_read() {
    let (options, errors) = read(
        Kind::Stage,
        quote!(
            "youtubei",
            ctx(video_id = v),
            fields(profile = "mobile", attempt),
            level = "debug",
            none = "not_found",
            outcome = |r: &Result<A, B>| judge(r),
            start = false,
            future,
            crate = ::obs::inner,
        ),
    );
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(options.name.as_deref(), Some("youtubei"));
    assert_eq!((options.ctx.len(), options.fields.len()), (1, 2));
    assert_eq!(
        options.level.map(|level| level.to_string()).as_deref(),
        Some("DEBUG")
    );
    assert_eq!(
        options.none.map(|word| word.text).as_deref(),
        Some("not_found")
    );
    assert!(
        options
            .outcome
            .is_some_and(|outcome| outcome.to_string().ends_with("judge (r)"))
    );
    assert!(options.without_start && options.future.is_some());
    assert_eq!(
        options.krate.map(|path| path.to_string()).as_deref(),
        Some(":: obs :: inner")
    );
}

#[test]
fn a_job_needs_nothing_and_takes_an_id() {
    assert!(errors(Kind::Job, quote!()).is_empty());
    let (options, errors) = read(
        Kind::Job,
        quote!("transcript", id = %req.id, value, keep_async),
    );
    assert_eq!(errors, Vec::<String>::new());
    assert!(options.id.is_some() && options.value.is_some() && options.keep_async.is_some());
}

#[test]
fn wrong_names_are_told() {
    let long = "x".repeat(91);
    for (args, message) in [
        (
            quote!(),
            "`#[stage]` needs the stage's name: `#[stage(\"youtubei\")]`",
        ),
        (
            quote!(youtubei),
            "the stage's name is a string: write `\"youtubei\"`",
        ),
        (quote!("  "), "a stage's name cannot be empty"),
        (quote!("a\nb"), "a stage's name has no control characters"),
        (
            quote!(#long),
            "stage names have at most 64 bytes (this one: 91)",
        ),
        (quote!(b"x"), "expected a string, found a byte string"),
        (quote!(1), "expected a string, found an integer"),
        (quote!("a", "b"), "the stage's name is already set"),
        (quote!(["a"]), "expected the name as a string, or an option"),
    ] {
        assert_eq!(
            errors(Kind::Stage, args).first().map(String::as_str),
            Some(message)
        );
    }
}

#[test]
fn wrong_arguments_are_told() {
    for (args, message) in [
        (
            quote!("a", levl = "debug"),
            "no option `levl`; did you mean `level`? (options: ctx, fields, level, none, outcome, start, future, value, keep_async, crate)",
        ),
        (
            quote!("a", speed = 3),
            "no option `speed` (options: ctx, fields, level, none, outcome, start, future, value, keep_async, crate)",
        ),
        (
            quote!("a", level = "info", level = "warn"),
            "`level` is already set",
        ),
        (quote!("a" level = "info"), "expected `,`"),
        (quote!("a", level = "info" start = false), "expected `,`"),
        (
            quote!("a", level = "loud"),
            "unknown level \"loud\": use trace, debug, info, warn or error",
        ),
        (
            quote!("a", level = 3),
            "`level` takes a string: `level = \"..\"`",
        ),
        (
            quote!("a", level("debug")),
            "`level` takes a value: `level = ..`",
        ),
        (quote!("a", level =), "expected a value after `level =`"),
        (
            quote!("a", outcome = 5),
            "`outcome` takes a path to a `fn(&T) -> Outcome`, or a closure",
        ),
        (quote!("a", start = 0), "`start` takes `true` or `false`"),
        (
            quote!("a", future = true),
            "`future` stands alone, without a value",
        ),
        (
            quote!("a", fields = x),
            "`fields` takes a list: `fields(key = value)`",
        ),
        (
            quote!("a", crate = "obs"),
            "`crate` takes a path: `crate = ::obs`",
        ),
        (
            quote!("a", crate = f()),
            "`crate` takes a path: `crate = ::logging_runtime`",
        ),
        (quote!("a", id = x), "`id` is an option of `#[job]`"),
        (
            quote!("a", none = "errors"),
            "no outcome `errors`: use success, no_captions, blocked, timeout, error, cancelled, unseen; did you mean `error`?",
        ),
    ] {
        assert_eq!(errors(Kind::Stage, args), [message]);
    }
    assert_eq!(
        errors(Kind::Job, quote!(start = false)),
        ["`start` is an option of `#[stage]`"]
    );
}

#[test]
fn all_errors_are_told_at_once() {
    let found = errors(
        Kind::Stage,
        quote!(
            levl = "x",
            fields(outcome = 1, a, a),
            level = "loud",
            id = f(a, b),
            none = "Bad"
        ),
    );
    assert_eq!(found.len(), 7, "{found:#?}");
}
