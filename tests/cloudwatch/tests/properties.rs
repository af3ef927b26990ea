//! What a query counts of any lines is what is counted of them without it.

mod pipeline;

use cloudwatch::Query;
use proptest::prelude::*;

const OUTCOMES: [&str; 4] = ["success", "blocked", "timeout", "error"];
const STAGES: [&str; 3] = ["asr", "download", "email"];

/// A run of a stage: which, how it ended, how long it took.
type Run = (usize, usize, u64);

fn runs() -> impl Strategy<Value = Vec<Run>> {
    prop::collection::vec((0..STAGES.len(), 0..OUTCOMES.len(), 0..100_000_u64), 1..60)
}

fn lines(runs: &[Run]) -> Vec<checker::Line> {
    let line = |(stage, outcome, millis): &Run| {
        let level = ["INFO", "WARN", "WARN", "ERROR"][*outcome];
        format!(
            r#"{{"ts":"2026-11-28T06:00:00.000Z","lvl":"{level}","stage":"{}","event":"stage_result","outcome":"{}","dur_ms":{millis}}}{}"#,
            STAGES[*stage], OUTCOMES[*outcome], "\n",
        )
    };
    pipeline::read(&runs.iter().map(line).collect::<String>())
}

proptest! {
    #[test]
    fn counts_sums_and_percentiles_of_groups_are_those_of_their_lines(runs in runs()) {
        let query = "stats count(*) as n, sum(strcontains(outcome, \"error\")) as n_error, \
            sum(dur_ms) as sum_ms, min(dur_ms) as min_ms, max(dur_ms) as max_ms, pct(dur_ms, 95) as p95_ms, \
            n_error * 100 / n as percent by stage | sort stage asc";
        let table = Query::read(query).expect("a query").run(&lines(&runs)).expect("it is known");
        let mut wanted = vec![String::from("stage | n | n_error | sum_ms | min_ms | max_ms | p95_ms | percent\n")];
        for (at, stage) in STAGES.iter().enumerate() {
            let mut own: Vec<u64> = runs.iter().filter(|run| run.0 == at).map(|run| run.2).collect();
            own.sort_unstable();
            let (n, Some(min), Some(max)) = (own.len(), own.first(), own.last()) else { continue };
            let failed = runs.iter().filter(|run| run.0 == at && OUTCOMES[run.1] == "error");
            let errors = u32::try_from(failed.count()).expect("they are few");
            let sum: u64 = own.iter().sum();
            let p95 = own[(n * 95).div_ceil(100) - 1];
            let percent = f64::from(errors) * 100.0 / f64::from(u32::try_from(n).expect("they are few"));
            wanted.push(format!("{stage} | {n} | {errors} | {sum} | {min} | {max} | {p95} | {percent}\n"));
        }
        prop_assert_eq!(table.to_string(), wanted.concat());
    }

    #[test]
    fn what_a_filter_keeps_and_what_its_opposite_keeps_is_everything(runs in runs(), millis in 0..100_000_u64) {
        let lines = lines(&runs);
        let kept = |condition: &str| {
            let query = format!("fields dur_ms | filter {condition}");
            Query::read(&query).expect("a query").run(&lines).expect("it is known").column("dur_ms").len()
        };
        let condition = format!("dur_ms > {millis} and outcome = \"error\" or stage in [\"asr\"]");
        prop_assert_eq!(kept(&condition) + kept(&format!("not ({condition})")), lines.len());
        let expected = runs.iter().filter(|run| run.2 > millis && OUTCOMES[run.1] == "error" || run.0 == 0);
        prop_assert_eq!(kept(&condition), expected.count());
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[a-z\"'`{}(),|=*#$@.0-9 \\\\é\n]{0,60}") {
        let _ = Query::read(&text);
        let _ = cloudwatch::Pattern::read(&text);
        let _ = cloudwatch::Math::read(&text);
        let _ = cloudwatch::fill(&text, &[("a", "b")]);
    }
}
