use logging_runtime::stages;

#[stages("asr", levl = "debug", level = "loud", fields(n), id = 7, skip, start = 0)]
mod a {
    #[stage(skip)]
    fn f() {}
}

fn main() {}
