use logging_runtime::stage;

fn main() {
    #[stage("x")]
    let _f = || 1;
}
