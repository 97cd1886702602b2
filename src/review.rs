//! Comparing annotations: which marks of two sides are the same, how often they are, and where not.
//!
//! Spans are matched one to one, best overlap first ([`pairs`]), by the characters that count for the
//! sense ([`Ruler`]). [`compare`] makes the field's measures and the list of [`Disagreement`]s of it,
//! and [`Record`] tells how a tagger's suggestions fared with the person who decided on them.

mod comparison;
mod cover;
mod disagreement;
mod links;
mod marks;
mod pace;
mod pairing;
mod record;
mod score;

pub use comparison::{Comparison, compare};
pub use cover::{Cover, Ruler};
pub use disagreement::{Disagreement, Kind};
pub use marks::{Mark, Marks, Tie, Wanted, trimmed};
pub use pace::{Haste, Pace};
pub use pairing::{Pair, outermost, pairs};
pub use record::{Fate, Finding, Record, Tally, findings, record};
pub use score::{Measure, Rate, Score};

#[cfg(test)]
mod made;
