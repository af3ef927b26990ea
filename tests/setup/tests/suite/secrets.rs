//! `LOG_REDACT`, `LOG_HASH_KEYS`, `LOG_HASH_SECRET`: what must not be read, and who must not be
//! named.

use crate::program::{Program, assert_lines, program};

fn secrets() -> Program {
    program("settings::secrets")
}

#[test]
fn secrets_are_cut_from_fields_and_from_texts() {
    assert_lines(
        &secrets().checked(),
        &[
            r#"{"ts":"T","lvl":"INFO","event":"login","password":"[REDACTED]","user_id":"u-17","recipient":"ada@example.com"}"#,
            r#"{"ts":"T","lvl":"INFO","event":"log","detail":"sent Authorization: [REDACTED]","target":"setup::scenarios::settings","user_id":"u-17"}"#,
        ],
    );
}

#[test]
fn redaction_can_be_turned_off() {
    assert_lines(
        &secrets().env("LOG_REDACT", "false").checked(),
        &[
            r#"{"ts":"T","lvl":"INFO","event":"login","password":"hunter2","user_id":"u-17","recipient":"ada@example.com"}"#,
            r#"{"ts":"T","lvl":"INFO","event":"log","detail":"sent Authorization: Bearer c2VjcmV0LXRva2Vu","target":"setup::scenarios::settings","user_id":"u-17"}"#,
        ],
    );
}

/// The values of the two hashed keys on the first line, and of the first of them on the second.
#[track_caller]
fn hashes(secret: Option<&str>) -> [String; 3] {
    let mut program = secrets().env("LOG_HASH_KEYS", "user_id, recipient");
    if let Some(secret) = secret {
        program = program.env("LOG_HASH_SECRET", secret);
    }
    let run = program.run();
    run.assert_quiet();
    let report = checker::check(&run.stdout);
    report.assert_ok();
    let [login, sent] = &report.lines[..] else {
        panic!("{}", run.stdout)
    };
    for secret in ["u-17", "ada@example.com"] {
        assert!(!run.stdout.contains(secret), "{}", run.stdout);
    }
    [
        login.str("user_id").to_owned(),
        login.str("recipient").to_owned(),
        sent.str("user_id").to_owned(),
    ]
}

#[test]
fn hashed_values_are_16_hex_digits_and_the_same_for_the_same_value() {
    let [user, recipient, same_user] = hashes(None);
    for hash in [&user, &recipient] {
        let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        assert!(hash.len() == 16 && hash.chars().all(is_hex), "{hash}");
    }
    assert_eq!(user, same_user);
    assert_ne!(user, recipient);
}

#[test]
fn two_processes_with_one_secret_write_the_same_hashes() {
    assert_eq!(hashes(Some("pepper")), hashes(Some("pepper")));
    assert_ne!(hashes(Some("pepper")), hashes(Some("salt")));
}

#[test]
fn in_the_old_set_up_our_own_events_keep_their_secrets() {
    let run = secrets()
        .env("USE_MINIMAL_LOGGING", "false")
        .env("LOG_HASH_KEYS", "user_id")
        .env("LOG_HASH_SECRET", "pepper")
        .run();
    run.assert_quiet();
    let [user, ..] = hashes(Some("pepper"));
    let event = run.stdout.lines().next().unwrap_or_default();
    let expected = format!(
        r#"event="login" password="[REDACTED]" user_id="{user}" recipient="ada@example.com""#
    );
    assert!(event.ends_with(&expected), "{event}");
}

#[test]
fn without_a_secret_each_process_has_a_key_of_its_own() {
    assert_ne!(hashes(None), hashes(None));
}
