//! What every thing in a file has in common: named fields, defaults, and room for unknown keys.

use super::wire::Extra;
use serde::de::{self, DeserializeSeed, Visitor};
use serde_json::Value;
use std::fmt;

/// How deep a value kept for a record may be nested: both formats then read what the other wrote.
///
/// What stood in a part may be kept with the whole, so the whole has room for it. The `ron` crate
/// counts every list twice against its limit of 128.
fn deepest(record: &str) -> usize {
    match record {
        "Fragment" | "Origin" | "Decision" | "Color" => 40,
        "Proposal" => 44,
        // Spans and links kept apart stand in it with all that is kept for them.
        "Document" => 54,
        _ => 48,
    }
}

/// A key of a record: one of its fields, or one that this version does not know.
pub(super) enum Key {
    /// Its place among the fields.
    Known(usize),
    Unknown(String),
}

/// Reads a key without copying those that are known.
pub(super) struct KeySeed {
    pub fields: &'static [&'static str],
    /// The place of the one that is likely to come: fields stand in their order as a rule.
    pub likely: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Key, E> {
        if self.fields.get(self.likely) == Some(&key) {
            return Ok(Key::Known(self.likely));
        }
        Ok(match self.fields.iter().position(|field| *field == key) {
            Some(place) => Key::Known(place),
            None => Key::Unknown(key.to_owned()),
        })
    }
}

/// Adds what stood under `key` to the extras; two objects become one.
pub(super) fn keep(extra: &mut Extra, key: String, value: Value) {
    match extra.get_mut(&key) {
        Some(Value::Object(held)) => {
            if let Value::Object(more) = value {
                for (key, value) in more {
                    held.entry(key).or_insert(value);
                }
            }
        }
        Some(_) => {}
        None => {
            extra.insert(key, value);
        }
    }
}

/// Whether a value is nested no deeper than both formats can read back.
fn is_shallow(value: &Value, left: usize) -> bool {
    match value {
        Value::Array(values) => left > 0 && values.iter().all(|value| is_shallow(value, left - 1)),
        Value::Object(values) => {
            left > 0 && values.values().all(|value| is_shallow(value, left - 1))
        }
        _ => true,
    }
}

/// The same for all that is kept for a record.
pub(super) fn are_shallow(record: &str, extra: &Extra) -> bool {
    let deepest = deepest(record);
    extra.values().all(|value| is_shallow(value, deepest))
}

/// Whether a field need not be written.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Makes a struct of the wire: its fields in the order of the file, then `extra`.
///
/// After each type stands when the field is needed: `required` (refused without it), `always`
/// (written always, read with a default), `filled` (written only when it is not the default). A
/// null counts as not given. Unknown keys go to `extra`.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty, $need:ident;)*
    } extra $extra_need:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
            /// What the file held that this version does not know.
            pub extra: crate::store::wire::Extra,
        }

        impl $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field),)* "extra"];
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct as _;
                let mut record = serializer.serialize_struct(stringify!($name), Self::FIELDS.len())?;
                $($crate::store::record::record!(@write record, self, $field, $need);)*
                $crate::store::record::record!(@write record, self, extra, $extra_need);
                record.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reader;

                impl<'de> serde::de::Visitor<'de> for Reader {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("a ", stringify!($name)))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$name, A::Error> {
                        use serde::de::Error as _;
                        use $crate::store::record::{Key, KeySeed, are_shallow, keep};
                        $(let mut $field: Option<Option<$type>> = None;)*
                        let mut extra = $crate::store::wire::Extra::new();
                        let mut unknown = Vec::new();
                        /// The places of the fields.
                        #[derive(Clone, Copy)]
                        #[expect(non_camel_case_types, reason = "they are called as the fields are")]
                        enum Place { $($field,)* }
                        let seed = |likely| KeySeed { fields: $name::FIELDS, likely };
                        let mut likely = 0;
                        while let Some(key) = map.next_key_seed(seed(likely))? {
                            let place = match key {
                                Key::Known(place) => place,
                                Key::Unknown(key) => {
                                    unknown.push((key, map.next_value()?));
                                    continue;
                                }
                            };
                            likely = place + 1;
                            $(if place == Place::$field as usize {
                                if $field.is_some() {
                                    return Err(A::Error::duplicate_field(stringify!($field)));
                                }
                                $field = Some(map.next_value()?);
                                continue;
                            })*
                            extra = map.next_value::<Option<_>>()?.unwrap_or_default();
                        }
                        for (key, value) in unknown {
                            keep(&mut extra, key, value);
                        }
                        if !are_shallow(stringify!($name), &extra) {
                            return Err(A::Error::custom("nested too deep"));
                        }
                        Ok($name {
                            $($field: $crate::store::record::record!(@take $field, $need),)*
                            extra,
                        })
                    }
                }

                deserializer.deserialize_struct(stringify!($name), Self::FIELDS, Reader)
            }
        }
    };
    (@write $record:ident, $self:ident, $field:ident, filled) => {
        if crate::store::record::is_default(&$self.$field) {
            $record.skip_field(stringify!($field))?;
        } else {
            $record.serialize_field(stringify!($field), &$self.$field)?;
        }
    };
    (@write $record:ident, $self:ident, $field:ident, $need:ident) => {
        $record.serialize_field(stringify!($field), &$self.$field)?;
    };
    (@take $field:ident, required) => {
        $field
            .flatten()
            .ok_or_else(|| A::Error::missing_field(stringify!($field)))?
    };
    (@take $field:ident, $need:ident) => {
        $field.flatten().unwrap_or_default()
    };
}

pub(super) use record;
