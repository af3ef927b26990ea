//! One line: for every rule a line that breaks it, and nothing else.

use checker::Checker;

use crate::lines::{line, refused};

#[test]
fn a_line_with_every_key_in_its_order_passes() {
    let text = concat!(
        r#"{"ts":"2025-08-27T16:24:06.123Z","lvl":"ERROR","job_id":"j","video_id":"v","stage":"s","#,
        r#""event":"stage_result","outcome":"error","dur_ms":5,"detail":"Gone: x","attempt":2,"#,
        r#""use_proxy":true,"profile":"mobile","cookie_source":["a"],"job":"t","parent_job_id":"p","#,
        r#""error_type":"network_error","outcome_name":"x y","panic_at":"a.rs:1","exit_code":-1,"#,
        r#""signal":9,"bytes_out":0,"items":3,"cpu":12.5,"mem_mb":512,"suppressed":4,"target":"t","#,
        r#""trace_id":"4bf9","span_id":"00f0","stages":{"s":{"n":1}},"stderr_tail":"a\nb","#,
        r#""zeta":1,"alpha":{"inner":null},"field_ts":"x","unpaired":true,"truncated":17,"_aws":{}}"#,
    );
    let line = checker::parse(text).unwrap();
    assert_eq!(line.keys().count(), 36);
    assert_eq!(line.text(), text);
}

#[test]
fn every_key_of_the_schema_has_one_place() {
    let order = [
        "ts",
        "lvl",
        "job_id",
        "video_id",
        "stage",
        "event",
        "outcome",
        "dur_ms",
        "detail",
        "attempt",
        "use_proxy",
        "profile",
        "cookie_source",
        "job",
        "parent_job_id",
        "error_type",
        "outcome_name",
        "panic_at",
        "exit_code",
        "signal",
        "bytes_out",
        "items",
        "cpu",
        "mem_mb",
        "suppressed",
        "target",
        "trace_id",
        "span_id",
        "stages",
        "stderr_tail",
        "own_field",
        "unpaired",
        "truncated",
        "_aws",
    ];
    for (place, second) in order.iter().enumerate() {
        for first in &order[..place] {
            let message = format!("`{first}` stands after `{second}`, it belongs before it");
            let swapped = format!(r#"{{"{second}":0,"{first}":0}}"#);
            let problems = checker::parse(swapped).unwrap_err().problems;
            assert_eq!(problems.first(), Some(&message));
            let kept = format!(r#"{{"{first}":0,"{second}":0}}"#);
            let problems = checker::parse(kept).unwrap_err().problems;
            assert!(
                !problems
                    .iter()
                    .any(|problem| problem.contains("stands after")),
                "{problems:?}"
            );
        }
    }
}

#[test]
fn context_keys_stand_in_their_configured_order_and_are_fields_otherwise() {
    let checker = Checker::new().context_keys(["tenant", "user"]);
    let rest = r#""job_id":"j","tenant":"t","user":"u","stage":"s","event":"x","video_id":7"#;
    assert!(checker.parse(line(rest)).is_ok());
    refused(
        &checker,
        &line(r#""user":"u","tenant":"t","event":"x""#),
        &["`tenant` stands after `user`, it belongs before it"],
    );
    refused(
        &checker,
        &line(r#""tenant":7,"event":"x""#),
        &["`tenant` is 7, not a string"],
    );
    refused(
        &Checker::new(),
        &line(r#""tenant":"t","event":"x""#),
        &["`event` stands after `tenant`, it belongs before it"],
    );
}

#[test]
fn values_of_another_type_are_refused() {
    let default = Checker::new();
    for (rest, wanted) in [
        (r#""job_id":7,"event":"x""#, "`job_id` is 7, not a string"),
        (
            r#""video_id":true,"event":"x""#,
            "`video_id` is true, not a string",
        ),
        (
            r#""stage":["s"],"event":"x""#,
            "`stage` is an array, not a string",
        ),
        (r#""event":"""#, "`event` is \"\", not a name"),
        (
            r#""event":"x","outcome":"ok!""#,
            "`outcome` is \"ok!\", not a legal outcome",
        ),
        (
            r#""event":"x","outcome":"no_error""#,
            "`outcome` is \"no_error\", not a legal outcome",
        ),
        (
            r#""event":"x","dur_ms":-1"#,
            "`dur_ms` is -1, not a whole number without sign",
        ),
        (
            r#""event":"x","dur_ms":1.5"#,
            "`dur_ms` is 1.5, not a whole number without sign",
        ),
        (
            r#""event":"x","dur_ms":"1""#,
            "`dur_ms` is \"1\", not a whole number without sign",
        ),
        (r#""event":"x","detail":1"#, "`detail` is 1, not a string"),
        (
            r#""event":"x","own":null"#,
            "`own` is null, a key without a value is left out",
        ),
        (
            r#""event":"x","stage_":1,"truncated":0"#,
            "`truncated` is 0, not a whole number above 0",
        ),
        (
            r#""event":"x","_aws":"emf""#,
            "`_aws` is \"emf\", not an object",
        ),
        (
            r#""event":"performance_metric","cpu":"12""#,
            "`cpu` is \"12\", not a number",
        ),
    ] {
        refused(&default, &line(rest), &[wanted]);
    }
}

#[test]
fn keys_of_own_events_are_free_fields_elsewhere() {
    assert!(checker::parse(line(r#""event":"log","job":5,"signal":"TERM","cpu":"x""#)).is_ok());
    refused(
        &Checker::new(),
        &line(r#""job_id":"j","event":"job_received","job":5"#),
        &["`job` is 5, not a string"],
    );
}

#[test]
fn date_level_and_event_must_stand() {
    let default = Checker::new();
    refused(
        &default,
        "{}",
        &["`ts` is missing", "`lvl` is missing", "`event` is missing"],
    );
    refused(
        &default,
        r#"{"ts":"2025-02-29T00:00:00.000Z","lvl":"info","event":"x"}"#,
        &[
            "`ts` is \"2025-02-29T00:00:00.000Z\", not a real date like 2025-08-27T16:24:06.123Z",
            "`lvl` is \"info\", not a level",
        ],
    );
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    refused(
        &Checker::new(),
        &line(r#""event":"x","a":1,"a":2"#),
        &["no strict JSON: byte 64: the key `a` stands here a second time"],
    );
}

#[test]
fn a_line_is_as_long_as_allowed_and_no_longer() {
    let fill = |total: usize| {
        let frame = line(r#""event":"log","detail":"""#).len();
        line(&format!(
            r#""event":"log","detail":"{}""#,
            "x".repeat(total - frame)
        ))
    };
    assert_eq!(fill(16_128).len(), 16_128);
    assert!(checker::parse(fill(16_128)).is_ok());
    refused(
        &Checker::new(),
        &fill(16_129),
        &["16129 bytes, more than 16128"],
    );
    assert!(Checker::new().max_bytes(200).parse(fill(200)).is_ok());
    refused(
        &Checker::new().max_bytes(200),
        &fill(201),
        &["201 bytes, more than 200"],
    );
    assert!(Checker::new().max_bytes(20_000).parse(fill(20_000)).is_ok());
}

#[test]
fn strings_in_schema_keys_have_256_bytes_after_escaping() {
    let named = |name: &str| line(&format!(r#""job_id":"{name}","event":"x""#));
    assert!(checker::parse(named(&"j".repeat(256))).is_ok());
    assert!(checker::parse(named(&"\u{e9}".repeat(128))).is_ok());
    for name in [
        "j".repeat(257),
        "\u{e9}".repeat(128) + "j",
        r"\n".repeat(128) + "j",
    ] {
        refused(
            &Checker::new(),
            &named(&name),
            &["`job_id` has 257 bytes, a string in a schema key has 256 at most"],
        );
    }
    let free = format!(r#""event":"x","detail":"{0}","own":"{0}""#, "x".repeat(300));
    assert!(checker::parse(line(&free)).is_ok());
}
