//! What is no query, no pattern and no alarm: each is refused, at its word.

use cloudwatch::{Math, Pattern, Query};

/// A query, the text at which it is refused, and why.
const QUERIES: [(&str, &str, &str); 40] = [
    (
        "bogus command",
        "bogus",
        "`bogus` is none of `fields`, `display`, `filter`, `stats`, `sort` and `limit`",
    ),
    ("", "", "a command is expected here"),
    ("fields ts |", "", "a command is expected here"),
    (
        "fields ts | eval slow = dur_ms * 2",
        "eval",
        "`eval` is none of `fields`, `display`, `filter`, `stats`, `sort` and `limit`",
    ),
    (
        "parse @message \"*\" as x",
        "parse",
        "`parse` is none of `fields`, `display`, `filter`, `stats`, `sort` and `limit`",
    ),
    (
        "stats countif(outcome = \"error\") as n",
        "countif",
        "there is no function `countif`: count by `sum(strcontains(outcome, \"error\"))`",
    ),
    (
        "stats sum(if(outcome = \"error\", 1, 0)) as n",
        "if",
        "there is no function `if`: it is known since 2026 only",
    ),
    (
        "stats percentile(dur_ms, 95) as p",
        "percentile",
        "there is no function `percentile`: it is `pct(dur_ms, 95)`",
    ),
    ("filter evnt = \"log\"", "evnt", "no line has `evnt`"),
    (
        "filter event = \"stage_resluts\"",
        "\"stage_resluts",
        "no line has `stage_resluts` as its `event`",
    ),
    (
        "filter \"stage_resluts\" = event",
        "\"stage_resluts",
        "no line has `stage_resluts` as its `event`",
    ),
    (
        "filter outcome in [\"error\", \"failed\"]",
        "\"failed",
        "no line has `failed` as its `outcome`",
    ),
    (
        "filter lvl = \"WARNING\"",
        "\"WARNING",
        "no line has `WARNING` as its `lvl`",
    ),
    (
        "stats sum(strcontains(outcome, \"fail\")) as n",
        "\"fail",
        "no line has `fail` as its `outcome`",
    ),
    ("filter use_proxy = true", "true", "no line has `true`"),
    ("filter event", "event", "a condition is expected here"),
    (
        "filter dur_ms + 1",
        "dur_ms",
        "a condition is expected here",
    ),
    (
        "filter (event = \"log\") = 1",
        "event",
        "a condition is no value",
    ),
    (
        "filter event = \"log\" = 1",
        "event",
        "a condition is no value",
    ),
    ("filter event not \"log\"", "\"log", "`in` is expected here"),
    (
        "filter event == \"log\"",
        "= \"log",
        "a value is expected here",
    ),
    (
        "filter event = \"log\" && lvl = \"INFO\"",
        "&&",
        "`|` or the end is expected here",
    ),
    (
        "filter event = \"log",
        "\"log",
        "this text does not end: `\"` is missing",
    ),
    (
        "filter detail = \"a\\nb\"",
        "\"a",
        "this text has a backslash",
    ),
    (
        "filter detail like /x/",
        "like",
        "`|` or the end is expected here",
    ),
    ("fields ts, ts", "ts\u{0}", "`ts` is defined already"),
    (
        "fields dur_ms / 1000",
        "dur_ms",
        "this needs a name: `.. as name`",
    ),
    (
        "fields dur_ms / 1000 as detail",
        "detail",
        "lines have a field `detail`, and of a column of that name the service leaves out the values",
    ),
    (
        "fields count(*) as n",
        "count",
        "`count` looks at many lines, which only `stats` has, and once",
    ),
    ("stats count() as n", "count", "`count` takes 1, not 0"),
    (
        "stats max(sum(dur_ms)) as n",
        "sum",
        "`sum` looks at many lines, which only `stats` has, and once",
    ),
    ("stats pct(dur_ms) as p95_ms", "pct", "`pct` takes 2, not 1"),
    (
        "stats pct(dur_ms, 950) as p95_ms",
        "pct",
        "a percentage is a number from 0 to 100",
    ),
    (
        "stats dur_ms as x by stage",
        "dur_ms",
        "there are many lines, so which `dur_ms`? `max(dur_ms)` is one",
    ),
    (
        "stats count(*) as n by bin(300s) as t",
        "bin",
        "a period in `s` is at most 60",
    ),
    (
        "stats count(*) as n by bin(5d) as t",
        "5d",
        "`d` is no unit of time",
    ),
    (
        "stats count(*) as n by bin(5m)",
        "bin",
        "this needs a name: `.. as name`",
    ),
    (
        "stats count(*) as n by bin(5m) as t | sort @timestamp",
        "@timestamp",
        "`stats` has left no `@timestamp`",
    ),
    (
        "fields ts | sort ts | stats count(*) as n",
        "count",
        "no `sort` and no `limit` may stand before `stats`",
    ),
    (
        "stats count(*) as n by stage | stats max(n) as m",
        "max",
        "the portable language has one `stats`",
    ),
];

#[test]
fn what_the_service_would_refuse_or_read_as_something_else_is_refused_at_its_word() {
    for (query, word, why) in QUERIES {
        let refusal = Query::read(query).expect_err(query);
        assert_eq!(refusal.message, why, "{query}");
        // The second of two that are the same.
        let at = match word.strip_suffix('\u{0}') {
            Some(word) => query.rfind(word),
            None if word.is_empty() => Some(query.len()),
            None => query.find(word),
        };
        assert_eq!(Some(refusal.at), at, "{query}");
    }
}

#[test]
fn a_limit_is_from_1_to_10000_and_a_query_has_at_most_10000_characters() {
    for rows in ["0", "10001", "1.5", "ts"] {
        let refusal = Query::read(&format!("fields ts | limit {rows}")).expect_err(rows);
        assert_eq!(
            refusal.to_string(),
            "byte 18: a limit is a number from 1 to 10000"
        );
    }
    assert!(Query::read("fields ts | limit 10000").is_ok());
    let long = format!("fields ts{}", " ".repeat(10_000));
    assert!(Query::read(&long[..10_000]).is_ok());
    let refusal = Query::read(&long).expect_err("it is too long");
    assert_eq!(refusal.message, "a query has at most 10,000 characters");
}

#[test]
fn what_is_no_filter_pattern_is_refused() {
    // How many bytes stand before the fault, and what it is.
    let refused = [
        ("$.event = \"log\"", 0, "a pattern stands in braces"),
        ("{ $.event = }", 12, "a value is expected here"),
        ("{ $.event }", 2, "a comparison is expected here"),
        ("{ ($.event = \"log\" }", 19, "`)` is expected here"),
        ("{ event = \"log\" }", 2, "no line has `event`"),
        ("{ $.evnt = \"log\" }", 2, "no line has `$.evnt`"),
        (
            "{ $.event = \"logs\" }",
            12,
            "no line has `logs` as its `event`",
        ),
        (
            "{ $.lvl = \"INFO\" and $.cpu > 1 }",
            17,
            "`|` or the end is expected here",
        ),
        ("{ $.@timestamp > 1 }", 2, "no line has `$.@timestamp`"),
        (
            "{ $.dur_ms > $.cpu }",
            2,
            "it is compared with a text or a number",
        ),
        ("{ not $.dur_ms > 1 }", 6, "a comparison is expected here"),
    ];
    for (pattern, at, why) in refused {
        let refusal = Pattern::read(pattern).expect_err(pattern);
        assert_eq!(
            (refusal.at, refusal.message.as_str()),
            (at, why),
            "{pattern}"
        );
    }
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let deep = |opened: &str| format!("filter {}1 = 1", opened.repeat(3_000));
    for opened in ["(", "not ", "not ("] {
        let query = deep(opened).chars().take(9_000).collect::<String>();
        let refusal = Query::read(&query).expect_err(opened);
        assert_eq!(refusal.message, "this is nested too deeply");
    }
    let shallow = format!("filter {}1 = 1{}", "(".repeat(60), ")".repeat(60));
    assert!(Query::read(&shallow).is_ok());
}

#[test]
fn what_an_alarm_cannot_reckon_is_refused() {
    for text in [
        "SEARCH(ended)",
        "IF(ended, 1)",
        "FILL(failed, 0)",
        "\"ended\"",
        "ended in [1]",
    ] {
        let refusal = Math::read(text).expect_err(text);
        assert_eq!(
            refusal.message, "an alarm is made of numbers, metrics and `IF` alone",
            "{text}"
        );
    }
    let share = Math::read("failed / ended").expect("it can be read");
    assert!(share.of(&[("failed", 1.0), ("ended", 0.0)]).is_err());
    assert!(share.of(&[("failed", 1.0)]).is_err());
}
