//! What `cargo llvm-cov` and the like can see of an annotated function: every line of the plain one.

mod records;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

const FUNCTIONS: &str = include_str!("functions.rs");

#[test]
fn the_lines_of_an_annotated_function_are_counted_as_those_of_the_plain_one() {
    let plain = records::counted_lines(&compiled("plain", "../plain"));
    let annotated = records::counted_lines(&compiled("logging-runtime", "../../logging-runtime"));
    let text = |lines: &[u64]| -> Vec<String> {
        let source: Vec<&str> = FUNCTIONS.lines().collect();
        let at = |line: &u64| {
            usize::try_from(*line)
                .ok()
                .and_then(|line| source.get(line - 1))
        };
        lines
            .iter()
            .filter_map(at)
            .map(ToString::to_string)
            .collect()
    };
    let lost: Vec<u64> = plain.difference(&annotated).copied().collect();
    assert_eq!(
        text(&lost),
        Vec::<String>::new(),
        "are not counted any more"
    );
    let new: Vec<u64> = annotated.difference(&plain).copied().collect();
    assert_eq!(text(&new), Vec::<String>::new(), "are counted now");
    assert!(plain.len() > 80, "most of the functions: {}", plain.len());
}

/// The functions in LLVM's assembly, with the attributes of this crate. It is a crate outside of the
/// workspace: only its own code is to be instrumented.
fn compiled(attributes: &str, path: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("coverage-{attributes}"));
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = package.join(path).display().to_string();
    let manifest = format!(
        "[package]\nname = \"coverage-{attributes}\"\nedition = \"2024\"\n[workspace]\n\
         [lib]\npath = \"functions.rs\"\n[dependencies]\n{attributes} = {{ path = {path:?} }}\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n"
    );
    let name = attributes.replace('-', "_");
    let functions = FUNCTIONS.replace("use logging_runtime::", &format!("use {name}::"));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("Cargo.toml"), manifest).expect("writable");
    fs::write(folder.join("functions.rs"), functions).expect("writable");
    // Nothing is resolved anew: what the workspace has is built already, or at least here.
    fs::copy(package.join("../../Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    build(&folder);
    fs::read_to_string(folder.join("functions.ll")).expect("the compiler has written it")
}

fn build(folder: &Path) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["rustc", "--lib", "--offline", "--quiet", "--"])
        .args(["-Cinstrument-coverage", "-Ccodegen-units=1"])
        .args(["--emit=llvm-ir=functions.ll"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target.expect("the target folder"))
        .output()
        .expect("cargo starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
