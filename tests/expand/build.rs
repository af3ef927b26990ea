//! Makes two lists of modules: the sources of `logging-macros` for the library, and the cases with
//! their stored expansions for the test that compiles them.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let package = folder("CARGO_MANIFEST_DIR")?;
    let out = folder("OUT_DIR")?;
    let macros = package.join("../../logging-macros/src").canonicalize()?;
    let cases = package.join("cases");
    for watched in [&macros.join("lib.rs"), &cases] {
        println!("cargo::rerun-if-changed={}", watched.display());
    }
    let entry_points = fs::read_to_string(macros.join("lib.rs"))?;
    fs::write(out.join("macros.rs"), modules(&macros, &entry_points)?)?;
    fs::write(out.join("cases.rs"), compiled(&cases)?)
}

fn folder(variable: &str) -> io::Result<PathBuf> {
    let value = env::var_os(variable).ok_or(io::ErrorKind::NotFound)?;
    Ok(value.into())
}

/// The modules in a module with a path of its own, in which theirs are found as in the crate, and
/// under the names that they call each other by. Lints are for where they stand.
fn modules(sources: &Path, entry_points: &str) -> io::Result<String> {
    let names = entry_points
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let names: Vec<&str> = names.collect();
    let list = names.join("; pub(crate) mod ");
    Ok(format!(
        "#[allow(warnings, clippy::all, clippy::pedantic)]\n\
         #[path = {}]\nmod macros {{ pub(crate) mod {list}; }}\n\
         #[allow(unused_imports)]\npub(crate) use macros::{{{}}};\n",
        literal(sources)?,
        names.join(", ")
    ))
}

/// A module for each file in the folder.
fn compiled(cases: &Path) -> io::Result<String> {
    let mut modules = String::new();
    for entry in fs::read_dir(cases)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        println!("cargo::rerun-if-changed={}", path.display());
        let module = name.trim_end_matches(".rs").replace('.', "_");
        // A `String` takes everything.
        let _ = writeln!(
            modules,
            "mod r#{module} {{ include!({}); }}",
            literal(&path)?
        );
    }
    Ok(modules)
}

/// A path as a string literal.
fn literal(path: &Path) -> io::Result<String> {
    let text = path.to_str().ok_or(io::ErrorKind::InvalidFilename)?;
    Ok(format!("{text:?}"))
}
