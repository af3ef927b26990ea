//! A text of the user that most often is one which is there already.

use std::fmt::{self, Debug, Write};

use super::{Bounded, Text, run};
use crate::line::spare;

/// Formats by `Debug` into an empty text. `true`: all that is written is what is expected, at once, as it is of a message
/// that is a literal, and then nothing was copied.
pub(crate) fn debug_unless(
    expected: Option<&str>,
    value: &dyn Debug,
    limit: usize,
    text: &mut Text,
) -> bool {
    let mut to = Unless {
        expected: expected.unwrap_or_default(),
        written: Written::Nothing,
        to: Bounded {
            room: limit,
            to: text,
        },
    };
    if expected.is_none() {
        to.keep_first();
    }
    let result = run(|| write!(to, "{value:?}"));
    if to.written == Written::AsExpected && result == Ok(Ok(())) {
        return true;
    }
    to.keep();
    text.settle(result);
    false
}

/// A writer that keeps nothing as long as that is a text which is there already.
struct Unless<'a> {
    expected: &'a str,
    written: Written,
    to: Bounded<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Nothing,
    /// That text, which is not kept.
    AsExpected,
    /// What is kept.
    Other,
}

impl Write for Unless<'_> {
    #[inline]
    fn write_str(&mut self, part: &str) -> fmt::Result {
        if self.written == Written::Nothing && part == self.expected {
            self.written = Written::AsExpected;
            return Ok(());
        }
        self.keep();
        self.to.write_str(part)
    }
}

impl Unless<'_> {
    /// Keeps what is written, and what was written until now.
    #[inline]
    fn keep(&mut self) {
        if self.written != Written::Other {
            self.keep_first();
        }
    }

    #[inline(never)]
    fn keep_first(&mut self) {
        self.to.to.text = spare::text();
        if self.written == Written::AsExpected {
            // Shorter than the limit, or it would not be expected.
            let _ = self.to.write_str(self.expected);
        }
        self.written = Written::Other;
    }
}

#[cfg(test)]
mod tests {
    use super::super::debug;
    use super::*;

    const USUAL: &str = "as expected";

    struct Parts(&'static [&'static str], fmt::Result, bool);
    impl Debug for Parts {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.iter().try_for_each(|part| f.write_str(part))?;
            assert!(!self.2, "no");
            self.1
        }
    }

    #[test]
    fn a_text_that_is_written_as_expected_is_not_copied_and_any_other_is_what_it_would_be() {
        std::panic::set_hook(Box::new(|_| ()));
        let texts: [&[&str]; 7] = [
            &[USUAL],
            &[],
            &[""],
            &["as ", "expected"],
            &[USUAL, USUAL],
            &[USUAL, " and more than there is room for"],
            &["another"],
        ];
        for parts in texts {
            for (result, panics) in [(Ok(()), false), (Err(fmt::Error), false), (Ok(()), true)] {
                let value = Parts(parts, result, panics);
                let mut text = Text::default();
                let is_usual = debug_unless(Some(USUAL), &value, 16, &mut text);
                let expected = debug(&value, 16);
                assert_eq!(is_usual, parts == [USUAL] && result.is_ok() && !panics);
                if !is_usual {
                    assert_eq!(text, expected, "{parts:?} {result:?} {panics}");
                }
                let mut text = Text::default();
                assert!(!debug_unless(None, &value, 16, &mut text));
                assert_eq!(text, expected, "{parts:?} {result:?} {panics}");
            }
        }
    }
}
