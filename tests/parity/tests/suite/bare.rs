//! The same functions as they are.

use plain::{job, stage};

#[path = "../code/auto_traits.rs"]
pub(crate) mod auto_traits;
#[path = "../code/bodies.rs"]
pub(crate) mod bodies;
#[path = "../code/drops.rs"]
pub(crate) mod drops;
#[path = "../code/later.rs"]
pub(crate) mod later;
#[path = "../code/made.rs"]
pub(crate) mod made;
#[path = "../code/methods.rs"]
pub(crate) mod methods;
#[path = "../code/sizes.rs"]
pub(crate) mod sizes;
