//! The one place where code of the user runs inside the framework: `Display`, `Debug`,
//! `Serialize`, `Error::source`, `Classify` and the closures given to an attribute.
//!
//! Such code may panic, fail, never end its text, or log. So it runs before any lock of ours is
//! taken, inside `catch_unwind`, into a bounded buffer, and at most [`MAX_DEPTH`] deep.

mod unless;

use std::any::Any;
use std::cell::Cell;
use std::error::Error;
use std::fmt::{self, Debug, Display, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) use unless::debug_unless;

use crate::line::spare;

/// What stands for a value whose code panicked.
pub(crate) const PANICKED: &str = "<panicked>";
/// What is appended to a text whose code returned an error, and stands for a whole value of JSON.
pub(crate) const FAILED: &str = "<error>";
/// What stands for a value that is formatted while this many others are being formatted.
const TOO_DEEP: &str = "<nested>";

/// A value's `Display` may log, and what it logs may log again: this many times.
const MAX_DEPTH: u8 = 8;

thread_local! {
    static DEPTH: Cell<u8> = const { Cell::new(0) };
}

/// Runs code of the user.
///
/// # Errors
///
/// Gives the text that stands for the value if the code panicked, or runs too deep inside itself.
pub(crate) fn run<R>(code: impl FnOnce() -> R) -> Result<R, &'static str> {
    if DEPTH.try_with(Cell::get).unwrap_or(0) >= MAX_DEPTH {
        return Err(TOO_DEEP);
    }
    contained(code)
}

/// The same however deep it is, for what does not run inside itself.
///
/// # Errors
///
/// Gives the text that stands for the value if the code panicked.
#[inline]
pub(crate) fn contained<R>(code: impl FnOnce() -> R) -> Result<R, &'static str> {
    let depth = DEPTH.try_with(Cell::get).unwrap_or(0);
    let _ = DEPTH.try_with(|cell| cell.set(depth.saturating_add(1)));
    let result = catch_unwind(AssertUnwindSafe(code)).map_err(panicked);
    let _ = DEPTH.try_with(|cell| cell.set(depth));
    result
}

/// Drops what a panic carries, which is code of the user as well. What is left of a second panic is leaked, or it
/// could go on for ever.
#[cold]
pub(crate) fn panicked(payload: Box<dyn Any + Send>) -> &'static str {
    let dropped = catch_unwind(AssertUnwindSafe(|| drop(payload)));
    std::mem::forget(dropped);
    PANICKED
}

/// What is behind an error in its chain.
///
/// # Errors
///
/// As for [`run`].
pub(crate) fn source<'e>(
    error: &'e (dyn Error + 'e),
) -> Result<Option<&'e (dyn Error + 'static)>, &'static str> {
    run(|| error.source())
}

/// Whether this thread is inside code of the user, so that the panic hook stays silent.
pub(crate) fn is_running() -> bool {
    DEPTH.try_with(Cell::get).unwrap_or(0) > 0
}

/// A text of the user, at most `limit` bytes long.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) text: String,
    /// Bytes that were written and not kept. A writer that stops at the limit has more.
    pub(crate) lost: usize,
}

impl Text {
    /// A text that is there already.
    pub(crate) fn of(text: &str, limit: usize) -> Text {
        let kept = text.floor_char_boundary(limit);
        let mut own = spare::text();
        own.push_str(&text[..kept]);
        Text {
            text: own,
            lost: text.len() - kept,
        }
    }

    /// Says of a text that is not whole why that is so.
    #[inline]
    fn settle(&mut self, result: Result<fmt::Result, &'static str>) {
        match result {
            Ok(Err(fmt::Error)) if self.lost == 0 => self.text.push_str(FAILED),
            Err(stand_in) => {
                self.text.clear();
                self.text.push_str(stand_in);
            }
            Ok(_) => {}
        }
    }
}

/// Formats by `Display`.
pub(crate) fn display(value: &dyn Display, limit: usize) -> Text {
    render(limit, |to| write!(to, "{value}"))
}

/// Formats by `Debug`.
pub(crate) fn debug(value: &dyn Debug, limit: usize) -> Text {
    render(limit, |to| write!(to, "{value:?}"))
}

/// Whatever `write` writes.
pub(crate) fn render(limit: usize, write: impl FnOnce(&mut Bounded<'_>) -> fmt::Result) -> Text {
    let mut text = Text {
        text: spare::text(),
        lost: 0,
    };
    let mut to = Bounded {
        room: limit,
        to: &mut text,
    };
    let result = run(|| write(&mut to));
    text.settle(result);
    text
}

/// A writer that keeps a number of bytes, and asks its caller to stop after them.
pub(crate) struct Bounded<'a> {
    to: &'a mut Text,
    /// For so many more bytes there is room. None after the first that had none.
    room: usize,
}

impl Write for Bounded<'_> {
    #[inline]
    fn write_str(&mut self, part: &str) -> fmt::Result {
        if part.len() > self.room {
            return self.cut(part);
        }
        self.room -= part.len();
        self.to.text.push_str(part);
        Ok(())
    }
}

impl Bounded<'_> {
    #[cold]
    #[inline(never)]
    fn cut(&mut self, part: &str) -> fmt::Result {
        let kept = part.floor_char_boundary(self.room);
        self.to.text.push_str(&part[..kept]);
        self.to.lost = self.to.lost.saturating_add(part.len() - kept);
        self.room = 0;
        Err(fmt::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Hostile(fn(&mut fmt::Formatter<'_>) -> fmt::Result);

    impl Display for Hostile {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            (self.0)(f)
        }
    }

    fn text(code: fn(&mut fmt::Formatter<'_>) -> fmt::Result) -> String {
        display(&Hostile(code), 16).text
    }

    #[test]
    fn a_panicking_value_becomes_its_stand_in() {
        std::panic::set_hook(Box::new(|_| ()));
        assert_eq!(
            text(|f| {
                f.write_str("half a ")?;
                panic!("no")
            }),
            PANICKED
        );
        assert!(!is_running());
    }

    #[test]
    fn what_a_panic_carries_is_dropped_and_may_panic_again() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static DROPS: AtomicUsize = AtomicUsize::new(0);
        struct Payload;
        impl Drop for Payload {
            fn drop(&mut self) {
                if DROPS.fetch_add(1, Ordering::Relaxed) < 3 {
                    std::panic::resume_unwind(Box::new(Payload));
                }
            }
        }
        for drops in 1..=3 {
            let text = run(|| std::panic::resume_unwind(Box::new(Payload)));
            assert_eq!(text, Err::<(), _>(PANICKED));
            assert_eq!(
                (DROPS.load(Ordering::Relaxed), is_running()),
                (drops, false)
            );
        }
    }

    #[test]
    fn a_failing_value_keeps_what_it_wrote_and_says_so() {
        assert_eq!(
            text(|f| {
                f.write_str("ab")?;
                Err(fmt::Error)
            }),
            "ab<error>"
        );
    }

    #[test]
    fn an_endless_value_is_cut_at_a_character() {
        let cut = display(
            &Hostile(|f| {
                loop {
                    f.write_str("€€€€€")?;
                }
            }),
            16,
        );
        assert_eq!((cut.text.as_str(), cut.lost), ("€€€€€", 15));
    }

    #[test]
    fn a_value_that_ignores_the_limit_is_cut_all_the_same() {
        let cut = display(
            &Hostile(|f| {
                for _ in 0..1_000 {
                    let _ = f.write_str("0123456789");
                }
                Ok(())
            }),
            16,
        );
        assert_eq!((cut.text.as_str(), cut.lost), ("0123456789012345", 9_984));
    }

    #[test]
    fn values_that_format_each_other_without_end_stop() {
        struct Endless;
        impl Display for Endless {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&display(&Endless, 64).text)
            }
        }
        assert_eq!(display(&Endless, 64).text, TOO_DEEP);
    }
}
