use logging_runtime::stage_block;

fn main() {
    stage_block!("x", fields(1 + 1), {});
}
