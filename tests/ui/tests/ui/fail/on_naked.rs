use logging_runtime::stage;

#[stage("x")]
#[unsafe(naked)]
extern "C" fn f() {
    std::arch::naked_asm!("ret")
}

fn main() {}
