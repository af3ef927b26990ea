#![deny(warnings)]
//! Functions that `macro_rules!` makes, with every kind of fragment.

use logging_runtime::{job, stage};

macro_rules! from_parts {
    ($(#[$meta:meta])* $vis:vis $name:ident($pattern:pat => $argument:ty) -> $returned:ty $body:block) => {
        $(#[$meta])*
        #[stage("parts", fields(kind = stringify!($name)))]
        $vis fn $name($pattern: $argument) -> $returned $body
    };
}

from_parts!(#[inline] pub add((a, b) => (u8, u8)) -> Result<u8, String> {
    if a == 0 {
        return Err("zero".into());
    }
    Ok(a + b)
});
from_parts!(only(value => u8) -> Option<u8> { Some(value).filter(|value| *value > 1) });
from_parts!(changed(mut value => u8) -> u8 {
    value += 1;
    value
});

macro_rules! whole {
    ($item:item) => {
        #[job]
        $item
    };
}

whole!(fn whole(value: u8) -> u8 { value });

macro_rules! methods {
    ($type:ident, $self:ident, $($name:literal => $method:ident $value:expr),*) => {
        impl $type {
            $(
                #[stage($name, fields(value = $value))]
                fn $method(&$self) -> usize {
                    let found = $self.0.len() + $value;
                    found
                }
            )*
        }
    };
}

struct Text(String);

methods!(Text, self, "one" => one 1, "two" => two 2);

macro_rules! hygienic {
    ($name:ident, $value:ident) => {
        #[stage("hygienic")]
        fn $name($value: u8) -> u8 {
            let inner = 1;
            $value + inner
        }
    };
}

hygienic!(hygienic_function, inner);

fn main() {
    assert_eq!((add((1, 2)), add((0, 2))), (Ok(3), Err("zero".to_owned())));
    assert_eq!((only(1), only(2), changed(1)), (None, Some(2), 2));
    assert_eq!(whole(3), 3);
    let text = Text("ab".to_owned());
    assert_eq!((text.one(), text.two()), (3, 4));
    assert_eq!(hygienic_function(2), 3);
}
