use logging_runtime::stage_block;

fn main() {
    stage_block!("x", 1 + 1);
}
