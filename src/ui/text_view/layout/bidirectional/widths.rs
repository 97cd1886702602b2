//! How wide each grapheme cluster of a shaped word is.
//!
//! egui tells for each glyph the first code point of what was shaped as one, but not more. The widths
//! add up to the word's.

use eframe::egui::Galley;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation as _;

/// Narrower than this is nothing, in points.
const NOTHING: f32 = 0.01;
/// What is not seen has no more width, in points.
const UNSEEN: f32 = 1.0;
/// A ligature joins at most so many clusters.
const JOINED: usize = 8;

/// A glyph's code point and its width, in points.
type Glyph = (char, f32);

fn glyphs(galley: &Galley) -> Vec<Glyph> {
    let rows = galley.rows.iter().flat_map(|row| &row.glyphs);
    rows.map(|glyph| (glyph.chr, glyph.advance_width.max(0.0)))
        .collect()
}

/// The widths of the clusters of words that run from left to right. `shape` shapes a part of them.
pub(super) fn from_left(
    galley: &Galley,
    words: &str,
    shape: impl Fn(&str) -> Arc<Galley>,
) -> Vec<f32> {
    let glyphs = glyphs(galley);
    let chars = words.chars().count();
    let counted = if glyphs.len() == chars {
        words
            .graphemes(true)
            .map(|each| each.chars().count())
            .collect()
    } else {
        // More glyphs than code points: how many, each cluster by itself tells.
        let alone = words.graphemes(true).map(|each| glyph_count(&shape(each)));
        alone.collect::<Vec<usize>>()
    };
    let widths = if counted.iter().sum::<usize>() == glyphs.len() {
        by_count(&glyphs, &counted)
    } else {
        let total = glyphs.iter().map(|glyph| glyph.1).sum();
        let alone = words.graphemes(true).map(|each| width_of(&shape(each)));
        scaled(alone.collect(), total)
    };
    shared(words, widths)
}

/// The widths, in the text's order, of the clusters of words that run from right to left. What is
/// shaped as one has the code point that it begins with.
pub(super) fn from_right(galley: &Galley, words: &str) -> Vec<f32> {
    let firsts: Vec<char> = words
        .graphemes(true)
        .filter_map(|each| each.chars().next())
        .collect();
    let mut widths = vec![0.0; firsts.len()];
    let mut next = 0;
    let mut here = 0;
    for (chr, width) in glyphs(galley).into_iter().rev() {
        // Glyphs without a width are marks on the letter before.
        if width > NOTHING {
            let ahead = firsts.iter().enumerate().skip(next).take(JOINED);
            if let Some((found, _)) = ahead.into_iter().find(|(_, first)| **first == chr) {
                here = found;
                next = found + 1;
            }
        }
        if let Some(sum) = widths.get_mut(here) {
            *sum += width;
        }
    }
    shared(words, widths)
}

fn glyph_count(galley: &Galley) -> usize {
    galley.rows.iter().map(|row| row.glyphs.len()).sum()
}

fn width_of(galley: &Galley) -> f32 {
    glyphs(galley).iter().map(|glyph| glyph.1).sum()
}

fn by_count(glyphs: &[Glyph], counts: &[usize]) -> Vec<f32> {
    let mut rest = glyphs;
    let mut widths = Vec::with_capacity(counts.len());
    for &count in counts {
        let (own, others) = rest.split_at(count.min(rest.len()));
        widths.push(own.iter().map(|glyph| glyph.1).sum());
        rest = others;
    }
    widths
}

fn scaled(widths: Vec<f32>, total: f32) -> Vec<f32> {
    let sum: f32 = widths.iter().sum();
    if sum <= NOTHING {
        return widths;
    }
    widths
        .into_iter()
        .map(|width| width * total / sum)
        .collect()
}

/// Gives every cluster a width: letters drawn as one share what they have alike; what is not seen
/// gets a little of the cluster before, or of the one after at the start.
fn shared(words: &str, mut widths: Vec<f32>) -> Vec<f32> {
    let letters: Vec<bool> = words
        .graphemes(true)
        .map(|each| each.chars().next().is_some_and(char::is_alphanumeric))
        .collect();
    let mut start = 0;
    while start < widths.len() {
        let seen = |place: usize| widths.get(place).is_some_and(|&width| width > NOTHING);
        // A cluster that is seen with those after it that are not; at the start also those before.
        let holder = (start..widths.len()).find(|&place| seen(place));
        let Some(holder) = holder else {
            let rest = widths.len() - start;
            widths[start..].fill(UNSEEN / rest as f32);
            break;
        };
        let after = (holder + 1..widths.len()).find(|&place| seen(place));
        let end = after.unwrap_or(widths.len());
        let unseen = end - start - 1;
        let joined = start == holder && letters[start..end].iter().all(|&letter| letter);
        if unseen > 0 {
            let width = widths[holder];
            let each = if joined {
                width / (unseen + 1) as f32
            } else {
                UNSEEN.min(width / 2.0) / unseen as f32
            };
            widths[start..end].fill(each);
            widths[holder] = width - each * unseen as f32;
        }
        start = end;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_as_one_is_shared_and_what_is_unseen_gets_a_little() {
        let check = |words: &str, widths: &[f32], expected: &[f32]| {
            assert_eq!(shared(words, widths.to_vec()), expected, "{words}");
        };
        check("fib", &[8.0, 0.0, 5.0], &[4.0, 4.0, 5.0]);
        check("a\u{200b}b", &[8.0, 0.0, 5.0], &[7.0, 1.0, 5.0]);
        check("\u{200b}b", &[0.0, 5.0], &[1.0, 4.0]);
        check("\u{200b}\u{200b}", &[0.0, 0.0], &[0.5, 0.5]);
        check("", &[], &[]);
    }
}
