//! What a program gives, made from bytes.

use arbitrary::{Result, Unstructured};
use logging_runtime::{Context, Outcome, StageTimer, Value, evt, json};
use tracing::Level;

/// Names that somebody may give to a field, besides any text: those of the schema, of secrets, and
/// of each other.
const KEYS: [&str; 24] = [
    "a",
    "b",
    "ts",
    "lvl",
    "job_id",
    "video_id",
    "stage",
    "event",
    "outcome",
    "dur_ms",
    "detail",
    "attempt",
    "use_proxy",
    "error_type",
    "suppressed",
    "target",
    "truncated",
    "_aws",
    "field_ts",
    "field_event",
    "password",
    "token_count",
    "tenant",
    "évén\u{7f}\"",
];

/// A context, and what happens in it.
pub(super) struct Given {
    context: Vec<(String, String)>,
    baggage: String,
    span: Option<(String, i64)>,
    happenings: Vec<Happening>,
}

/// What writes a line.
pub(super) enum Happening {
    /// A record of `log`, with its pairs.
    Record(String, String, Vec<(String, Kind)>),
    /// An event of `tracing`, with the schema's own names.
    Foreign(String, String, f64),
    /// An `evt!` that sets what it may.
    Named(String, String, u64),
    /// An `evt!` with a nested value.
    Nested(serde_json::Value),
    /// A stage, whose fields may have any name: two lines.
    Stage(String, Vec<(String, Kind)>),
}

/// A value of a field.
pub(super) enum Kind {
    Text(String),
    Char(char),
    Signed(i128),
    Unsigned(u128),
    Float(f64),
    Bool(bool),
    Missing,
}

impl Given {
    pub(super) fn read(bytes: &mut Unstructured<'_>) -> Given {
        let mut given = Given {
            context: Vec::new(),
            baggage: String::new(),
            span: None,
            happenings: Vec::new(),
        };
        // What there are no bytes for is left out.
        let _ = given.fill(bytes);
        given
    }

    fn fill(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        for _ in 0..bytes.int_in_range(0..=3)? {
            self.context.push((key(bytes)?, text(bytes)?));
        }
        self.baggage = text(bytes)?;
        if bytes.arbitrary()? {
            self.span = Some((text(bytes)?, bytes.arbitrary()?));
        }
        while !bytes.is_empty() && self.happenings.len() < 8 {
            self.happenings.push(Happening::read(bytes)?);
        }
        Ok(())
    }

    pub(super) fn happen(&self) {
        let start = Context::from_headers(None, Some(&self.baggage));
        let context = self.context.iter();
        let context = context.fold(start, |outer, (key, value)| outer.with(key, &**value));
        context.scope(|| match &self.span {
            None => self.happenings.iter().for_each(Happening::happen),
            Some((text, number)) => tracing::info_span!("s", a = %text, b = number, ts = %text)
                .in_scope(|| self.happenings.iter().for_each(Happening::happen)),
        });
    }

    pub(super) fn n_lines(&self) -> usize {
        self.happenings.iter().map(Happening::n_lines).sum()
    }

    /// For each line what it was made of.
    pub(super) fn happenings(&self) -> impl Iterator<Item = &Happening> {
        let times = |happening: &Happening| happening.n_lines();
        self.happenings
            .iter()
            .flat_map(move |happening| std::iter::repeat_n(happening, times(happening)))
    }
}

impl Happening {
    fn read(bytes: &mut Unstructured<'_>) -> Result<Happening> {
        Ok(match bytes.int_in_range(0..=4)? {
            0 => Happening::Record(text(bytes)?, text(bytes)?, pairs(bytes)?),
            1 => Happening::Foreign(text(bytes)?, text(bytes)?, bytes.arbitrary()?),
            2 => Happening::Named(text(bytes)?, text(bytes)?, bytes.arbitrary()?),
            3 => Happening::Nested(nested(bytes, 0)?),
            _ => Happening::Stage(text(bytes)?, pairs(bytes)?),
        })
    }

    fn n_lines(&self) -> usize {
        match self {
            Happening::Stage(..) => 2,
            _ => 1,
        }
    }

    fn happen(&self) {
        match self {
            Happening::Record(message, target, pairs) => record(message, target, pairs),
            Happening::Foreign(message, text, number) => tracing::event!(
                Level::WARN, ts = %text, event = ?text, outcome = text, dur_ms = number, a = number,
                job_id = %text, stage = text, suppressed = 1, "{message}"
            ),
            Happening::Named(detail, text, number) => {
                // The program is free in its words, the queries are not: these count.
                let outcome = ["success", "timeout", "partial"][text.len() % 3];
                evt!("named", detail, outcome, dur_ms = number, a = %text, b = ?text, ts = number);
            }
            Happening::Nested(value) => evt!("nested", value = json(value)),
            Happening::Stage(name, pairs) => {
                let pairs: Vec<(&str, &dyn Value)> = pairs
                    .iter()
                    .map(|(key, kind)| (&**key, kind.value()))
                    .collect();
                StageTimer::start_with(name, &pairs).finish(Outcome::Success);
            }
        }
    }

    /// Keys that nobody else can have set, with the text that was given for them.
    pub(super) fn own_texts(&self) -> Vec<(&str, &str)> {
        match self {
            Happening::Record(message, _, pairs) => {
                let mut texts = own_pairs(pairs);
                texts.extend(said(message));
                texts
            }
            Happening::Foreign(message, ..) => said(message).into_iter().collect(),
            Happening::Named(detail, text, _) => vec![("detail", detail), ("a", text)],
            Happening::Nested(_) => Vec::new(),
            Happening::Stage(_, pairs) => own_pairs(pairs),
        }
    }
}

/// A record without a message has no `detail`.
fn said(message: &str) -> Option<(&str, &str)> {
    (!message.is_empty()).then_some(("detail", message))
}

/// Of the keys without a meaning those whose first value is a text.
fn own_pairs(pairs: &[(String, Kind)]) -> Vec<(&str, &str)> {
    let first = |name: &'static str| {
        let is_given = |pair: &&(String, Kind)| pair.0 == name && !matches!(pair.1, Kind::Missing);
        match pairs.iter().find(is_given) {
            Some((key, Kind::Text(text))) => Some((&**key, &**text)),
            _ => None,
        }
    };
    ["a", "b", "password", "token_count"]
        .into_iter()
        .filter_map(first)
        .collect()
}

fn record(message: &str, target: &str, pairs: &[(String, Kind)]) {
    let pairs: Vec<(&str, log::kv::Value<'_>)> = pairs
        .iter()
        .map(|(key, kind)| (&**key, kind.of_log()))
        .collect();
    log::logger().log(
        &log::Record::builder()
            .level(log::Level::Info)
            .target(target)
            .key_values(&pairs)
            .args(format_args!("{message}"))
            .build(),
    );
}

impl Kind {
    fn value(&self) -> &dyn Value {
        match self {
            Kind::Text(text) => text,
            Kind::Char(char) => char,
            Kind::Signed(number) => number,
            Kind::Unsigned(number) => number,
            Kind::Float(number) => number,
            Kind::Bool(truth) => truth,
            Kind::Missing => &None::<u8>,
        }
    }

    fn of_log(&self) -> log::kv::Value<'_> {
        match self {
            Kind::Text(text) => log::kv::Value::from(&**text),
            Kind::Char(char) => log::kv::Value::from(*char),
            Kind::Signed(number) => log::kv::Value::from(*number),
            Kind::Unsigned(number) => log::kv::Value::from(*number),
            Kind::Float(number) => log::kv::Value::from(*number),
            Kind::Bool(truth) => log::kv::Value::from(*truth),
            Kind::Missing => log::kv::Value::null(),
        }
    }
}

fn pairs(bytes: &mut Unstructured<'_>) -> Result<Vec<(String, Kind)>> {
    let n_pairs = bytes.int_in_range(0..=6)?;
    (0..n_pairs)
        .map(|_| Ok((key(bytes)?, kind(bytes)?)))
        .collect()
}

fn key(bytes: &mut Unstructured<'_>) -> Result<String> {
    match bytes.int_in_range(0..=KEYS.len())? {
        index if index < KEYS.len() => Ok(KEYS[index].to_owned()),
        _ => text(bytes),
    }
}

fn kind(bytes: &mut Unstructured<'_>) -> Result<Kind> {
    Ok(match bytes.int_in_range(0..=7)? {
        0 => Kind::Char(bytes.arbitrary()?),
        1 => Kind::Signed(bytes.arbitrary()?),
        2 => Kind::Unsigned(bytes.arbitrary()?),
        3 => Kind::Float(bytes.arbitrary()?),
        4 => Kind::Bool(bytes.arbitrary()?),
        5 => Kind::Missing,
        _ => Kind::Text(text(bytes)?),
    })
}

/// Texts of every length: short ones, and now and then one that is too long for a line.
fn text(bytes: &mut Unstructured<'_>) -> Result<String> {
    let length: u8 = bytes.arbitrary()?;
    let times = if length >= 0xf0 {
        1 << (length & 0xf)
    } else {
        1
    };
    let taken = usize::from(length & 0x3f).min(bytes.len());
    let text = String::from_utf8_lossy(bytes.bytes(taken)?);
    Ok(text.repeat(times.min(40_000 / text.len().max(1)).max(1)))
}

fn nested(bytes: &mut Unstructured<'_>, depth: usize) -> Result<serde_json::Value> {
    const DEEPEST: usize = 40;
    Ok(match bytes.int_in_range(0..=5)? {
        0 => serde_json::Value::Null,
        1 => serde_json::json!(bytes.arbitrary::<f64>()?),
        2 if depth < DEEPEST => {
            let items: Result<Vec<_>> = (0..bytes.int_in_range(0..=4)?)
                .map(|_| nested(bytes, depth + 1))
                .collect();
            items?.into()
        }
        3 if depth < DEEPEST => {
            let members: Result<serde_json::Map<_, _>> = (0..bytes.int_in_range(0..=4)?)
                .map(|_| Ok((key(bytes)?, nested(bytes, depth + 1)?)))
                .collect();
            members?.into()
        }
        _ => text(bytes)?.into(),
    })
}
