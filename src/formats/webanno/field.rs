//! Fields: how characters that part them are written.

use std::fmt::Write as _;

/// Adds a value with a backslash before what would part it.
pub fn push_value(out: &mut String, value: &str) {
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '-' if chars.peek() == Some(&'>') => out.push_str("\\-"),
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
}

/// Adds a number. There are two in every row, and the usual way takes several times as long.
pub fn push_number(out: &mut String, mut number: usize) {
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        if let Some(digit) = digits.get_mut(first) {
            *digit = b'0' + (number % 10) as u8;
        }
        number /= 10;
        if number == 0 || first == 0 {
            break;
        }
    }
    for &digit in digits.iter().skip(first) {
        out.push(char::from(digit));
    }
}

/// Adds a mark's number, as `[7]`.
pub fn push_bracketed(out: &mut String, number: usize) {
    out.push('[');
    push_number(out, number);
    out.push(']');
}

/// The value that was written so.
pub fn value(written: &str) -> String {
    unescaped(written, |c| match c {
        't' => Some('\t'),
        'n' => Some('\n'),
        _ => Some(c),
    })
}

/// Adds a line of text; control characters get a backslash, those that have a letter by it.
pub fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\\' => out.push_str("\\\\"),
            '\0'..='\u{7}' | '\u{e}'..='\u{1f}' => {
                let _ = write!(out, "\\{c}");
            }
            _ => out.push(c),
        }
    }
}

/// The line of text that was written so. A backslash before anything else is one.
pub fn text(written: &str) -> String {
    unescaped(written, |c| match c {
        't' => Some('\t'),
        'n' => Some('\n'),
        'f' => Some('\u{c}'),
        'r' => Some('\r'),
        'b' => Some('\u{8}'),
        '\\' | '\0'..='\u{7}' | '\u{e}'..='\u{1f}' => Some(c),
        _ => None,
    })
}

fn unescaped(written: &str, meant: impl Fn(char) -> Option<char>) -> String {
    if !written.contains('\\') {
        return written.to_owned();
    }
    let mut out = String::with_capacity(written.len());
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().filter(|_| c == '\\');
        match next.and_then(&meant) {
            Some(meant) => {
                chars.next();
                out.push(meant);
            }
            None => out.push(c),
        }
    }
    out
}

/// The parts between separators that no backslash stands before.
pub fn split(written: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::with_capacity(1);
    let (mut from, mut is_escaped) = (0, false);
    for (at, c) in written.char_indices() {
        if c == separator && !is_escaped {
            parts.push(written.get(from..at).unwrap_or_default());
            from = at + c.len_utf8();
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    parts.push(written.get(from..).unwrap_or_default());
    parts
}

/// A value, and what stands in brackets at its end: a mark's number.
pub fn numbered(written: &str) -> (&str, Option<&str>) {
    let inner = written
        .strip_suffix(']')
        .filter(|inner| !inner.ends_with('\\'));
    match inner.and_then(|inner| inner.rsplit_once('[')) {
        Some((value, number)) => (value, Some(number)),
        None => (written, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_written_as_the_format_says() {
        for (plain, written) in [
            ("a_b", "a\\_b"),
            ("x->y", "x\\->y"),
            ("[1]|*;\\", "\\[1\\]\\|\\*\\;\\\\"),
        ] {
            let mut out = String::new();
            push_value(&mut out, plain);
            assert_eq!(out, written);
        }
        assert_eq!(split("a\\|b|c|", '|'), ["a\\|b", "c", ""]);
        assert_eq!(numbered("PER[12]"), ("PER", Some("12")));
        assert_eq!(numbered("a\\[1\\]"), ("a\\[1\\]", None));
    }

    #[test]
    fn numbers_are_written_as_ever() {
        for number in [0, 7, 10, 99, 100, 12_345, usize::MAX] {
            let mut out = String::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string());
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(plain in "([a-z\\\\\\[\\]|_>;*\t\r\n\u{1}-]|\u{c}|\u{8}|😀){0,12}") {
            let mut out = String::new();
            push_value(&mut out, &plain);
            prop_assert_eq!(&value(&out), &plain);
            prop_assert_eq!(split(&out, '|').len(), 1);
            prop_assert_eq!(numbered(&out), (out.as_str(), None));
            let mut out = String::new();
            push_text(&mut out, &plain);
            prop_assert_eq!(&text(&out), &plain);
            prop_assert!(!out.contains(['\n', '\r', '\t']));
        }
    }
}
