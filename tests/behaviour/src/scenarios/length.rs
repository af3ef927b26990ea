//! Lines that are too long.

use logging_runtime::{evt, init, job, json, stage};

scenarios!(
    growing,
    multi_byte,
    escapes,
    order_of_cuts,
    schema_strings,
    many_fields,
    one_huge_array
);

/// Texts of every length around the limit.
fn growing() {
    let _guard = init();
    for n in 850..1_050 {
        // The room is made for the longest level, of five letters.
        evt!(error, "fit", n, text = "x".repeat(n));
    }
}

fn multi_byte() {
    let _guard = init();
    for unit in ["é", "€", "😀"] {
        evt!("cut", unit, text = unit.repeat(20_000));
    }
}

fn escapes() {
    let _guard = init();
    for unit in ["\n", "\u{1b}", "\u{85}", "\u{2028}", "\"", "\\"] {
        evt!("cut", unit, text = unit.repeat(5_000));
    }
}

fn order_of_cuts() {
    let _guard = init();
    for n in [0, 300, 600, 1_200] {
        evt!(
            "cut",
            n,
            stderr_tail = format!("{}END", "t".repeat(300)),
            detail = format!("BEGIN{}", "d".repeat(300)),
            long = "l".repeat(n),
            short = "s".repeat(50),
        );
    }
}

fn schema_strings() {
    let _guard = init();
    long_id(&"é".repeat(150), &"v".repeat(257));
}

#[job]
fn long_id(job_id: &str, video_id: &str) {
    assert!(job_id.len() == 300 && video_id.len() == 257);
    long_name();
}

#[stage("a_name_of_exactly_64_bytes_is_the_longest_that_a_stage_can_have_")]
fn long_name() {}

fn many_fields() {
    let _guard = init();
    let keys: Vec<String> = (0..1_000).map(|n| format!("key{n:03}")).collect();
    let pairs: Vec<(&str, i32)> = keys.iter().map(String::as_str).zip(0..).collect();
    log::logger().log(
        &log::Record::builder()
            .level(log::Level::Info)
            .target("many")
            .args(format_args!("many fields"))
            .key_values(&pairs.as_slice())
            .build(),
    );
}

fn one_huge_array() {
    let _guard = init();
    evt!("huge", before = 1, list = json(vec![7; 100_000]), after = 2);
}
