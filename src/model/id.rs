//! Names of things: short strings, cheap to clone, each kind in a type of its own.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;

macro_rules! name {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(SmolStr);

        impl $name {
            /// The name as it stands in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<S: AsRef<str>> From<S> for $name {
            fn from(name: S) -> Self {
                Self(SmolStr::new(name))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

name! {
    /// A span's id. Unique in its document, across spans, links and entities.
    SpanId
}
name! {
    /// A link's id. Unique in its document, across spans, links and entities.
    LinkId
}
name! {
    /// An entity's id. Unique in its document, across spans, links and entities.
    EntityId
}
name! {
    /// The name of a label or a link label in the schema, such as `quote` or `said_by`.
    LabelName
}
name! {
    /// The name of an attribute in the schema, such as `kind`.
    AttributeName
}
