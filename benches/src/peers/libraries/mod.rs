//! Libraries that a program would really choose from, each set up as its documentation says.

mod calls;
mod json_subscriber;
mod spans;
mod tracing_fmt;
mod writer;

use super::Peer;

pub(super) const ALL: [Peer; 2] = [json_subscriber::PEER, tracing_fmt::PEER];
