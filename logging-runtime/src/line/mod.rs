//! One event as one line: a JSON object with its keys in a fixed order.
//!
//! Nothing here reads a clock, takes a lock or runs code of the user: a line is made from lists of
//! [`Fields`] that are ready to be copied.

pub(crate) mod around;
mod copy;
pub(crate) mod escape;
pub(crate) mod fast;
pub(crate) mod fields;
#[cfg(feature = "json")]
pub(crate) mod json;
mod keys;
mod known;
mod name;
mod number;
pub(crate) mod read;
mod render;
mod rules;
pub(crate) mod schema;
mod seen;
mod sequence;
mod simple;
pub(crate) mod spare;
mod stamp;
pub(crate) mod strip;
mod time;
mod truncate;

pub(crate) use fields::{Draft, Field, Fields, NONE, Opening, Prefix, Usual};
pub(crate) use name::Name;
pub(crate) use render::raw_text;
pub(crate) use rules::Rules;
pub(crate) use schema::{Giver, Named, Schema};
pub(crate) use sequence::Sequence;
pub(crate) use stamp::{AFTER_TIME, Stamp};
pub(crate) use truncate::SUPPRESSED;

use tracing::Level;

use self::copy::Pen;
use self::truncate::Pieces;

/// What every line has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    /// Milliseconds since 1970.
    pub(crate) unix_ms: i64,
    pub(crate) level: Level,
}

/// Appends the line, with its newline, to `out`. Of two fields with the same key the one in the
/// earlier source stands. Returns how many bytes were cut to keep the line within `max_bytes`.
pub(crate) fn compose(
    out: &mut Vec<u8>,
    head: Head,
    sources: &[&Fields],
    max_bytes: usize,
) -> usize {
    let mut pieces = Pieces::new(select(sources), lost(sources));
    let removed = pieces.fit(max_bytes.saturating_sub(ENVELOPE));
    let mut pen = Pen::new(out, 0);
    stamp::write(&mut pen, head);
    pen.end();
    pieces.push(out, removed);
    out.extend_from_slice(b"}\n");
    removed
}

/// The time of a line as text, always 24 bytes long.
pub(crate) fn timestamp(unix_ms: i64) -> String {
    String::from_utf8_lossy(&time::text(unix_ms)).into_owned()
}

/// Bytes of a line without its fields and its newline.
const ENVELOPE: usize = "{\"ts\":\"\",\"lvl\":\"DEBUG\"}".len() + time::LEN;

fn lost(sources: &[&Fields]) -> usize {
    sources.iter().map(|fields| fields.lost()).sum()
}

/// The fields that stand in the line, each key once, in their order.
pub(crate) fn select<'a>(sources: &[&'a Fields]) -> Vec<Field<'a>> {
    let mut chosen: Vec<Field<'a>> = Vec::with_capacity(16);
    for field in sources.iter().flat_map(|fields| fields.iter()) {
        if !chosen.iter().any(|earlier| earlier.key == field.key) {
            let behind = |other: &Field<'_>| other.rank > field.rank;
            let at = chosen.iter().position(behind).unwrap_or(chosen.len());
            chosen.insert(at, field);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Captured, Value};

    fn fields(giver: Giver, list: &[(&str, &dyn Value)]) -> Fields {
        let mut fields = Fields::default();
        for (key, value) in list {
            fields.push(&Rules::usual(), giver, key, value.capture());
        }
        fields
    }

    fn line(sources: &[&Fields], max: usize) -> String {
        let mut out = Vec::new();
        let head = Head {
            unix_ms: 1_756_311_846_123,
            level: Level::INFO,
        };
        compose(&mut out, head, sources, max);
        String::from_utf8(out).expect("valid UTF-8")
    }

    #[test]
    fn keys_stand_in_the_order_of_the_schema_and_free_ones_in_source_order() {
        let own = fields(
            Giver::Framework,
            &[
                ("zeta", &1),
                ("detail", &"d"),
                ("dur_ms", &7),
                ("alpha", &true),
                ("attempt", &2),
                ("event", &"stage_result"),
                ("outcome", &"success"),
            ],
        );
        let context = fields(
            Giver::Framework,
            &[("stage", &"asr"), ("video_id", &"v"), ("job_id", &"j")],
        );
        assert_eq!(
            line(&[&own, &context], 16_128),
            "{\"ts\":\"2025-08-27T16:24:06.123Z\",\"lvl\":\"INFO\",\"job_id\":\"j\",\
             \"video_id\":\"v\",\"stage\":\"asr\",\"event\":\"stage_result\",\
             \"outcome\":\"success\",\"dur_ms\":7,\"detail\":\"d\",\"attempt\":2,\
             \"zeta\":1,\"alpha\":true}\n"
        );
    }

    #[test]
    fn the_earlier_source_wins_and_no_key_stands_twice() {
        let own = fields(Giver::Program, &[("a", &1), ("job_id", &"mine")]);
        let context = fields(
            Giver::Framework,
            &[("job_id", &"theirs"), ("a", &2), ("b", &3)],
        );
        assert_eq!(
            line(&[&own, &context], 16_128),
            "{\"ts\":\"2025-08-27T16:24:06.123Z\",\"lvl\":\"INFO\",\"job_id\":\"mine\",\"a\":1,\"b\":3}\n"
        );
    }

    #[test]
    fn keys_that_may_not_be_set_are_renamed_until_they_are_free() {
        let own = fields(
            Giver::Foreign,
            &[
                ("field_ts", &0),
                ("ts", &1),
                ("lvl", &"x"),
                ("event", &"stage_start"),
            ],
        );
        assert_eq!(
            line(&[&own], 16_128),
            "{\"ts\":\"2025-08-27T16:24:06.123Z\",\"lvl\":\"INFO\",\"field_ts\":0,\
             \"field_field_ts\":1,\"field_lvl\":\"x\",\"field_event\":\"stage_start\"}\n"
        );
    }

    #[test]
    fn none_is_left_out_and_secrets_are_cut() {
        let own = fields(
            Giver::Program,
            &[
                ("gone", &None::<u8>),
                ("password", &"hunter2"),
                ("note", &"Bearer abcdefghijklmnop"),
            ],
        );
        let text = line(&[&own], 16_128);
        assert!(
            !text.contains("gone") && !text.contains("hunter2"),
            "{text}"
        );
        assert!(!text.contains("abcdefghijklmnop"), "{text}");
        assert!(text.contains(r#""password":"[REDACTED]""#), "{text}");
    }

    #[test]
    fn a_char_and_a_display_are_strings() {
        let mut own = Fields::default();
        own.push(&Rules::usual(), Giver::Program, "c", Captured::Char('"'));
        own.push(
            &Rules::usual(),
            Giver::Program,
            "d",
            Captured::Display(&format_args!("{}", 1.5)),
        );
        assert!(line(&[&own], 16_128).ends_with("\"c\":\"\\\"\",\"d\":\"1.5\"}\n"));
    }
}
