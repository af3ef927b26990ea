//! The fixed order of the keys, and who may set which.

/// Where a key stands in the line. Smaller ranks stand first; equal ranks keep the order in which
/// they were given. Each key of the schema has one of its own, below 64, so that a set of them is one
/// word.
pub(crate) type Rank = u8;

pub(crate) const JOB_ID: Rank = 1;
/// The configured context keys stand from here on, in their configured order.
pub(crate) const CONTEXT: Rank = 2;
pub(crate) const STAGE: Rank = CONTEXT + 32;
pub(crate) const EVENT: Rank = STAGE + 1;
pub(crate) const OUTCOME: Rank = STAGE + 2;
pub(crate) const DUR_MS: Rank = STAGE + 3;
pub(crate) const DETAIL: Rank = STAGE + 4;
const OPTIONAL: Rank = STAGE + 5;
const FRAMEWORK: Rank = OPTIONAL + 4;
const LAST: Rank = OTHER - 1;
/// Fields that the schema does not know.
pub(crate) const OTHER: Rank = FRAMEWORK + 17;
/// The marks at the end of a line.
pub(crate) const MARK: Rank = OTHER + 1;

const _: () = assert!(MARK as usize + MARKS.len() == 64);

/// At most so many context keys, so that their ranks stay below [`STAGE`].
pub(crate) const MAX_CONTEXT_KEYS: usize = (STAGE - CONTEXT) as usize;

const OPTIONAL_KEYS: [&str; (FRAMEWORK - OPTIONAL) as usize] =
    ["attempt", "use_proxy", "profile", "cookie_source"];

/// The keys that the framework itself writes, in their order, with the kind of their values, and whether
/// they only count or measure: the others say what a run is and how it ended.
const FRAMEWORK_KEYS: [(&str, Kind, bool); (OTHER - FRAMEWORK) as usize] = [
    ("job", Kind::Text, false),
    ("parent_job_id", Kind::Text, false),
    ("error_type", Kind::Text, false),
    ("outcome_name", Kind::Text, false),
    ("panic_at", Kind::Text, false),
    ("exit_code", Kind::Number, true),
    ("signal", Kind::Number, true),
    ("bytes_out", Kind::Number, true),
    ("items", Kind::Any, true),
    ("cpu", Kind::Number, true),
    ("mem_mb", Kind::Number, true),
    ("suppressed", Kind::Number, false),
    ("target", Kind::Text, false),
    ("trace_id", Kind::Text, true),
    ("span_id", Kind::Text, true),
    ("stages", Kind::Any, false),
    ("stderr_tail", Kind::Text, false),
];

/// What all values of a key are, whoever gives them: a query that counts on a number must find one.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Text,
    Number,
    Any,
}

const MARKS: [&str; 3] = ["unpaired", "truncated", "_aws"];

/// The configured part of the schema.
#[derive(Debug)]
pub(crate) struct Schema {
    context_keys: Vec<String>,
}

impl Schema {
    /// A schema with these context keys. Keys that the schema already has, duplicates, and those
    /// over [`MAX_CONTEXT_KEYS`] are left out; the builder has refused them before.
    pub(crate) fn new(keys: impl IntoIterator<Item = String>) -> Self {
        let mut context_keys: Vec<String> = Vec::new();
        for key in keys {
            if fixed_rank(&key).is_none() && !context_keys.contains(&key) {
                context_keys.push(key);
            }
        }
        context_keys.truncate(MAX_CONTEXT_KEYS);
        Schema { context_keys }
    }

    /// Where `key` stands.
    pub(crate) fn rank(&self, key: &str) -> Rank {
        self.context_rank(key)
            .or_else(|| fixed_rank(key))
            .unwrap_or(OTHER)
    }

    /// Whether `key` is one of the configured context keys.
    pub(crate) fn is_context_key(&self, key: &str) -> bool {
        self.context_rank(key).is_some()
    }

    fn context_rank(&self, key: &str) -> Option<Rank> {
        let index = self.context_keys.iter().position(|known| known == key)?;
        Some(CONTEXT + Rank::try_from(index).unwrap_or(0))
    }
}

/// Whether the schema itself has this key.
pub(crate) fn is_fixed(key: &str) -> bool {
    fixed_rank(key).is_some()
}

/// Schema keys 1 to 8: never dropped from a line.
pub(crate) fn is_kept(rank: Rank) -> bool {
    rank < DETAIL
}

fn fixed_rank(key: &str) -> Option<Rank> {
    match key {
        "ts" | "lvl" => Some(0),
        "job_id" => Some(JOB_ID),
        "stage" => Some(STAGE),
        "event" => Some(EVENT),
        "outcome" => Some(OUTCOME),
        "dur_ms" => Some(DUR_MS),
        "detail" => Some(DETAIL),
        _ => ranked(&OPTIONAL_KEYS, OPTIONAL, key)
            .or_else(|| ranked(&FRAMEWORK_KEYS.map(|(key, ..)| key), FRAMEWORK, key))
            .or_else(|| ranked(&MARKS, MARK, key)),
    }
}

fn ranked(keys: &[&str], first: Rank, key: &str) -> Option<Rank> {
    let index = keys.iter().position(|known| *known == key)?;
    Some(first + Rank::try_from(index).unwrap_or(0))
}

/// The keys of names that the framework writes again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Stage,
    Event,
    Outcome,
    Job,
    Target,
}

impl Named {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Named::Stage => "stage",
            Named::Event => "event",
            Named::Outcome => "outcome",
            Named::Job => "job",
            Named::Target => "target",
        }
    }

    pub(super) fn rank(self) -> Rank {
        match self {
            Named::Stage => STAGE,
            Named::Event => EVENT,
            Named::Outcome => OUTCOME,
            Named::Job => FRAMEWORK,
            Named::Target => TARGET,
        }
    }

    /// The key with the comma before it and the colon behind it.
    pub(super) fn fragment(self) -> &'static [u8] {
        match self {
            Named::Stage => b",\"stage\":",
            Named::Event => b",\"event\":",
            Named::Outcome => b",\"outcome\":",
            Named::Job => b",\"job\":",
            Named::Target => b",\"target\":",
        }
    }
}

/// Who gives a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Giver {
    /// The framework itself.
    Framework,
    /// `evt!`: the program, for a line of its own.
    Program,
    /// `fields(..)`, `record!`: the program, for the lines of a run.
    Run,
    /// `ctx(..)`, [`Context::with`](crate::Context::with), headers: for all lines of a scope.
    Context,
    /// A `tracing` event or a `log` record of anybody.
    Foreign,
    /// A `tracing` span of anybody, or a constant of the program: for lines of others.
    Around,
}

pub(super) const GIVERS: [Giver; 6] = [
    Giver::Framework,
    Giver::Program,
    Giver::Run,
    Giver::Context,
    Giver::Foreign,
    Giver::Around,
];

/// What kind of value a key of the schema takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A JSON string.
    Text,
    /// A JSON integer that is not negative.
    Unsigned,
    /// Another JSON number.
    Number,
    /// Anything else.
    Other,
}

/// Whether `giver` may set the key at `rank` to a value of this shape. What may not is written as
/// `field_<key>`.
pub(crate) fn may_set(giver: Giver, rank: Rank, shape: Shape) -> bool {
    match (giver, rank) {
        (Giver::Framework, _) => true,
        (_, 0 | EVENT | SUPPRESSED | MARK..)
        | (Giver::Foreign, OUTCOME | DUR_MS)
        // Whatever stands on lines that somebody else writes must not change what they say.
        | (Giver::Run | Giver::Context | Giver::Around, STAGE..=DETAIL)
        | (Giver::Run, ..STAGE) => false,
        (_, FRAMEWORK..=LAST) => may_set_own(giver, rank, shape),
        (_, DUR_MS) => shape == Shape::Unsigned,
        (_, ..=DETAIL) => shape == Shape::Text,
        _ => true,
    }
}

/// The same for the keys that the framework writes.
fn may_set_own(giver: Giver, rank: Rank, shape: Shape) -> bool {
    let index = usize::from(rank - FRAMEWORK);
    let Some((_, kind, is_open)) = FRAMEWORK_KEYS.get(index) else {
        return false;
    };
    let is_of_kind = match kind {
        Kind::Text => shape == Shape::Text,
        Kind::Number => matches!(shape, Shape::Unsigned | Shape::Number),
        Kind::Any => true,
    };
    is_of_kind && (*is_open || matches!(giver, Giver::Program | Giver::Foreign))
}

const SUPPRESSED: Rank = FRAMEWORK + 11;
const TARGET: Rank = FRAMEWORK + 12;

#[cfg(test)]
mod tests;
