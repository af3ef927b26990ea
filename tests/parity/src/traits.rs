//! Which auto traits the type of a value has. A method that is found on the type itself comes
//! before one of a trait, and it is found only where its bound holds.

use std::marker::PhantomData;
use std::panic::{RefUnwindSafe, UnwindSafe};

/// Stands for the type of a value.
#[derive(Debug)]
pub struct Type<T>(PhantomData<fn() -> T>);

impl<T> Type<T> {
    /// The type of this value.
    pub fn of(_: &T) -> Self {
        Type(PhantomData)
    }
}

macro_rules! auto_traits {
    ($($method:ident $auto:ident),*) => {
        impl<T> AutoTraits for Type<T> {}

        /// The answers where the type itself has none.
        pub trait AutoTraits {
            $(
                /// Whether the type has the trait.
                fn $method(&self) -> bool {
                    false
                }
            )*
        }

        $(
            impl<T: $auto> Type<T> {
                /// The type has the trait.
                pub fn $method(&self) -> bool {
                    true
                }
            }
        )*
    };
}

auto_traits!(send Send, sync Sync, unpin Unpin, unwind UnwindSafe, ref_unwind RefUnwindSafe);

/// The names of the auto traits that the type of a value has.
#[macro_export]
macro_rules! auto_traits {
    ($value:expr) => {{
        #[allow(unused_imports)]
        use $crate::AutoTraits as _;
        let this = $crate::Type::of(&$value);
        let all = [
            ("Send", this.send()),
            ("Sync", this.sync()),
            ("Unpin", this.unpin()),
            ("UnwindSafe", this.unwind()),
            ("RefUnwindSafe", this.ref_unwind()),
        ];
        all.into_iter()
            .filter_map(|(name, has)| has.then_some(name))
            .collect::<Vec<_>>()
            .join(" ")
    }};
}
