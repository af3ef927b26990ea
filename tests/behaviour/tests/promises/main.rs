//! Each promise of the framework, judged by what a program really writes.

mod attributes;
mod blocks;
mod carried;
mod child;
mod classified;
mod context;
mod decisions;
mod errors;
mod forged;
mod functions;
mod futures;
mod hostile;
mod length;
mod lifecycle;
mod limits;
mod line;
mod outcomes;
mod panics;
mod parameters;
mod tasks;
mod timers;
mod values;
