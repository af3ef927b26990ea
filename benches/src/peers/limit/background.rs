//! A thread that writes whole chunks of lines.

use std::io::Write;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::finish::Finish;
use super::line::{LINE, State};
use crate::sink::{Output, Sink};

/// Lines are collected by their thread, and handed on together.
pub(super) struct Background;

impl Finish for Background {
    const BUFFER: usize = 1 << 16;

    #[inline(always)]
    fn finish(state: &mut State, end: usize) {
        state.at = end;
        if end >= Self::BUFFER {
            hand_on(state);
        }
    }

    fn finish_job(state: &mut State) {
        hand_on(state);
    }

    fn flush() {
        flush();
    }
}

#[cold]
fn hand_on(state: &mut State) {
    let spare = lock(&SPARE).pop();
    let empty = spare.unwrap_or_else(|| vec![0; Background::BUFFER + 2 * LINE]);
    let chunk = std::mem::replace(&mut state.buffer, empty);
    send(Message::Chunk(chunk, std::mem::take(&mut state.at)));
}

/// Chunks that were written, for the next ones.
static SPARE: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());
static WRITER: OnceLock<SyncSender<Message>> = OnceLock::new();
/// Who has more chunks that wait, 16 MiB, waits for the writer.
const WAITING: usize = 256;

enum Message {
    /// A chunk, and how much of it is used.
    Chunk(Vec<u8>, usize),
    /// Everything before this is written.
    Written(Sender<()>),
}

pub(super) fn start(sink: Sink) {
    let (to, from) = sync_channel(WAITING);
    let output = sink.open();
    std::thread::spawn(move || write(output, &from));
    WRITER.get_or_init(|| to);
}

fn write(mut output: Output, from: &Receiver<Message>) {
    for message in from {
        match message {
            Message::Chunk(chunk, used) => {
                output
                    .write_all(&chunk[..used])
                    .expect("the file can be written");
                lock(&SPARE).push(chunk);
            }
            Message::Written(reply) => drop(reply.send(())),
        }
    }
}

pub(super) fn flush() {
    let (to, from) = channel();
    send(Message::Written(to));
    let _ = from.recv();
}

fn send(message: Message) {
    let writer = WRITER.get().expect("it has been started");
    writer.send(message).expect("the writer runs");
}

fn lock(spare: &Mutex<Vec<Vec<u8>>>) -> std::sync::MutexGuard<'_, Vec<Vec<u8>>> {
    spare.lock().unwrap_or_else(PoisonError::into_inner)
}
