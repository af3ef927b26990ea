//! What an attribute or a macro can say of its site.

use tracing::Level;

use crate::outcome::Outcome;

/// What is said.
#[doc(hidden)]
pub struct Options {
    pub role: Role,
    pub level: Level,
    /// The names of the fields, for the span.
    pub fields: &'static [&'static str],
    /// Whether a start line is written.
    pub starts: bool,
    /// Whether the body evaluates its fields itself, by [`Site::__begin`](super::Site::__begin).
    pub begins: bool,
    /// What a `None` means here.
    pub none: Option<Outcome>,
}

impl Options {
    /// A stage without options.
    pub const STAGE: Options = Options {
        role: Role::Stage,
        level: Level::INFO,
        fields: &[],
        starts: true,
        begins: false,
        none: None,
    };

    /// A job without options.
    pub const JOB: Options = Options {
        role: Role::Job,
        ..Options::STAGE
    };

    /// The performance channel.
    pub(crate) const METRIC: Options = Options {
        role: Role::Metric,
        ..Options::STAGE
    };

    /// An `evt!` of a level.
    pub const fn event(level: Level) -> Options {
        Options {
            role: Role::Event,
            level,
            ..Options::STAGE
        }
    }
}

/// What a site writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Job,
    Stage,
    Event,
    /// A line of the performance channel.
    Metric,
}

/// The options that have a number, in its order.
pub(super) static PLAIN: [&Options; 4] = [&STAGE, &STAGE_BEGINS, &JOB, &JOB_BEGINS];

static STAGE: Options = Options::STAGE;
static STAGE_BEGINS: Options = Options {
    begins: true,
    ..Options::STAGE
};
static JOB: Options = Options::JOB;
static JOB_BEGINS: Options = Options {
    begins: true,
    ..Options::JOB
};
