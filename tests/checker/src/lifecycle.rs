//! What the lines that tell of jobs and stages must have.

use crate::line::Line;
use crate::outcome;
use crate::value::Value;

/// What one lifecycle event needs, and what it cannot have yet.
struct Rule {
    event: &'static str,
    needs: &'static [&'static str],
    never: &'static [&'static str],
}

const RULES: [Rule; 5] = [
    Rule {
        event: "job_received",
        needs: &["job_id"],
        never: &["outcome", "dur_ms", "unpaired"],
    },
    Rule {
        event: "stage_start",
        needs: &["stage"],
        never: &["outcome", "dur_ms", "unpaired"],
    },
    Rule {
        event: "stage_result",
        needs: &["stage", "outcome", "dur_ms"],
        never: &[],
    },
    Rule {
        event: "job_failed",
        needs: &["job_id", "outcome", "dur_ms", "detail", "error_type"],
        never: &[],
    },
    Rule {
        event: "job_finished",
        needs: &["job_id", "outcome", "dur_ms"],
        never: &[],
    },
];

/// Everything that is wrong with a line as a part of a job's or a stage's life.
pub(crate) fn problems(line: &Line) -> Vec<String> {
    let event = line.get_str("event").unwrap_or_default();
    let Some(rule) = RULES.iter().find(|rule| rule.event == event) else {
        return mark_without_reason(line, event).into_iter().collect();
    };
    let has = |key: &&&str| line.get(key).is_some();
    let missing = rule.needs.iter().filter(|key| !has(key));
    let surplus = rule.never.iter().filter(has);
    let mut problems: Vec<_> = missing
        .map(|key| format!("`{event}` without `{key}`"))
        .collect();
    problems.extend(surplus.map(|key| format!("`{event}` with `{key}`")));
    if event == "job_failed" {
        problems.extend(failure_problems(line));
    }
    problems
}

/// Whether the level of a line fits what it tells.
///
/// A failed job is an error whatever the reason, so `job_failed` is no question of this rule.
pub(crate) fn level_problem(line: &Line) -> Option<String> {
    let event = line.get_str("event")?;
    let wanted = match event {
        "job_received" | "stage_start" | "performance_metric" => "INFO",
        "stage_result" | "job_finished" => outcome::level(line.get_str("outcome")?)?,
        _ => return None,
    };
    let level = line.get_str("lvl")?;
    (level != wanted).then(|| format!("`{event}` at level {level}, not {wanted}"))
}

fn mark_without_reason(line: &Line, event: &str) -> Option<String> {
    let is_marked = line.get("unpaired").and_then(Value::as_bool) == Some(true);
    is_marked.then(|| format!("`{event}` with `unpaired`"))
}

fn failure_problems(line: &Line) -> Vec<String> {
    let mut problems = Vec::new();
    if let Some(level) = line.get_str("lvl").filter(|level| *level != "ERROR") {
        problems.push(format!("`job_failed` at level {level}, not ERROR"));
    }
    if let Some(word) = line
        .get_str("outcome")
        .filter(|word| !outcome::is_failure(word))
    {
        problems.push(format!(
            "`job_failed` with outcome `{word}`, which is no failure"
        ));
    }
    problems
}
