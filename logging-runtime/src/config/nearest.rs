//! "Did you mean": the nearest of the names that exist.

/// Of the names, the one that was probably meant: the same but for case and underscores, or with at
/// most two letters put in, left out or replaced.
pub(super) fn nearest<'a>(name: &str, known: &'a [String]) -> Option<&'a str> {
    let wanted = plain(name);
    let distances = known
        .iter()
        .map(|known| (edits(&wanted, &plain(known)), known));
    let near = distances.filter(|(distance, _)| *distance <= 2);
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known.as_str())
}

/// As many of its letters as a name could have: the text is the caller's.
fn plain(name: &str) -> Vec<char> {
    let letters = name.chars().filter(|c| !matches!(c, '_' | '-'));
    letters.take(64).map(|c| c.to_ascii_uppercase()).collect()
}

/// Levenshtein's distance.
fn edits(left: &[char], right: &[char]) -> usize {
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, r) in right.iter().enumerate() {
            let replaced = last[j] + usize::from(l != r);
            row.push(replaced.min(last[j + 1] + 1).min(row[j] + 1));
        }
        last = row;
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Settings, env};

    #[test]
    fn case_and_underscores_do_not_matter_and_two_letters_may_be_wrong() {
        let known = ["LOG_JOB_SUMMARY", "LOG_LEVEL", "LOG_FIELDS"].map(str::to_owned);
        let cases = [
            ("LOG_JOBSUMMARY", Some("LOG_JOB_SUMMARY")),
            ("log-job-summary", Some("LOG_JOB_SUMMARY")),
            ("LOG_LEVLE", Some("LOG_LEVEL")),
            ("LOG_FIELD", Some("LOG_FIELDS")),
            ("SERVICE_NAME", None),
            ("", None),
        ];
        for (name, meant) in cases {
            assert_eq!(nearest(name, &known), meant, "{name}");
        }
    }

    #[test]
    fn a_setting_that_does_not_exist_is_told_the_one_that_was_meant() {
        let told = |name| env::set(&mut Settings::default(), name, "true");
        assert_eq!(
            told("LOG_JOBSUMMARY"),
            ["there is no setting `LOG_JOBSUMMARY`; did you mean `LOG_JOB_SUMMARY`?"]
        );
        assert!(told("RUST_LOG2")[0].ends_with("did you mean `RUST_LOG`?"));
        assert!(told("FFMPEG")[0].contains("README"));
        assert_eq!(told("LOG_JOB_SUMMARY"), Vec::<String>::new());
    }
}
