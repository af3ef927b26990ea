use logging_runtime::stage;

struct Point {
    x: u8,
    y: u8,
}

#[stage("patterns")]
fn patterns(
    (a, mut b): (u8, u8),
    Point { x, y: _ }: Point,
    &one: &u8,
    _: String,
    [c, ..]: [u8; 2],
) -> u8 {
    b += c;
    a + b + x + one
}

#[stage("mutably_borrowed")]
fn mutably_borrowed((ref mut a, b): (u8, u8)) -> u8 {
    *a += b;
    *a
}
