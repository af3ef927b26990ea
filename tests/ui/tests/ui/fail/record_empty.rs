use logging_runtime::record;

fn main() {
    record!();
}
