//! A descriptor, a file or a writer of the user: something that takes whole lines.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::user;

/// A target of lines. It remembers whether it stopped in the middle of one.
pub(crate) struct Output {
    target: Target,
    /// How long a write may wait for other threads and for the reader; `None` for as long as it takes.
    block_limit: Option<Duration>,
    /// The last line is unfinished: the next one begins with a newline.
    mid_line: bool,
}

enum Target {
    Stdout,
    /// Standard output by way of `print!`, which a test harness captures.
    TestHarness,
    File(File, PathBuf),
    Writer(Box<dyn Write + Send>),
}

impl Output {
    pub(crate) fn stdout(block_limit: Option<Duration>) -> Output {
        Output::new(Target::Stdout, block_limit, false)
    }

    pub(crate) fn test_harness() -> Output {
        Output::new(Target::TestHarness, None, false)
    }

    pub(crate) fn writer(writer: Box<dyn Write + Send>) -> Output {
        Output::new(Target::Writer(writer), None, false)
    }

    /// A file that is appended to. What another program has left unfinished at its end stays a line
    /// of its own.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened for appending.
    pub(crate) fn file(path: &Path, block_limit: Option<Duration>) -> io::Result<Output> {
        let (file, mid_line) = open(path)?;
        let target = Target::File(file, path.to_owned());
        Ok(Output::new(target, block_limit, mid_line))
    }

    fn new(target: Target, block_limit: Option<Duration>, mid_line: bool) -> Output {
        Output {
            target,
            block_limit,
            mid_line,
        }
    }

    /// Opens a file again by its path; nothing else can be reopened, and is left as it is.
    pub(crate) fn reopen(&mut self) -> io::Result<()> {
        if let Target::File(file, path) = &mut self.target {
            (*file, self.mid_line) = open(path)?;
        }
        Ok(())
    }

    /// How long a write may take in all.
    pub(crate) fn block_limit(&self) -> Option<Duration> {
        self.block_limit
    }

    /// Writes whole lines, and says how many bytes of them were written, also where the target
    /// fails. Then an unfinished line is ended by a newline before the next.
    pub(crate) fn write(
        &mut self,
        lines: &[u8],
        deadline: Option<Instant>,
    ) -> (usize, io::Result<()>) {
        if self.mid_line
            && let (_, Err(error)) = self.write_all(b"\n", deadline)
        {
            return (0, Err(error));
        }
        self.write_all(lines, deadline)
    }

    fn write_all(&mut self, bytes: &[u8], deadline: Option<Instant>) -> (usize, io::Result<()>) {
        let mut written = 0;
        let result = self.write_from(bytes, deadline, &mut written);
        if let Some(last) = bytes.get(..written).and_then(<[u8]>::last) {
            self.mid_line = *last != b'\n';
        }
        (written, result)
    }

    fn write_from(
        &mut self,
        lines: &[u8],
        deadline: Option<Instant>,
        written: &mut usize,
    ) -> io::Result<()> {
        match &mut self.target {
            #[cfg(unix)]
            Target::Stdout => super::unix::write_all(super::unix::STDOUT, lines, deadline, written),
            #[cfg(unix)]
            Target::File(file, _) => {
                use std::os::fd::AsRawFd;
                super::unix::write_all(file.as_raw_fd(), lines, deadline, written)
            }
            #[cfg(not(unix))]
            Target::Stdout => write_to(&mut io::stdout().lock(), lines, written),
            #[cfg(not(unix))]
            Target::File(file, _) => write_to(file, lines, written),
            Target::TestHarness => {
                let printed = user::run(|| print!("{}", String::from_utf8_lossy(lines)));
                printed.map_err(io::Error::other)
            }
            Target::Writer(writer) => {
                let wrote = user::run(|| write_to(writer, lines, written));
                wrote.unwrap_or_else(|_| Err(io::Error::other("the writer panicked")))
            }
        }
    }
}

fn write_to(writer: &mut dyn Write, lines: &[u8], written: &mut usize) -> io::Result<()> {
    while *written < lines.len() {
        match writer.write(&lines[*written..]) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => *written = (*written + n).min(lines.len()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    writer.flush()
}

fn open(path: &Path) -> io::Result<(File, bool)> {
    let readable = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .open(path);
    if let Ok(mut file) = readable {
        let mid_line = ends_mid_line(&mut file).unwrap_or(false);
        return Ok((file, mid_line));
    }
    let file = OpenOptions::new().append(true).create(true).open(path)?;
    Ok((file, false))
}

/// Whether the file's last byte is something other than a newline. Pipes and devices cannot say.
fn ends_mid_line(file: &mut File) -> io::Result<bool> {
    if !file.metadata()?.is_file() || file.seek(SeekFrom::End(0))? == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = match &self.target {
            Target::Stdout => "stdout",
            Target::TestHarness => "test harness",
            Target::File(_, path) => return write!(f, "Output({})", path.display()),
            Target::Writer(_) => "writer",
        };
        write!(f, "Output({target})")
    }
}

#[cfg(test)]
mod tests {
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
        let (n, result) = output.write(b"first\nsecond\n", None);
        assert_eq!((n, result.is_err()), (6, true));
        let (n, result) = output.write(b"third\n", None);
        assert_eq!((n, result.is_ok()), (6, true));
    }

    #[test]
    fn a_file_that_ends_mid_line_is_continued_on_a_new_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        std::fs::write(&path, "{\"unfinished").expect("writable");
        let mut output = Output::file(&path, None).expect("can be opened");
        output.write(b"whole\n", None).1.expect("writable");
        let text = std::fs::read_to_string(&path).expect("readable");
        assert_eq!(text, "{\"unfinished\nwhole\n");
    }
}
