//! Finding the line of a thing in a file's text, for messages.

/// The line, counted from 1, on which element number `index` of the list `list` at the top of the
/// file begins; `None` when there is no such element. Works for JSON and RON.
pub(super) fn line_of(text: &str, list: &str, index: usize) -> Option<usize> {
    let at = begin_of(text.as_bytes(), list, index)?;
    Some(1 + memchr::memchr_iter(b'\n', text.as_bytes().get(..at)?).count())
}

fn begin_of(bytes: &[u8], list: &str, index: usize) -> Option<usize> {
    let mut scan = Scan { bytes, at: 0 };
    let mut depth = 0usize;
    let mut last_key: &[u8] = b"";
    // Within the list sought: how many elements began, and whether the next token begins one.
    let mut count: Option<usize> = None;
    let mut begins = false;
    while let Some(token) = scan.next() {
        if begins && depth == 2 && !matches!(token.mark, Some(b')' | b']' | b'}')) {
            begins = false;
            match &mut count {
                Some(seen) if *seen == index => return Some(token.at),
                Some(seen) => *seen += 1,
                None => {}
            }
        }
        match token.mark {
            Some(b'(' | b'[' | b'{') => {
                depth += 1;
                if depth == 2 && token.mark == Some(b'[') && last_key == list.as_bytes() {
                    count = Some(0);
                    begins = true;
                }
            }
            Some(b')' | b']' | b'}') => {
                if depth == 2 && count.is_some() {
                    return None;
                }
                depth = depth.checked_sub(1)?;
            }
            Some(b',') if depth == 2 => begins = count.is_some(),
            Some(_) => {}
            None if depth == 1 => last_key = token.word,
            None => {}
        }
    }
    None
}

struct Token<'a> {
    at: usize,
    /// A bracket, comma or colon.
    mark: Option<u8>,
    /// Anything else: a word, or what stands in a string.
    word: &'a [u8],
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blank();
        let at = self.at;
        let rest = self.bytes.get(at..)?;
        let (skip, len, close) = match rest {
            [] => return None,
            [b'"', inside @ ..] => (1, end_of_string(inside), 1),
            [b'r', b'"' | b'#', ..] if let Some((skip, len)) = raw_string(rest) => {
                (skip, len, skip - 1)
            }
            [b'\'', b'\\', _, b'\'', ..] => (1, 2, 1),
            [b'\'', _, b'\'', ..] => (1, 1, 1),
            [b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b':', ..] => (0, 1, 0),
            _ => {
                let word = rest
                    .iter()
                    .position(|byte| b"()[]{},: \t\r\n\"".contains(byte));
                (0, word.unwrap_or(rest.len()).max(1), 0)
            }
        };
        let word = rest
            .get(skip..(skip + len).min(rest.len()))
            .unwrap_or_default();
        self.at = (at + skip + len + close).min(self.bytes.len());
        let mark = rest
            .first()
            .copied()
            .filter(|byte| b"()[]{},:".contains(byte));
        Some(Token { at, mark, word })
    }

    fn skip_blank(&mut self) {
        while let Some(rest) = self.bytes.get(self.at..) {
            self.at += match rest {
                [b' ' | b'\t' | b'\r' | b'\n', ..] => 1,
                [b'/', b'/', ..] => memchr::memchr(b'\n', rest).unwrap_or(rest.len()),
                [b'/', b'*', ..] => {
                    memchr::memmem::find(rest, b"*/").map_or(rest.len(), |at| at + 2)
                }
                _ => return,
            };
        }
    }
}

/// How long what stands before the closing quotation mark is.
fn end_of_string(inside: &[u8]) -> usize {
    let mut at = 0;
    while let Some(step) = inside
        .get(at..)
        .and_then(|rest| memchr::memchr2(b'"', b'\\', rest))
    {
        at += step;
        if inside.get(at) == Some(&b'"') {
            return at;
        }
        at += 2;
    }
    inside.len()
}

/// Of `r#"…"#`: how long the opening is, and how long what stands inside.
fn raw_string(rest: &[u8]) -> Option<(usize, usize)> {
    let hashes = rest
        .iter()
        .skip(1)
        .take_while(|&&byte| byte == b'#')
        .count();
    let skip = hashes + 2;
    if rest.get(skip - 1) != Some(&b'"') {
        return None;
    }
    let close = [b"\"".as_slice(), &b"#".repeat(hashes)].concat();
    let inside = rest.get(skip..)?;
    Some((
        skip,
        memchr::memmem::find(inside, &close).unwrap_or(inside.len()),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_found_whatever_stands_before_it() {
        let json = "{\"text\": \"a \\\" [ spans\",\n\"spans\": [\n{\"id\": \"spans\", \"x\": [1,\n2]},\n {}\n],\n\"links\": [1\n,2]}";
        let ron = "// (\n( text: \"]\", char: '\"', raw: r#\"a \" [\"#, /* spans: [ */ spans: [\n(id: \"q\", fragments: [(start: 1), (start: 2)]),\nSpan(id: \"q2\"),\n], links: [])";
        for (text, list, index, line) in [
            (json, "spans", 0, Some(3)),
            (json, "spans", 1, Some(5)),
            (json, "spans", 2, None),
            (json, "links", 1, Some(8)),
            (json, "entities", 0, None),
            (ron, "spans", 0, Some(3)),
            (ron, "spans", 1, Some(4)),
            (ron, "spans", 2, None),
            (ron, "links", 0, None),
            ("", "spans", 0, None),
            ("{\"spans\": [\"", "spans", 1, None),
        ] {
            assert_eq!(
                line_of(text, list, index),
                line,
                "{list}[{index}] of {text}"
            );
        }
    }
}
