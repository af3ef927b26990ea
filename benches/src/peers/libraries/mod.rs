//! Libraries that a program would really choose from, each set up as its documentation says.

mod calls;
mod emit;
mod fastrace;
mod json_subscriber;
mod logforth;
mod slog_json;
mod spans;
mod spdlog;
mod tracing_fmt;
mod tracing_microjson;
mod writer;

use super::Peer;

pub(super) const ALL: [Peer; 8] = [
    fastrace::PEER,
    spdlog::PEER,
    slog_json::PEER,
    tracing_microjson::PEER,
    logforth::PEER,
    emit::PEER,
    json_subscriber::PEER,
    tracing_fmt::PEER,
];

/// Those that `tracing_appender::non_blocking` writes for, as their documentation has it.
pub(super) const OF_FILES: [Peer; 3] = [
    tracing_microjson::PEER,
    json_subscriber::PEER,
    tracing_fmt::PEER,
];
