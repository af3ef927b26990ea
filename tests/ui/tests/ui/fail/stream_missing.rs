use logging_runtime::stage_stream;

fn main() {
    stage_stream!("x");
}
