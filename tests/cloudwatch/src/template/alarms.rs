//! When somebody is told.

use serde_json::{Value, json};

/// An alarm: it is raised where so many of the last periods are over a threshold.
#[derive(Clone, Copy, Debug)]
pub struct Alarm {
    name: &'static str,
    says: &'static str,
    /// What is looked at.
    pub source: Source,
    /// The parameter that it must not exceed.
    pub threshold: &'static str,
    /// Seconds.
    pub period: u32,
    /// Of how many periods how many have to be over it.
    pub of: (usize, usize),
}

/// What an alarm looks at.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// The sum of a metric.
    Sum(&'static str),
    /// What 95 of 100 values of a metric do not exceed.
    P95(&'static str),
    /// An expression over sums of metrics, each with its name in it. Parameters stand in it as `${Name}`.
    Math(&'static str, &'static [(&'static str, &'static str)]),
}

/// All alarms.
pub const ALARMS: [Alarm; 3] = [
    Alarm {
        name: "FailingJobs",
        says: "Too many of a hundred jobs fail",
        source: Source::Math(
            "IF(ended >= ${MinJobs}, 100 * failed / ended, 0)",
            &[("ended", "JobsEnded"), ("failed", "JobsFailed")],
        ),
        threshold: "FailedPercent",
        period: 300,
        of: (2, 3),
    },
    Alarm {
        name: "FailedJobs",
        says: "Too many jobs fail in an hour",
        source: Source::Sum("JobsFailed"),
        threshold: "FailuresPerHour",
        period: 3_600,
        of: (1, 1),
    },
    Alarm {
        name: "SlowJobs",
        says: "Jobs take too long",
        source: Source::P95("JobDuration"),
        threshold: "SlowJobMs",
        period: 600,
        of: (2, 2),
    },
];

impl Alarm {
    /// Whether it is raised by the newest of these values, one for each period.
    #[must_use]
    pub fn is_raised(&self, values: &[f64], threshold: f64) -> bool {
        let (enough, periods) = self.of;
        let newest = values.iter().rev().take(periods);
        newest.filter(|value| **value > threshold).count() >= enough
    }

    pub(super) fn resource(&self) -> (String, Value) {
        let (enough, periods) = self.of;
        let mut properties = json!({
            "AlarmDescription": self.says,
            "ComparisonOperator": "GreaterThanThreshold",
            "Threshold": { "Ref": self.threshold },
            "DatapointsToAlarm": enough,
            "EvaluationPeriods": periods,
            // In a minute without any line there is no value, not even 0.
            "TreatMissingData": "notBreaching",
            "AlarmActions": { "Fn::If": ["IsTold", [{ "Ref": "TopicArn" }], { "Ref": "AWS::NoValue" }] },
        });
        match self.source {
            Source::Sum(metric) => self.look_at(&mut properties, metric, ("Statistic", "Sum")),
            Source::P95(metric) => {
                self.look_at(&mut properties, metric, ("ExtendedStatistic", "p95"));
                properties["EvaluateLowSampleCountPercentile"] = json!("ignore");
            }
            Source::Math(expression, sums) => {
                let sums = sums.iter().map(|(id, metric)| self.sum(id, metric));
                let whole = json!({ "Id": "share", "Expression": { "Fn::Sub": expression }, "ReturnData": true });
                properties["Metrics"] = sums.chain([whole]).collect();
            }
        }
        let resource = json!({ "Type": "AWS::CloudWatch::Alarm", "Properties": properties });
        (format!("Alarm{}", self.name), resource)
    }

    fn look_at(&self, properties: &mut Value, metric: &str, (kind, statistic): (&str, &str)) {
        properties["Namespace"] = json!({ "Ref": "Namespace" });
        properties["MetricName"] = json!(metric);
        properties["Period"] = json!(self.period);
        properties[kind] = json!(statistic);
    }

    fn sum(&self, id: &str, metric: &str) -> Value {
        json!({
            "Id": id,
            "ReturnData": false,
            "MetricStat": {
                "Metric": { "Namespace": { "Ref": "Namespace" }, "MetricName": metric },
                "Period": self.period,
                "Stat": "Sum",
            },
        })
    }
}
