//! Bytes that forge, move, hide, collide, or do not fit.

use std::fmt::Write as _;

use logging_runtime::{Context, JobTimer, Logging, Outcome, StageTimer, evt, init, json};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{number, programs};
use crate::facts;

programs!(
    forged,
    code_points,
    escapes,
    bidirectional,
    collisions,
    numbers,
    interpreted,
    cuts
);

/// An object of one member, with a key that is known only now.
struct Member<'a>(&'a str);

impl Serialize for Member<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0, self.0)?;
        map.end()
    }
}

/// Writes a character into every place that there is.
fn everywhere(text: &str) {
    let job = JobTimer::start_with(text, Some(text), &[("field", &text)]);
    let context = job.context().with("video_id", text).with(text, text);
    context.scope(|| {
        evt!("value", text, object = json(Member(text)), debug = ?text);
        log::info!(target: text, "{text}");
        let stage = StageTimer::start_with(text, &[(text, &text)]);
        stage.record(text, text);
        stage.finish(Outcome::Success);
    });
    job.finish(Outcome::Success);
}

/// Each code point at the beginning, in the middle and at the end, or each of so many.
fn code_points() {
    let _guard = init();
    let every = u32::try_from(number(0)).expect("it fits");
    let mut n_points = 0_u32;
    let mut text = String::new();
    for point in (0..=0x0010_ffff).filter(|point| *point < 0x3000 || point % every == 0) {
        let Some(c) = char::from_u32(point) else {
            continue;
        };
        text.clear();
        let _ = write!(text, "{c}a{c}b{c}");
        everywhere(&text);
        n_points += 1;
    }
    facts::put("points", n_points);
}

const ESCAPES: [&str; 12] = [
    "\x1b[31mred\x1b[0m",
    "\x1b[2J\x1b[H",
    "\x1b]0;title\x07",
    "\x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\u{9b}31mred",
    "\u{9d}0;title\u{9c}",
    "\u{90}+q\u{9c}",
    "back\x08\x08\x08space",
    "\x7f\x7f",
    "\r\x1b[Koverwritten",
    "\u{85}next line\u{2028}and\u{2029}more",
];

fn escapes() {
    let _guard = init();
    for text in ESCAPES {
        everywhere(text);
        tracing::error!(text, "{text}");
    }
}

fn bidirectional() {
    let _guard = init();
    for point in (0x200b..=0x200f)
        .chain(0x202a..=0x202e)
        .chain(0x2066..=0x2069)
    {
        let c = char::from_u32(point).expect("a character");
        evt!(
            "invisible",
            text = format!("<{c}>"),
            point = format!("{point:04x}")
        );
    }
}

/// Every key of the schema from everybody who can give keys, and each two of them together.
fn collisions() {
    let keys: Vec<&str> = include_str!("../../keys.txt").split_whitespace().collect();
    let constants: Vec<String> = keys.iter().map(|key| format!("{key}=c")).collect();
    let _guard = Logging::builder()
        .set("LOG_FIELDS", &constants.join(","))
        .init();
    for first in &keys {
        for second in &keys {
            let context = Context::current()
                .with(first, "context")
                .with(second, "context");
            context.scope(|| {
                let stage =
                    StageTimer::start_with("s", &[(first, &"a"), (second, &"b"), (first, &"c")]);
                stage.record(first, "d");
                stage.record(second, "e");
                stage.scope(|| {
                    tracing::info!(
                        ts = 1,
                        lvl = 2,
                        event = 3,
                        detail = 4,
                        field_ts = 5,
                        n = 6,
                        "x"
                    );
                });
                stage.finish(Outcome::Success);
            });
        }
    }
    let _span = tracing::info_span!(
        "s",
        ts = 1,
        lvl = 1,
        job_id = 1,
        stage = 1,
        event = 1,
        detail = 1,
        n = 1
    )
    .entered();
    evt!(
        "keys",
        ts = 1,
        field_ts = 2,
        lvl = 3,
        event = 4,
        truncated = 5,
        "a\"b" = 6,
        "a\\b" = 7,
        n = 8,
        n = 9
    );
    facts::put("pairs", keys.len() * keys.len());
}

/// Fields that are called as the log's own keys.
fn forged() {
    let _guard = init();
    tracing::info!(
        level = "x",
        target = "y",
        lvl = "z",
        ts = 0,
        event = "job_failed",
        "forged"
    );
    evt!(
        "forged",
        level = "x",
        target = "y",
        lvl = "z",
        ts = 0,
        event = "job_failed"
    );
}

/// The numbers at the ends and between them, as they are and as the bits that they have.
fn numbers() {
    let _guard = init();
    let mut bits = vec![0, 1, 2, 3, (1 << 52) - 1, 1 << 52, (1 << 52) + 1];
    bits.extend(
        [
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::EPSILON,
            1.0,
            0.1,
            1e15,
            1e16,
            1e21,
            1e22,
            5e-324,
        ]
        .map(f64::to_bits),
    );
    let mut random = super::Random(7);
    bits.extend((0..number(0)).map(|_| random.below(u64::MAX)));
    for bits in bits {
        let value = f64::from_bits(bits);
        evt!("f64", bits = bits.to_string(), value, negative = -value);
        let small = f32::from_bits(bits as u32);
        evt!("f32", bits = (bits as u32).to_string(), value = small);
    }
    evt!(
        "integers",
        a = i128::MIN,
        b = i128::MAX,
        c = u128::MAX,
        d = i64::MIN,
        e = u64::MAX
    );
    evt!(
        "no_numbers",
        a = f64::NAN,
        b = f64::INFINITY,
        c = f32::NEG_INFINITY
    );
}

fn interpreted() {
    let _guard = init();
    for text in [
        "${jndi:ldap://x/a}",
        "{} {0} {value:?}",
        "%s %n %x",
        "$(reboot)",
        "{{}}",
        "\\u0041\\n",
    ] {
        evt!("text", text);
        tracing::info!("{text}");
    }
}

/// Lines around the limit, with characters of every width and escapes where they are cut.
fn cuts() {
    let limit = number(0);
    let _guard = Logging::builder()
        .set("LOG_MAX_LINE_BYTES", &limit.to_string())
        .init();
    for unit in [
        "x", "é", "€", "😀", "\"", "\n", "\u{1}", "\u{2028}", "é\n😀",
    ] {
        for more in 0..40_usize {
            let length = (limit as usize - 140 + 4 * more) / unit.len();
            evt!("long", text = unit.repeat(length));
            tracing::info!("{}{more}", unit.repeat(length));
        }
    }
}
