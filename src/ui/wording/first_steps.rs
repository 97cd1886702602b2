//! Words of the first steps. Keys are handed in as they are set.

use crate::editor::{Command, Keymap, Side, Step, Way};
use crate::model::Schema;
use crate::model::schema::Role;

pub const NEXT: &str = "Next";
pub const DONE: &str = "Done";
pub const HIDE: &str = "Hide hints";

/// How many there are.
pub const STEPS: usize = 5;

/// Which of the steps it is, counted from 0.
pub fn number(step: usize) -> String {
    format!("{} of {STEPS}", step + 1)
}

/// What a step says.
pub fn words(step: usize, keymap: &Keymap, schema: &Schema) -> String {
    let key = |command| keymap.shown(command).unwrap_or_default();
    let quote = schema.label_of(Role::Quote);
    let quote = quote.and_then(|label| Command::label(schema, &label.name));
    let quote = quote.map(key).unwrap_or_default();
    let bound = |side, way| key(Command::Bound(side, way, Step::Word));
    match step {
        0 => "Every quote has a card that says who said it. Click on the card to go to its quote"
            .to_owned(),
        1 => format!(
            "This quote is not marked yet. With the caret in it, press {quote}: Dictum takes the likeliest words, and {quote} again the next reading"
        ),
        2 => format!(
            "The likeliest speakers, the best first: {} takes the first, {} goes to the next, {} is for nobody. {} asks again",
            key(Command::TakeCandidate),
            key(Command::NextCandidate),
            key(Command::Nobody),
            key(Command::Who),
        ),
        3 => format!(
            "{} and {} move the end of the current mark by a word, {} and {} its start. {} takes anything back",
            bound(Side::End, Way::Forth),
            bound(Side::End, Way::Back),
            bound(Side::Start, Way::Forth),
            bound(Side::Start, Way::Back),
            key(Command::Undo),
        ),
        _ => format!(
            "{} asks where the work goes; from then on it is saved by itself. {} finds every command",
            key(Command::Save),
            key(Command::Palette),
        ),
    }
}
