#![deny(unused_must_use, let_underscore_drop)]

fn main() {
    logging_runtime::init();
    let _ = logging_runtime::init();
}
