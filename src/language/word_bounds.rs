//! Where words begin and end by Unicode's rules (UAX #29), found quickly where a text is ASCII and the marks of
//! print, as nearly all English is.

use unicode_segmentation::UnicodeSegmentation as _;

/// The words of UAX #29, as bytes of the string from and until. No word runs over a space, so that what stands between spaces is looked at by
/// itself: quickly where it is ASCII and the marks of print, as nearly all English is.
pub(super) fn uax29(string: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::with_capacity(string.len() / 6 + 1);
    let mut start = 0;
    for end in memchr::memchr_iter(b' ', string.as_bytes()).chain([string.len()]) {
        let chunk = string.get(start..end).unwrap_or_default();
        if is_plain(chunk.as_bytes()) {
            let is_word = |piece: &[u8]| piece.iter().any(u8::is_ascii_alphanumeric);
            plain_pieces(chunk.as_bytes(), start, &mut |from, until| {
                if is_word(string.as_bytes().get(from..until).unwrap_or_default()) {
                    words.push((from, until));
                }
            });
        } else {
            let found = chunk.unicode_word_indices();
            words.extend(found.map(|(i, word)| (start + i, start + i + word.len())));
        }
        start = end + 1;
    }
    words
}

/// The whole string in pieces that are words, marks or white space, as bytes from and until.
pub fn word_bounds(string: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::with_capacity(string.len() / 3 + 1);
    let bytes = string.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let from = at;
        at = chunk_end(bytes, at);
        let chunk = bytes.get(from..at).unwrap_or_default();
        let end = spaces_end(bytes, at);
        let is_safe = is_plain(chunk) && begins_plain(bytes.get(end..).unwrap_or_default());
        if is_safe {
            plain_pieces(chunk, from, &mut |from, until| pieces.push((from, until)));
            if end > at {
                pieces.push((at, end));
            }
            at = end;
            continue;
        }
        // What is not plain may take the spaces around to itself.
        at = end;
        while !begins_plain(bytes.get(at..).unwrap_or_default()) {
            at = spaces_end(bytes, chunk_end(bytes, at));
        }
        let stretch = string.get(from..at).unwrap_or_default();
        let found = stretch.split_word_bound_indices();
        pieces.extend(found.map(|(i, piece)| (from + i, from + i + piece.len())));
    }
    pieces
}

fn chunk_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + memchr::memchr(b' ', rest).unwrap_or(rest.len())
}

fn spaces_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|&&byte| byte == b' ').count()
}

/// Whether what stands after spaces begins with a plain character, or is nothing.
fn begins_plain(bytes: &[u8]) -> bool {
    match bytes {
        [] => true,
        [byte, ..] if byte.is_ascii() => true,
        [first @ 0xE2, second, third, ..] => is_plain(&[*first, *second, *third]),
        _ => false,
    }
}

/// Whether it is ASCII but for the dashes, quotation marks, apostrophes and dots of print.
fn is_plain(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [byte, rest @ ..] if byte.is_ascii() => rest,
            [
                0xE2,
                0x80,
                0x93 | 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6,
                rest @ ..,
            ] => rest,
            _ => return false,
        };
    }
}

/// The pieces of plain text: letters, digits and `_` with what joins them, every other mark by itself.
fn plain_pieces(bytes: &[u8], offset: usize, give: &mut dyn FnMut(usize, usize)) {
    let inside = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            at += rest.iter().take_while(inside).count();
            match joint(bytes, at) {
                width @ 1.. if at > start => at += width,
                _ => break,
            }
        }
        if at == start {
            at += mark(bytes.get(at..).unwrap_or_default());
        }
        give(offset + start, offset + at);
    }
}

/// The bytes of the mark that stands first.
fn mark(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [0xE2, _, _, ..] => 3,
        _ => 1,
    }
}

/// The bytes of a mark that joins what stands around it: a stop or an apostrophe between two letters or
/// two digits, a colon between letters, a comma or semicolon between digits; 0 for any other.
fn joint(bytes: &[u8], at: usize) -> usize {
    let width = match bytes.get(at..) {
        Some([b'.' | b'\'' | b':' | b',' | b';', ..]) => 1,
        Some([0xE2, 0x80, 0x98 | 0x99, ..]) => 3,
        _ => return 0,
    };
    let beside = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(0);
    let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + width)));
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    let joins = match bytes.get(at) {
        Some(b':') => letters,
        Some(b',' | b';') => digits,
        _ => letters || digits,
    };
    if joins { width } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HARD: &str = "[a-cA 0-3_.,:;'\"@\t\n\r‘’“”—…é\u{300}\u{3000}\u{200d}א-]{0,40}";

    proptest::proptest! {
        #[test]
        fn words_are_those_of_the_standard(string in HARD) {
            let standard: Vec<_> = string
                .unicode_word_indices()
                .map(|(i, word)| (i, i + word.len()))
                .collect();
            proptest::prop_assert_eq!(uax29(&string), standard);
        }

        #[test]
        fn pieces_are_those_of_the_standard(string in HARD) {
            let standard: Vec<_> = string
                .split_word_bound_indices()
                .map(|(i, piece)| (i, i + piece.len()))
                .collect();
            proptest::prop_assert_eq!(word_bounds(&string), standard);
        }
    }
}
