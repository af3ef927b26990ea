//! The main job, run as its users run it: as a program, judged by what it writes.

mod archive;
mod ffmpeg;
mod input;
mod program;
mod sample;
mod sources;
mod table;
#[cfg(target_os = "linux")]
mod terminal;
mod upstream;
