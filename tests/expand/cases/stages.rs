use logging_runtime::{job, stages};

struct Client;

#[stages(level = "debug")]
impl Client {
    fn fetch(&self, url: &str) -> usize {
        url.len()
    }

    #[job("whole")]
    async fn transcript(&self) -> u8 {
        1
    }

    #[stage(skip)]
    fn skipped(&self) {}

    const fn constant() -> u8 {
        1
    }
}

#[stages]
mod steps {
    pub fn first() {}
}
