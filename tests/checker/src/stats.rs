//! What a stream says about its stages: the table that queries compute elsewhere.

use std::collections::BTreeMap;

use crate::line::Line;

/// The results of one stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StageStats {
    /// How often the stage ended with each outcome.
    pub outcomes: BTreeMap<String, u32>,
    /// The durations of all results in milliseconds, ascending.
    pub durations: Vec<u64>,
}

/// The results of every stage of a stream, by the stage's name.
///
/// `stage_result` lines without stage, outcome or duration are no results and not counted.
///
/// # Example
///
/// ```
/// let report = checker::Checker::new().pairing(checker::Pairing::Unchecked).check(concat!(
///     r#"{"ts":"2025-08-27T16:24:06.123Z","lvl":"INFO","stage":"asr","event":"stage_result","outcome":"success","dur_ms":7}"#, "\n",
///     r#"{"ts":"2025-08-27T16:24:06.124Z","lvl":"WARN","stage":"asr","event":"stage_result","outcome":"timeout","dur_ms":9}"#, "\n",
/// ));
/// let asr = &checker::stats::by_stage(&report.lines)["asr"];
/// assert_eq!((asr.count(), asr.success_percent(), asr.p50(), asr.p95()), (2, 50.0, 7, 9));
/// ```
pub fn by_stage<'a>(lines: impl IntoIterator<Item = &'a Line>) -> BTreeMap<String, StageStats> {
    let mut stages: BTreeMap<String, StageStats> = BTreeMap::new();
    for line in lines {
        if let Some((stage, outcome, duration)) = result(line) {
            let stats = stages.entry(stage.to_owned()).or_default();
            *stats.outcomes.entry(outcome.to_owned()).or_default() += 1;
            stats.durations.push(duration);
        }
    }
    for stats in stages.values_mut() {
        stats.durations.sort_unstable();
    }
    stages
}

/// The nearest-rank percentile of ascending values: the value at place `ceil(percent/100 * n)`,
/// counted from 1; none if there are no values.
///
/// # Example
///
/// ```
/// assert_eq!(checker::stats::percentile(&[15, 20, 35, 40, 50], 30), Some(20));
/// ```
pub fn percentile(ascending: &[u64], percent: usize) -> Option<u64> {
    let rank = (ascending.len() * percent).div_ceil(100);
    // The 0th percentile is the least value, which rank 0 would miss.
    ascending.get(rank.saturating_sub(1)).copied()
}

impl StageStats {
    /// How many results the stage has.
    pub fn count(&self) -> u32 {
        self.outcomes.values().sum()
    }

    /// How many results have this outcome.
    pub fn outcome(&self, outcome: &str) -> u32 {
        self.outcomes.get(outcome).copied().unwrap_or_default()
    }

    /// How many in a hundred results are `success`, 0 without results.
    pub fn success_percent(&self) -> f64 {
        match self.count() {
            0 => 0.0,
            count => 100.0 * f64::from(self.outcome("success")) / f64::from(count),
        }
    }

    /// The median duration in milliseconds by nearest rank, 0 without results.
    pub fn p50(&self) -> u64 {
        percentile(&self.durations, 50).unwrap_or_default()
    }

    /// The 95th percentile of the durations in milliseconds by nearest rank, 0 without results.
    pub fn p95(&self) -> u64 {
        percentile(&self.durations, 95).unwrap_or_default()
    }
}

fn result(line: &Line) -> Option<(&str, &str, u64)> {
    line.get_str("event")
        .filter(|event| *event == "stage_result")?;
    let duration = line.get("dur_ms")?.as_u64()?;
    Some((line.get_str("stage")?, line.get_str("outcome")?, duration))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(results: &[(&str, &str, u64)]) -> Vec<Line> {
        let text = |(stage, outcome, duration): &(&str, &str, u64)| {
            format!(
                r#"{{"stage":"{stage}","event":"stage_result","outcome":"{outcome}","dur_ms":{duration}}}"#
            )
        };
        let read = |text: String| Line::read(1, text.as_bytes()).expect("the text is an object");
        results.iter().map(text).map(read).collect()
    }

    #[test]
    fn percentiles_are_values_at_the_nearest_rank() {
        let hundred: Vec<u64> = (1..=100).collect();
        assert_eq!(percentile(&hundred, 50), Some(50));
        assert_eq!(percentile(&hundred, 95), Some(95));
        assert_eq!(percentile(&hundred, 100), Some(100));
        assert_eq!(percentile(&hundred, 0), Some(1));
        assert_eq!(percentile(&[1, 2, 3], 50), Some(2));
        assert_eq!(percentile(&[1, 2, 3, 4], 50), Some(2));
        assert_eq!(percentile(&hundred[..20], 95), Some(19));
        assert_eq!(percentile(&hundred[..21], 95), Some(20));
        assert_eq!(percentile(&[9], 95), Some(9));
        assert_eq!(percentile(&[], 50), None);
    }

    #[test]
    fn every_stage_has_its_own_row() {
        let rows = by_stage(&lines(&[
            ("asr", "success", 30),
            ("fetch", "blocked", 1),
            ("asr", "success", 10),
            ("asr", "error", 20),
            ("asr", "success", 40),
        ]));
        assert_eq!(rows.keys().collect::<Vec<_>>(), ["asr", "fetch"]);
        let asr = &rows["asr"];
        assert_eq!(
            (asr.count(), asr.outcome("success"), asr.outcome("error")),
            (4, 3, 1)
        );
        assert!((asr.success_percent() - 75.0).abs() < 1e-12);
        assert_eq!(asr.durations, [10, 20, 30, 40]);
        assert_eq!((asr.p50(), asr.p95()), (20, 40));
        assert!(rows["fetch"].success_percent().abs() < 1e-12);
    }

    #[test]
    fn lines_that_are_no_results_are_not_counted() {
        let line = |text: &str| Line::read(1, text.as_bytes()).expect("the text is an object");
        let others = [
            line(r#"{"stage":"asr","event":"stage_start"}"#),
            line(r#"{"stage":"asr","event":"stage_result","outcome":"success"}"#),
            line(r#"{"event":"stage_result","outcome":"success","dur_ms":1}"#),
        ];
        assert!(by_stage(&others).is_empty());
    }
}
