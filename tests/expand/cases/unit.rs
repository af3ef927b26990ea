use logging_runtime::{job, stage};

#[stage("nothing")]
pub(crate) fn nothing() {}

#[job]
fn unit(list: &mut Vec<u8>) -> () {
    list.clear();
}
