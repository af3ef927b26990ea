//! What the crate brings along leaves the types of a program as they were inferred before.

use crate::outside::Crate;
use crate::program::{bare, ended};

const PROGRAM: &str = include_str!("../../crates/inferred.rs");

#[test]
fn types_that_were_inferred_are_still_inferred() {
    let user = Crate::new("inferred", "", PROGRAM);
    let run = ended(bare(user.build()).output().expect("the program starts"));
    assert_eq!((run.stderr.as_str(), run.code), ("", Some(0)));
}

#[test]
fn the_program_notices_a_crate_that_compares_numbers_with_its_own_types() {
    let with_another = PROGRAM.replace("use std::cmp", "use serde_json as _;\nuse std::cmp");
    let user = Crate::new("inferred-no-more", "serde_json = \"1\"", &with_another);
    let build = user.cargo("build");
    let said = String::from_utf8_lossy(&build.stderr);
    assert!(!build.status.success());
    assert!(
        said.contains("error[E0283]: type annotations needed"),
        "{said}"
    );
}
