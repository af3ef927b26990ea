use logging_runtime::stage;

struct Client {
    name: String,
}

/// What is around the bodies here is nothing to warn their author of.
impl Client {
    #[stage("changed")]
    fn changed(mut self) -> String {
        let name = self.name.clone();
        self.name = String::new();
        name
    }

    #[stage("later")]
    async fn later(&self) -> impl Future<Output = usize> + use<> {
        std::future::ready(self.name.len())
    }
}

#[stage("grown")]
#[expect(clippy::ptr_arg, reason = "it grows")]
async fn grown(list: &Vec<u8>) -> usize {
    list.len()
}

#[stage("proved")]
fn proved<T: Send>() {}
