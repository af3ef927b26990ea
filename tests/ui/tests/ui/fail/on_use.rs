use logging_runtime::stage;

#[stage("a")]
#[allow(unused_imports)]
use std::fmt;

fn main() {}
