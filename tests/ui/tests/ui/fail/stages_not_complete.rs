use logging_runtime::stages;

struct A;

#[stages]
impl A {
    fn whole() {}

    pub fn half
}

fn main() {
    A::whole();
}
