use logging_runtime::stage;

#[stage("mutable", fields(n = count))]
fn mutable(mut list: Vec<u8>, mut count: u8) -> Vec<u8> {
    count += 1;
    list.push(count);
    list
}
