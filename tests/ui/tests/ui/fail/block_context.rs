use logging_runtime::stage_block;

fn main() {
    stage_block!("x", ctx(a = 1), {});
}
