use logging_runtime::stage;

#[stage("x")]
#[async_trait::async_trait]
impl A for u8 {
    async fn f(&self) {}
}

#[async_trait::async_trait]
trait A {
    async fn f(&self);
}

fn main() {}
