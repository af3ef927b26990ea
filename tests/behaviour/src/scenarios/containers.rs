//! `#[stages]` on an implementation, a trait and a module.

use futures::executor::block_on;
use logging_runtime::{init, job, stage, stages};

scenarios!(implementations, modules, traits, options, rewritten);

fn implementations() {
    let _guard = init();
    let client = Client { retries: 2 };
    assert_eq!(client.fetch("x"), Ok("x".to_owned()));
    assert_eq!(client.fetch(""), Err("empty".to_owned()));
    assert_eq!(block_on(client.later("v-1")), None);
    client.r#match();
    client.a_name_that_goes_on_and_on_until_it_has_far_more_than_sixty_four_bytes();
}

struct Client {
    retries: u8,
}

#[stages]
impl Client {
    const fn limit() -> u8 {
        3
    }

    fn fetch(&self, url: &str) -> Result<String, String> {
        if url.is_empty() {
            return Err("empty".to_owned());
        }
        self.work();
        Ok(self.helper(url))
    }

    async fn later(&self, video_id: &str) -> Option<u8> {
        self.named(video_id.len());
        None
    }

    #[stage("own", fields(n))]
    fn named(&self, n: usize) {
        assert!(n > usize::from(self.retries));
    }

    #[job(id = "j-1")]
    fn work(&self) {
        assert!(self.retries < Self::limit());
    }

    #[stage(skip)]
    fn helper(&self, url: &str) -> String {
        assert!(self.retries > 0);
        url.to_owned()
    }

    fn r#match(&self) {
        assert!(self.retries > 0);
    }

    fn a_name_that_goes_on_and_on_until_it_has_far_more_than_sixty_four_bytes(&self) {
        assert!(self.retries > 0);
    }
}

fn modules() {
    let _guard = init();
    asr::transcribe();
}

#[stages]
mod asr {
    pub(super) fn transcribe() {
        quiet();
        audio::Decoder.decode();
    }

    #[stage(skip)]
    fn quiet() {
        inner::unheard();
    }

    #[stage(skip)]
    mod inner {
        pub(super) fn unheard() {}
    }

    mod audio {
        pub(super) struct Decoder;

        impl Decoder {
            pub(super) fn decode(&self) {
                let _ = self;
            }
        }
    }
}

fn traits() {
    let _guard = init();
    assert_eq!((1_u8.given(), 1_u16.given()), (2, 7));
}

#[stages]
trait Steps {
    fn needed(&self) -> u8;

    fn given(&self) -> u8 {
        self.needed() + 1
    }
}

impl Steps for u8 {
    fn needed(&self) -> u8 {
        *self
    }
}

#[stages]
impl Steps for u16 {
    fn needed(&self) -> u8 {
        6
    }
}

fn options() {
    let _guard = init();
    Quiet::start_is_not_told();
    block_on(Quiet::nor_here());
    Quiet::not_at_this_level();
}

struct Quiet;

#[stages(start = false, keep_async)]
impl Quiet {
    fn start_is_not_told() {}

    async fn nor_here() {}
}

#[stages(level = "debug")]
impl Quiet {
    fn not_at_this_level() {}
}

fn rewritten() {
    let _guard = init();
    assert_eq!(block_on(1_u8.fetch("x")), Some("x".to_owned()));
    assert_eq!(block_on(1_u16.fetch("x")), None);
}

#[async_trait::async_trait]
trait Fetch {
    async fn fetch(&self, url: &str) -> Option<String>;
}

#[stages]
#[async_trait::async_trait]
impl Fetch for u8 {
    async fn fetch(&self, url: &str) -> Option<String> {
        tokio::task::yield_now().await;
        Some(url.to_owned())
    }
}

#[async_trait::async_trait]
#[stages]
impl Fetch for u16 {
    async fn fetch(&self, url: &str) -> Option<String> {
        tokio::task::yield_now().await;
        url.strip_prefix('y').map(str::to_owned)
    }
}
