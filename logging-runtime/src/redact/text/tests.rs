use super::{super::Rules, *};

/// The steps of a scan, and of the one that confirms it, for each byte of the text.
fn steps_per_byte(text: &str) -> usize {
    let keys = Keys::new(&Rules::default());
    let (once, steps) = scanned(&keys, text);
    let (_, more_steps) = scanned(&keys, &once);
    (steps + more_steps) / text.len()
}

fn scanned<'a>(keys: &Keys, text: &'a str) -> (Cow<'a, str>, usize) {
    let mut scan = Scan::new(keys, text);
    scan.walk();
    let steps = scan.text.steps();
    (scan.finish().text, steps)
}

#[track_caller]
fn assert_linear(piece: &str) {
    let repeated = |bytes: usize| piece.repeat(bytes / piece.len());
    let (short, long) = (repeated(1 << 12), repeated(1 << 17));
    let (few, many) = (steps_per_byte(&short), steps_per_byte(&long));
    assert!(
        many <= few + 1 && many <= 40,
        "{piece:?}: {few} steps a byte, then {many}"
    );
}

#[test]
fn the_steps_of_a_scan_are_linear_in_the_length() {
    for piece in [
        "=",
        ":",
        "eyJ",
        "eyJ.",
        "eyJaaaaaaaa.",
        "eyJaaaaaaaa-",
        "%41",
        "%3D",
        "://",
        "://a:b/",
        "://a:b",
        "://@",
        "?",
        "/?",
        "/a?a=",
        "\"",
        "'",
        "\\",
        "\\\"",
        "Bearer ",
        "bearer",
        "Basic ",
        "Basic aaaa",
        "-",
        "- ",
        " -",
        " --",
        " --token ",
        "-----BEGIN ",
        "-----BEGIN A-----",
        "sk-",
        "ghp_",
        "AKIA",
        "xoxb-",
        "SG.",
        "token",
        "token=",
        "token:",
        "token: ",
        "token=(",
        "token=a(",
        "token=\"",
        "token=\\\"",
        "token=[",
        "token=[\\",
        "token=[\\\"",
        "token=[\"",
        "token={}",
        "token=[()",
        "token=a,",
        "cookie: a ",
        "cookie:",
        "a,",
        "a,b=",
        "token=,",
        "token=a,b",
        "\"token\"",
        "\u{1b}[0m",
        "token\u{1b}[0m",
        "token\u{1b}[0m=",
        "password=null ",
        "tokens=5,",
        "api ",
        "key:",
        "api key",
        " ",
        "a",
        "é",
        "]",
        "%5D",
        "user[password]",
        "[REDACTED]",
        "token=[REDACTED]",
        "token=\n",
        "a= ",
        "<",
        "<token",
        "<token>",
        "<token>a</",
        "<token><![CDATA[",
        "<a b=c ",
        "curl -u ",
        "curl -u a:b ",
        " -u",
        "curl ",
        "password: token: ",
        "--token --token ",
    ] {
        assert_linear(piece);
    }
}

#[test]
fn the_steps_over_blocks_and_names_are_linear_in_the_length() {
    for piece in [
        "token: |\n",
        "token: |\n ",
        "token: |\n\n  ",
        "token: |",
        "name: token value: ",
        "value=",
        "token value=",
        "name=\"token\" value=",
        "name: token, , ",
    ] {
        assert_linear(piece);
    }
}

#[test]
fn a_mebibyte_of_one_trigger_is_no_trouble() {
    for piece in ["=", "eyJ", "%41", "://", "\"", "Bearer "] {
        let steps = steps_per_byte(&piece.repeat((1 << 20) / piece.len()));
        assert!(steps <= 8, "{piece:?}: {steps} steps a byte");
    }
}

#[test]
fn a_key_before_a_long_run_is_looked_for_once() {
    let text = format!("{}={}", "a".repeat(1 << 19), "=".repeat(1 << 19));
    assert!(steps_per_byte(&text) <= 4);
}
