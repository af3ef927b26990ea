use logging_runtime::stage;

unsafe extern "C" {
    #[stage("a")]
    pub fn f(x: u8);
}

fn main() {}
