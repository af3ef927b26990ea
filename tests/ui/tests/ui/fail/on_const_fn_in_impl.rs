use logging_runtime::stage;

struct S;

impl S {
    #[stage("a")]
    const fn f() {}
}

fn main() {}
