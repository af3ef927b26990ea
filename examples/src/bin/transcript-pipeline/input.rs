//! The jobs file: JSON Lines, one job on each line. A bad line costs that line, not the file.

use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::time::Duration;

use serde::Deserialize;

/// What a jobs file holds.
#[derive(Debug, Default)]
pub(crate) struct Input {
    pub(crate) jobs: Vec<JobSpec>,
    pub(crate) errors: Vec<InputError>,
}

/// One job as it was ordered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct JobSpec {
    pub(crate) job_id: String,
    pub(crate) videos: Vec<String>,
    pub(crate) language: String,
    #[serde(default)]
    pub(crate) use_proxy: bool,
    #[serde(default)]
    pub(crate) cookie_source: Option<CookieSource>,
    #[serde(default = "JobSpec::default_deadline_ms")]
    deadline_ms: u64,
}

/// Whose cookies a request carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CookieSource {
    User,
    Shared,
}

/// A line of the jobs file that is no job.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("jobs file, line {line}: {problem}")]
pub(crate) struct InputError {
    pub(crate) line: usize,
    problem: String,
}

impl Input {
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        Ok(Self::parse(&std::fs::read(path)?))
    }

    fn parse(text: &[u8]) -> Self {
        let mut input = Self::default();
        let mut ids = HashSet::new();
        for (line, text) in (1..).zip(text.split(|&byte| byte == b'\n')) {
            if text.trim_ascii().is_empty() {
                continue;
            }
            match JobSpec::parse(text) {
                Ok(job) if !ids.insert(job.job_id.clone()) => {
                    let problem = format!("job_id `{}` stands on an earlier line", job.job_id);
                    input.errors.push(InputError { line, problem });
                }
                Ok(job) => input.jobs.push(job),
                Err(problem) => input.errors.push(InputError { line, problem }),
            }
        }
        input
    }
}

impl JobSpec {
    pub(crate) fn deadline(&self) -> Duration {
        Duration::from_millis(self.deadline_ms)
    }

    const fn default_deadline_ms() -> u64 {
        60_000
    }

    fn parse(text: &[u8]) -> Result<Self, String> {
        let job: Self = serde_json::from_slice(text).map_err(|error| describe(&error))?;
        if job.videos.is_empty() {
            return Err("`videos` is empty".to_owned());
        }
        match std::iter::once(&job.job_id)
            .chain(&job.videos)
            .find(|id| !is_id(id))
        {
            Some(id) => Err(format!(
                "`{}` is no id: 1 to 64 of A-Z a-z 0-9 _ -",
                id.escape_debug()
            )),
            None => Ok(job),
        }
    }
}

impl CookieSource {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Shared => "shared",
        }
    }
}

/// Ids become names of files, so nothing that means something in a path may be in them.
fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// `serde_json` counts lines inside the text it was given, which is always our one line.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match text.strip_suffix(&place) {
        Some(problem) => format!("column {}: {problem}", error.column()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        Input::parse(text.as_bytes())
            .errors
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_job_has_defaults_for_what_it_leaves_out() {
        let input = Input::parse(br#"{"job_id":"a","videos":["v"],"language":"en"}"#);
        let job = &input.jobs[0];
        assert_eq!(
            (job.use_proxy, job.cookie_source, job.deadline()),
            (false, None, Duration::from_secs(60))
        );
    }

    #[test]
    fn a_bad_line_is_named_by_its_number_and_the_others_stay() {
        let text = "{\"job_id\":\"a\",\"videos\":[\"v\"],\"language\":\"en\"}\n\n{\"job_id\":\n\
                    {\"job_id\":\"b\",\"videos\":[\"v\"],\"language\":\"en\"}\n";
        let input = Input::parse(text.as_bytes());
        assert_eq!(input.jobs.len(), 2);
        assert_eq!(
            problems(text),
            ["jobs file, line 3: column 10: EOF while parsing a value"]
        );
    }

    #[test]
    fn unknown_keys_bad_ids_and_repeated_jobs_are_refused() {
        assert_eq!(
            problems(
                "{\"job_id\":\"a\",\"videos\":[\"v\"],\"language\":\"en\"}\n\
                 {\"job_id\":\"a\",\"videos\":[\"v\"],\"language\":\"en\"}\n\
                 {\"job_id\":\"b\",\"videos\":[\"../v\"],\"language\":\"en\"}\n\
                 {\"job_id\":\"c\",\"videos\":[],\"language\":\"en\"}"
            ),
            [
                "jobs file, line 2: job_id `a` stands on an earlier line",
                "jobs file, line 3: `../v` is no id: 1 to 64 of A-Z a-z 0-9 _ -",
                "jobs file, line 4: `videos` is empty",
            ]
        );
        assert!(
            problems(r#"{"job":"a"}"#)[0]
                .starts_with("jobs file, line 1: column 6: unknown field `job`")
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_an_error_on_their_line() {
        let input = Input::parse(b"\xff\xfe\n");
        assert_eq!((input.jobs.len(), input.errors[0].line), (0, 1));
    }
}
