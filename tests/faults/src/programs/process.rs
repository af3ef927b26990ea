//! Programs that are run as stages, and misbehave.

use std::process::Command;
use std::time::{Duration, Instant};

use logging_runtime::init;
use logging_runtime::process::Capture;

use super::{argument, folder, number, programs};
use crate::facts;

programs!(runs_shell, cannot_start, secrets);

fn shell(script: &str) -> Capture {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    Capture::new(command).name("child")
}

/// Runs a script with so many seconds, and notes what it cost.
fn runs_shell() {
    let _guard = init();
    let script = argument(1).expect("the case gives it");
    let capture = shell(&script).timeout(Duration::from_millis(number(0)));
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = facts::memory_kib("VmRSS");
    let started = Instant::now();
    let result = capture.run();
    facts::put("ms", started.elapsed().as_millis());
    facts::put("grown_kib", facts::memory_kib("VmHWM") - before);
    facts::put("failed", i32::from(result.is_err()));
    // What a killed group leaves behind takes a moment to go.
    std::thread::sleep(Duration::from_millis(100));
    facts::put("children", children());
}

/// The processes whose parent is this one, zombies too.
fn children() -> usize {
    let own = format!(" {} ", std::process::id());
    let processes = std::fs::read_dir("/proc").expect("Linux has it").flatten();
    let stats =
        processes.filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok());
    stats
        .filter(|stat| {
            let behind_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
            // State, then the parent.
            behind_name
                .get(2..)
                .is_some_and(|rest| rest.starts_with(&own))
        })
        .count()
}

fn cannot_start() {
    let _guard = init();
    let script = folder().join("script");
    std::fs::write(&script, "#!/no/such/interpreter\n").expect("it can be written");
    let started = |program: &str, name: &str| {
        let ended = Capture::new(Command::new(program)).name(name).run();
        assert!(ended.is_err(), "{name}");
    };
    started("no-such-program-anywhere", "missing");
    started(&script.to_string_lossy(), "not executable");
    let make_executable = Command::new("chmod").arg("+x").arg(&script).status();
    assert!(make_executable.expect("there is chmod").success());
    started(&script.to_string_lossy(), "no interpreter");
    let mut long = Command::new("true");
    long.arg("x".repeat(4 << 20));
    assert!(Capture::new(long).name("arguments too long").run().is_err());
    let mut files = Vec::new();
    crate::interpose::limit_files(64);
    while let Ok(file) = std::fs::File::open("/dev/null") {
        files.push(file);
    }
    started("true", "no descriptors");
}

fn secrets() {
    let _guard = init();
    let script = "echo 'Authorization: Bearer canary-1' >&2; echo password=canary-2 >&2; exit 1";
    let mut command = Command::new("sh");
    command.args([
        "-c",
        script,
        "sh",
        "--password",
        "canary-3",
        "https://u:canary-4@h/?token=canary-5",
    ]);
    let _ = Capture::new(command).name("child").log_command(true).run();
}
