//! The first error of every wrong program: its line, its column and its words. The words are ours
//! and the place is the very token, whatever else the compiler prints around them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[rustfmt::skip]
const FIRST_ERRORS: &[(&str, u32, u32, &str)] = &[
    ("all_at_once", 3, 9, "no option `levl`; did you mean `level`? (options: ctx, fields, level, none, outcome, start, future, value, keep_async, crate)"),
    ("comma_missing", 3, 13, "expected `,`"),
    ("crate_string", 3, 22, "`crate` takes a path: `crate = ::obs`"),
    ("derive_error_does_not_cascade", 5, 15, "no outcome `tiemout`: use success, no_captions, blocked, timeout, error, cancelled, unseen; did you mean `timeout`?"),
    ("derive_on_union", 4, 1, "unions have no outcome: derive `Classify` on a struct or an enum"),
    ("field_job_id", 3, 18, "the key `job_id` is the job's own: give it with `id = ..` on `#[job]`"),
    ("field_reserved", 3, 21, "the key `outcome` is written by the framework itself: choose another name"),
    ("field_twice", 3, 28, "the key `n` is already set"),
    ("field_unknown_name", 3, 21, "cannot find value `retries` in this scope"),
    ("field_without_key", 3, 22, "expected `,` or `=`: an expression needs a key, as in `fields(key = s..)`"),
    ("fields_no_list", 3, 14, "`fields` takes a list: `fields(key = value)`"),
    ("flag_with_value", 3, 21, "`future` stands alone, without a value"),
    ("future_and_value", 3, 22, "`value` and `future` exclude each other"),
    ("future_of_nothing", 3, 14, "this function returns no future"),
    ("future_on_async", 3, 14, "an `async fn` is always awaited: remove `future`"),
    ("keep_async_on_sync", 3, 14, "`keep_async` is for an `async fn`"),
    ("level_no_string", 3, 22, "`level` takes a string: `level = \"..\"`"),
    ("level_unknown", 3, 22, "unknown level \"loud\": use trace, debug, info, warn or error"),
    ("name_bare", 3, 9, "the stage's name is a string: write `\"youtubei\"`"),
    ("name_bytes", 3, 9, "expected a string, found a byte string"),
    ("name_control", 3, 9, "a stage's name has no control characters"),
    ("name_empty", 3, 9, "a stage's name cannot be empty"),
    ("name_integer", 3, 9, "expected a string, found an integer"),
    ("name_missing", 3, 1, "`#[stage]` needs the stage's name: `#[stage(\"youtubei\")]`"),
    ("name_of_spaces", 3, 9, "a stage's name cannot be empty"),
    ("name_too_long", 3, 9, "stage names have at most 64 bytes (this one: 91)"),
    ("name_twice", 3, 14, "the stage's name is already set"),
    ("none_contains_standard", 3, 21, "`soft_timeout` contains the standard outcome `timeout`, and queries would count it as one"),
    ("none_typo", 3, 21, "no outcome `tiemout`: use success, no_captions, blocked, timeout, error, cancelled, unseen; did you mean `timeout`?"),
    ("none_without_option", 3, 14, "`none` needs a function that returns an `Option`"),
    ("on_const", 4, 1, "`#[stage]` goes on a function, not on a constant"),
    ("on_const_fn", 4, 1, "a `const fn` cannot write events: remove `const` or `#[stage]`"),
    ("on_const_fn_in_impl", 7, 5, "a `const fn` cannot write events: remove `const` or `#[stage]`"),
    ("on_enum", 4, 5, "`#[stage]` goes on a function, not on an enum"),
    ("on_extern_block", 4, 8, "put `#[stage]` on a Rust function that calls the foreign one"),
    ("on_foreign_function", 5, 20, "a foreign function has no body here: put `#[stage]` on a Rust function around it"),
    ("on_impl", 6, 1, "put `#[stage]` on the functions inside this `impl`; an attribute such as `#[async_trait]` stays on the `impl`"),
    ("on_macro_call", 4, 1, "`#[stage]` goes on a function; this is a macro call"),
    ("on_method_without_body", 5, 16, "a method without a body cannot be a stage: put `#[stage]` on the implementations (or give it a default body)"),
    ("on_mod", 4, 1, "put `#[stage]` on the functions inside this `mod`"),
    ("on_static", 4, 1, "`#[stage]` goes on a function, not on a static"),
    ("on_struct", 4, 1, "`#[stage]` goes on a function, not on a struct"),
    ("on_trait", 4, 1, "put `#[stage]` on the methods of this `trait` that have a body"),
    ("on_use", 5, 1, "`#[stage]` goes on a function, not on a `use`"),
    ("option_of_a_job", 3, 14, "`id` is an option of `#[job]`"),
    ("option_of_a_stage", 3, 12, "`start` is an option of `#[stage]`"),
    ("option_twice", 3, 31, "`level` is already set"),
    ("option_unknown", 3, 14, "no option `levl`; did you mean `level`? (options: ctx, fields, level, none, outcome, start, future, value, keep_async, crate)"),
    ("option_without_right_side", 3, 22, "expected a value after `outcome =`"),
    ("option_without_value", 3, 14, "`level` takes a value: `level = ..`"),
    ("outcome_empty", 5, 7, "expected an outcome: `#[outcome(timeout)]`"),
    ("outcome_error_type_no_string", 5, 37, "`error_type` takes a string: `error_type = \"..\"`"),
    ("outcome_level_unknown", 5, 32, "unknown level \"loud\": use trace, debug, info, warn or error"),
    ("outcome_literal", 3, 24, "`outcome` takes a path to a `fn(&T) -> Outcome`, or a closure"),
    ("outcome_on_enum", 4, 11, "an enum's outcomes stand on its variants"),
    ("outcome_on_field", 5, 9, "`#[outcome]` goes on the variant or the struct, not on a field"),
    ("outcome_option_unknown", 5, 24, "no option `errortype`; did you mean `error_type`?"),
    ("outcome_string", 5, 15, "an outcome is a bare word, as in `#[outcome(timeout)]`"),
    ("outcome_twice", 6, 7, "duplicate `#[outcome]`"),
    ("outcome_two_words", 5, 24, "the outcome is already `timeout`"),
    ("outcome_with_string", 5, 22, "`with` takes a path"),
    ("outcome_word_unknown", 5, 15, "no outcome `tiemout`: use success, no_captions, blocked, timeout, error, cancelled, unseen; did you mean `timeout`?"),
    ("start_no_bool", 3, 22, "`start` takes `true` or `false`"),
    ("transparent_and_word", 5, 28, "`transparent` asks the field: remove `timeout`"),
    ("transparent_no_field", 5, 8, "`transparent` needs exactly one field (this one has 0)"),
    ("transparent_two_fields", 6, 5, "`transparent` needs exactly one field (this one has 2)"),
    ("twice_a_job", 5, 2, "this function is already a job"),
    ("twice_a_stage", 4, 2, "this function is already a stage"),
    ("user_missing_value", 4, 14, "mismatched types"),
    ("user_moved_value", 6, 5, "borrow of moved value: `s`"),
    ("user_question_mark", 7, 25, "`?` couldn't convert the error to `Mine`"),
    ("user_unresolved_name", 5, 5, "cannot find value `missing` in this scope"),
    ("user_unused_function", 6, 4, "function `f` is never used"),
    ("user_unused_future", 10, 5, "unused implementer of `Future` that must be used"),
    ("user_unused_variable", 12, 40, "variable does not need to be mutable"),
    ("user_wrong_return", 6, 16, "mismatched types"),
    ("user_wrong_return_async", 6, 16, "mismatched types"),
    ("user_wrong_tail", 5, 5, "mismatched types"),
    ("user_wrong_tail_async", 5, 5, "mismatched types"),
];

#[test]
fn each_first_error_stands_on_its_token() {
    for (name, line, column, message) in FIRST_ERRORS {
        let path = folder().join(name).with_extension("stderr");
        let stderr = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(
            first_error(&stderr),
            Some((*line, *column, *message)),
            "{name}"
        );
    }
}

#[test]
fn every_wrong_program_is_in_the_table() {
    let table: BTreeSet<_> = FIRST_ERRORS
        .iter()
        .map(|(name, ..)| PathBuf::from(name))
        .collect();
    assert_eq!(table.len(), FIRST_ERRORS.len());
    let mut programs = BTreeSet::new();
    for entry in std::fs::read_dir(folder()).expect("the folder of wrong programs") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            programs.insert(PathBuf::from(path.file_stem().expect("a name")));
        }
    }
    assert_eq!(programs, table);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui/fail")
}

/// Line, column and message of the first error that the compiler printed.
fn first_error(stderr: &str) -> Option<(u32, u32, &str)> {
    let mut lines = stderr.lines().skip_while(|line| !line.starts_with("error"));
    let (_, message) = lines.next()?.split_once(": ")?;
    let mut place = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
    let column = place.next()?.parse().ok()?;
    let line = place.next()?.parse().ok()?;
    Some((line, column, message))
}
