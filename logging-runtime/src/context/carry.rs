//! A context between processes: W3C `traceparent` and `baggage` header values.
//!
//! <https://www.w3.org/TR/trace-context/>, <https://www.w3.org/TR/baggage/>

use std::fmt::Write;

use super::Context;
use super::node::Node;
use super::scope;
use crate::lane;
use crate::lifecycle::job::random_64;
use crate::line::{Giver, Rules, read};
use crate::redact::Treatment;
use crate::value::{Captured, Value};

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
        if let Some(node) = self.node() {
            let rules = node.rules();
            for field in node.scope().fields_of_context() {
                let carried = field.key == "job_id" || rules.schema.is_context_key(field.key);
                let text = read::text(field.value);
                if let Some(text) = text.filter(|_| carried && is_token(field.key)) {
                    push_member(&mut baggage, field.key, &text);
                }
            }
        }
        Headers {
            traceparent: self.traceparent(),
            baggage,
        }
    }

    /// The trace that the context came with, else one that follows from the job's id, so that it is
    /// the same for the whole job, else a new one.
    fn traceparent(&self) -> String {
        let text = |key| read::text(self.node()?.scope().of_context(key)?);
        let trace = text("trace_id")
            .filter(|trace| is_id(trace, 32))
            .or_else(|| text("job_id").map(|id| format!("{:032x}", fnv_1a(&id).max(1))))
            .unwrap_or_else(|| format!("{:016x}{:016x}", random_64().max(1), random_64()));
        format!("00-{trace}-{:016x}-01", random_64().max(1))
    }

    /// The context that came with these header values. The trace's id stands on its lines as
    /// `trace_id`. What is not well formed is left out: a peer must not be able to stop a job by a bad
    /// header.
    pub fn from_headers(traceparent: Option<&str>, baggage: Option<&str>) -> Context {
        let rules = lane::rules(lane::current());
        let mut scope = scope::take();
        let context = &mut scope.context;
        for member in bounded(baggage.unwrap_or_default()).split(',') {
            let Some((key, value)) = member.split(';').next().and_then(|m| m.split_once('='))
            else {
                continue;
            };
            let key = key.trim();
            let known = key == "job_id" || rules.schema.is_context_key(key);
            // An id that is empty is none: a job would take it for its own.
            let text = decoded(value.trim()).filter(|text| !text.is_empty());
            match text {
                // Hashed before it was sent: a hash of the hash would be another name.
                Some(hash) if known && is_hashed(rules, key, &hash) => {
                    context.push_json(rules, key, &format!("\"{hash}\""));
                }
                Some(text) if known => {
                    context.push(rules, Giver::Context, key, Captured::Text(&text));
                }
                _ => {}
            }
        }
        // A peer would send both on, and who reads that may take the other one.
        context.keep_first();
        let trace = traceparent.and_then(trace_id);
        context.push(rules, Giver::Framework, "trace_id", trace.capture());
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

/// Whether the value looks like what is written for a key whose values are hashed.
fn is_hashed(rules: &Rules, key: &str, text: &str) -> bool {
    rules.redactor.key(key) == Treatment::Hash && is_hex(text, 16)
}

/// The trace's id in a `traceparent` of any version, <https://www.w3.org/TR/trace-context/#traceparent-header>.
fn trace_id(traceparent: &str) -> Option<&str> {
    let mut parts = traceparent.trim().split('-');
    let (version, trace, span) = (parts.next()?, parts.next()?, parts.next()?);
    let is_version = is_hex(version, 2) && version != "ff";
    (is_version && is_id(trace, 32) && is_id(span, 16)).then_some(trace)
}

/// Whether it is an id of so many digits. One of zeros is none.
fn is_id(text: &str, digits: usize) -> bool {
    is_hex(text, digits) && text.bytes().any(|byte| byte != b'0')
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// <http://www.isthe.com/chongo/tech/comp/fnv/>
fn fnv_1a(text: &str) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    text.bytes().fold(BASIS, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(PRIME)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_goes_on_and_a_job_has_one_of_its_own() {
        let theirs = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        let context = Context::from_headers(Some(theirs), Some("job_id=j-1"));
        assert_eq!(context.to_headers().traceparent[..36], theirs[..36]);
        let job = Context::from_headers(None, Some("job_id=j-1"));
        let video = job.with("video_id", "v");
        assert_eq!(
            job.to_headers().traceparent[..36],
            video.to_headers().traceparent[..36]
        );
        let (a, b) = (
            Context::default().to_headers(),
            Context::default().to_headers(),
        );
        assert_ne!(a.traceparent[..36], b.traceparent[..36]);
    }

    #[test]
    fn what_a_program_calls_a_trace_goes_on_only_if_it_is_one() {
        for own in [
            "",
            "x\r\nEvil: 1",
            "4BF92F3577B34DA6A3CE929D0E0E4736",
            &"0".repeat(32),
        ] {
            let context = Context::default()
                .with("job_id", "j-1")
                .with("trace_id", own);
            let header = context.to_headers().traceparent;
            assert!(
                trace_id(&header).is_some() && header.len() == 55,
                "{header}"
            );
        }
    }

    #[test]
    fn of_a_key_that_came_twice_one_value_goes_on() {
        let twice = Some("job_id=,job_id=j-1,video_id=v,job_id=j-2");
        let context = Context::from_headers(None, twice);
        assert_eq!(context.job_id().as_deref(), Some("j-1"));
        assert_eq!(context.to_headers().baggage, "job_id=j-1,video_id=v");
    }

    #[test]
    fn a_traceparent_that_is_not_well_formed_is_left_out() {
        for bad in [
            "",
            "00",
            "00-0-0-0",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4bf92f3577b34da6a3ce929d0e0é4736-00f067aa0ba902b7-01",
        ] {
            assert_eq!(trace_id(bad), None, "{bad}");
        }
    }
}
