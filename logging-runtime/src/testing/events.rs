//! Captured lines, and what tests assert of them.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use super::event::Event;

/// The lines that were captured, in the order in which they were written. It is a slice of
/// [`Event`]s; the methods look for some, or assert something of all, and panic with every line in
/// their message where that does not hold.
#[derive(Debug, Clone, Default)]
pub struct Events(Vec<Event>);

impl Events {
    pub(super) fn read(written: &[u8]) -> Result<Events, String> {
        let text = std::str::from_utf8(written).map_err(|error| error.to_string())?;
        if !text.is_empty() && !text.ends_with('\n') {
            return Err("the last line has no end".to_owned());
        }
        let read = |line| Event::read(line).map_err(|error| format!("{error}: {line}"));
        Ok(Events(text.lines().map(read).collect::<Result<_, _>>()?))
    }

    /// The lines of this name: `log`, `stage_start`, a name given to `evt!`.
    pub fn named(&self, name: &str) -> Vec<&Event> {
        self.iter().filter(|event| event.name() == name).collect()
    }

    /// The one line of this name.
    ///
    /// # Panics
    ///
    /// If there is none, or more than one.
    #[track_caller]
    pub fn one(&self, name: &str) -> &Event {
        self.only(&format!("line named `{name}`"), |event| {
            event.name() == name
        })
    }

    /// The one result of a stage.
    ///
    /// # Panics
    ///
    /// If the stage has ended never, or more than once.
    #[track_caller]
    pub fn stage(&self, stage: &str) -> &Event {
        self.only(&format!("result of stage `{stage}`"), |event| {
            event.name() == "stage_result" && event.is("stage", stage)
        })
    }

    /// The one end of a job of this name.
    ///
    /// # Panics
    ///
    /// If such a job has ended never, or more than once.
    #[track_caller]
    pub fn job(&self, job: &str) -> &Event {
        let ids = self.named("job_received");
        let ids: Vec<&str> = ids
            .iter()
            .filter(|event| event.is("job", job))
            .filter_map(|event| event.text_of("job_id"))
            .collect();
        self.only(&format!("end of job `{job}`"), |event| {
            let id = event.text_of("job_id");
            event.name() == "job_finished" && id.is_some_and(|id| ids.contains(&id))
        })
    }

    /// Asserts how the one run of a stage ended.
    ///
    /// # Panics
    ///
    /// If it ended otherwise, or not once.
    #[track_caller]
    pub fn assert_stage(&self, stage: &str, outcome: &str) {
        let event = self.stage(stage);
        let of = format_args!("of stage `{stage}`, in\n{self}");
        assert_eq!(event.outcome(), Some(outcome), "{of}");
    }

    /// Asserts how the one run of a job ended.
    ///
    /// # Panics
    ///
    /// If it ended otherwise, or not once.
    #[track_caller]
    pub fn assert_job(&self, job: &str, outcome: &str) {
        let event = self.job(job);
        let of = format_args!("of job `{job}`, in\n{self}");
        assert_eq!(event.outcome(), Some(outcome), "{of}");
    }

    /// Asserts that these are the names of all lines, in this order.
    ///
    /// # Panics
    ///
    /// If they are not.
    #[track_caller]
    pub fn assert_names(&self, names: &[&str]) {
        let found: Vec<&str> = self.iter().map(Event::name).collect();
        assert_eq!(found, names, "\n{self}");
    }

    /// Asserts that whatever has started has ended, once, and that nothing else has ended.
    ///
    /// # Panics
    ///
    /// If something has not.
    #[track_caller]
    pub fn assert_paired(&self) {
        let unpaired = self.unpaired();
        assert!(unpaired.is_empty(), "{}\n{self}", unpaired.join("\n"));
    }

    /// What has started and not ended, or the other way round; empty if all is well.
    pub(super) fn unpaired(&self) -> Vec<String> {
        let mut open: BTreeMap<(&str, &str, &str), i64> = BTreeMap::new();
        for event in self {
            let job_id = event.text_of("job_id").unwrap_or_default();
            let stage = event.text_of("stage").unwrap_or_default();
            let (run, change) = match event.name() {
                "job_received" => (("job", job_id, ""), 1),
                "job_finished" => (("job", job_id, ""), -1),
                "stage_start" => (("stage", job_id, stage), 1),
                "stage_result" => (("stage", job_id, stage), -1),
                _ => continue,
            };
            *open.entry(run).or_default() += change;
        }
        let unpaired = open.into_iter().filter(|(_, n)| *n != 0);
        unpaired
            .map(|((kind, job_id, stage), n)| {
                format!("{kind} {stage} of job `{job_id}`: {n} more starts than ends")
            })
            .collect()
    }

    #[track_caller]
    fn only(&self, what: &str, is: impl Fn(&Event) -> bool) -> &Event {
        let found: Vec<&Event> = self.iter().filter(|event| is(event)).collect();
        match found[..] {
            [event] => event,
            _ => panic!("expected one {what}, found {}, in\n{self}", found.len()),
        }
    }
}

impl Deref for Events {
    type Target = [Event];

    fn deref(&self) -> &[Event] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Events {
    type Item = &'a Event;
    type IntoIter = std::slice::Iter<'a, Event>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|event| writeln!(f, "{event}"))
    }
}
