//! The table at the end: how each stage did, computed from nothing but the program's own lines.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

/// The keys of an event line that the table and the progress bar need.
#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    pub(crate) event: String,
    stage: Option<String>,
    outcome: Option<String>,
    dur_ms: Option<u64>,
}

/// The results of every stage so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    stages: BTreeMap<String, Results>,
}

#[derive(Debug, Default)]
struct Results {
    succeeded: u32,
    durations: Vec<u64>,
}

impl Line {
    pub(crate) fn parse(line: &[u8]) -> Option<Self> {
        serde_json::from_slice(line).ok()
    }
}

impl Tally {
    pub(crate) fn add(&mut self, line: &Line) {
        if line.event != "stage_result" {
            return;
        }
        let (Some(stage), Some(dur_ms)) = (&line.stage, line.dur_ms) else {
            return;
        };
        let results = self.stages.entry(stage.clone()).or_default();
        results.succeeded += u32::from(line.outcome.as_deref() == Some("success"));
        results.durations.push(dur_ms);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stages = self.stages.keys().map(|stage| stage.chars().count());
        let width = stages.max().unwrap_or(0).max("stage".len());
        writeln!(f, "{:width$}  results  success %  P50 ms  P95 ms", "stage")?;
        for (stage, results) in &self.stages {
            let n = results.durations.len();
            let sorted = results.sorted();
            let (p50, p95) = (nearest_rank(&sorted, 50), nearest_rank(&sorted, 95));
            writeln!(
                f,
                "{stage:width$}  {n:7}  {:9.1}  {p50:6}  {p95:6}",
                percent(results.succeeded, n)
            )?;
        }
        Ok(())
    }
}

impl Results {
    fn sorted(&self) -> Vec<u64> {
        let mut sorted = self.durations.clone();
        sorted.sort_unstable();
        sorted
    }
}

/// The smallest value that at least `percent` of the values do not exceed.
fn nearest_rank(sorted: &[u64], percent: usize) -> u64 {
    let rank = (percent * sorted.len()).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0)
}

fn percent(part: u32, whole: usize) -> f64 {
    // No stage has four billion results; if one had, its share would only be a little off.
    let whole = u32::try_from(whole).unwrap_or(u32::MAX).max(1);
    100.0 * f64::from(part) / f64::from(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally.add(&Line::parse(line.as_bytes()).unwrap());
        }
        tally
    }

    #[test]
    fn a_row_holds_what_the_result_lines_of_its_stage_say() {
        let table = tally(&[
            r#"{"event":"stage_start","stage":"asr"}"#,
            r#"{"event":"stage_result","stage":"asr","outcome":"success","dur_ms":30}"#,
            r#"{"event":"stage_result","stage":"asr","outcome":"success","dur_ms":10}"#,
            r#"{"event":"stage_result","stage":"asr","outcome":"timeout","dur_ms":1500}"#,
            r#"{"event":"stage_result","stage":"email","outcome":"error","dur_ms":2}"#,
            r#"{"event":"job_finished","outcome":"success","dur_ms":7}"#,
        ]);
        assert_eq!(
            table.to_string(),
            "stage  results  success %  P50 ms  P95 ms\n\
             asr          3       66.7      30    1500\n\
             email        1        0.0       2       2\n"
        );
    }

    #[test]
    fn nearest_rank_is_a_value_of_the_set() {
        let values: Vec<u64> = (1..=20).collect();
        assert_eq!(
            (nearest_rank(&values, 50), nearest_rank(&values, 95)),
            (10, 19)
        );
        assert_eq!(
            (
                nearest_rank(&[7], 50),
                nearest_rank(&[7], 95),
                nearest_rank(&[], 50)
            ),
            (7, 7, 0)
        );
        assert_eq!(
            (nearest_rank(&[1, 2, 3], 50), nearest_rank(&[1, 2, 3], 95)),
            (2, 3)
        );
    }
}
