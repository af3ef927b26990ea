use logging_runtime::job;

#[job]
trait A {
    fn f() {}
}

fn main() {}
