//! Arrays and objects.

use serde_core::{Serialize, ser};

use super::{Form, JsonWriter, Stop};

/// An array or object that is open, or the two of an enum variant with fields.
pub(super) struct Compound<'w, 'a> {
    writer: &'w mut JsonWriter<'a>,
    /// How many brackets stood open before.
    level: usize,
}

impl<'w, 'a> Compound<'w, 'a> {
    pub(super) fn open(
        writer: &'w mut JsonWriter<'a>,
        bracket: char,
        form: Form,
    ) -> Result<Self, Stop> {
        let level = writer.frames.len();
        writer.open_as(Some(form), bracket)?;
        Ok(Compound { writer, level })
    }

    /// The same, of an array of so many elements: of two the first may be the key of the second.
    pub(super) fn of_length(self, length: usize) -> Self {
        if let Some(frame) = self.writer.frames.last_mut() {
            frame.is_pair = length == 2;
        }
        self
    }

    /// `{"variant":[` or `{"variant":{`, of which `{` has been written.
    pub(super) fn variant(self, variant: &'static str, bracket: char) -> Result<Self, Stop> {
        self.writer.variant(variant, bracket)?;
        Ok(self)
    }

    /// `{"key":value}`, of which `{` has been written.
    pub(super) fn only_field<T: Serialize + ?Sized>(
        self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Stop> {
        self.writer.field(key, value)?;
        self.close();
        Ok(())
    }

    fn close(self) {
        self.writer.close_to(self.level);
    }
}

macro_rules! array {
    ($($trait:ident, $method:ident;)*) => {
        $(impl ser::$trait for Compound<'_, '_> {
            type Ok = ();
            type Error = Stop;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
                self.writer.item(value)
            }

            fn end(self) -> Result<(), Stop> {
                self.close();
                Ok(())
            }
        })*
    };
}

array! {
    SerializeSeq, serialize_element;
    SerializeTuple, serialize_element;
    SerializeTupleStruct, serialize_field;
    SerializeTupleVariant, serialize_field;
}

macro_rules! object {
    ($($trait:ident;)*) => {
        $(impl ser::$trait for Compound<'_, '_> {
            type Ok = ();
            type Error = Stop;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Stop> {
                self.writer.field(key, value)
            }

            fn end(self) -> Result<(), Stop> {
                self.close();
                Ok(())
            }
        })*
    };
}

object! {
    SerializeStruct;
    SerializeStructVariant;
}

impl ser::SerializeMap for Compound<'_, '_> {
    type Ok = ();
    type Error = Stop;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Stop> {
        self.writer.map_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        self.writer.map_value(value)
    }

    fn end(self) -> Result<(), Stop> {
        self.close();
        Ok(())
    }
}
