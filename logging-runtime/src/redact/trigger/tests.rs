use proptest::prelude::*;

use super::*;
use crate::line::escape::escape_into;
use crate::redact::{Redactor, Rules};

fn triggers(text: &str) -> Vec<usize> {
    let bytes = Bytes::new(text);
    let mut found = Vec::new();
    while let Some(at) = next(&bytes, found.last().map_or(0, |last| last + 1)) {
        found.push(at);
    }
    found
}

/// Whether nothing is to be looked at but hyphens behind words.
fn are_hyphens(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_hyphen = |at: &usize| bytes[*at] == b'-' && *at > 0 && is_word(bytes[at - 1]);
    triggers(text).iter().all(is_hyphen)
}

#[test]
fn letters_count_where_a_word_starts_and_punctuation_everywhere() {
    assert_eq!(triggers("xbas x.eyJ a_eyJ ébea (sk-"), [7, 24, 26]);
    assert_eq!(triggers("a=b:c"), [1, 3]);
    assert_eq!(
        triggers("BASIC bearer AKIA hf_ be ba ey gh"),
        [0, 6, 13, 18]
    );
    assert!(triggers("not a thing, I am").is_empty());
    assert!(triggers("").is_empty());
}

#[test]
fn a_harmless_text_stays_as_it_is() {
    let redactor = Redactor::new(&Rules::default());
    let config = ProptestConfig {
        cases: 4_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let words =
        "(-{1,5}|eyJ|ghp_|xoxb-|sk-|AKIA|[Bb]earer|[Bb]asic|token|pin|curl|[a-zA-Z0-9_/-]){0,8}";
    proptest!(config, |(text in words)| {
        if is_harmless(&text) {
            prop_assert_eq!(redactor.text(&text).cuts, 0);
            let mut escaped = String::new();
            escape_into(&mut escaped, &text);
            prop_assert_eq!(escaped, text);
        }
    });
}

#[test]
fn a_calm_text_stays_as_it_is() {
    let redactor = Redactor::new(&Rules::default());
    let config = ProptestConfig {
        cases: 4_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let words = "( |-|=|:|\"|\\\\|é|eyJ|ghp_|xoxb-|sk-|AKIA|[Bb]earer|[Bb]asic|token|curl|[ -~]|[a-z .,]{1,9}){0,9}";
    proptest!(config, |(text in words)| {
        if is_calm(&text) {
            prop_assert_eq!(redactor.text(&text).cuts, 0);
            prop_assert!(are_hyphens(&text));
            let mut escaped = String::new();
            escape_into(&mut escaped, &text);
            prop_assert_eq!(escaped, text);
        } else if text.len() <= LONGEST_CALM && text.bytes().all(is_calm_byte) {
            prop_assert!(!are_hyphens(&text));
        }
    });
    // A hyphen behind a word is looked at by those who know more than what is around it.
    let redacted = |text: &str| redactor.text(text).cuts > 0;
    assert!(
        redacted("curl -u a:b")
            && redacted("--token abcdefgh")
            && !redacted("x-u a:b x-token abcdefgh")
    );
    let longest = "a".repeat(LONGEST_CALM);
    assert!(is_calm("") && is_calm("proxy rotated (3 of 5), going on") && is_calm(&longest));
    assert!(!is_calm("a: b") && !is_calm("sk-x") && !is_calm(&(longest + "a")));
    assert!(is_calm("fra-3 2025-08-27") && !is_calm("a -b") && !is_calm("-a") && !is_calm("a--b"));
    assert!(is_calm("of the database") && !is_calm("a (basic one") && !is_calm("x\nbea"));
}

#[test]
fn a_symbol_is_found_at_every_place_of_every_length() {
    for len in 1..40 {
        for place in 0..len {
            let mut text = "a".repeat(len);
            text.replace_range(place..=place, "=");
            assert_eq!(triggers(&text), [place]);
        }
    }
}

#[test]
fn every_prefix_is_found_at_every_place() {
    for prefix in &PREFIXES {
        let word = str::from_utf8(prefix.text).expect("text");
        for place in 0..20 {
            let text = format!("{} {word}", "a".repeat(place));
            assert_eq!(triggers(&text).first(), Some(&(place + 1)), "{text}");
        }
    }
}
