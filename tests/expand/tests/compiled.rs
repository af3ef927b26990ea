//! The cases are Rust that compiles, and so are their stored expansions: what is read there is not
//! only what the macros print, but a program.

#![allow(warnings, clippy::all, clippy::pedantic)]

include!(concat!(env!("OUT_DIR"), "/cases.rs"));
