//! Programs that never run.

use std::error::Error as _;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use crate::process::{Capture, Error, ErrorKind};
use crate::{Classify, Outcome};

fn run(command: Command) -> Error {
    Capture::new(command)
        .name("convert")
        .run()
        .expect_err("nothing to run")
}

/// A file of this content and mode, gone when the test ends.
struct Script(PathBuf);

impl Script {
    fn new(name: &str, content: &str, mode: u32) -> Self {
        let path = std::env::temp_dir().join(format!("capture-{name}-{}", std::process::id()));
        std::fs::write(&path, content).expect("written");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).expect("allowed");
        Self(path)
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let error = run(Command::new("no-such-program"));
    assert!(matches!(error.kind(), ErrorKind::NotFound));
    assert_eq!(error.detail(), "no-such-program: not found in PATH");
    assert_eq!(
        (error.outcome(), error.error_type()),
        (Outcome::Error, Some("config_error"))
    );
    assert!(error.source().is_none());
}

#[test]
fn a_path_where_nothing_is_says_so() {
    let error = run(Command::new("/no/such/program"));
    assert_eq!(error.detail(), "/no/such/program: no such file");
}

#[test]
fn a_missing_working_directory_is_not_blamed_on_the_program() {
    let mut command = Command::new("sh");
    command.current_dir("/no/such/directory");
    assert_eq!(
        run(command).detail(),
        "sh: working directory /no/such/directory not found"
    );
}

#[test]
fn a_missing_interpreter_is_not_blamed_on_the_script() {
    let script = Script::new("interpreter", "#!/no/such/shell\n", 0o755);
    let expected = "found, but its interpreter or loader is missing";
    assert_eq!(
        run(Command::new(&script.0)).detail(),
        format!("{}: {expected}", script.0.display())
    );
}

#[test]
fn a_file_that_cannot_be_executed_says_why() {
    let script = Script::new("mode", "#!/bin/sh\n", 0o644);
    let error = run(Command::new(&script.0));
    assert!(matches!(error.kind(), ErrorKind::Spawn(_)));
    assert_eq!(
        error.to_string(),
        format!("{}: cannot be started", script.0.display())
    );
    assert_eq!(
        error.detail(),
        format!("{error}: Permission denied (os error 13)")
    );
    assert_eq!(
        (error.outcome(), error.error_type()),
        (Outcome::Error, Some("config_error"))
    );
    assert_eq!(
        error.source().expect("the cause").to_string(),
        "Permission denied (os error 13)"
    );
}

#[test]
fn arguments_that_are_too_long_say_so() {
    let mut command = Command::new("true");
    command.arg("x".repeat(8 * 1024 * 1024));
    let detail = run(command).detail();
    assert!(
        detail.starts_with("true: cannot be started: Argument list too long"),
        "{detail}"
    );
}
