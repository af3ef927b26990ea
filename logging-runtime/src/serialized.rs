//! Values by their `serde::Serialize`.

use serde_core::Serialize;

use crate::line::json::JsonWriter;
use crate::value::{Captured, Value};

/// Gives a `serde::Serialize` value as JSON: a nested object or array.
///
/// ```
/// use logging_runtime::{evt, json};
/// evt!("languages_found", languages = json(&["en", "de"]));
/// ```
pub fn json<T: Serialize>(value: T) -> impl Value {
    AsJson(value)
}

struct AsJson<T>(T);

impl<T: Serialize> Value for AsJson<T> {
    fn capture(&self) -> Captured<'_> {
        Captured::Json(self)
    }
}

/// A `Serialize` value behind a pointer.
#[doc(hidden)]
pub trait Json {
    /// Writes the value; whether it succeeded.
    fn write(&self, to: &mut JsonWriter<'_>) -> bool;
}

impl<T: Serialize> Json for AsJson<T> {
    fn write(&self, to: &mut JsonWriter<'_>) -> bool {
        to.value(&self.0)
    }
}
