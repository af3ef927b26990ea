//! Lines, from what the program gives to the bytes that are written.

mod given;
mod setup;

use arbitrary::Unstructured;
use checker::{Line, Value};
use logging_runtime::inspect;

use given::{Given, Happening};
use setup::Setup;

const REPLACEMENT: &str = "[REDACTED]";

/// Bytes that are read as a configuration, a context, and what happens in it.
///
/// # Panics
///
/// If an invariant does not hold.
pub fn check(data: &[u8]) {
    let mut bytes = Unstructured::new(data);
    let setup = Setup::choose(&mut bytes);
    let given = Given::read(&mut bytes);
    let written = setup.written_by(|| given.happen());
    let lines = lines(setup, &written);
    assert_eq!(
        lines.len(),
        given.n_lines(),
        "{}",
        String::from_utf8_lossy(&written)
    );
    for (line, happening) in lines.iter().zip(given.happenings()) {
        says_what_was_given(line, happening);
    }
    setup.writes_the_next_line_as_ever();
}

/// Every line by the strict reader: valid, in order, no key twice, no control character, not too
/// long; and each ended by its newline.
fn lines(setup: &Setup, written: &[u8]) -> Vec<Line> {
    let Some(text) = written.strip_suffix(b"\n") else {
        assert!(written.is_empty(), "no newline at the end");
        return Vec::new();
    };
    let parse = |line: &[u8]| match setup.checker().parse(line) {
        Ok(line) => line,
        Err(error) => panic!("{error}: {}", String::from_utf8_lossy(line)),
    };
    text.split(|byte| *byte == b'\n').map(parse).collect()
}

/// Each field reads back as what was given, but for its secrets.
fn says_what_was_given(line: &Line, happening: &Happening) {
    if line.get("truncated").is_some() {
        return;
    }
    for (key, text) in happening.own_texts() {
        let expected = if inspect::is_secret(key) {
            REPLACEMENT.to_owned()
        } else {
            inspect::redacted(text).0
        };
        let read = line.get(key).and_then(Value::as_str);
        assert_eq!(read, Some(&*expected), "{key:?} in {}", line.text());
    }
}
