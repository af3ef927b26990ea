//! What is counted and measured as lines arrive.

use serde_json::{Value, json};

/// A metric that a filter makes of lines.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// What it is called.
    pub name: &'static str,
    /// Which lines it is made of.
    pub pattern: &'static str,
    /// What it gets of each: a number, or the field that has it.
    pub value: &'static str,
    /// The fields that tell its series apart.
    pub dimensions: &'static [&'static str],
    unit: &'static str,
}

/// All metrics. Those that alarms look at have no dimensions, so that they are 0 where nothing happens: a metric with
/// dimensions can have no value for that.
pub const METRICS: [Metric; 8] = [
    Metric::counted("JobsEnded", r#"{ $.event = "job_finished" }"#),
    Metric::counted("JobsFailed", r#"{ $.event = "job_failed" }"#),
    Metric {
        name: "JobDuration",
        pattern: r#"{ $.event = "job_finished" && $.dur_ms >= 0 }"#,
        value: "$.dur_ms",
        dimensions: &[],
        unit: "Milliseconds",
    },
    Metric {
        name: "StagesEnded",
        pattern: r#"{ $.event = "stage_result" && $.stage = "*" && $.outcome = "*" }"#,
        value: "1",
        dimensions: &["stage", "outcome"],
        unit: "Count",
    },
    Metric {
        name: "StageDuration",
        pattern: r#"{ $.event = "stage_result" && $.stage = "*" && $.dur_ms >= 0 }"#,
        value: "$.dur_ms",
        dimensions: &["stage"],
        unit: "Milliseconds",
    },
    Metric {
        name: "LinesHeldBack",
        pattern: "{ $.suppressed > 0 }",
        value: "$.suppressed",
        dimensions: &[],
        unit: "Count",
    },
    Metric {
        name: "Processor",
        pattern: r#"{ $.event = "performance_metric" && $.cpu >= 0 }"#,
        value: "$.cpu",
        dimensions: &[],
        unit: "Percent",
    },
    Metric {
        name: "MemoryMib",
        pattern: r#"{ $.event = "performance_metric" && $.mem_mb >= 0 }"#,
        value: "$.mem_mb",
        dimensions: &[],
        unit: "None",
    },
];

impl Metric {
    const fn counted(name: &'static str, pattern: &'static str) -> Metric {
        Metric {
            name,
            pattern,
            value: "1",
            dimensions: &[],
            unit: "Count",
        }
    }

    pub(super) fn resource(&self) -> (String, Value) {
        let mut transformation = json!({
            "MetricName": self.name,
            "MetricNamespace": { "Ref": "Namespace" },
            "MetricValue": self.value,
            "Unit": self.unit,
        });
        if !self.dimensions.is_empty() {
            let dimension = |key: &&str| json!({ "Key": key, "Value": format!("$.{key}") });
            transformation["Dimensions"] = self.dimensions.iter().map(dimension).collect();
        } else if self.unit == "Count" {
            transformation["DefaultValue"] = json!(0);
        }
        let resource = json!({
            "Type": "AWS::Logs::MetricFilter",
            "Properties": {
                "LogGroupName": { "Ref": "LogGroup" },
                "FilterPattern": self.pattern,
                "MetricTransformations": [transformation],
            },
        });
        (format!("Metric{}", self.name), resource)
    }
}
