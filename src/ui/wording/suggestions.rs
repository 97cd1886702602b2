//! The words for going through suggestions.

use crate::editor::{Left, percent};
use crate::model::{Document, Span};

pub const DONE: &str = "Done, next article";
pub const LEAST_CERTAIN_FIRST: &str = "Least certain first";
pub const LEAST_CERTAIN_SHORT: &str = "Unsure first";
pub const SHOW_ALL: &str = "Show all";
pub const SCORE: &str = "Hide suggestions below this score";
pub const SURE: &str = "Score from";
pub const ACCEPT_CARD: &str = "Accept this suggestion";
pub const REJECT_CARD: &str = "Reject this suggestion";
pub const NOBODY_CARD: &str = "Nobody said it";
pub const NO_SPEAKER: &str = "No speaker is suggested";
pub const CANNOT_TELL: &str = "No likely speaker found. Select the words that name one and press {speaker}, or {nobody} for nobody";
pub const HINT: &str = "{accept} accepts · a digit says who · {nobody} nobody · {reject} rejects";
pub const HINT_EVENT: &str = "{accept} accepts · {reject} rejects";

/// How much is left, in a line: "12 of 40 left".
pub fn left(left: Left) -> String {
    format!("{} of {} left", left.waiting, left.all)
}

/// Nothing is left.
pub fn all_decided(left: Left) -> String {
    match left.all {
        1 => "The suggestion is decided on".to_owned(),
        all => format!("All {all} suggestions are decided on"),
    }
}

/// How many the filter hides.
pub fn hidden(count: usize) -> String {
    format!("{count} hidden")
}

/// What the switch of a label is called.
pub fn label_alone(title: &str, count: usize) -> String {
    format!("Only suggested {}s, {count} left", title.to_lowercase())
}

/// Below which score suggestions are hidden.
pub fn least(score: u8) -> String {
    match score {
        0 => "any".to_owned(),
        score => percent(f64::from(score) / 100.0),
    }
}

/// The title of the card of a suggestion.
pub fn title(document: &Document, span: &Span) -> String {
    let label = document.schema().label(&span.label);
    let label = label.map_or(span.label.as_str(), |label| &label.title);
    match span.state {
        crate::model::State::Suggested => format!("Suggested {}", label.to_lowercase()),
        // The mark was mended, what belongs to it is still to be decided on.
        _ => format!("{label}, not all decided"),
    }
}

/// A tagger's score, as it is written: "93 % sure".
pub fn sure(score: f64) -> String {
    format!("{} sure", percent(score))
}
