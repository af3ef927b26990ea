//! What a video says.

/// The spoken text of a video, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Transcript {
    cues: Vec<String>,
}

impl Transcript {
    /// `None` if nothing is said: an empty transcript is an empty answer.
    pub(crate) fn from_cues(cues: impl IntoIterator<Item = String>) -> Option<Self> {
        let cues: Vec<_> = cues
            .into_iter()
            .map(|cue| tidy(&cue))
            .filter(|cue| !cue.is_empty())
            .collect();
        (!cues.is_empty()).then_some(Self { cues })
    }

    pub(crate) fn cues(&self) -> &[String] {
        &self.cues
    }

    /// One cue on each line.
    pub(crate) fn text(&self) -> String {
        self.cues
            .iter()
            .fold(String::new(), |text, cue| text + cue + "\n")
    }
}

/// Players break a cue into rows for the screen; the transcript has one row.
fn tidy(cue: &str) -> String {
    cue.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_cue_become_one_and_empty_cues_go() {
        let cues = ["two\nrows".to_owned(), " \n".to_owned(), "end ".to_owned()];
        assert_eq!(
            Transcript::from_cues(cues).unwrap().text(),
            "two rows\nend\n"
        );
    }

    #[test]
    fn silence_is_no_transcript() {
        assert_eq!(Transcript::from_cues(["\n".to_owned()]), None);
    }
}
