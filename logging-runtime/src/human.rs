//! The view for a person at a terminal: one line for each event, jobs and stages indented.

use tracing::Level;

use crate::line::{Field, Fields, Head, select, timestamp};

const DIM: &str = "\x1b[2m";
const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// Writes the event, with its newline. Values are escaped as in JSON, so nothing in them can move
/// the cursor, and what turns the direction of text is made visible.
pub(crate) fn compose(out: &mut String, head: Head, sources: &[&Fields]) {
    let fields = select(sources);
    let text = |key: &str| {
        let field = fields.iter().find(|field| field.key == key)?;
        Some(unquoted(field.value))
    };
    out.push_str(DIM);
    out.push_str(&timestamp(head.unix_ms)[11..23]);
    out.push_str(RESET);
    push_level(out, head.level);
    let event = text("event").unwrap_or_default();
    out.push_str(if text("stage").is_none() { "" } else { "  " });
    push_event(out, event, text("stage"));
    push_outcome(out, text("outcome"), text("dur_ms"));
    if let Some(detail) = text("detail") {
        out.push_str("  ");
        out.push_str(detail);
    }
    for field in fields.iter().filter(|field| !is_shown(field)) {
        out.push_str("  ");
        out.push_str(DIM);
        out.push_str(field.key);
        out.push('=');
        out.push_str(RESET);
        out.push_str(unquoted(field.value));
    }
    out.push('\n');
    if out.contains(turns_text) {
        *out = shown(out);
    }
}

/// The view of an event without what colours it: no other escape can be in it.
pub(crate) fn without_colours(view: &str) -> String {
    let mut parts = view.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        plain + part.split_once('m').map_or("", |(_, text)| text)
    })
}

/// The text with what turns its direction as numbers.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(2 * text.len());
    for c in text.chars() {
        if turns_text(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Whether a character changes the direction of others, so that a person reads what is not there,
/// <https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters>.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_shown(field: &Field<'_>) -> bool {
    matches!(
        field.key,
        "event" | "stage" | "outcome" | "dur_ms" | "detail"
    )
}

fn unquoted(json: &str) -> &str {
    json.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(json)
}

fn push_level(out: &mut String, level: Level) {
    let (colour, name) = match level {
        Level::ERROR => ("\x1b[31m", " ERROR "),
        Level::WARN => ("\x1b[33m", "  WARN "),
        Level::INFO => ("\x1b[32m", "  INFO "),
        Level::DEBUG => ("\x1b[34m", " DEBUG "),
        Level::TRACE => ("\x1b[35m", " TRACE "),
    };
    out.push_str(colour);
    out.push_str(name);
    out.push_str(RESET);
}

fn push_event(out: &mut String, event: &str, stage: Option<&str>) {
    let (mark, name) = match (event, stage) {
        ("job_received", _) => ("● ", "job"),
        ("job_failed", _) => ("✗ ", "job failed"),
        ("job_finished", _) => ("■ ", "job"),
        ("stage_start", Some(stage)) => ("▶ ", stage),
        ("stage_result", Some(stage)) => ("◀ ", stage),
        ("log", _) => return,
        (_, Some(_)) => ("  · ", event),
        _ => ("· ", event),
    };
    out.push_str(BOLD);
    out.push_str(mark);
    out.push_str(name);
    out.push_str(RESET);
}

fn push_outcome(out: &mut String, outcome: Option<&str>, dur_ms: Option<&str>) {
    if let Some(outcome) = outcome {
        let colour = match outcome {
            "success" => "\x1b[32m",
            "error" => "\x1b[31m",
            "blocked" | "timeout" => "\x1b[33m",
            _ => "\x1b[36m",
        };
        out.push(' ');
        out.push_str(colour);
        out.push_str(outcome);
        out.push_str(RESET);
    }
    if let Some(ms) = dur_ms {
        out.push(' ');
        out.push_str(ms);
        out.push_str(" ms");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::{Giver, Rules, Schema};
    use crate::redact::{Redactor, Rules as RedactionRules};
    use crate::value::Captured;

    #[test]
    fn a_value_cannot_move_the_cursor() {
        let rules = Rules::new(
            Schema::new([]),
            Redactor::new(&RedactionRules::default()),
            1_000,
        );
        let mut fields = Fields::default();
        for (key, value) in [
            ("event", "stage_result"),
            ("stage", "asr\x1b[2J"),
            ("outcome", "success"),
            ("detail", "\u{9b}31m\r\nforged"),
        ] {
            fields.push(&rules, Giver::Framework, key, Captured::Text(value));
        }
        let mut line = String::new();
        let head = Head {
            unix_ms: 1_756_311_846_123,
            level: Level::INFO,
        };
        compose(&mut line, head, &[&fields]);
        assert_eq!(
            line,
            "\x1b[2m16:24:06.123\x1b[0m\x1b[32m  INFO \x1b[0m  \x1b[1m◀ asr\\u001b[2J\x1b[0m \
             \x1b[32msuccess\x1b[0m  \\u009b31m\\r\\nforged\n"
        );
    }

    #[test]
    fn what_turns_the_direction_of_text_is_made_visible() {
        let rules = Rules::new(
            Schema::new([]),
            Redactor::new(&RedactionRules::default()),
            16_128,
        );
        let mut fields = Fields::default();
        let file = Captured::Text("invoice\u{202e}fdp.exe");
        fields.push(&rules, Giver::Program, "file", file);
        let (mut line, level) = (String::new(), Level::INFO);
        compose(&mut line, Head { unix_ms: 0, level }, &[&fields]);
        assert!(line.ends_with("invoice\\u{202e}fdp.exe\n"), "{line}");
    }
}
