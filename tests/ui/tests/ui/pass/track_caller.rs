#![deny(warnings)]
//! The place of the caller is kept.

use std::panic::Location;

use logging_runtime::stage;

#[stage("value")]
#[track_caller]
fn line() -> u32 {
    Location::caller().line()
}

#[track_caller]
#[stage("result", fields(early))]
fn result(early: bool) -> Result<u32, String> {
    if early {
        return Err(Location::caller().line().to_string());
    }
    Ok(Location::caller().line())
}

#[stage("nothing")]
#[track_caller]
fn nothing((_a, _b): (String, String)) {}

#[stage("opaque")]
#[track_caller]
fn opaque() -> impl Iterator<Item = u32> {
    std::iter::once(Location::caller().line())
}

fn main() {
    assert_eq!(line(), line!());
    assert_eq!(result(false), Ok(line!()));
    assert_eq!(result(true), Err(line!().to_string()));
    nothing((String::new(), String::new()));
    assert_eq!(opaque().next(), Some(line!()));
}
