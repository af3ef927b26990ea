//! One page for whoever is on call.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// The queries that stand on it, in their order.
const SHOWN: [(&str, &str); 3] = [
    ("stages", "Stages"),
    ("failures", "The newest failures"),
    ("held-back", "Messages that were held back"),
];

/// The grid is so many columns wide.
const WIDTH: usize = 24;
const HEIGHT: usize = 6;

pub(super) fn resource(saved: &BTreeMap<String, String>) -> Value {
    let metrics = [
        graph(
            "Jobs",
            &[
                json!(["${Namespace}", "JobsEnded"]),
                json!([".", "JobsFailed"]),
            ],
            "Sum",
        ),
        graph(
            "95 of 100 jobs take, ms",
            &[json!(["${Namespace}", "JobDuration"])],
            "p95",
        ),
        search("Stages by outcome", "stage,outcome", "StagesEnded", "Sum"),
        search(
            "95 of 100 runs of a stage take, ms",
            "stage",
            "StageDuration",
            "p95",
        ),
    ];
    let pairs = metrics.chunks(2).enumerate().flat_map(|(row, pair)| {
        pair.iter().enumerate().map(move |(column, widget)| {
            placed(widget, [column * WIDTH / 2, row * HEIGHT, WIDTH / 2])
        })
    });
    let tables = queries(saved)
        .enumerate()
        .map(|(row, (title, query))| placed(&table(title, query), [0, (row + 2) * HEIGHT, WIDTH]));
    let widgets: Vec<Value> = pairs.chain(tables).collect();
    let body = json!({ "start": "-P1D", "widgets": widgets });
    json!({
        "Type": "AWS::CloudWatch::Dashboard",
        "Properties": { "DashboardBody": { "Fn::Sub": body.to_string() } },
    })
}

/// The queries of the dashboard, each with its title.
pub fn queries(saved: &BTreeMap<String, String>) -> impl Iterator<Item = (&'static str, &str)> {
    SHOWN
        .iter()
        .filter_map(|(name, title)| Some((*title, saved.get(*name)?.as_str())))
}

fn placed(widget: &Value, [x, y, width]: [usize; 3]) -> Value {
    let mut widget = widget.clone();
    widget["x"] = json!(x);
    widget["y"] = json!(y);
    widget["width"] = json!(width);
    widget["height"] = json!(HEIGHT);
    widget
}

fn graph(title: &str, metrics: &[Value], statistic: &str) -> Value {
    json!({
        "type": "metric",
        "properties": {
            "title": title,
            "region": "${AWS::Region}",
            "stat": statistic,
            "period": 300,
            "metrics": metrics,
        },
    })
}

/// All series of a metric with these dimensions.
fn search(title: &str, dimensions: &str, metric: &str, statistic: &str) -> Value {
    let series = format!(
        "SEARCH('{{${{Namespace}},{dimensions}}} MetricName=\"{metric}\"', '{statistic}', 300)"
    );
    graph(title, &[json!([{ "expression": series }])], statistic)
}

fn table(title: &str, query: &str) -> Value {
    // What is said of a query would stand behind the name of the group.
    let commands: Vec<&str> = query
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    json!({
        "type": "log",
        "properties": {
            "title": title,
            "region": "${AWS::Region}",
            "view": "table",
            "query": format!("SOURCE '${{LogGroup}}' | {}", commands.join("\n")),
        },
    })
}
