//! Values of every kind that `Serialize` knows.

use std::fmt::Display;

use serde_core::ser::SerializeSeq;
use serde_core::{Serialize, Serializer};

use super::super::number::{push_float, push_integer};
use super::compound::Compound;
use super::{DEEP, Form, JsonWriter, MAX_CALLS, Stop};

/// Writes one value, or what stands for it.
pub(super) struct ValueSerializer<'w, 'a> {
    writer: &'w mut JsonWriter<'a>,
    form: Form,
}

impl<'w, 'a> ValueSerializer<'w, 'a> {
    pub(super) fn new(writer: &'w mut JsonWriter<'a>, form: Form) -> Self {
        ValueSerializer { writer, form }
    }

    fn number(self, write: impl FnOnce(&mut String)) -> Result<(), Stop> {
        if self.form != Form::Hashed {
            return self.writer.output.atom(write);
        }
        let mut text = String::new();
        write(&mut text);
        self.writer.hashed(&text)
    }

    fn string(self, text: &str, lost: usize) -> Result<(), Stop> {
        match self.form {
            Form::Plain => self.writer.string(text, lost),
            Form::NumberOnly => self.writer.redacted(),
            Form::Hashed => self.writer.hashed(self.writer.longest(text)),
        }
    }

    fn null(self) -> Result<(), Stop> {
        self.writer.output.atom(|out| out.push_str("null"))
    }

    fn compound(self, bracket: char) -> Result<Compound<'w, 'a>, Stop> {
        Compound::open(self.writer, bracket, self.form)
    }

    /// Passes through a wrapper that JSON does not show.
    fn inner<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Stop> {
        if self.writer.calls >= MAX_CALLS {
            return self.writer.settle(DEEP);
        }
        self.writer.calls += 1;
        let result = value.serialize(ValueSerializer::new(self.writer, self.form));
        self.writer.calls -= 1;
        result
    }
}

macro_rules! numbers {
    ($push:ident: $($method:ident $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<(), Stop> {
            self.number(|out| $push(out, value))
        })*
    };
}

impl<'w, 'a> Serializer for ValueSerializer<'w, 'a> {
    type Ok = ();
    type Error = Stop;
    type SerializeSeq = Compound<'w, 'a>;
    type SerializeTuple = Compound<'w, 'a>;
    type SerializeTupleStruct = Compound<'w, 'a>;
    type SerializeTupleVariant = Compound<'w, 'a>;
    type SerializeMap = Compound<'w, 'a>;
    type SerializeStruct = Compound<'w, 'a>;
    type SerializeStructVariant = Compound<'w, 'a>;

    numbers! { push_integer:
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_i128 i128, serialize_u8 u8, serialize_u16 u16, serialize_u32 u32,
        serialize_u64 u64, serialize_u128 u128
    }

    numbers! { push_float: serialize_f32 f32, serialize_f64 f64 }

    fn serialize_bool(self, value: bool) -> Result<(), Stop> {
        let text = if value { "true" } else { "false" };
        if self.form == Form::Plain {
            return self.writer.output.atom(|out| out.push_str(text));
        }
        self.string(text, 0)
    }

    fn serialize_char(self, value: char) -> Result<(), Stop> {
        self.string(value.encode_utf8(&mut [0; 4]), 0)
    }

    fn serialize_str(self, value: &str) -> Result<(), Stop> {
        self.string(value, 0)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Stop> {
        if self.form == Form::NumberOnly {
            return self.writer.redacted();
        }
        let text = self.writer.format(value)?;
        self.string(&text.text, text.lost)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Stop> {
        let mut array = self.compound('[')?;
        for byte in value {
            array.serialize_element(byte)?;
        }
        SerializeSeq::end(array)
    }

    fn serialize_none(self) -> Result<(), Stop> {
        self.null()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Stop> {
        self.inner(value)
    }

    fn serialize_unit(self) -> Result<(), Stop> {
        self.null()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Stop> {
        self.null()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Stop> {
        self.string(variant, 0)
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
        variant: &'static str,
        value: &T,
    ) -> Result<(), Stop> {
        self.compound('{')?.only_field(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Stop> {
        self.compound('[')
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, Stop> {
        Ok(self.compound('[')?.of_length(length))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleStruct, Stop> {
        Ok(self.compound('[')?.of_length(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Stop> {
        self.compound('{')?.variant(variant, '[')
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Stop> {
        self.compound('{')
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Stop> {
        self.compound('{')
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Stop> {
        self.compound('{')?.variant(variant, '{')
    }
}
