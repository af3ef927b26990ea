#![deny(warnings)]
//! References in and out, also mutable ones.

use logging_runtime::stage;

struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    #[stage("own")]
    fn own(&self) -> &'a str {
        self.0
    }

    #[stage("elided")]
    fn elided(&self, other: &str) -> &str {
        if other.is_empty() { self.0 } else { &self.0[1..] }
    }

    #[stage("hidden")]
    fn narrowed(&self) -> Text<'_> {
        Text(self.0)
    }
}

#[stage("mutable")]
fn element(list: &mut Vec<u8>, at: usize) -> Option<&mut u8> {
    list.get_mut(at)
}

#[stage("reborrow")]
fn reborrow<'a>(value: &'a mut u8, add: &u8) -> &'a mut u8 {
    *value += add;
    value
}

#[stage("unit")]
fn same(unit: &mut ()) -> &mut () {
    unit
}

#[stage("early", fields(text))]
fn early<'a, 'b: 'a>(text: &'a str, other: &'b str) -> Result<&'a str, &'b str> {
    let first = text.split(' ').next().ok_or(other)?;
    if first.is_empty() {
        return Err(other);
    }
    Ok(first)
}

fn main() {
    let text = Text("abc");
    assert_eq!((text.own(), text.elided("x"), text.narrowed().0), ("abc", "bc", "abc"));
    let mut list = vec![1, 2];
    *element(&mut list, 1).expect("there") = 5;
    assert_eq!(*reborrow(&mut list[0], &2), 3);
    assert_eq!(list, [3, 5]);
    same(&mut ());
    assert_eq!((early("a b", "c"), early("", "c")), (Ok("a"), Err("c")));
}
