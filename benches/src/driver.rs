//! A worker process, seen from the one that measures.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::peers::Peer;
use crate::sink::Sink;
use crate::workload::Workload;

/// A process that runs one peer.
pub(crate) struct Driver {
    pub(crate) peer: Peer,
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

/// Nanoseconds of one operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Of the calling thread.
    pub(crate) caller: f64,
    /// Of all threads, until everything is written.
    pub(crate) all: f64,
}

impl Driver {
    pub(crate) fn start(peer: Peer, sink: Sink) -> Driver {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["worker", peer.name, sink.name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program starts again");
        let to = child.stdin.take().expect("it is piped");
        let from = BufReader::new(child.stdout.take().expect("it is piped"));
        Driver {
            peer,
            child,
            to,
            from,
        }
    }

    /// What one operation out of `n` cost; nothing where the peer has no such operation.
    ///
    /// # Panics
    ///
    /// If the worker has failed, as it does where the lines are not what they have to be.
    pub(crate) fn operations(&mut self, workload: Workload, n: u64) -> Option<Cost> {
        writeln!(self.to, "{} {n}", workload.name()).expect("the worker reads");
        let mut answer = String::new();
        self.from
            .read_line(&mut answer)
            .expect("the worker answers");
        assert_ne!(answer, "", "{} has failed", self.peer.name);
        let (caller, all) = answer.trim().split_once(' ')?;
        #[allow(clippy::cast_precision_loss)]
        let each = |ns: &str| ns.parse::<f64>().ok().map(|ns| ns / n as f64);
        Some(Cost {
            caller: each(caller)?,
            all: each(all)?,
        })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
