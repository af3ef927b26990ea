use logging_runtime::evt;

fn main() {
    evt!(WARN, "a", n = 1);
}
