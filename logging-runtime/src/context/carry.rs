//! A context between processes: W3C `traceparent` and `baggage` header values.
//!
//! <https://www.w3.org/TR/trace-context/>, <https://www.w3.org/TR/baggage/>

use std::fmt::Write;

use super::Context;
use super::node::{Node, Scope};
use crate::lane;
use crate::line::{Fields, Giver};
use crate::value::Captured;

/// A header may have so many bytes of baggage.
const MAX_BAGGAGE: usize = 8_192;

impl Context {
    /// The values of the headers `traceparent` and `baggage` that carry this context to another
    /// process: the job's id and the context keys, and a trace id that stays the same for a job.
    ///
    /// ```
    /// use logging_runtime::Context;
    /// let context = Context::from_headers(None, Some("job_id=j-17,video_id=v%201"));
    /// let headers = context.to_headers();
    /// assert_eq!(headers.baggage, "job_id=j-17,video_id=v%201");
    /// assert_eq!(headers.traceparent.len(), 55);
    /// ```
    pub fn to_headers(&self) -> Headers {
        let mut baggage = String::new();
        let mut seed = String::new();
        if let Some(node) = self.node() {
            let rules = node.rules();
            for field in node.scope().context.iter() {
                let carried = field.key == "job_id" || rules.schema.is_context_key(field.key);
                let text = serde_json::from_str::<String>(field.value).ok();
                if let Some(text) = text.filter(|_| carried && is_token(field.key)) {
                    push_member(&mut baggage, field.key, &text);
                    seed.push_str(&text);
                }
            }
        }
        Headers {
            traceparent: traceparent(&seed),
            baggage,
        }
    }

    /// The context that came with these header values. What is not well formed is left out: a peer
    /// must not be able to stop a job by a bad header.
    pub fn from_headers(_traceparent: Option<&str>, baggage: Option<&str>) -> Context {
        let rules = lane::rules(lane::current());
        let mut context = Fields::default();
        for member in bounded(baggage.unwrap_or_default()).split(',') {
            let Some((key, value)) = member.split(';').next().and_then(|m| m.split_once('='))
            else {
                continue;
            };
            let key = key.trim();
            let known = key == "job_id" || rules.schema.is_context_key(key);
            // An id that is empty is none: a job would take it for its own.
            let text = decoded(value.trim()).filter(|text| !text.is_empty());
            if let (true, Some(text)) = (known, text) {
                context.push(rules, Giver::Program, key, Captured::Text(&text));
            }
        }
        let scope = Scope {
            context,
            ..Scope::default()
        };
        Context(Some(Node::narrowed(None, scope)))
    }
}

/// Header values that carry a context; made by [`Context::to_headers`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Headers {
    /// The value of `traceparent`.
    pub traceparent: String,
    /// The value of `baggage`; empty where there is nothing to carry.
    pub baggage: String,
}

fn push_member(baggage: &mut String, key: &str, text: &str) {
    let mut member = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~:@/".contains(&byte) {
            member.push(char::from(byte));
        } else {
            let _ = write!(member, "%{byte:02X}");
        }
    }
    if baggage.len() + key.len() + member.len() + 2 <= MAX_BAGGAGE {
        if !baggage.is_empty() {
            baggage.push(',');
        }
        baggage.push_str(key);
        baggage.push('=');
        baggage.push_str(&member);
    }
}

/// A key that can stand in a header.
fn is_token(key: &str) -> bool {
    !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// As much of a header as is read.
fn bounded(header: &str) -> &str {
    let mut end = header.len().min(MAX_BAGGAGE);
    while !header.is_char_boundary(end) {
        end -= 1;
    }
    &header[..end]
}

fn decoded(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (rest.next()?, rest.next()?);
            let digit = |byte: u8| char::from(byte).to_digit(16);
            bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// A trace id that follows from what identifies the job, and a span id of its own.
fn traceparent(seed: &str) -> String {
    // FNV-1a of 128 bits, <http://www.isthe.com/chongo/tech/comp/fnv/>.
    let trace = seed.bytes().fold(
        0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128,
        |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        },
    );
    let span = crate::lifecycle::job::random_64();
    format!("00-{:032x}-{:016x}-01", trace.max(1), span.max(1))
}
