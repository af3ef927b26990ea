//! The template: made of the saved queries, and its filters and alarms run on lines.

mod files;
mod pipeline;

use std::collections::BTreeMap;

use cloudwatch::template::{ALARMS, Alarm, METRICS, Metric, Source, dashboard_queries};
use cloudwatch::{Math, Pattern, Query, template, value_of};
use files::{saved, stored};
use serde_json::Value;

#[test]
fn the_stored_template_is_the_one_of_the_saved_queries() {
    let made = serde_json::to_string_pretty(&template(&saved())).expect("it is JSON") + "\n";
    let stored = stored("../../docs/cloudwatch/template.json", &made);
    assert!(stored == made, "`BLESS=1` writes it anew");
}

#[test]
fn a_metric_is_made_of_fields_that_its_pattern_names() {
    for metric in METRICS {
        let pattern = pattern(&metric);
        let named: Vec<&str> = pattern.fields().collect();
        let value = metric.value.strip_prefix("$.");
        for field in metric.dimensions.iter().copied().chain(value) {
            assert!(named.contains(&field), "{}: {field}", metric.name);
        }
        assert!(metric.dimensions.len() <= 3, "{}", metric.name);
    }
}

#[test]
fn metrics_count_what_the_queries_count() {
    let lines = pipeline::lines();
    let sum = |name: &str| -> f64 { series(name, &lines).iter().sum() };
    let jobs = count(
        &lines,
        "filter event = \"job_finished\" | stats count(*) as n",
    );
    let failed = count(
        &lines,
        "filter event = \"job_failed\" | stats count(*) as n",
    );
    let took = count(
        &lines,
        "filter event = \"stage_result\" | stats sum(dur_ms) as n",
    );
    let held = count(
        &lines,
        "filter ispresent(suppressed) | stats sum(suppressed) as n",
    );
    let share = count(
        &lines,
        "filter event = \"job_finished\" | stats sum(strcontains(outcome, \"blocked\")) \
         + sum(strcontains(outcome, \"timeout\")) + sum(strcontains(outcome, \"error\")) as n",
    );
    assert_eq!(
        [sum("JobsEnded"), sum("JobsFailed")].map(|n| n.to_string()),
        [jobs, failed.clone()]
    );
    assert_eq!(failed, share);
    assert_eq!(
        [sum("StageDuration"), sum("LinesHeldBack")].map(|n| n.to_string()),
        [took, held]
    );
    assert_eq!(series("Processor", &lines), [12.5, 37.5]);
    assert_eq!(series("MemoryMib", &lines), [512.0, 640.0]);
    assert_eq!(
        series("StagesEnded", &lines).len(),
        series("StageDuration", &lines).len()
    );
}

#[test]
fn a_share_of_failures_is_told_from_the_next_smaller_one_and_from_few_jobs() {
    let alarm = alarm(|source| matches!(source, Source::Math(..)));
    let Source::Math(expression, sums) = alarm.source else {
        panic!("it is one")
    };
    let ids: Vec<&str> = sums.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ["ended", "failed"]);
    let expression = expression.replace("${MinJobs}", &default("MinJobs"));
    let share = Math::read(&expression).expect("it can be read");
    let of = |ended: f64, failed: f64| {
        share
            .of(&[("ended", ended), ("failed", failed)])
            .expect("a number")
    };
    let threshold: f64 = default("FailedPercent").parse().expect("a number");
    let is_raised = |values: &[f64]| alarm.is_raised(values, threshold);
    assert!(is_raised(&[0.0, of(1000.0, 51.0), of(1000.0, 51.0)]));
    assert!(is_raised(&[of(20.0, 2.0), 0.0, of(20.0, 2.0)]));
    assert!(!is_raised(&[
        of(1000.0, 50.0),
        of(1000.0, 50.0),
        of(1000.0, 50.0)
    ]));
    assert!(!is_raised(&[
        of(19.0, 19.0),
        of(19.0, 19.0),
        of(19.0, 19.0)
    ]));
    assert!(!is_raised(&[0.0, 0.0, of(20.0, 20.0)]));
    assert!(!is_raised(&[of(20.0, 20.0), of(20.0, 20.0), 0.0, 0.0]));
}

#[test]
fn an_alarm_looks_at_metrics_that_have_no_dimensions() {
    for alarm in ALARMS {
        let names: Vec<&str> = match alarm.source {
            Source::Sum(name) | Source::P95(name) => vec![name],
            Source::Math(_, sums) => sums.iter().map(|(_, name)| *name).collect(),
        };
        for name in names {
            assert!(metric(name).dimensions.is_empty(), "{name}");
        }
        assert!(!default(alarm.threshold).is_empty());
    }
}

#[test]
fn the_dashboard_is_json_whose_queries_are_those_that_were_judged() {
    let template = template(&saved());
    let body = &template["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"];
    let body: Value = serde_json::from_str(body.as_str().expect("a text")).expect("JSON");
    let widgets = body["widgets"].as_array().expect("a list");
    let logs: Vec<&str> = widgets
        .iter()
        .filter_map(|widget| widget["properties"]["query"].as_str())
        .collect();
    let saved = saved();
    assert_eq!(logs.len(), dashboard_queries(&saved).count());
    for query in logs {
        let commands = query
            .strip_prefix("SOURCE '${LogGroup}' | ")
            .expect("the group stands first");
        Query::read(commands).expect("it is a query");
    }
    let ends = |widget: &Value| {
        widget["x"]
            .as_u64()
            .zip(widget["width"].as_u64())
            .map(|(x, width)| x + width)
    };
    assert!(
        widgets
            .iter()
            .all(|widget| ends(widget).is_some_and(|end| end <= 24))
    );
}

fn series(name: &str, lines: &[checker::Line]) -> Vec<f64> {
    let metric = metric(name);
    let matching = pattern(&metric).matching(lines).expect("it is known");
    matching
        .iter()
        .filter_map(|line| value_of(metric.value, line))
        .collect()
}

fn count(lines: &[checker::Line], query: &str) -> String {
    let table = Query::read(query)
        .expect("a query")
        .run(lines)
        .expect("it is known");
    table.column("n").concat()
}

fn metric(name: &str) -> Metric {
    METRICS
        .into_iter()
        .find(|metric| metric.name == name)
        .expect("there is one")
}

fn pattern(metric: &Metric) -> Pattern {
    Pattern::read(metric.pattern).unwrap_or_else(|refusal| panic!("{}: {refusal}", metric.name))
}

fn alarm(is_it: impl Fn(Source) -> bool) -> Alarm {
    ALARMS
        .into_iter()
        .find(|alarm| is_it(alarm.source))
        .expect("there is one")
}

fn default(parameter: &str) -> String {
    template(&BTreeMap::new())["Parameters"][parameter]["Default"].to_string()
}
