use logging_runtime::stage_block;

fn main() {
    'outer: loop {
        stage_block!("x", {
            break 'outer;
        });
    }
}
