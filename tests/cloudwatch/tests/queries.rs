//! Each saved query, run on what the framework itself has written. The rows are stored, and were checked by hand:
//! `BLESS=1` writes them anew, to be read again.

mod files;
mod pipeline;

use std::fs;

use cloudwatch::{Query, fill};
use files::{path, saved, stored};
use logging_runtime::inspect;

#[test]
fn each_saved_query_gives_the_rows_that_are_stored_for_it() {
    let lines = pipeline::lines();
    for (name, text) in saved() {
        let text = fill(&text, &[("job_id", "j-1"), ("video_id", "v-1")]).expect("all are filled");
        let query = Query::read(&text).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        let table = query
            .run(&lines)
            .unwrap_or_else(|unknown| panic!("{name}: {unknown}"))
            .to_string();
        assert_eq!(table, stored(&format!("tests/tables/{name}.txt"), &table));
    }
}

#[test]
fn each_saved_query_says_first_what_it_tells_and_over_which_time() {
    for (name, text) in saved() {
        let mut head = text.lines();
        let (what, window) = (
            head.next().unwrap_or_default(),
            head.next().unwrap_or_default(),
        );
        assert!(
            what.starts_with("# ") && what.ends_with('.'),
            "{name}: {what}"
        );
        assert!(window.starts_with("# Window: "), "{name}: {window}");
    }
}

#[test]
fn the_document_names_each_saved_query() {
    let document = fs::read_to_string(path("../../docs/cloudwatch.md")).expect("it is there");
    for (name, text) in saved() {
        let what = text
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("# ");
        let row = format!("| [{name}](cloudwatch/queries/{name}.txt) | {what} |");
        assert!(document.contains(&row), "{row}");
    }
}

/// `strcontains` counts words exactly only so.
#[test]
fn no_word_that_is_counted_is_a_part_of_another() {
    for words in [inspect::OUTCOMES, inspect::EVENTS] {
        for word in words {
            assert_eq!(
                words.iter().filter(|other| other.contains(word)).count(),
                1,
                "{word}"
            );
        }
    }
}
