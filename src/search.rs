//! Finding words in an article: a query compiled once, and where it stands in a text.
//!
//! A match stays within a paragraph, so that `^` and `$` are a paragraph's edges and every paragraph
//! can be searched by itself. A match that would cut a grapheme cluster is none, and neither is an
//! empty one. What is found from one place is found from every other: the matches of a text are the
//! same list whether they are walked forwards, backwards or counted.

mod finder;
mod matches;
mod query;
#[cfg(test)]
mod tests;

pub use finder::Finder;
pub use matches::Matches;
pub use query::{Query, QueryError};
