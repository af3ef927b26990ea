//! Crates outside of this workspace, as a user has them, built from what is on this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A crate in a folder of its own.
pub(crate) struct Crate {
    name: &'static str,
    folder: TempDir,
}

impl Crate {
    /// A crate with this `src/main.rs`, which depends on the runtime and on `dependencies`.
    pub(crate) fn new(name: &'static str, dependencies: &str, main: &str) -> Crate {
        Crate::with_features(name, &[], dependencies, main)
    }

    /// The same with these features of the runtime.
    pub(crate) fn with_features(
        name: &'static str,
        features: &[&str],
        dependencies: &str,
        main: &str,
    ) -> Crate {
        let folder = tempfile::tempdir().expect("a folder");
        let root = workspace();
        let runtime = root.join("logging-runtime").display().to_string();
        let manifest = format!(
            "[package]\n\
             name = {name:?}\n\
             version = \"0.1.0\"\n\
             edition = \"2021\"\n\
             [dependencies]\n\
             logging-runtime = {{ path = {runtime:?}, features = {features:?} }}\n\
             {dependencies}\n\
             [profile.dev]\n\
             debug = \"line-tables-only\"\n"
        );
        fs::create_dir(folder.path().join("src")).expect("a folder");
        fs::write(folder.path().join("Cargo.toml"), manifest).expect("writable");
        fs::write(folder.path().join("src/main.rs"), main).expect("writable");
        // Nothing is resolved anew: what the workspace has is built already, or at least here.
        fs::copy(root.join("Cargo.lock"), folder.path().join("Cargo.lock")).expect("a lock file");
        Crate { name, folder }
    }

    /// The crate where a panic ends the program at once.
    pub(crate) fn aborting(self) -> Crate {
        let manifest = self.folder.path().join("Cargo.toml");
        let before = fs::read_to_string(&manifest).expect("readable");
        // The profile stands last.
        fs::write(manifest, format!("{before}panic = \"abort\"\n")).expect("writable");
        self
    }

    /// Builds it, without a word about its own code.
    pub(crate) fn build(&self) -> PathBuf {
        let output = self.cargo("build");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        assert!(!said.contains("src/main.rs"), "{said}");
        target().join("debug").join(self.name)
    }

    /// Runs a command of cargo on it.
    pub(crate) fn cargo(&self, command: &str) -> Output {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut cargo = Command::new(cargo);
        cargo
            .args([command, "--offline", "--quiet"])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", target())
            .env("CARGO_INCREMENTAL", "0");
        cargo.output().expect("cargo starts")
    }
}

impl Drop for Crate {
    fn drop(&mut self) {
        // Each run has a folder of its own, so what was built from it is of no more use.
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let _ = Command::new(cargo)
            .args(["clean", "--offline", "--quiet", "--package", self.name])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", target())
            .output();
    }
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
