//! The way back where the human format of `tracing-subscriber` is left out.
#![cfg(not(feature = "legacy"))]

use std::env;
use std::process::Command;

use logging_runtime::{Logging, evt};

#[test]
#[ignore = "a program that the last test runs"]
fn without_an_old_set_up() {
    let _guard = logging_runtime::init();
    evt!("ready");
}

#[test]
#[ignore = "a program that the last test runs"]
fn with_one_that_panics() {
    let _guard = Logging::builder().legacy(|| panic!("no luck")).init();
    evt!("ready");
}

#[test]
fn it_leads_to_our_own_view() {
    let panicked = "logging: the legacy set-up panicked; the human view is set up";
    for (program, told) in [
        ("without_an_old_set_up", None),
        ("with_one_that_panics", Some(panicked)),
    ] {
        let run = Command::new(env::current_exe().expect("this test"))
            .args([program, "--exact", "--ignored", "--nocapture"])
            .env("USE_MINIMAL_LOGGING", "false")
            .output()
            .expect("it runs");
        let [out, err] =
            [run.stdout, run.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let line = out.lines().find(|line| line.contains("ready"));
        assert!(line.is_some_and(|line| !line.starts_with('{')), "{out}");
        assert_eq!(
            err.lines().find(|line| line.starts_with("logging:")),
            told,
            "{err}"
        );
    }
}
