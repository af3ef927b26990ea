//! The view for a person at a terminal: one line for each event, jobs and stages indented.

use tracing::Level;

use crate::line::{Field, Fields, Head, select, timestamp};

const DIM: &str = "\x1b[2m";
const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// Writes the event, with its newline. Values are escaped as in JSON, so nothing in them can move
/// the cursor, and what turns the direction of text is made visible.
pub(crate) fn compose(out: &mut String, head: Head, sources: &[&Fields], has_colours: bool) {
    let fields = select(sources);
    let text = |key: &str| {
        let field = fields.iter().find(|field| field.key == key)?;
        Some(unquoted(field.value))
    };
    let mut view = View { out, has_colours };
    view.push_in(DIM, &[&timestamp(head.unix_ms)[11..23]]);
    view.push_level(head.level);
    let event = text("event").unwrap_or_default();
    view.push(if text("stage").is_none() { "" } else { "  " });
    view.push_event(event, text("stage"));
    view.push_outcome(text("outcome"), text("dur_ms"));
    if let Some(detail) = text("detail") {
        view.push("  ");
        view.push(detail);
    }
    for field in fields.iter().filter(|field| !is_shown(field)) {
        view.push("  ");
        view.push_in(DIM, &[field.key, "="]);
        view.push(unquoted(field.value));
    }
    view.push("\n");
    if out.contains(turns_text) {
        *out = shown(out);
    }
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

/// The line while it is written.
struct View<'a> {
    out: &'a mut String,
    has_colours: bool,
}

impl View<'_> {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// The same in a colour or a weight.
    fn push_in(&mut self, colour: &str, texts: &[&str]) {
        self.push(if self.has_colours { colour } else { "" });
        for text in texts {
            self.push(text);
        }
        self.push(if self.has_colours { RESET } else { "" });
    }

    fn push_level(&mut self, level: Level) {
        let (colour, name) = match level {
            Level::ERROR => ("\x1b[31m", " ERROR "),
            Level::WARN => ("\x1b[33m", "  WARN "),
            Level::INFO => ("\x1b[32m", "  INFO "),
            Level::DEBUG => ("\x1b[34m", " DEBUG "),
            Level::TRACE => ("\x1b[35m", " TRACE "),
        };
        self.push_in(colour, &[name]);
    }

    fn push_event(&mut self, event: &str, stage: Option<&str>) {
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
        self.push_in(BOLD, &[mark, name]);
    }

    fn push_outcome(&mut self, outcome: Option<&str>, dur_ms: Option<&str>) {
        if let Some(outcome) = outcome {
            let colour = match outcome {
                "success" => "\x1b[32m",
                "error" => "\x1b[31m",
                "blocked" | "timeout" => "\x1b[33m",
                _ => "\x1b[36m",
            };
            self.push(" ");
            self.push_in(colour, &[outcome]);
        }
        if let Some(ms) = dur_ms {
            self.push(" ");
            self.push(ms);
            self.push(" ms");
        }
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
        compose(&mut line, head, &[&fields], true);
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
        compose(&mut line, Head { unix_ms: 0, level }, &[&fields], true);
        assert!(line.ends_with("invoice\\u{202e}fdp.exe\n"), "{line}");
    }
}
