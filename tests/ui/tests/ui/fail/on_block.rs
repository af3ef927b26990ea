use logging_runtime::stage;

fn main() {
    #[stage("x")]
    {
        let _n = 1;
    }
}
