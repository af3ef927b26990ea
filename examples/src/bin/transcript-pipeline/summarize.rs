//! A summary is the sentences that hold most of what the transcript talks about.

use std::cmp::Reverse;
use std::collections::HashMap;

use logging_runtime::stage;

use crate::transcript::Transcript;

/// How many sentences a summary has.
const SENTENCES: usize = 2;

/// Shorter words are mostly articles and prepositions.
const SHORTEST_WORD: usize = 4;

#[stage("summarization", fields(cues = transcript.cues().len()))]
pub(crate) fn summarize(transcript: &Transcript) -> String {
    let counts = count_words(transcript);
    let mut ranked: Vec<_> = transcript.cues().iter().enumerate().collect();
    // The sort is stable, so of two equal sentences the earlier one wins.
    ranked.sort_by_key(|(_, cue)| {
        Reverse(
            words(cue)
                .map(|word| counts.get(&word).copied().unwrap_or(0))
                .sum::<u32>(),
        )
    });
    ranked.truncate(SENTENCES);
    ranked.sort_unstable_by_key(|(place, _)| *place);
    ranked
        .into_iter()
        .fold(String::new(), |summary, (_, cue)| summary + cue + "\n")
}

fn count_words(transcript: &Transcript) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    for word in transcript.cues().iter().flat_map(|cue| words(cue)) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

fn words(cue: &str) -> impl Iterator<Item = String> {
    cue.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| SHORTEST_WORD <= word.chars().count())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(cues: &[&str]) -> String {
        summarize(&Transcript::from_cues(cues.iter().map(|&cue| cue.to_owned())).unwrap())
    }

    #[test]
    fn the_sentences_about_the_most_frequent_words_stay_in_order() {
        let cues = [
            "Glacier ice is water.",
            "Off it goes.",
            "Water feeds the glacier.",
            "The end.",
        ];
        assert_eq!(
            summary(&cues),
            "Glacier ice is water.\nWater feeds the glacier.\n"
        );
    }

    #[test]
    fn a_short_transcript_is_its_own_summary() {
        assert_eq!(summary(&["One sentence."]), "One sentence.\n");
    }
}
