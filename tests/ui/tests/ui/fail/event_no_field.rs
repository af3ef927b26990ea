use logging_runtime::evt;

fn main() {
    let request = (1, 2);
    evt!("tick", request.0, ok = true);
}
