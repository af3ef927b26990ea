use logging_runtime::evt;

fn main() {
    evt!("a", "msg {}", x);
}
