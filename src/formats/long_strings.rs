//! The beginning of a JSON file without what stands in its long strings: an article before the keys that tell the
//! format would hide them.

use std::io::{self, BufRead};

/// So much of a string is kept, in bytes.
const KEPT: usize = 1 << 10;

/// So much of a file is gone through at most, in bytes.
const FURTHEST: usize = 64 << 20;

/// The first bytes of a file, `most` of them.
pub fn left_out(reader: &mut dyn BufRead, most: usize) -> io::Result<Vec<u8>> {
    let mut beginning = Beginning::default();
    let mut gone = 0;
    while beginning.seen.len() < most && gone < FURTHEST {
        let piece = reader.fill_buf()?;
        let length = piece.len();
        if length == 0 {
            break;
        }
        beginning.take(piece);
        reader.consume(length);
        gone += length;
    }
    beginning.seen.truncate(most);
    Ok(beginning.seen)
}

#[derive(Default)]
struct Beginning {
    seen: Vec<u8>,
    is_in_string: bool,
    is_escaped: bool,
    /// How much is kept of this string.
    kept: usize,
}

impl Beginning {
    fn take(&mut self, mut piece: &[u8]) {
        while !piece.is_empty() {
            let rest = if self.is_in_string {
                self.inside(piece)
            } else {
                self.outside(piece)
            };
            piece = piece.get(rest..).unwrap_or_default();
        }
    }

    /// Takes what comes before the next string, with its quotation mark; gives how long that is.
    fn outside(&mut self, piece: &[u8]) -> usize {
        let quote = memchr::memchr(b'"', piece);
        let end = quote.map_or(piece.len(), |at| at + 1);
        self.seen.extend_from_slice(&piece[..end]);
        (self.is_in_string, self.kept) = (quote.is_some(), 0);
        end
    }

    /// Takes a stretch of a string up to its end or an escape; gives how long that is.
    fn inside(&mut self, piece: &[u8]) -> usize {
        if std::mem::take(&mut self.is_escaped) {
            self.keep(&piece[..1]);
            return 1;
        }
        let mark = memchr::memchr2(b'"', b'\\', piece);
        let plain = mark.unwrap_or(piece.len());
        self.keep(&piece[..plain]);
        let Some(&mark) = piece.get(plain) else {
            return plain;
        };
        if mark == b'"' {
            self.is_in_string = false;
            self.seen.push(mark);
        } else {
            self.is_escaped = true;
            self.keep(&[mark]);
        }
        plain + 1
    }

    /// Keeps a stretch of a string where there is room for all of it, so that nothing is cut within a character
    /// that the stretch does not cut itself.
    fn keep(&mut self, stretch: &[u8]) {
        let room = KEPT.saturating_sub(self.kept);
        // What has been left out once is left out to the string's end.
        self.kept = self.kept.saturating_add(stretch.len());
        let is_cut = |at: usize| stretch.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
        let mut end = room.min(stretch.len());
        while end > 0 && is_cut(end) {
            end -= 1;
        }
        self.seen.extend_from_slice(&stretch[..end]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    /// Read a few bytes at a time, as a stream may come.
    fn seen(json: &str, most: usize) -> String {
        let mut reader = BufReader::with_capacity(7, json.as_bytes());
        String::from_utf8_lossy(&left_out(&mut reader, most).unwrap()).into_owned()
    }

    #[test]
    fn keys_after_a_long_article_are_seen() {
        let article = "“Нет”, she said: \\\"no\\\"\\n".repeat(10_000);
        let json = format!(r#"{{"text": "{article}", "spans": []}}"#);
        let seen = seen(&json, 1 << 16);
        assert!(seen.ends_with(r#"", "spans": []}"#), "{}", seen.len());
        assert!(seen.len() < 2 * KEPT);
    }

    proptest! {
        #[test]
        fn without_a_long_string_it_is_the_file(json in r#"[{}\[\]",:\\a-zé]{0,200}"#, most in 0usize..300) {
            let whole = json.as_bytes();
            let mut reader = BufReader::with_capacity(5, whole);
            let seen = left_out(&mut reader, most).unwrap();
            prop_assert_eq!(&seen[..], &whole[..most.min(whole.len())]);
        }
    }
}
