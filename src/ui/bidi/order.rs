//! In which order stretches stand on a row.

use super::{Stretch, has_right_to_left, stretches};
use crate::model::Direction;
use crate::ui::wording::shortened;
use std::borrow::Cow;
use unicode_bidi::{BidiInfo, Level};
use unicode_bidi_mirroring::get_mirrored;

impl Stretch {
    /// The words as they are to be drawn: brackets face the other way in right-to-left text.
    pub fn drawn<'a>(&self, words: &'a str) -> Cow<'a, str> {
        let own = words.get(self.range.clone()).unwrap_or_default();
        // What is longer is letters, and those are turned when they are shaped.
        let mut chars = own.chars();
        match (chars.next().and_then(get_mirrored), chars.as_str()) {
            (Some(turned), rest) if self.level.is_rtl() => Cow::Owned(format!("{turned}{rest}")),
            _ => Cow::Borrowed(own),
        }
    }
}

/// The stretches of one row from left to right, by their places in the row's own order. White space
/// at the row's end runs as the paragraph does (UAX #9, L1 and L2).
pub fn from_left_to_right(row: &[Stretch]) -> Vec<usize> {
    let inked = row.iter().rposition(|stretch| !stretch.space);
    let words = inked.map_or(0, |last| last + 1);
    let level = |(place, stretch): (usize, &Stretch)| {
        if place < words && !stretch.tab {
            stretch.level
        } else {
            stretch.base
        }
    };
    let levels: Vec<Level> = row.iter().enumerate().map(level).collect();
    BidiInfo::reorder_visual(&levels)
}

/// One line of words in the order in which egui has to draw them, for names in lists and on cards.
/// Not for a person to copy nor for a screen reader, which want them as they are.
pub fn displayed(words: &str) -> Cow<'_, str> {
    if !has_right_to_left(words) {
        return Cow::Borrowed(words);
    }
    let row = stretches(words, Direction::of(words));
    let order = from_left_to_right(&row);
    let drawn = order.into_iter().filter_map(|place| row.get(place));
    Cow::Owned(drawn.map(|stretch| stretch.drawn(words)).collect())
}

/// [`displayed`], cut at its logical end until it fits: a row of text is cut off where it ends, which
/// from right to left is at the left. Words that run from left to right come whole: egui cuts them.
pub fn displayed_within(words: &str, mut fits: impl FnMut(&str) -> bool) -> Cow<'_, str> {
    let whole = displayed(words);
    if matches!(whole, Cow::Borrowed(_)) || fits(&whole) {
        return whole;
    }
    let cut = |chars| displayed(&shortened(words, chars)).into_owned();
    let (mut short, mut long) = (0, words.chars().count());
    while short + 1 < long {
        let middle = usize::midpoint(short, long);
        if fits(&cut(middle)) {
            short = middle;
        } else {
            long = middle;
        }
    }
    Cow::Owned(cut(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_put_in_the_order_of_the_screen() {
        for (words, on_screen) in [
            ("Anna Petrova", "Anna Petrova"),
            // Within a word egui runs the right way by itself.
            ("אנה כהן", "כהן אנה"),
            ("אנה כהן (Haaretz)", "(Haaretz) כהן אנה"),
            ("said אנה כהן twice", "said כהן אנה twice"),
            ("«نعم» 12", "12 «نعم»"),
            ("the 5 שקל", "the 5 שקל"),
            ("5 שקל", "שקל 5"),
        ] {
            assert_eq!(displayed(words), on_screen, "{words}");
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_at_its_logical_end() {
        let within = |chars: usize| {
            let fits = |words: &str| words.chars().count() <= chars;
            displayed_within("אנה כהן אמרה", fits).into_owned()
        };
        assert_eq!(within(12), "אמרה כהן אנה");
        assert_eq!(within(8), "…כהן אנה");
        assert_eq!(within(4), "…אנה");
        let english = displayed_within("Anna Petrova said", |_| false);
        assert_eq!(english, "Anna Petrova said", "egui cuts these");
    }

    #[test]
    fn spaces_at_a_rows_end_and_tabs_keep_the_paragraphs_order() {
        let words = "אב abc  ";
        let row = stretches(words, Direction::RightToLeft);
        let order = from_left_to_right(&row);
        let last = row.len() - 1;
        assert_eq!(order.first(), Some(&last), "the spaces hang on the left");
        let tabs = "אב\tגד";
        assert_eq!(displayed(&format!("a {tabs}")), "a אב\tגד");
    }
}
