//! Characters that editors, diffs and line readers trip over: written as escapes in both formats.

/// The first character at or after `from` that must not stand in a file as it is, for all that
/// JSON's own rules let it, with its place in bytes.
pub(super) fn find(text: &str, from: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut at = from;
    // Their first bytes: 0xC2, 0xE2 and 0xEF; of these only 0xE2 is frequent, in “ and ”.
    loop {
        at += memchr::memchr3(0xC2, 0xE2, 0xEF, bytes.get(at..)?)?;
        let found = match bytes.get(at..) {
            // Next line: a newline to some.
            Some([0xC2, 0x85, ..]) => Some('\u{85}'),
            // Line and paragraph separators.
            Some([0xE2, 0x80, 0xA8, ..]) => Some('\u{2028}'),
            Some([0xE2, 0x80, 0xA9, ..]) => Some('\u{2029}'),
            // A byte order mark is dropped by some.
            Some([0xEF, 0xBB, 0xBF, ..]) => Some('\u{feff}'),
            _ => None,
        };
        match found {
            Some(c) => return Some((at, c)),
            None => at += 1,
        }
    }
}
