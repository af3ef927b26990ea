use logging_runtime::{evt, record};

fn main() {
    let n = 1;
    evt!("tick", other = 2, %n = n);
    record!(?n = n);
}
