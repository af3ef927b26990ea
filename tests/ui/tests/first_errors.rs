//! The first error of every wrong program: its line, its column and its words. The words are ours
//! and the place is the very token, whatever else the compiler prints around them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[rustfmt::skip]
const FIRST_ERRORS: &[(&str, u32, u32, &str)] = &[
    ("all_at_once", 3, 9, "no option `levl`; did you mean `level`? (options: ctx, fields, level, none, outcome, start, future, value, keep_async, crate)"),
    ("block_break_outside", 6, 19, "use of unreachable label `'outer`"),
    ("block_context", 4, 5, "a block is `stage_block!(\"name\", { .. })`, with fields `stage_block!(\"name\", fields(key = value), { .. })`; the block may be `async { .. }` or `async move { .. }`"),
    ("block_name_control", 4, 18, "evaluation panicked: a stage's name has no control characters"),
    ("block_name_empty", 4, 5, "evaluation panicked: a stage's name cannot be empty"),
    ("block_name_missing", 4, 5, "a block is `stage_block!(\"name\", { .. })`, with fields `stage_block!(\"name\", fields(key = value), { .. })`; the block may be `async { .. }` or `async move { .. }`"),
    ("block_no_block", 4, 5, "a block is `stage_block!(\"name\", { .. })`, with fields `stage_block!(\"name\", fields(key = value), { .. })`; the block may be `async { .. }` or `async move { .. }`"),
    ("block_no_field", 4, 5, "a field is `key = value`, `key = %value`, `key = ?value`, or a variable: `key`, `%key`, `?key`; a key that is no identifier stands in quotes: `\"http.status\" = 200`"),
    ("block_wrong_type", 5, 9, "mismatched types"),
    ("comma_missing", 3, 13, "expected `,`"),
    ("crate_expression", 3, 22, "`crate` takes a path: `crate = ::logging_runtime`"),
    ("crate_string", 3, 22, "`crate` takes a path: `crate = ::obs`"),
    ("crate_wrong", 3, 24, "cannot find `obs` in the crate root"),
    ("ctx_reserved", 3, 18, "the key `stage` is written by the framework itself: choose another name"),
    ("ctx_type", 5, 18, "`Opaque` cannot be a field as it is"),
    ("derive_all_at_once", 4, 11, "an enum's outcomes stand on its variants: write `default = timeout` for those without one"),
    ("derive_error_does_not_cascade", 5, 15, "no outcome `tiemout`: use success, no_captions, blocked, timeout, error, cancelled, unseen; did you mean `timeout`?"),
    ("derive_on_union", 4, 1, "unions have no outcome: derive `Classify` on a struct or an enum"),
    ("event_comma_missing", 4, 5, "an event is `evt!(\"name\", key = value)`, with its level in front where that is not `info`: `evt!(warn, \"name\")`"),
    ("event_empty", 4, 5, "an event is `evt!(\"name\", key = value)`, with its level in front where that is not `info`: `evt!(warn, \"name\")`"),
    ("event_level_as_option", 4, 5, "the level is trace, debug, info, warn or error and stands first: `evt!(warn, \"name\", key = value)`"),
    ("event_level_unknown", 4, 5, "the level is trace, debug, info, warn or error and stands first: `evt!(warn, \"name\", key = value)`"),
    ("event_level_upper_case", 4, 5, "the level is trace, debug, info, warn or error and stands first: `evt!(warn, \"name\", key = value)`"),
    ("event_mark_before_key", 5, 5, "`%` stands before the value: `n = %value`"),
    ("event_message", 4, 5, "a text is a field as well: `evt!(\"name\", detail = format!(..))`"),
    ("event_name_as_option", 4, 5, "an event is `evt!(\"name\", key = value)`, with its level in front where that is not `info`: `evt!(warn, \"name\")`"),
    ("event_no_field", 5, 5, "a field is `key = value`, `key = %value`, `key = ?value`, or a variable: `key`, `%key`, `?key`; a key that is no identifier stands in quotes: `\"http.status\" = 200`"),
    ("field_job_id", 3, 18, "the key `job_id` is the job's own: give it with `id = ..` on `#[job]`"),
    ("field_leaves", 3, 83, "`return` would leave the function only where its lines are written: compute the value in the body, and set it with `record!`"),
    ("field_reserved", 3, 21, "the key `outcome` is written by the framework itself: choose another name"),
    ("field_target", 3, 21, "the key `target` is written by the framework itself: choose another name"),
    ("field_twice", 3, 28, "the key `n` is already set"),
    ("field_type", 5, 21, "`Opaque` cannot be a field as it is"),
    ("field_type_of_expression", 5, 39, "`Opaque` cannot be a field as it is"),
    ("field_type_without_debug", 5, 22, "`Opaque` doesn't implement `Debug`"),
    ("field_type_without_display", 5, 22, "`Opaque` doesn't implement `std::fmt::Display`"),
    ("field_unknown_name", 3, 21, "cannot find value `retries` in this scope"),
    ("field_without_key", 3, 22, "expected `,` or `=`: an expression needs a key, as in `fields(key = s..)`"),
    ("fields_no_list", 3, 14, "`fields` takes a list: `fields(key = value)`"),
    ("flag_with_value", 3, 21, "`future` stands alone, without a value"),
    ("future_and_value", 3, 22, "`value` and `future` exclude each other"),
    ("future_of_its_own_type", 4, 11, "`std::future::Ready<u8>` cannot be followed to its end"),
    ("future_of_nothing", 3, 14, "this function returns no future"),
    ("future_of_plain_value", 3, 14, "this function returns no future"),
    ("future_on_async", 3, 14, "an `async fn` is always awaited: remove `future`"),
    ("guard_dropped", 4, 5, "unused `Guard` that must be used"),
    ("id_twice", 3, 15, "`id` is already set"),
    ("id_type", 5, 12, "`Opaque` cannot be a field as it is"),
    ("id_without_value", 3, 10, "expected a value after `id =`"),
    ("job_all_at_once", 3, 7, "a job's name cannot be empty"),
    ("job_comma_missing", 3, 11, "expected `,`"),
    ("job_crate_string", 3, 15, "`crate` takes a path: `crate = ::obs`"),
    ("job_field_reserved", 3, 14, "the key `event` is written by the framework itself: choose another name"),
    ("job_field_twice", 3, 21, "the key `n` is already set"),
    ("job_field_type", 5, 14, "`Opaque` cannot be a field as it is"),
    ("job_field_unknown_name", 3, 14, "cannot find value `retries` in this scope"),
    ("job_future_and_value", 3, 15, "`value` and `future` exclude each other"),
    ("job_keep_async_on_sync", 3, 7, "`keep_async` is for an `async fn`"),
    ("job_level_unknown", 3, 20, "unknown level \"loud\": use trace, debug, info, warn or error"),
    ("job_name_bare", 3, 7, "the job's name is a string: write `\"transcript\"`"),
    ("job_name_bytes", 3, 7, "expected a string, found a byte string"),
    ("job_name_control", 3, 7, "a job's name has no control characters"),
    ("job_name_empty", 3, 7, "a job's name cannot be empty"),
    ("job_name_integer", 3, 7, "expected a string, found an integer"),
    ("job_name_too_long", 3, 7, "job names have at most 64 bytes (this one: 91)"),
    ("job_name_twice", 3, 12, "the job's name is already set"),
    ("job_none_typo", 3, 14, "no outcome `tiemout`: use success, no_captions, blocked, timeout, error, cancelled, unseen; did you mean `timeout`?"),
    ("job_none_without_option", 3, 7, "`none` needs a function that returns an `Option`"),
    ("job_on_const_fn", 4, 1, "a `const fn` cannot write events: remove `const` or `#[job]`"),
    ("job_on_foreign_function", 5, 20, "a foreign function has no body here: put `#[job]` on a Rust function around it"),
    ("job_on_impl", 4, 1, "put `#[job]` on the functions inside this `impl`; an attribute such as `#[async_trait]` stays on the `impl`"),
    ("job_on_macro_call", 4, 1, "`#[job]` goes on a function; this is a macro call"),
    ("job_on_method_without_body", 5, 16, "a method without a body cannot be a job: put `#[job]` on the implementations (or give it a default body)"),
    ("job_on_mod", 4, 1, "put `#[job]` on the functions inside this `mod`"),
    ("job_on_struct", 4, 1, "`#[job]` goes on a function, not on a struct"),
    ("job_on_trait", 4, 1, "put `#[job]` on the methods of this `trait` that have a body"),
    ("job_option_twice", 3, 28, "`level` is already set"),
    ("job_option_unknown", 3, 12, "no option `levl`; did you mean `level`? (options: id, ctx, fields, level, none, outcome, future, value, keep_async, crate)"),
    ("job_outcome_literal", 3, 17, "`outcome` takes a path to a `fn(&T) -> Outcome`, or a closure"),
    ("job_outcome_signature", 7, 17, "mismatched types"),
    ("keep_async_on_sync", 3, 14, "`keep_async` is for an `async fn`"),
    ("keep_async_with_value", 3, 25, "`keep_async` stands alone, without a value"),
    ("level_no_string", 3, 22, "`level` takes a string: `level = \"..\"`"),
    ("level_unknown", 3, 22, "unknown level \"loud\": use trace, debug, info, warn or error"),
    ("name_as_option", 3, 9, "the name stands alone: `#[stage(\"x\")]`"),
    ("name_bare", 3, 9, "the stage's name is a string: write `\"youtubei\"`"),
    ("name_bool", 3, 9, "expected a string, found a boolean"),
    ("name_bytes", 3, 9, "expected a string, found a byte string"),
    ("name_c_string", 3, 9, "expected a string, found a C string"),
    ("name_char", 3, 9, "expected a string, found a character"),
    ("name_control", 3, 9, "a stage's name has no control characters"),
    ("name_empty", 3, 9, "a stage's name cannot be empty"),
    ("name_float", 3, 9, "expected a string, found a float"),
    ("name_in_brackets", 3, 9, "expected the name as a string, or an option"),
    ("name_integer", 3, 9, "expected a string, found an integer"),
    ("name_missing", 3, 1, "`#[stage]` needs the stage's name: `#[stage(\"youtubei\")]`"),
    ("name_of_constant", 3, 9, "the stage's name is a string literal: `#[stage(\"..\")]`"),
    ("name_of_macro", 3, 9, "the stage's name is a string literal: `#[stage(\"..\")]`"),
    ("name_of_spaces", 3, 9, "a stage's name cannot be empty"),
    ("name_too_long", 3, 9, "stage names have at most 64 bytes (this one: 91)"),
    ("name_twice", 3, 14, "the stage's name is already set"),
    ("none_contains_standard", 3, 21, "`soft_timeout` contains the standard outcome `timeout`, and queries would count it as one"),
    ("none_typo", 3, 21, "no outcome `tiemout`: use success, no_captions, blocked, timeout, error, cancelled, unseen; did you mean `timeout`?"),
    ("none_without_option", 3, 14, "`none` needs a function that returns an `Option`"),
    ("on_associated_constant", 7, 5, "`#[stage]` goes on a function, not on a constant"),
    ("on_async_trait_impl", 5, 1, "put `#[stage]` on the functions inside this `impl`, or `#[stages]` on the `impl` for all of them; an attribute such as `#[async_trait]` stays on the `impl`"),
    ("on_block", 4, 5, "attributes on expressions are experimental"),
    ("on_closure", 4, 14, "attributes on expressions are experimental"),
    ("on_const", 4, 1, "`#[stage]` goes on a function, not on a constant"),
    ("on_const_fn", 4, 1, "a `const fn` cannot write events: remove `const` or `#[stage]`"),
    ("on_const_fn_in_impl", 7, 5, "a `const fn` cannot write events: remove `const` or `#[stage]`"),
    ("on_enum", 4, 5, "`#[stage]` goes on a function, not on an enum"),
    ("on_extern_block", 4, 8, "put `#[stage]` on a Rust function that calls the foreign one"),
    ("on_extern_crate", 4, 1, "`#[stage]` goes on a function, not on an `extern crate`"),
    ("on_field_of_struct", 4, 7, "expected non-macro attribute, found attribute macro `stage`"),
    ("on_foreign_function", 5, 20, "a foreign function has no body here: put `#[stage]` on a Rust function around it"),
    ("on_gen_fn", 4, 1, "generator functions are not supported yet"),
    ("on_impl", 6, 1, "put `#[stage]` on the functions inside this `impl`, or `#[stages]` on the `impl` for all of them; an attribute such as `#[async_trait]` stays on the `impl`"),
    ("on_let", 4, 5, "custom attributes cannot be applied to statements"),
    ("on_macro_call", 4, 1, "`#[stage]` goes on a function; this is a macro call"),
    ("on_macro_rules", 4, 1, "`#[stage]` goes on a function; this is a macro call"),
    ("on_method_without_body", 5, 16, "a method without a body cannot be a stage: put `#[stage]` on the implementations (or give it a default body)"),
    ("on_mod", 4, 1, "put `#[stage]` on the functions inside this `mod`, or `#[stages]` on the `mod` for all of them"),
    ("on_naked", 4, 2, "a naked function has no room for a stage"),
    ("on_static", 4, 1, "`#[stage]` goes on a function, not on a static"),
    ("on_struct", 4, 1, "`#[stage]` goes on a function, not on a struct"),
    ("on_trait", 4, 1, "put `#[stage]` on the methods of this `trait` that have a body, or `#[stages]` on the `trait` for all of them"),
    ("on_type_alias", 4, 5, "`#[stage]` goes on a function, not on a type alias"),
    ("on_union", 4, 1, "`#[stage]` goes on a function, not on a union"),
    ("on_use", 5, 1, "`#[stage]` goes on a function, not on a `use`"),
    ("option_of_a_job", 3, 14, "`id` is an option of `#[job]`"),
    ("option_of_a_stage", 3, 12, "`start` is an option of `#[stage]`"),
    ("option_twice", 3, 31, "`level` is already set"),
    ("option_unknown", 3, 14, "no option `levl`; did you mean `level`? (options: ctx, fields, level, none, outcome, start, future, value, keep_async, crate)"),
    ("option_without_right_side", 3, 22, "expected a value after `outcome =`"),
    ("option_without_value", 3, 14, "`level` takes a value: `level = ..`"),
    ("outcome_comma_missing", 5, 23, "expected `,`"),
    ("outcome_crate_on_variant", 5, 24, "`crate` stands on the type, not on a variant"),
    ("outcome_default_and_exhaustive", 4, 30, "`default` and `exhaustive` exclude each other"),
    ("outcome_default_on_variant", 5, 15, "`default` stands on the type, not on a variant"),
    ("outcome_default_string", 4, 21, "`default` takes an outcome's bare word, as in `default = timeout`"),
    ("outcome_default_typo", 4, 21, "no outcome `tiemout`: use success, no_captions, blocked, timeout, error, cancelled, unseen; did you mean `timeout`?"),
    ("outcome_empty", 5, 7, "expected an outcome: `#[outcome(timeout)]`"),
    ("outcome_error_type_no_string", 5, 37, "`error_type` takes a string: `error_type = \"..\"`"),
    ("outcome_error_type_of_no_failure", 5, 28, "`error_type` is for a failure (blocked, timeout, error), and `no_captions` is none"),
    ("outcome_exhaustive", 8, 5, "by `exhaustive`, `B` has to say what it means, as in `#[outcome(timeout)]`"),
    ("outcome_exhaustive_on_struct", 4, 11, "`exhaustive` is for the variants of an enum"),
    ("outcome_gives_no_outcome", 3, 33, "mismatched types"),
    ("outcome_level_on_enum", 4, 11, "`level` stands on the variants of an enum"),
    ("outcome_level_unknown", 5, 32, "unknown level \"loud\": use trace, debug, info, warn or error"),
    ("outcome_literal", 3, 24, "`outcome` takes a path to a `fn(&T) -> Outcome`, or a closure"),
    ("outcome_on_enum", 4, 11, "an enum's outcomes stand on its variants: write `default = timeout` for those without one"),
    ("outcome_on_field", 5, 9, "`#[outcome]` goes on the variant or the struct, not on a field"),
    ("outcome_option_unknown", 5, 24, "no option `errortype`; did you mean `error_type`?"),
    ("outcome_signature", 7, 24, "mismatched types"),
    ("outcome_signature_async", 7, 24, "mismatched types"),
    ("outcome_string", 5, 15, "an outcome is a bare word, as in `#[outcome(timeout)]`"),
    ("outcome_twice", 6, 7, "duplicate `#[outcome]`"),
    ("outcome_two_words", 5, 24, "the outcome is already `timeout`"),
    ("outcome_unknown_path", 3, 24, "cannot find function `judge_page` in this scope"),
    ("outcome_with_string", 5, 22, "`with` takes a path"),
    ("outcome_with_unknown_function", 5, 22, "cannot find function `missing` in this scope"),
    ("outcome_with_wrong_arguments", 5, 22, "mismatched types"),
    ("outcome_with_wrong_return", 5, 22, "mismatched types"),
    ("outcome_word_unknown", 5, 15, "no outcome `tiemout`: use success, no_captions, blocked, timeout, error, cancelled, unseen; did you mean `timeout`?"),
    ("outcome_word_with_value", 5, 15, "the outcome `timeout` stands alone, without a value"),
    ("probe_keeps_a_reference", 20, 6, "borrowed data escapes outside of function"),
    ("record_empty", 4, 5, "`record!` takes fields: `record!(key = value)`"),
    ("several_functions_at_once", 3, 9, "no option `levl`; did you mean `level`? (options: ctx, fields, level, none, outcome, start, future, value, keep_async, crate)"),
    ("skip_of_a_job", 3, 7, "`skip` is for functions inside `#[stages]`: `#[stage(skip)]`"),
    ("skip_outside", 3, 9, "`skip` is for functions inside `#[stages]`"),
    ("skip_with_name", 3, 14, "`skip` stands alone: `#[stage(skip)]` on a function inside `#[stages]`"),
    ("stages_all_at_once", 3, 10, "each function's own name is its stage's name"),
    ("stages_crate_wrong", 3, 20, "cannot find `obs` in the crate root"),
    ("stages_inner_name_missing", 5, 5, "`#[stage]` needs the stage's name: `#[stage(\"youtubei\")]`"),
    ("stages_level_unknown", 3, 18, "unknown level \"loud\": use trace, debug, info, warn or error"),
    ("stages_not_complete", 9, 16, "missing parameters for function definition"),
    ("stages_on_foreign_block", 4, 8, "`#[stages]` goes on an `impl`, a `trait` or a `mod`: a foreign function has no body"),
    ("stages_on_function", 4, 11, "`#[stages]` is for all functions of an `impl`, a `trait` or a `mod`: write `#[stage(\"fetch\")]` on this one"),
    ("stages_on_macro_call", 4, 1, "`#[stages]` goes on an `impl`, a `trait` or a `mod`; this is a macro call"),
    ("stages_on_struct", 4, 5, "`#[stages]` goes on an `impl`, a `trait` or a `mod`, not on a struct"),
    ("stages_option_of_a_job", 3, 10, "`id` is an option of `#[job]`"),
    ("stages_option_of_one_function", 3, 10, "`none` is for one function: put `#[stage(\"name\", none ..)]` on that one"),
    ("stages_option_twice", 3, 25, "`start` is already set"),
    ("stages_option_unknown", 3, 10, "no option `levl`; did you mean `level`? (options: level, start, keep_async, crate)"),
    ("stages_skip", 3, 10, "`skip` goes on the function to leave out: `#[stage(skip)]`"),
    ("stages_user_errors", 13, 20, "mismatched types"),
    ("stages_with_name", 3, 10, "each function's own name is its stage's name"),
    ("start_no_bool", 3, 22, "`start` takes `true` or `false`"),
    ("stream_missing", 4, 5, "a stream is `stage_stream!(\"name\", stream)`, with fields `stage_stream!(\"name\", fields(key = value), stream)`"),
    ("transparent_and_word", 5, 28, "`transparent` asks the field: remove `timeout`"),
    ("transparent_no_field", 5, 8, "`transparent` needs exactly one field (this one has 0)"),
    ("transparent_says_nothing", 8, 7, "`Page<u8>` says nothing about its outcome"),
    ("transparent_two_fields", 6, 5, "`transparent` needs exactly one field (this one has 2)"),
    ("transparent_typo", 5, 15, "no outcome `tranparent`; did you mean `transparent`?"),
    ("transparent_with_value", 5, 15, "`transparent` stands alone, without a value"),
    ("twice_a_job", 5, 2, "this function is already a job"),
    ("twice_a_stage", 4, 2, "this function is already a stage"),
    ("user_missing_value", 4, 11, "mismatched types"),
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
    ("value_on_async", 3, 14, "an `async fn` is always awaited: remove `value`"),
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
