//! The keys of maps, as text whatever they are.

use std::fmt::Display;

use serde_core::ser::Impossible;
use serde_core::{Serialize, Serializer};

use super::super::number::{Float, push_float};
use super::{JsonWriter, MAX_CALLS, Stop};

/// What stands for a key that is no text and no number.
const NO_TEXT: &str = "<key>";

/// Writes the key of a map as text.
pub(super) struct KeySerializer<'w, 'a> {
    writer: &'w mut JsonWriter<'a>,
}

impl<'w, 'a> KeySerializer<'w, 'a> {
    pub(super) fn new(writer: &'w mut JsonWriter<'a>) -> Self {
        KeySerializer { writer }
    }

    fn float(self, value: impl Float) -> Result<(), Stop> {
        let mut text = String::new();
        push_float(&mut text, value);
        self.writer.map_key_text(text.trim_matches('"'))
    }

    /// Takes a stand-in for a key that has parts, which are not looked at.
    fn settle<T>(self) -> Result<T, Stop> {
        self.writer.map_key_text(NO_TEXT)?;
        self.writer.settled = true;
        Err(Stop)
    }

    /// Passes through a wrapper.
    fn inner<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Stop> {
        if self.writer.calls >= MAX_CALLS {
            return self.settle();
        }
        self.writer.calls += 1;
        let result = value.serialize(KeySerializer::new(self.writer));
        self.writer.calls -= 1;
        result
    }
}

macro_rules! integers {
    ($($method:ident $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<(), Stop> {
            self.writer.map_key_text(itoa::Buffer::new().format(value))
        })*
    };
}

impl Serializer for KeySerializer<'_, '_> {
    type Ok = ();
    type Error = Stop;
    type SerializeSeq = Impossible<(), Stop>;
    type SerializeTuple = Impossible<(), Stop>;
    type SerializeTupleStruct = Impossible<(), Stop>;
    type SerializeTupleVariant = Impossible<(), Stop>;
    type SerializeMap = Impossible<(), Stop>;
    type SerializeStruct = Impossible<(), Stop>;
    type SerializeStructVariant = Impossible<(), Stop>;

    integers! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_i128 i128, serialize_u8 u8, serialize_u16 u16, serialize_u32 u32,
        serialize_u64 u64, serialize_u128 u128
    }

    fn serialize_f32(self, value: f32) -> Result<(), Stop> {
        self.float(value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Stop> {
        self.float(value)
    }

    fn serialize_bool(self, value: bool) -> Result<(), Stop> {
        self.writer
            .map_key_text(if value { "true" } else { "false" })
    }

    fn serialize_char(self, value: char) -> Result<(), Stop> {
        self.writer.map_key_text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Stop> {
        self.writer.map_key_text(value)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Stop> {
        let text = self.writer.format(value)?;
        if text.lost > 0 {
            return self.writer.output.fill(text.lost);
        }
        self.writer.map_key_text(&text.text)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Stop> {
        self.writer.map_key_text(NO_TEXT)
    }

    fn serialize_none(self) -> Result<(), Stop> {
        self.writer.map_key_text(NO_TEXT)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Stop> {
        self.inner(value)
    }

    fn serialize_unit(self) -> Result<(), Stop> {
        self.writer.map_key_text(NO_TEXT)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Stop> {
        self.writer.map_key_text(NO_TEXT)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Stop> {
        self.writer.map_key_text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Stop> {
        self.inner(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Stop> {
        self.writer.map_key_text(NO_TEXT)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Stop> {
        self.settle()
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Stop> {
        self.settle()
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Stop> {
        self.settle()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Stop> {
        self.settle()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Stop> {
        self.settle()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Stop> {
        self.settle()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Stop> {
        self.settle()
    }
}
