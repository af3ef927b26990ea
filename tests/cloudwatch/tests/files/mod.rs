//! Files of the repository that the tests read, and those that they make.

#![allow(dead_code, reason = "each test uses its part")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The saved queries, by their names.
pub(crate) fn saved() -> BTreeMap<String, String> {
    cloudwatch::saved(&path("../../docs/cloudwatch/queries")).expect("the queries can be read")
}

pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// What a file has in which this is stored; `BLESS` stores it anew.
pub(crate) fn stored(name: &str, made: &str) -> String {
    let file = path(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&file, made).expect("it is written");
    }
    fs::read_to_string(&file).unwrap_or_default()
}
