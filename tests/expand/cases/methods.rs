use logging_runtime::stage;

struct Client {
    name: String,
}

impl Client {
    #[stage("shared")]
    fn shared(&self, path: &str) -> String {
        format!("{}{path}", self.name)
    }

    #[stage("exclusive")]
    fn exclusive(&mut self) -> &mut String {
        &mut self.name
    }

    #[stage("owned")]
    fn owned(mut self) -> String {
        self.name.push('!');
        self.name
    }

    #[stage("boxed")]
    fn boxed(self: Box<Self>) -> String {
        self.name
    }

    #[stage("async")]
    async fn fetch<'a>(&'a self, path: &str) -> &'a str {
        std::future::ready(path).await;
        &self.name
    }
}
