//! A crate outside of this workspace, as a user has it, and what the compiler says about it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// One message of the compiler that has a place.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Diagnostic {
    /// Line and column where each primary span begins and ends.
    pub(crate) places: Vec<[u64; 4]>,
    pub(crate) level: String,
    /// The number of an error or the name of a lint.
    pub(crate) code: String,
    pub(crate) message: String,
}

/// A crate in a folder of its own.
pub(crate) struct Crate {
    name: &'static str,
    folder: TempDir,
}

impl Crate {
    /// A crate with two libraries for each file: `name_annotated` as it is, and `name_plain`
    /// without the attributes.
    pub(crate) fn new(name: &'static str, files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = workspace();
        let runtime = root.join("logging-runtime").display().to_string();
        let mut manifest = format!(
            "[package]\n\
             name = {name:?}\n\
             version = \"0.1.0\"\n\
             edition = \"2024\"\n\
             [lib]\n\
             path = \"lib.rs\"\n\
             [dependencies]\n\
             logging-runtime = {{ path = {runtime:?} }}\n"
        );
        let write = |path: &str, text: &str| {
            fs::write(folder.path().join(path), text).expect("writable");
        };
        for (file, source) in files {
            let annotated = (format!("{file}_annotated"), (*source).to_owned());
            for (target, text) in [annotated, (format!("{file}_plain"), plain(source))] {
                let path = format!("{target}.rs");
                write(&path, &text);
                let target =
                    format!("name = {target:?}\npath = {path:?}\ncrate-type = [\"lib\"]\n");
                manifest.extend(["[[example]]\n", &target]);
            }
        }
        write("Cargo.toml", &manifest);
        write("lib.rs", "");
        // Nothing is resolved anew: what the workspace has is built already, or at least here.
        fs::copy(root.join("Cargo.lock"), folder.path().join("Cargo.lock")).expect("a lock file");
        Self { name, folder }
    }

    /// What a command of cargo says about all files.
    pub(crate) fn diagnostics(&self, command: &str) -> Vec<(String, Diagnostic)> {
        let output = self
            .cargo()
            .args([command, "--offline", "--keep-going", "--examples"])
            .args(["--message-format", "json"])
            .output()
            .expect("cargo starts");
        let stdout = String::from_utf8(output.stdout).expect("text");
        let said = stdout.lines().filter_map(|line| {
            let line: Value = serde_json::from_str(line).expect("JSON");
            diagnostic(&line)
        });
        let said: Vec<_> = said.collect();
        assert!(
            !said.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }

    fn cargo(&self) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut cargo = Command::new(cargo);
        cargo
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", target())
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS");
        cargo
    }
}

impl Drop for Crate {
    fn drop(&mut self) {
        // Each run has a folder of its own, so what was built from it is of no more use.
        let _ = self
            .cargo()
            .args(["clean", "--offline", "--quiet", "--package", self.name])
            .output();
    }
}

/// The source with spaces where attributes of ours are.
fn plain(source: &str) -> String {
    let mut plain = String::new();
    for line in source.lines() {
        if line.starts_with("use logging_runtime::") {
            plain.extend(line.chars().map(|_| ' '));
        } else {
            plain.push_str(&without_attribute(line));
        }
        plain.push('\n');
    }
    plain
}

fn without_attribute(line: &str) -> String {
    let begin = ["#[stage(", "#[job("]
        .iter()
        .find_map(|begin| line.find(begin));
    let end = begin.and_then(|begin| line[begin..].find(")]").map(|end| begin + end + 2));
    match (begin, end) {
        (Some(begin), Some(end)) => {
            let spaces = " ".repeat(end - begin);
            format!("{}{spaces}{}", &line[..begin], &line[end..])
        }
        _ => line.to_owned(),
    }
}

fn diagnostic(line: &Value) -> Option<(String, Diagnostic)> {
    let message = line.get("message")?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let spans = message.get("spans")?.as_array()?;
    let primary = spans.iter().filter(|span| span["is_primary"] == true);
    let places: Vec<_> = primary
        .map(|span| {
            ["line_start", "column_start", "line_end", "column_end"]
                .map(|key| span[key].as_u64().unwrap_or(0))
        })
        .collect();
    if places.is_empty() {
        return None;
    }
    let target = text(&line["target"]["name"])?;
    let diagnostic = Diagnostic {
        places,
        level: text(&message["level"])?,
        code: text(&message["code"]["code"]).unwrap_or_default(),
        // Some messages name the file.
        message: text(&message["message"])?
            .replace("_annotated.rs", ".rs")
            .replace("_plain.rs", ".rs"),
    };
    Some((target, diagnostic))
}

/// The folder in which the workspace is built: what it has built is not built again.
fn target() -> &'static Path {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    folder.expect("it stands in the target folder")
}

fn workspace() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the workspace is there")
}
