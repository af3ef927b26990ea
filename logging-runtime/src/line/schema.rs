//! The fixed order of the keys, and who may set which.

/// Where a key stands in the line. Smaller ranks stand first; equal ranks keep the order in which
/// they were given.
pub(crate) type Rank = u16;

pub(crate) const JOB_ID: Rank = 10;
/// The configured context keys stand from here on, in their configured order.
pub(crate) const CONTEXT: Rank = 100;
pub(crate) const STAGE: Rank = 1_000;
pub(crate) const EVENT: Rank = 1_001;
pub(crate) const OUTCOME: Rank = 1_002;
pub(crate) const DUR_MS: Rank = 1_003;
pub(crate) const DETAIL: Rank = 1_004;
const OPTIONAL: Rank = 1_100;
const FRAMEWORK: Rank = 1_200;
/// Fields that the schema does not know.
pub(crate) const OTHER: Rank = 2_000;
/// The marks at the end of a line.
pub(crate) const MARK: Rank = 3_000;

/// At most so many context keys, so that their ranks stay below [`STAGE`].
pub(crate) const MAX_CONTEXT_KEYS: usize = 32;

const OPTIONAL_KEYS: [&str; 4] = ["attempt", "use_proxy", "profile", "cookie_source"];

/// The keys that the framework itself writes, in their order.
const FRAMEWORK_KEYS: [&str; 17] = [
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
];

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
            .or_else(|| ranked(&FRAMEWORK_KEYS, FRAMEWORK, key))
            .or_else(|| ranked(&MARKS, MARK, key)),
    }
}

fn ranked(keys: &[&str], first: Rank, key: &str) -> Option<Rank> {
    let index = keys.iter().position(|known| *known == key)?;
    Some(first + Rank::try_from(index).unwrap_or(0))
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

/// What kind of value a key of the schema takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A JSON string.
    Text,
    /// A JSON integer that is not negative.
    Unsigned,
    /// Anything else.
    Other,
}

/// Whether `giver` may set the key at `rank` to a value of this shape. What may not is written as
/// `field_<key>`.
pub(crate) fn may_set(giver: Giver, rank: Rank, shape: Shape) -> bool {
    match (giver, rank) {
        (Giver::Framework, _) => true,
        (_, 0 | MARK.. | EVENT | SUPPRESSED)
        | (Giver::Foreign, OUTCOME | DUR_MS)
        // Whatever stands on lines that somebody else writes must not change what they say.
        | (Giver::Run | Giver::Context | Giver::Around, STAGE..=DETAIL)
        | (Giver::Run, ..STAGE) => false,
        (Giver::Run | Giver::Context | Giver::Around, FRAMEWORK..OTHER) => is_open(rank),
        (_, DUR_MS) => shape == Shape::Unsigned,
        (_, ..=DETAIL) => shape == Shape::Text,
        _ => true,
    }
}

/// Of the keys that the framework writes, those that only count or measure. The others say what a run
/// is and how it ended.
fn is_open(rank: Rank) -> bool {
    let index = usize::from(rank - FRAMEWORK);
    FRAMEWORK_KEYS.get(index).is_some_and(|key| {
        matches!(
            *key,
            "exit_code"
                | "signal"
                | "bytes_out"
                | "items"
                | "cpu"
                | "mem_mb"
                | "trace_id"
                | "span_id"
        )
    })
}

const SUPPRESSED: Rank = FRAMEWORK + 11;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_documented_one() {
        let schema = Schema::new(["video_id".to_owned(), "tenant".to_owned()]);
        let order = [
            "ts",
            "job_id",
            "video_id",
            "tenant",
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
            "anything",
            "unpaired",
            "truncated",
            "_aws",
        ];
        assert!(order.map(|key| schema.rank(key)).is_sorted_by(|a, b| a < b));
        assert_eq!(schema.rank("suppressed"), SUPPRESSED);
    }

    #[test]
    fn a_library_cannot_forge_a_lifecycle_line() {
        for rank in [EVENT, OUTCOME, DUR_MS] {
            for shape in [Shape::Text, Shape::Unsigned, Shape::Other] {
                assert!(!may_set(Giver::Foreign, rank, shape));
            }
        }
        assert!(may_set(Giver::Foreign, JOB_ID, Shape::Text));
    }

    #[test]
    fn what_stands_on_lines_of_others_cannot_change_what_they_say() {
        let schema = Schema::new(["video_id".to_owned()]);
        let refused = |giver: Giver, key: &str| !may_set(giver, schema.rank(key), Shape::Text);
        for key in [
            "stage",
            "event",
            "outcome",
            "dur_ms",
            "detail",
            "error_type",
            "job",
        ] {
            for giver in [Giver::Run, Giver::Context, Giver::Around] {
                assert!(refused(giver, key), "{giver:?} {key}");
            }
        }
        for key in ["job_id", "video_id"] {
            assert!(refused(Giver::Run, key));
            assert!(!refused(Giver::Context, key) && !refused(Giver::Around, key));
        }
        assert!(!refused(Giver::Run, "attempt") && !refused(Giver::Run, "bytes_out"));
    }

    #[test]
    fn the_program_may_set_a_schema_key_only_with_its_type() {
        assert!(may_set(Giver::Program, OUTCOME, Shape::Text));
        assert!(!may_set(Giver::Program, OUTCOME, Shape::Other));
        assert!(may_set(Giver::Program, DUR_MS, Shape::Unsigned));
        assert!(!may_set(Giver::Program, DUR_MS, Shape::Text));
        assert!(!may_set(Giver::Program, 0, Shape::Text));
    }
}
