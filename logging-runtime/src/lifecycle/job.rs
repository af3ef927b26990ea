//! What a job has that a stage has not: its id, its parent, the story of its stages.

use std::collections::hash_map::RandomState;
use std::fmt::Write;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

use crate::buffer::Ring;
use crate::context::node::Node;
use crate::forked;
use crate::lane::Lane;
use crate::latch::Latch;
use crate::line::escape::floor_boundary;
use crate::outcome::Outcome;

/// What is kept of a job while it runs, where the settings ask for it.
#[derive(Debug)]
pub(crate) struct Job {
    summary: Latch<Vec<StageSummary>>,
    /// Where its lines go.
    pub(crate) lane: Option<&'static Lane>,
    /// Lines below the level filter, kept until the job fails.
    pub(crate) ring: Ring,
}

#[derive(Debug)]
struct StageSummary {
    /// As it stands on the stage's lines: redacted, escaped, and cut.
    name: String,
    n: u64,
    dur_ms: u64,
    last: Outcome,
}

/// So many different stages are told apart on one line.
const MAX_STAGES: usize = 32;
/// Bytes of a stage's name, after escaping.
const MAX_NAME: usize = 256;

impl Job {
    /// A job of which a summary is written, or of which lines are kept until it fails.
    pub(crate) fn kept(node: &Node) -> Option<Arc<Job>> {
        let settings = node.settings();
        let is_kept = settings.job_summary || settings.buffer.job_bytes > 0;
        is_kept.then(|| {
            Arc::new(Job {
                lane: node.lane,
                summary: Latch::new(Vec::new()),
                ring: Ring::default(),
            })
        })
    }

    /// Counts a stage that has ended.
    pub(crate) fn count(&self, name: &str, dur_ms: u64, last: Outcome) {
        let name = cut(name);
        if let Some(mut stages) = forked::enter(&self.summary)
            && let Some(stage) = stages.iter_mut().find(|stage| stage.name == name)
        {
            stage.n += 1;
            stage.dur_ms = stage.dur_ms.saturating_add(dur_ms);
            stage.last = last;
        }
    }

    /// Notes that a stage has started: the summary is in the order of first starts.
    pub(crate) fn note(&self, name: &str) {
        let name = cut(name);
        let Some(mut stages) = forked::enter(&self.summary) else {
            return;
        };
        if stages.len() < MAX_STAGES && !stages.iter().any(|stage| stage.name == name) {
            stages.push(StageSummary {
                name: name.to_owned(),
                n: 0,
                dur_ms: 0,
                last: Outcome::Unseen,
            });
        }
    }

    /// The stages as a JSON object; nothing where none has ended.
    pub(crate) fn summary(&self) -> Option<String> {
        let stages = forked::enter(&self.summary)?;
        let mut json = String::new();
        for stage in stages.iter().filter(|stage| stage.n > 0) {
            json.push(if json.is_empty() { '{' } else { ',' });
            let _ = write!(
                json,
                "\"{}\":{{\"n\":{},\"dur_ms\":{},\"outcome\":\"{}\"}}",
                stage.name,
                stage.n,
                stage.dur_ms,
                stage.last.as_str()
            );
        }
        if json.is_empty() {
            return None;
        }
        json.push('}');
        Some(json)
    }
}

/// What is in a name, which is a JSON string, cut as a `stage` key is.
fn cut(name: &str) -> &str {
    let inside = name.strip_prefix('"').unwrap_or(name);
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    &inside[..floor_boundary(inside, MAX_NAME)]
}

/// A job's id as JSON.
pub(crate) struct NewId([u8; 30]);

impl NewId {
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// A job's id where none was given: `j-` and 128 random bits in base 32.
pub(crate) fn new_id() -> NewId {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut id = *b"\"j-00000000000000000000000000\"";
    let mut bits = random_128();
    for digit in id[3..29].iter_mut().rev() {
        *digit = DIGITS[(bits & 31) as usize];
        bits >>= 5;
    }
    NewId(id)
}

fn random_128() -> u128 {
    (u128::from(random_64()) << 64) | u128::from(random_64())
}

/// Random bits from the keys that the standard library draws from the system. Each `RandomState`
/// of a thread adds one to the first of them, so ids never repeat within a thread; different
/// threads and processes draw anew. A forked child has its parent's keys, and another number.
pub(crate) fn random_64() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    hasher.write_u64(crate::clock::monotonic_ns());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_two_letters_and_26_digits_and_does_not_repeat() {
        let ids: std::collections::HashSet<String> =
            (0..10_000).map(|_| new_id().as_str().to_owned()).collect();
        assert_eq!(ids.len(), 10_000);
        assert!(
            ids.iter()
                .all(|id| id.len() == 30 && id.starts_with("\"j-"))
        );
    }

    #[test]
    fn stages_whose_names_are_cut_to_the_same_one_are_one() {
        let job = Job {
            lane: None,
            summary: Latch::new(Vec::new()),
            ring: Ring::default(),
        };
        let name = "s".repeat(MAX_NAME);
        for end in ["a\"", "b\""] {
            let name = format!("\"{name}{end}");
            job.note(&name);
            job.count(&name, 1, Outcome::Success);
        }
        let expected = format!(r#"{{"{name}":{{"n":2,"dur_ms":2,"outcome":"success"}}}}"#);
        assert_eq!(job.summary(), Some(expected));
    }
}
