//! What the lines have: their keys, and the words of those keys that have a closed set of them.

use logging_runtime::inspect;

use crate::Refusal;
use crate::query::Name;

/// The fields that the service itself adds to an event.
const OF_THE_SERVICE: [&str; 4] = ["@timestamp", "@message", "@logStream", "@log"];

/// The default context key.
const CONTEXT: &str = "video_id";

/// Whether a line may have this field.
pub(crate) fn is_field(name: &str) -> bool {
    OF_THE_SERVICE.contains(&name) || name == CONTEXT || inspect::is_key(name)
}

/// Refuses a word that no line has under this key.
pub(crate) fn judge(field: &Name, word: &Name) -> Result<(), Refusal> {
    let is_known = match field.text.as_str() {
        "event" => word.text == "log" || inspect::EVENTS.contains(&word.text.as_str()),
        "outcome" => inspect::OUTCOMES.contains(&word.text.as_str()),
        "lvl" => ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"].contains(&word.text.as_str()),
        _ => true,
    };
    if is_known {
        Ok(())
    } else {
        Err(Refusal::new(
            word.at,
            format!("no line has `{}` as its `{}`", word.text, field.text),
        ))
    }
}
