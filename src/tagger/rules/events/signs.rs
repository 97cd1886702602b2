//! What a word says of the events beside it.

use std::ops::BitOr;

/// A set of signs, each with the name that the list uses for it.
macro_rules! signs {
    ($($(#[$meta:meta])* $name:ident = $bit:expr, $word:literal;)*) => {
        /// What a word says of the events beside it: a set.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(super) struct Signs(u32);

        impl Signs {
            $($(#[$meta])* pub const $name: Self = Self(1 << $bit);)*

            /// Whether the two sets share a sign.
            pub fn any(self, of: Self) -> bool {
                self.0 & of.0 != 0
            }

            /// The sign that the list calls by this name.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

signs! {
    /// Forms of "be".
    BE = 0, "be";
    /// Forms of "have".
    HAVE = 1, "have";
    /// Forms of "do".
    DO = 2, "do";
    /// "will", "may".
    MODAL = 3, "modal";
    /// Participles that are prepositions: "including".
    PREPOSITION = 4, "preposition";
    /// Participles that say how a thing is: "existing".
    QUALITY = 5, "quality";
    /// "held", "after": before an event.
    BESIDE = 6, "beside";
    /// What comes after is wished, feared, asked, planned or possible.
    IN_MIND = 7, "in_mind";
    /// What comes after did not happen.
    REFUSED = 8, "refused";
    /// What comes after in the infinitive happened.
    CARRIED_OUT = 9, "carried_out";
    /// "not", "no".
    NEGATION = 10, "negation";
    /// "often", "every".
    USUALLY = 11, "usually";
    /// "if", "whether".
    CONDITION = 12, "condition";
    /// "its".
    POSSESSIVE = 13, "possessive";
    /// "police".
    SEVERAL = 14, "several";
    /// "that", "these": may stand alone.
    POINTING = 15, "pointing";
    /// A clause begins.
    CLAUSE = 16, "clause";
    /// "attempts to": the verb after it tells of the event.
    TRIES = 17, "tries";
    /// "in order to".
    IDIOM = 18, "idiom";
    /// A mark of quotation.
    QUOTATION = 19, "quotation";
    /// "of", "against": after an event, its subject or object.
    FOLLOWS = 20, "follows";
}

impl BitOr for Signs {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
