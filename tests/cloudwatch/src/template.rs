//! The stack: saved queries, metrics, alarms and a dashboard as one `CloudFormation` template.

mod alarms;
mod dashboard;
mod metrics;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::fill;

pub use alarms::{ALARMS, Alarm, Source};
pub use dashboard::queries as dashboard_queries;
pub use metrics::{METRICS, Metric};

/// The template for these saved queries, by their names.
///
/// ```
/// use std::collections::BTreeMap;
///
/// let queries = BTreeMap::from([("volume".to_owned(), "stats count(*) as lines by event".to_owned())]);
/// let template = cloudwatch::template(&queries);
/// assert_eq!(template["Resources"]["QueryVolume"]["Properties"]["Name"], "pipeline/volume");
/// ```
#[must_use]
pub fn template(queries: &BTreeMap<String, String>) -> Value {
    let mut resources = Map::new();
    resources.extend(queries.iter().map(|(name, text)| query(name, text)));
    resources.extend(METRICS.iter().map(Metric::resource));
    resources.extend(ALARMS.iter().map(Alarm::resource));
    resources.insert("Dashboard".to_owned(), dashboard::resource(queries));
    json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "Saved queries, metrics, alarms and a dashboard for the lines of jobs and stages",
        "Parameters": parameters(),
        "Conditions": { "IsTold": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "TopicArn" }, ""] }] } },
        "Resources": resources,
    })
}

fn parameters() -> Value {
    let number = |default: u32, what: &str| json!({ "Type": "Number", "MinValue": 1, "Default": default, "Description": what });
    json!({
        "LogGroup": { "Type": "String", "Description": "The log group that the lines are in, which has to exist" },
        "Namespace": { "Type": "String", "Default": "Pipeline", "Description": "Where the metrics stand" },
        "TopicArn": { "Type": "String", "Default": "", "Description": "Who is told of alarms: the ARN of an SNS topic, or nobody" },
        "MinJobs": number(20, "So many jobs have to end in five minutes before their share of failures counts"),
        "FailedPercent": number(5, "How many jobs in a hundred may fail"),
        "FailuresPerHour": number(10, "How many jobs may fail in an hour"),
        "SlowJobMs": number(30_000, "How many milliseconds 95 of 100 jobs may take"),
    })
}

fn query(name: &str, text: &str) -> (String, Value) {
    let mut properties = json!({
        "Name": format!("pipeline/{name}"),
        "LogGroupNames": [{ "Ref": "LogGroup" }],
        "QueryString": text,
    });
    let parameters: Vec<Value> = fill::parameters(text)
        .map(|name| json!({ "Name": name }))
        .collect();
    if !parameters.is_empty() {
        properties["Parameters"] = Value::Array(parameters);
    }
    let resource = json!({ "Type": "AWS::Logs::QueryDefinition", "Properties": properties });
    (format!("Query{}", capitalised(name)), resource)
}

/// A name of words with hyphens as that of a resource.
fn capitalised(name: &str) -> String {
    let capital = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    name.split('-').map(capital).collect()
}
