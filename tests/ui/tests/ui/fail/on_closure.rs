use logging_runtime::stage;

fn main() {
    let _f = #[stage("x")] || 1;
}
