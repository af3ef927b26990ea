use logging_runtime::stages;

#[stages]
unsafe extern "C" {
    fn f();
}

fn main() {}
