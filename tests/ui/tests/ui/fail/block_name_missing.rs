use logging_runtime::stage_block;

fn main() {
    stage_block!({ 1 });
}
