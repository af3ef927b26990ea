//! "Did you mean": the nearest of the names that exist.

/// The candidate that differs from `name` by at most `limit` edits (a letter put in, left out or
/// replaced, or two neighbours swapped), the nearest first.
pub(crate) fn nearest<'a>(name: &str, candidates: &[&'a str], limit: usize) -> Option<&'a str> {
    let distances = candidates
        .iter()
        .map(|&candidate| (edits(name, candidate), candidate));
    let near = distances.filter(|&(distance, _)| distance <= limit);
    near.min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance.
fn edits(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, &l) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &r) in right.iter().enumerate() {
            let mut best = (last[j] + usize::from(l != r))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && l == right[j - 1] && left[i - 1] == r {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_find_their_word() {
        assert_eq!(nearest("levl", &["value", "level"], 2), Some("level"));
        assert_eq!(
            nearest("tiemout", &["error", "timeout"], 1),
            Some("timeout")
        );
        assert_eq!(nearest("partial", &["error", "timeout"], 2), None);
    }

    #[test]
    fn distances_count_edits() {
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("abc", ""), 3);
        assert_eq!(edits("same", "same"), 0);
        assert_eq!(edits("ab", "ba"), 1);
        assert_eq!(edits("kitten", "sitting"), 3);
    }
}
