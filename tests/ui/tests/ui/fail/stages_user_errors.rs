use logging_runtime::stages;

struct A;

#[stages]
impl A {
    fn wrong_tail() -> u8 {
        "text"
    }

    async fn wrong_return(n: u8) -> u8 {
        if n == 0 {
            return "text";
        }
        n
    }
}

fn main() {}
