//! Reading a document and handing on its article and each of its spans as they come, so that they
//! are placed while the rest is read and are never all in memory twice.

use super::wire;
use serde::de::value::UnitDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, IntoDeserializer as _, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize as _, forward_to_deserialize_any};
use smol_str::SmolStr;
use std::fmt;

/// What is handed on.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all of them are spans, which a box would make slower"
)]
pub(super) enum Piece {
    /// The article, before any span.
    Text(String),
    /// The next span.
    Span(wire::Span),
    /// There are no more.
    SpansEnd,
}

/// Reads a document whose `text` is handed on, and `spans` with it when the article stands before
/// them; both are empty in what is read then.
pub(super) struct Handing<'h>(pub &'h mut dyn FnMut(Piece));

impl<'de> DeserializeSeed<'de> for Handing<'_> {
    type Value = wire::Document;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        wire::Document::deserialize(Outer {
            inner: deserializer,
            hand: self.0,
        })
    }
}

/// A deserializer whose outermost struct is looked into.
struct Outer<'h, D> {
    inner: D,
    hand: &'h mut dyn FnMut(Piece),
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Outer<'_, D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let visitor = Looking {
            inner: visitor,
            hand: self.hand,
        };
        self.inner.deserialize_struct(name, fields, visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Looking<'h, V> {
    inner: V,
    hand: &'h mut dyn FnMut(Piece),
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Looking<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Between {
            map,
            hand: self.hand,
            key: Key::Other,
            has_text: false,
        })
    }
}

/// Stands between a document and its fields.
struct Between<'h, A> {
    map: A,
    hand: &'h mut dyn FnMut(Piece),
    /// What is read next.
    key: Key,
    has_text: bool,
}

#[derive(Clone, Copy)]
enum Key {
    Text,
    Spans,
    Other,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Between<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let Some(key) = self.map.next_key_seed(Name)? else {
            return Ok(None);
        };
        self.key = match key.as_str() {
            "text" => Key::Text,
            "spans" if self.has_text => Key::Spans,
            _ => Key::Other,
        };
        seed.deserialize(key.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.key {
            Key::Other => self.map.next_value_seed(seed),
            Key::Text => match self.map.next_value::<Option<String>>()? {
                Some(text) => {
                    self.has_text = true;
                    (self.hand)(Piece::Text(text));
                    seed.deserialize(HandedOn::new())
                }
                None => seed.deserialize(UnitDeserializer::new()),
            },
            Key::Spans => {
                self.map.next_value_seed(Spans(self.hand))?;
                (self.hand)(Piece::SpansEnd);
                seed.deserialize(UnitDeserializer::new())
            }
        }
    }
}

/// The name of a field.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = SmolStr;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<SmolStr, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = SmolStr;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<SmolStr, E> {
        Ok(SmolStr::new(name))
    }
}

/// Stands for a text that was handed on: it is there, and empty here.
struct HandedOn<E>(std::marker::PhantomData<E>);

impl<E> HandedOn<E> {
    fn new() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<'de, E: de::Error> Deserializer<'de> for HandedOn<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_str("")
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The spans, or null.
struct Spans<'h>(&'h mut dyn FnMut(Piece));

impl<'de> DeserializeSeed<'de> for Spans<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Spans<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut spans: A) -> Result<(), A::Error> {
        while let Some(span) = spans.next_element()? {
            (self.0)(Piece::Span(span));
        }
        Ok(())
    }
}
