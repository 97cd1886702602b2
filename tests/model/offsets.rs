//! Places in every unit, counted from the beginning each time.

use crate::naive::Naive;
use crate::random::Random;
use dictum::model::{ByteOffset, CharOffset, GraphemeOffset, Text, Utf16Offset};
use unicode_segmentation::UnicodeSegmentation as _;

/// Places looked at after each step.
const PLACES: usize = 6;

pub fn compare(naive: &Naive, text: &Text, random: &mut Random) {
    let (string, bytes) = (naive.text(), naive.bytes());
    let clusters: Vec<usize> = string.grapheme_indices(true).map(|(at, _)| at).collect();
    assert_eq!(text.len(), string.len());
    assert_eq!(text.chars_len().0, string.chars().count());
    assert_eq!(text.utf16_len().0, string.encode_utf16().count());
    assert_eq!(text.graphemes_len().0, clusters.len());
    for _ in 0..PLACES {
        let char = random.below(bytes.len());
        let at = ByteOffset(bytes[char]);
        let before = &string[..at.0];
        assert_eq!(text.char_offset(at), CharOffset(char));
        assert_eq!(text.byte_of_char(CharOffset(char)), Some(at));
        let utf16 = Utf16Offset(before.encode_utf16().count());
        assert_eq!(text.utf16_offset(at), utf16);
        assert_eq!(text.byte_of_utf16(utf16), Some(at));
        clusters_at(&clusters, text, at);
        paragraph_at(&string, text, at);
    }
    assert_eq!(text.byte_of_char(CharOffset(bytes.len())), None);
}

fn clusters_at(clusters: &[usize], text: &Text, at: ByteOffset) {
    let before = clusters.iter().filter(|&&start| start < at.0).count();
    assert_eq!(text.grapheme_offset(at), GraphemeOffset(before));
    let is_bound = at.0 == text.len() || clusters.contains(&at.0);
    assert_eq!(text.is_grapheme_boundary(at), is_bound, "at {at:?}");
    if is_bound {
        assert_eq!(text.byte_of_grapheme(GraphemeOffset(before)), Some(at));
    }
    let floor = clusters
        .iter()
        .copied()
        .filter(|&start| start <= at.0)
        .max();
    let floor = if is_bound { at.0 } else { floor.unwrap_or(0) };
    assert_eq!(text.grapheme_floor(at), ByteOffset(floor));
    let next = clusters.iter().copied().find(|&start| start > at.0);
    assert_eq!(text.next_grapheme(at).0, next.unwrap_or(text.len()));
    let previous = clusters.iter().copied().filter(|&start| start < at.0).max();
    assert_eq!(text.prev_grapheme(at).0, previous.unwrap_or(0));
}

/// The last paragraph that begins at or before a place.
fn paragraph_at(string: &str, text: &Text, at: ByteOffset) {
    let mut starts = vec![0];
    let mut chars = string.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let ends = matches!(c, '\n' | '\u{2028}' | '\u{2029}') || (c == '\r' && next != Some('\n'));
        if ends {
            starts.push(start + c.len_utf8());
        }
    }
    assert_eq!(text.paragraphs().len(), starts.len());
    let number = starts.iter().filter(|&&start| start <= at.0).count() - 1;
    assert_eq!(text.paragraph_at(at), number);
    assert_eq!(text.paragraphs()[number].start.0, starts[number]);
}
