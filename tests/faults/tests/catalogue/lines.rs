//! The lines that a program has written, judged one by one.

use checker::{Checker, Line};

use crate::child::Ended;

/// What was written: whole lines, and what is none.
#[derive(Debug)]
pub(crate) struct Lines {
    pub(crate) whole: Vec<Line>,
    /// Beginnings of lines, each alone on its line.
    pub(crate) fragments: Vec<String>,
    /// Everything else, which no fault excuses.
    wrong: Vec<String>,
}

impl Ended {
    /// The lines of its standard output.
    pub(crate) fn lines(&self) -> Lines {
        lines(&self.stdout)
    }

    /// The same, all of them whole.
    #[track_caller]
    pub(crate) fn whole_lines(&self) -> Lines {
        let lines = self.lines();
        assert_eq!(lines.torn(), 0, "{:?}", lines.fragments.first());
        lines
    }
}

pub(crate) fn lines(bytes: &[u8]) -> Lines {
    lines_by(&Checker::new().levels(false), bytes)
}

pub(crate) fn lines_by(checker: &Checker, bytes: &[u8]) -> Lines {
    let (mut whole, mut fragments, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
        let text = String::from_utf8_lossy(piece);
        match checker.parse(piece.strip_suffix(b"\n").unwrap_or(piece)) {
            Ok(line) if piece.ends_with(b"\n") => whole.push(line),
            Ok(_) => fragments.push(text.into_owned()),
            Err(_) if is_beginning(text.trim_end_matches('\n')) => {
                fragments.push(text.into_owned());
            }
            Err(error) => wrong.push(format!("{error}: {text:.400}")),
        }
    }
    Lines {
        whole,
        fragments,
        wrong,
    }
}

/// Whether a text is what is left of one line.
fn is_beginning(text: &str) -> bool {
    const FIRST: &str = "{\"ts\":\"";
    (FIRST.starts_with(text) || text.starts_with(FIRST))
        && text.matches(FIRST).count() <= 1
        && !text.ends_with('}')
}

impl Lines {
    /// How many fragments there are. Anything worse is a failure.
    #[track_caller]
    pub(crate) fn torn(&self) -> usize {
        assert!(
            self.wrong.is_empty(),
            "{} wrong: {}",
            self.wrong.len(),
            self.wrong[0]
        );
        self.fragments.len()
    }

    pub(crate) fn of<'a>(&'a self, event: &'a str) -> impl Iterator<Item = &'a Line> {
        self.whole
            .iter()
            .filter(move |line| line.get_str("event") == Some(event))
    }

    pub(crate) fn count(&self, event: &str) -> i64 {
        i64::try_from(self.of(event).count()).expect("it fits")
    }

    /// The value of a key of all lines of an event.
    pub(crate) fn numbers(&self, event: &str, key: &str) -> Vec<u64> {
        self.of(event).map(|line| line.u64(key)).collect()
    }

    /// How many lines are told as lost: of jobs and stages, and others.
    pub(crate) fn told(&self) -> (i64, i64) {
        (self.sum("lost_lifecycle"), self.sum("lost_others"))
    }

    /// The sum of what stands under a key.
    pub(crate) fn sum(&self, key: &str) -> i64 {
        self.whole
            .iter()
            .filter_map(|line| line.get(key)?.as_i64())
            .sum()
    }

    /// Demands that so many events were sent, and each has arrived or is told as lost.
    #[track_caller]
    pub(crate) fn assert_accounted(&self, event: &str, sent: i64) -> i64 {
        let lost = self.told().1;
        assert_eq!(self.count(event) + lost, sent, "{event}, told lost: {lost}");
        lost
    }

    /// Demands that the numbers of an event are all there, once each.
    #[track_caller]
    pub(crate) fn assert_complete(&self, event: &str, key: &str, sent: u64) {
        let mut numbers = self.numbers(event, key);
        numbers.sort_unstable();
        let missing = (0..sent).zip(&numbers).find(|(n, found)| n != *found);
        assert_eq!((numbers.len() as u64, missing), (sent, None));
    }
}

impl Lines {
    /// Demands that the numbers of an event follow each other without a gap.
    #[track_caller]
    pub(crate) fn assert_in_order(&self, event: &str, key: &str) {
        let numbers = self.numbers(event, key);
        let gap = numbers.windows(2).find(|pair| pair[1] != pair[0] + 1);
        assert_eq!(gap, None);
    }
}

/// A line without its time.
pub(crate) fn timeless(line: &Line) -> String {
    let text = line.text();
    let rest = text.split_once("Z\"").map_or(text, |(_, rest)| rest);
    rest.to_owned()
}
