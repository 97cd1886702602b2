//! Rules of language: where words, sentences and quotations begin and end, who is mentioned, who said what.
//!
//! No screen and no document: everything reads a [`Text`](crate::model::Text) and gives offsets into it.
//! Everything is local: what is looked at is the caret's paragraph (at most 10 KB each way) and a few
//! paragraphs around it, so that no cost grows with the article. The rules know English; the bounds of
//! words, sentences and quotations hold for other scripts as well.

pub mod content;
pub mod grow;
pub mod guess;
mod lexicon;
pub mod mention;
pub mod naming;
pub mod nature;
mod noun_phrase;
pub mod parts_of_speech;
pub mod person;
mod phrase;
pub mod quotation;
mod quote_kind;
pub mod readings;
pub mod sentences;
pub mod speakers;
pub mod stops;
pub mod tokens;
mod vocabulary;
pub mod whom;
mod window;
mod word_bounds;
mod word_classes;
pub mod words;

pub use content::{Attribution, Pattern, Said, attributions, reason, said};
pub use grow::grow;
pub use guess::{Guess, guess_language};
pub use mention::{
    Mention, MentionKind, Mentions, means_someone, mention_at, mention_kind, mentions_in,
};
pub use naming::{
    Naming, abbreviates, antecedents, apposed, apposed_to_title, full_names_after,
    full_names_before, is_definite, spelled_out, taken_up,
};
pub use nature::{Gender, Nature, Number, Sort, nature};
pub use parts_of_speech::{Alone, Part, alone, parts_of_speech};
pub use person::{entity_name, is_full_name, same_person};
pub use quotation::{Quotation, QuotationKind, quotations};
pub use quote_kind::{QuoteKind, quote_kind};
pub use readings::{Reading, quote_readings, tidy_quote};
pub use sentences::{sentence_at, sentences};
pub use speakers::{Candidate, KnownMention, speakers_for};
pub use stops::{next_stop, prev_stop};
pub use tokens::{Token, tokens};
pub use whom::{Cast, Proposed, Whom, may_share, nature_together, whom};
pub use window::pieces;
pub use word_bounds::word_bounds;
pub use word_classes::word_classes;
pub use words::{next_word_end, next_word_start, prev_word_end, prev_word_start, word_at};

#[cfg(test)]
mod tests;
