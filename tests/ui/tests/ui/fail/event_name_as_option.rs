use logging_runtime::evt;

fn main() {
    evt!(name: "a");
}
