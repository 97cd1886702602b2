//! Text whose words run both ways, cut into stretches that can be drawn one by one.
//!
//! egui shapes a word rightly in every script, but puts what it has shaped from left to right. So
//! text is cut where its order on the screen may differ from its order in the text (UAX #9).

mod order;
mod stretches;

pub use order::{displayed, displayed_within, from_left_to_right};
pub use stretches::{Stretch, stretches};

pub use unicode_bidi::Level;

/// Whether any letter runs from right to left, or a sign asks for such an order.
pub fn has_right_to_left(words: &str) -> bool {
    use unicode_bidi::BidiClass::{AL, AN, R, RLE, RLI, RLO};
    !words.is_ascii()
        && words.chars().any(|c| {
            // Nothing before Hebrew runs that way.
            let class = || unicode_bidi::bidi_class(c);
            c >= '\u{590}' && matches!(class(), AL | AN | R | RLE | RLI | RLO)
        })
}
