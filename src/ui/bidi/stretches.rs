//! Stretches that are shaped and drawn by themselves.

use crate::model::Direction;
use std::ops::Range;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_script::{Script, UnicodeScript as _};
use unicode_segmentation::UnicodeSegmentation as _;

/// No stretch has more grapheme clusters, so that it costs little to cut one at the end of a row.
const LONGEST: usize = 48;

/// Words or a part of one, all of one level, that egui draws as they are to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Bytes within the text that was cut.
    pub range: Range<usize>,
    /// How deep in changes of direction it lies; odd levels run from right to left.
    pub level: Level,
    /// The level at the end of a row, if it is white space there.
    pub base: Level,
    /// White space or a sign that only orders others: has the base level at a row's end.
    pub space: bool,
    /// A tab, which has the base level wherever it is.
    pub tab: bool,
}

/// What a grapheme cluster is to its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Tab,
    /// Shaped together with its likes.
    Letters,
    /// Shaped alone: in one stretch with others egui might put it on their wrong side.
    Alone,
}

/// Cuts a paragraph, or a part of one, that runs in this direction.
pub fn stretches(words: &str, direction: Direction) -> Vec<Stretch> {
    let base = if direction.is_right_to_left() {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let info = BidiInfo::new(words, Some(base));
    let mut all: Vec<Stretch> = Vec::new();
    let mut last: Option<(Kind, usize)> = None;
    for (at, cluster) in words.grapheme_indices(true) {
        let level = info.levels.get(at).copied().unwrap_or(base);
        let kind = kind_of(cluster, level);
        let end = at + cluster.len();
        match (all.last_mut(), last) {
            (Some(stretch), Some((before, count)))
                if before == kind
                    && kind != Kind::Alone
                    && stretch.level == level
                    && count < LONGEST =>
            {
                stretch.range.end = end;
                last = Some((kind, count + 1));
            }
            _ => {
                all.push(Stretch {
                    range: at..end,
                    level,
                    base,
                    space: matches!(kind, Kind::Space | Kind::Tab),
                    tab: kind == Kind::Tab,
                });
                last = Some((kind, 1));
            }
        }
    }
    all
}

fn kind_of(cluster: &str, level: Level) -> Kind {
    let Some(first) = cluster.chars().next() else {
        return Kind::Space;
    };
    let class = bidi_class(first);
    let runs_left = matches!(class, BidiClass::R | BidiClass::AL);
    // Marks and joiners belong to the letters around them.
    let joins = matches!(class, BidiClass::NSM | BidiClass::BN);
    let orders = matches!(
        class,
        BidiClass::FSI | BidiClass::LRI | BidiClass::RLI | BidiClass::PDI
    );
    if class == BidiClass::S {
        Kind::Tab
    } else if cluster.chars().all(char::is_whitespace) || orders {
        Kind::Space
    } else if level.is_rtl() {
        if runs_left || joins {
            Kind::Letters
        } else {
            Kind::Alone
        }
    } else if runs_left || is_own_digit(first, class) {
        Kind::Alone
    } else {
        Kind::Letters
    }
}

/// Digits that count as letters of a script which runs the other way, such as Persian ones: by
/// themselves egui would draw the last one first.
fn is_own_digit(c: char, class: BidiClass) -> bool {
    matches!(class, BidiClass::AN | BidiClass::EN)
        && !matches!(c.script(), Script::Common | Script::Latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(words: &str, direction: Direction) -> Vec<(&str, u8)> {
        let stretches = stretches(words, direction);
        stretches
            .into_iter()
            .map(|stretch| (&words[stretch.range], stretch.level.number()))
            .collect()
    }

    #[test]
    fn words_are_cut_where_their_order_may_change() {
        use Direction::{LeftToRight, RightToLeft};
        assert_eq!(
            cut("a, b אב.", LeftToRight),
            [("a,", 0), (" ", 0), ("b", 0), (" ", 0), ("אב", 1), (".", 0)]
        );
        // A quotation mark within a Hebrew word may come from another typeface.
        assert_eq!(
            cut("צה\"ל (12)", RightToLeft),
            [
                ("צה", 1),
                ("\"", 1),
                ("ל", 1),
                (" ", 1),
                ("(", 1),
                ("12", 2),
                (")", 1)
            ]
        );
        // Arabic letters keep their marks, their tatweel and what parts them without a space.
        for word in ["قَالَتْ", "عـــلى", "می\u{200c}خواهم"] {
            assert_eq!(cut(word, RightToLeft), [(word, 1)]);
        }
        assert_eq!(cut("۱۲", RightToLeft), [("۱", 2), ("۲", 2)]);
        assert_eq!(cut("", LeftToRight), []);
    }

    #[test]
    fn stretches_cover_all_words_and_are_not_long() {
        let words = format!("{} {}", "x".repeat(200), "قالت Anna ".repeat(50));
        let all = stretches(&words, Direction::LeftToRight);
        assert_eq!(all.first().map(|stretch| stretch.range.start), Some(0));
        for pair in all.windows(2) {
            assert_eq!(pair[0].range.end, pair[1].range.start);
        }
        assert_eq!(
            all.last().map(|stretch| stretch.range.end),
            Some(words.len())
        );
        assert!(all.iter().all(|stretch| stretch.range.len() <= LONGEST));
    }
}
