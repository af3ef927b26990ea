//! The table at the end of standard error.

use checker::stats::by_stage;

use crate::program::SAMPLE;

#[test]
fn every_cell_can_be_computed_from_the_lines() {
    let mut expected = vec!["stage results success % P50 ms P95 ms".to_owned()];
    for (stage, stats) in by_stage(&SAMPLE.report.lines) {
        let (count, share) = (stats.count(), stats.success_percent());
        expected.push(format!(
            "{stage} {count} {share:.1} {} {}",
            stats.p50(),
            stats.p95()
        ));
    }
    let table: Vec<_> = SAMPLE
        .run
        .stderr
        .lines()
        .map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(table, expected);
    assert_eq!(table.len(), 1 + 7);
}

#[test]
fn columns_stand_below_each_other() {
    let widths: Vec<_> = SAMPLE.run.stderr.lines().map(str::len).collect();
    assert!(
        widths.windows(2).all(|pair| pair[0] == pair[1]),
        "{}",
        SAMPLE.run.stderr
    );
}
