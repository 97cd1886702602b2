//! What stands between words, in CoNLL-U's way of saying it.

/// Adds a text so that it stands in one cell and breaks no line: `\s` for a space, `\n`, `\r`, `\t`, `\p` for a
/// bar, `\\`, and by its number what else is no visible character.
pub fn escape(text: &str, to: &mut String) {
    for c in text.chars() {
        match c {
            ' ' => to.push_str("\\s"),
            '\n' => to.push_str("\\n"),
            '\r' => to.push_str("\\r"),
            '\t' => to.push_str("\\t"),
            '|' => to.push_str("\\p"),
            '\\' => to.push_str("\\\\"),
            c if c.is_whitespace() || c.is_control() => {
                to.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
            }
            c => to.push(c),
        }
    }
}

/// What was escaped; what is no escape stays as it is.
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let (c, len) = match after.chars().next() {
            Some('s') => (' ', 1),
            Some('n') => ('\n', 1),
            Some('r') => ('\r', 1),
            Some('t') => ('\t', 1),
            Some('p') => ('|', 1),
            Some('\\') => ('\\', 1),
            Some('u') => numbered(after).unwrap_or(('\\', 0)),
            _ => ('\\', 0),
        };
        plain.push(c);
        rest = after.get(len..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// The character of `u{2028}`, and how long that is.
fn numbered(text: &str) -> Option<(char, usize)> {
    let (digits, _) = text.strip_prefix("u{")?.split_once('}')?;
    let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some((c, digits.len() + 3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_comes_back(text in "[ \n\r\t|\\\\snu{}20a\u{2028}\u{85}\u{0}é😀]{0,20}") {
            let mut escaped = String::new();
            escape(&text, &mut escaped);
            let breaks = [' ', '\n', '\r', '\t', '|', '\u{2028}', '\u{85}'];
            prop_assert!(!escaped.contains(breaks), "{}", escaped);
            prop_assert_eq!(unescape(&escaped), text);
        }
    }

    #[test]
    fn what_is_no_escape_stays() {
        assert_eq!(unescape(r"a\x\u{}\u{110000}\"), r"a\x\u{}\u{110000}\");
    }
}
