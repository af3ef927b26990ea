use logging_runtime::stage_block;

fn main() {
    let _number: u8 = stage_block!("x", {
        "text"
    });
}
