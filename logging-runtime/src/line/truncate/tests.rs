use super::super::schema::{EVENT, JOB_ID, OTHER, Rank};
use super::*;

fn cut(fields: &[(Rank, &'static str, String)], room: usize) -> (String, usize) {
    let list = fields
        .iter()
        .map(|(rank, key, value)| Field {
            rank: *rank,
            key,
            value,
        })
        .collect();
    let mut pieces = Pieces::new(list, 0);
    let removed = pieces.fit(room);
    let mut out = Vec::new();
    pieces.push(&mut out, removed);
    (String::from_utf8(out).expect("valid UTF-8"), removed)
}

fn string(c: char, n: usize) -> String {
    format!("\"{}\"", c.to_string().repeat(n))
}

fn long_line() -> Vec<(Rank, &'static str, String)> {
    vec![
        (JOB_ID, "job_id", string('j', 20)),
        (EVENT, "event", string('e', 10)),
        (DETAIL, "detail", string('d', 300)),
        (
            OTHER - 1,
            "stderr_tail",
            format!("\"{}END\"", "t".repeat(300)),
        ),
        (OTHER, "short", string('s', 30)),
        (OTHER, "long", string('l', 300)),
        (OTHER, "number", "12345".to_owned()),
    ]
}

#[test]
fn the_end_of_the_stderr_tail_stays() {
    let (line, removed) = cut(&long_line(), 900);
    assert!(line.contains("tttEND\""), "{line}");
    assert!(line.contains(&string('d', 300)) && line.contains(&string('l', 300)));
    assert!(
        line.ends_with(&format!(",\"truncated\":{removed}")),
        "{line}"
    );
}

#[test]
fn then_detail_is_cut_then_the_longest_string_then_fields_are_dropped() {
    let (line, _) = cut(&long_line(), 600);
    assert!(line.contains(r#""stderr_tail":"""#), "{line}");
    assert!(
        line.contains(r#""detail":""#) && line.contains(&string('l', 300)),
        "{line}"
    );
    let (line, _) = cut(&long_line(), 300);
    assert!(line.contains(r#""detail":"""#), "{line}");
    assert!(
        line.contains(&string('s', 30)) && line.contains("\"long\":\"ll"),
        "{line}"
    );
    let (line, _) = cut(&long_line(), 100);
    assert!(
        !line.contains("number") && line.contains(&string('j', 20)),
        "{line}"
    );
}

#[test]
fn a_detail_that_is_cut_keeps_the_mark_of_what_is_held_back() {
    let long = format!("{} [suppressed]", "d".repeat(300));
    for text in [long, "[suppressed]".to_owned()] {
        let mut fields = long_line();
        fields[2].2 = format!("\"{text}\"");
        let (line, _) = cut(&fields, 600);
        assert!(line.contains("[suppressed]\""), "{line}");
        assert!(line.len() <= 600 && line.contains("\"long\":\"lll"));
    }
}

#[test]
fn nothing_is_cut_for_a_value_that_has_no_room_by_itself() {
    let json = format!("[{}1]", "1,".repeat(500));
    let mut fields = long_line();
    fields.insert(4, (OTHER, "json", json));
    let (line, _) = cut(&fields, 1_090);
    let whole = cut(&long_line(), 1_090).0;
    assert!(line.starts_with(&whole), "{line}");
    assert_eq!(line[whole.len()..], *",\"truncated\":1011");
}

#[test]
fn a_job_keeps_its_name_where_the_summary_of_its_stages_has_no_room() {
    let stages = format!("{{{}\"z\":1}}", "\"s\":1,".repeat(200));
    let fields = [
        (EVENT, "event", string('e', 10)),
        (DETAIL + 5, "job", string('n', 20)),
        (OTHER - 2, "stages", stages),
        (OTHER, "bytes", "5".to_owned()),
    ];
    let (line, removed) = cut(&fields, 1_000);
    let kept = r#","event":"eeeeeeeeee","job":"nnnnnnnnnnnnnnnnnnnn","bytes":5"#;
    assert_eq!(line, format!("{kept},\"truncated\":{removed}"));
}

#[test]
fn what_is_written_is_at_most_the_room_and_every_byte_is_accounted_for() {
    let whole = cut(&long_line(), 10_000).0.len();
    for room in 90..whole + 10 {
        let (line, removed) = cut(&long_line(), room);
        assert!(line.len() <= room, "{room}: {}", line.len());
        assert_eq!(removed > 0, room < whole, "{room}");
        let json = format!("{{\"a\":0{line}}}");
        serde_json::from_str::<serde_json::Value>(&json).expect("valid JSON");
        let mark = line.find(",\"truncated\"").map_or(0, |at| line.len() - at);
        assert_eq!(line.len() - mark + removed, whole);
    }
}

#[test]
fn a_string_under_a_schema_key_is_cut_to_256_bytes_in_every_line() {
    let (line, removed) = cut(&[(JOB_ID, "job_id", string('j', 300))], 16_000);
    assert_eq!(removed, 44);
    assert!(line.contains(&string('j', 256)));
}
