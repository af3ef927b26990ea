//! Setting up, and everything around it, judged by the bytes that real programs write.

mod aborting;
mod bad_values;
mod buffer;
mod delivery;
mod filter;
mod foreign;
mod format;
mod hostile_outputs;
mod inferred;
mod installing;
mod layers;
mod legacy;
mod lifecycle;
mod lines;
mod new_user;
mod output_files;
mod outside;
mod perf;
mod program;
mod rate_limit;
mod secrets;
mod subprocess;
mod tracing_log;
mod writers;
