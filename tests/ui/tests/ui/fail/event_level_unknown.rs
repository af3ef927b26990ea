use logging_runtime::evt;

fn main() {
    evt!(loud, "a");
}
