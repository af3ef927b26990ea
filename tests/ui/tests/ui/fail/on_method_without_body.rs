use logging_runtime::stage;

trait T {
    #[stage("a")]
    fn f(&self);
}

fn main() {}
