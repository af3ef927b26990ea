use std::panic::Location;

use logging_runtime::stage;

/// The body stays where it is: a closure would be the caller.
#[track_caller]
#[stage("line", fields(add))]
fn line(add: u32) -> Result<u32, String> {
    if add > 9 {
        return Err("far".to_owned());
    }
    Ok(Location::caller().line() + add)
}
