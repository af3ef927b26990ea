use logging_runtime::stage;

trait Fetch {
    fn fetch(&self, url: &str) -> usize;

    #[stage("twice")]
    fn twice(&self, url: &str) -> usize {
        2 * self.fetch(url)
    }

    fn later(&self) -> impl Future<Output = u8>;
}

impl Fetch for u8 {
    #[stage("fetch")]
    fn fetch(&self, url: &str) -> usize {
        url.len()
    }

    #[stage("later")]
    async fn later(&self) -> u8 {
        *self
    }
}
