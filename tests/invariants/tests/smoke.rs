//! The invariants on made-up inputs: a smoke run, without a fuzzer.
//!
//! Bytes at random seldom mean anything, so inputs are put together from pieces that do, and the
//! seeds of the fuzz targets are run as well.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use invariants::{arguments, environment, line, redaction, tail};

/// Bytes at random, and pieces that mean something to the target.
fn input(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        3 => select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..6),
        1 => "\\PC{0,4}".prop_map(String::into_bytes),
    ];
    vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn every_seed(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join("../../fuzz/seeds").join(target);
    let seeds = fs::read_dir(folder).expect("the folder of the seeds");
    let mut n_seeds = 0;
    for seed in seeds {
        check(&fs::read(seed.expect("an entry").path()).expect("a seed"));
        n_seeds += 1;
    }
    assert!(n_seeds > 0, "no seed of {target}");
}

#[test]
fn the_invariants_hold_for_every_seed() {
    every_seed("line", line::check);
    every_seed("redaction", redaction::check);
    every_seed("tail", tail::check);
    every_seed("environment", environment::check);
    every_seed("arguments", arguments::check);
}

const LINE: &[&str] = &[
    "\u{1b}[31m",
    "\n{\"ts\":1}",
    "\u{9b}",
    "\u{2028}",
    "password",
    "\"\\",
    "\0\0",
    "\u{ff}",
];
const REDACTION: &[&str] = &[
    "password",
    "token",
    "=",
    ":",
    ": ",
    "\"",
    "'",
    "\\",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "-",
    "--",
    "---",
    "-----BEGIN A-----",
    "-----END A-----",
    "Bearer ",
    "Basic ",
    "eyJhbGciOi",
    ".",
    "ghp_abcdefghij",
    "null",
    "@",
    "://",
    "/",
    "?",
    "&",
    "#",
    "%3D",
    "%26",
    ",",
    ";",
    " ",
    "\n",
    "[REDACTED]",
    "<",
    ">",
    "</",
    "-u ",
    "curl ",
    "!",
    "AKIAIOSFODNN7EXAMPLE",
    "cookie",
    "Authorization",
    "é",
];
const TAIL: &[&str] = &[
    "\r",
    "\n",
    "\r\n",
    "x",
    "é",
    "a long line of some words ",
    "\u{1f600}",
];
const ENVIRONMENT: &[&str] = &[
    "\n\0",
    "\n\u{1}",
    "\n\u{3}",
    "\n\u{10}",
    "\n\u{18}",
    "info",
    "=",
    ",",
    "debug",
    "true",
    "64",
    "0",
    " ",
    "a::b",
    "9999999999999999999999",
    "-1",
    "off",
    "\u{1b}[0m",
];
const ARGUMENTS: &[&str] = &[
    "\"x\"",
    ",",
    " ",
    "id = ",
    "fields(",
    "ctx(",
    ")",
    "none = ",
    "outcome = ",
    "level = ",
    "start = false",
    "future",
    "value",
    "keep_async",
    "crate = ",
    "a",
    "= 1",
    "%",
    "?",
    "|r| ",
    "::",
    "\u{1}fn f() { __body() }",
    "skip",
    "r#type",
    "'a",
    "1.5",
    "#",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_keep_their_promises(input in input(LINE)) {
        line::check(&input);
    }

    #[test]
    fn redaction_keeps_its_promises(input in input(REDACTION)) {
        redaction::check(&input);
    }

    #[test]
    fn the_tail_keeps_its_promises(input in input(TAIL)) {
        tail::check(&input);
    }

    #[test]
    fn the_environment_keeps_its_promises(input in input(ENVIRONMENT)) {
        environment::check(&input);
    }

    #[test]
    fn arguments_keep_their_promises(input in input(ARGUMENTS)) {
        arguments::check(&input);
    }
}
