use logging_runtime::stage_block;

fn main() {
    let _later = stage_block!("a\tb", async {});
}
