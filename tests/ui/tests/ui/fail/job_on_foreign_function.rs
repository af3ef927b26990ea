use logging_runtime::job;

unsafe extern "C" {
    #[job]
    pub safe fn f();
}

fn main() {}
