//! The arguments of an `async fn`, which its block does not capture: what an `async` block captures it keeps to
//! its end, used or not. They go through a tuple, from which the block's first statement takes them.

use proc_macro2::Span;

use crate::model::Function;
use crate::params::Param;
use crate::tokens::Tokens;
use crate::write::tokens;

/// The arguments but `self`, which has no other name to be bound to and is captured.
pub(crate) struct Handed<'f> {
    params: Vec<&'f Param>,
}

impl<'f> Handed<'f> {
    /// Nothing where there is no argument, or an attribute on one: no pattern can have attributes inside.
    pub(crate) fn of(function: &'f Function<'_>) -> Option<Self> {
        let is_receiver = |param: &&Param| matches!(param, Param::Receiver(_));
        let params: Vec<_> = function
            .params
            .iter()
            .filter(|param| !is_receiver(param))
            .collect();
        let can_be = !params.is_empty() && params.iter().all(|param| param.is_without_attributes());
        can_be.then_some(Self { params })
    }

    /// The tuple that they go in. An argument whose name has an underscore is not used by the body, and the
    /// user is not to hear that something else does.
    pub(crate) fn given(&self) -> Tokens {
        let names = self.tuple();
        let has_underscore = self
            .params
            .iter()
            .filter_map(|param| param.name())
            .any(|name| name.starts_with('_'));
        let quiet = has_underscore
            .then(|| tokens!(Span::mixed_site()=> #[allow(clippy::used_underscore_binding)]));
        tokens!(Span::mixed_site()=> #quiet #names)
    }

    fn tuple(&self) -> Tokens {
        let names = self.params.iter().filter_map(|param| param.outside_name());
        let names = names.map(|name| tokens!(Span::mixed_site()=> #name,));
        tokens!(Span::mixed_site()=> (#(#names)*))
    }

    /// The statement that takes them. Bound in their order, they are dropped as the plain function's are.
    pub(crate) fn taken(&self) -> Tokens {
        let names = self.tuple();
        tokens!(Span::mixed_site()=> let #names = __handed.__take();)
    }
}
