//! The saved queries, a file each.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// The texts of the queries in a folder, by their names.
///
/// # Errors
///
/// If the folder or a file cannot be read.
pub fn saved(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let file = |entry: io::Result<fs::DirEntry>| {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default();
        Ok((
            name.to_string_lossy().into_owned(),
            fs::read_to_string(&path)?,
        ))
    };
    fs::read_dir(folder)?.map(file).collect()
}
