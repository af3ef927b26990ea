//! What an output does with short writes, failures and lines that are not finished.

use super::*;

/// Accepts at most `step` bytes a call, and fails at call `fail_at` and the `n_fails - 1` next.
struct Shaky {
    step: usize,
    calls: usize,
    fail_at: usize,
    n_fails: usize,
    taken: std::sync::mpsc::Sender<Vec<u8>>,
}

impl Write for Shaky {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.calls += 1;
        if (self.fail_at..self.fail_at + self.n_fails).contains(&self.calls) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let n = bytes.len().min(self.step);
        let _ = self.taken.send(bytes[..n].to_vec());
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn written(step: usize, fail_at: usize, n_fails: usize, lines: &[&str]) -> String {
    let (taken, bytes) = std::sync::mpsc::channel();
    let mut output = Output::writer(Box::new(Shaky {
        step,
        calls: 0,
        fail_at,
        n_fails,
        taken,
    }));
    for line in lines {
        let _ = output.write(line.as_bytes(), None);
    }
    drop(output);
    String::from_utf8(bytes.iter().flatten().collect()).expect("UTF-8")
}

#[test]
fn a_short_write_is_finished() {
    for step in 1..12 {
        assert_eq!(
            written(step, 1, 0, &["first\n", "second\n"]),
            "first\nsecond\n"
        );
    }
}

#[test]
fn a_torn_line_stands_alone_and_the_next_one_is_whole() {
    for fail_at in 1..=6 {
        let text = written(1, fail_at, 1, &["first\n", "second\n"]);
        let torn = &"first"[..fail_at - 1];
        // Of the whole line only the newline is missing, which comes before the next.
        let expected = if torn.is_empty() {
            "second\n".to_owned()
        } else {
            format!("{torn}\nsecond\n")
        };
        assert_eq!(text, expected, "failed at call {fail_at}");
    }
}

#[test]
fn a_torn_line_is_ended_also_where_that_fails_at_first() {
    let lines = ["first\n", "second\n", "third\n", "fourth\n"];
    assert_eq!(written(1, 3, 3, &lines), "fi\nfourth\n");
}

#[test]
fn what_was_written_of_lines_is_told() {
    let (taken, _bytes) = std::sync::mpsc::channel();
    let mut output = Output::writer(Box::new(Shaky {
        step: 2,
        calls: 0,
        fail_at: 4,
        n_fails: 1,
        taken,
    }));
    let written = output.write(b"first\nsecond\n", None).expect("it fails");
    assert_eq!((written.bytes, written.result.is_err()), (6, true));
    assert!(output.write(b"third\n", None).is_none());
}

#[test]
fn a_line_whose_time_runs_out_is_finished_before_the_next() {
    use Before::{Finished, Torn, Waiting};
    for (kind, expected) in [
        (io::ErrorKind::TimedOut, [Waiting, Waiting, Finished(6)]),
        (io::ErrorKind::BrokenPipe, [Waiting, Torn, Waiting]),
    ] {
        let (taken, bytes) = std::sync::mpsc::channel();
        let mut output = Output::writer(Box::new(Failing(0, kind, taken)));
        let written = ["first\n", "second\n", "third\n"].map(|line| {
            let written = output.write(line.as_bytes(), None);
            written.expect("there is something to be told of each")
        });
        assert!(written[0].keeps_rest);
        assert_eq!(written.map(|written| written.before), expected);
        drop(output);
        let text = String::from_utf8(bytes.iter().flatten().collect()).expect("UTF-8");
        let whole = if kind == io::ErrorKind::TimedOut {
            "first\nthird\n"
        } else {
            "firs\nthird\n"
        };
        assert_eq!(text, whole);
    }
}

/// Takes two bytes a call, has no time at the third, and fails otherwise at the fifth.
struct Failing(usize, io::ErrorKind, std::sync::mpsc::Sender<Vec<u8>>);

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += 1;
        match self.0 {
            2 => Err(io::ErrorKind::TimedOut.into()),
            4 => Err(self.1.into()),
            _ => {
                let n = bytes.len().min(2);
                let _ = self.2.send(bytes[..n].to_vec());
                Ok(n)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_file_that_ends_mid_line_is_continued_on_a_new_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log");
    std::fs::write(&path, "{\"unfinished").expect("writable");
    let mut output = Output::file(&path, None).expect("can be opened");
    let written = output.write(b"whole\n", None).expect("it begins anew");
    written.result.expect("writable");
    let text = std::fs::read_to_string(&path).expect("readable");
    assert_eq!(text, "{\"unfinished\nwhole\n");
}
