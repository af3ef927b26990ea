use logging_runtime::job;

trait A {
    #[job]
    fn f(&self);
}

fn main() {}
