//! Names that can stand in a path: an id or an annotator's name never becomes one unescaped.

use sha2::{Digest as _, Sha256};

/// Longest name given, in bytes: an extension still fits on every file system.
const LONGEST: usize = 180;

/// Device names of Windows, which are no file names there, whatever their extension.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A file name for any string, different for different strings, also where upper and lower case
/// are one, and good on every system.
///
/// Lower-case letters, digits, `-`, `_` and inner dots stand for themselves, `+a` for `A`, anything
/// else for its UTF-8 as `%20`. The empty string is `%`. A name too long keeps its beginning and
/// ends in `%-` and a hash.
pub fn escape(name: &str) -> String {
    if name.is_empty() {
        return "%".to_owned();
    }
    let mut escaped = String::with_capacity(name.len() + 8);
    let reserved = is_reserved(name);
    let last = name.len() - 1;
    for (at, c) in name.char_indices() {
        let stays = match c {
            'a'..='z' | '0'..='9' | '-' | '_' => !(at == 0 && reserved),
            '.' => at != 0 && at != last,
            _ => !c.is_ascii() && c.is_alphabetic() && is_own_case(c),
        };
        if stays {
            escaped.push(c);
        } else if c.is_ascii_uppercase() && !(at == 0 && reserved) {
            escaped.push('+');
            escaped.push(c.to_ascii_lowercase());
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                push_hex(&mut escaped, byte);
            }
        }
    }
    if escaped.len() > LONGEST {
        shorten(&mut escaped, name);
    }
    escaped
}

/// The string that a name was made of; `None` when it was not made by [`escape`] or was too long.
pub fn unescape(escaped: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                bytes.push((digit(high)? * 16 + digit(low)?) as u8);
                rest = after;
            }
            (b'%', []) if bytes.is_empty() => {}
            (b'+', [letter, after @ ..]) => {
                bytes.push(letter.to_ascii_uppercase());
                rest = after;
            }
            _ => bytes.push(byte),
        }
    }
    let name = String::from_utf8(bytes).ok()?;
    (escape(&name) == escaped).then_some(name)
}

/// Whether a file system that ignores case keeps the letter apart from all others.
fn is_own_case(c: char) -> bool {
    c.to_lowercase().eq([c]) && c.to_uppercase().flat_map(char::to_lowercase).eq([c])
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end().to_ascii_lowercase();
    let port = |prefix| {
        stem.strip_prefix(prefix)
            .is_some_and(|number: &str| number.chars().count() == 1)
    };
    RESERVED.contains(&stem.as_str()) || port("com") || port("lpt")
}

fn push_hex(out: &mut String, byte: u8) {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    out.push('%');
    out.push(DIGITS[usize::from(byte >> 4)]);
    out.push(DIGITS[usize::from(byte & 15)]);
}

fn shorten(escaped: &mut String, name: &str) {
    let mut end = LONGEST - 34;
    while !escaped.is_char_boundary(end) {
        end -= 1;
    }
    escaped.truncate(end);
    escaped.push_str("%-");
    for byte in Sha256::digest(name.as_bytes()).iter().take(16) {
        let mut hex = String::new();
        push_hex(&mut hex, *byte);
        escaped.push_str(&hex[1..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_names_stay_and_others_are_told_apart() {
        let cases = [
            ("pentagon-shoigu-call", "pentagon-shoigu-call"),
            ("a.b_c", "a.b_c"),
            ("Anna", "+anna"),
            ("anna", "anna"),
            ("", "%"),
            ("..", "%2e%2e"),
            ("../../etc/passwd", "%2e.%2f..%2fetc%2fpasswd"),
            ("a/b\\c:d", "a%2fb%5cc%3ad"),
            ("end.", "end%2e"),
            ("con", "%63on"),
            ("NUL.txt", "%4e+u+l.txt"),
            ("com1", "%63om1"),
            ("com¹", "%63om%c2%b9"),
            ("common", "common"),
            ("жук", "жук"),
            ("Жук", "%d0%96ук"),
            ("日本", "日本"),
            ("e\u{301}", "e%cc%81"),
            ("ſ", "%c5%bf"),
            ("a b\n", "a%20b%0a"),
        ];
        for (name, expected) in cases {
            assert_eq!(escape(name), expected, "{name:?}");
            assert_eq!(unescape(expected).as_deref(), Some(name), "{expected:?}");
        }
    }

    #[test]
    fn long_names_end_in_a_hash() {
        let (one, two) = ("ж".repeat(300), "ж".repeat(301));
        assert!(escape(&one).len() <= LONGEST);
        assert_ne!(escape(&one), escape(&two));
        assert_eq!(unescape(&escape(&one)), None);
    }

    #[test]
    fn what_escape_does_not_write_is_no_name() {
        for escaped in ["A", "%2", "%zz", "+", "%%", "con", ".", "a%41"] {
            assert_eq!(unescape(escaped), None, "{escaped}");
        }
    }

    proptest! {
        #[test]
        fn any_string_comes_back_and_names_no_other_folder(name in any::<String>()) {
            let escaped = escape(&name);
            prop_assert!(!escaped.is_empty() && escaped.len() <= LONGEST);
            prop_assert!(!escaped.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0']));
            prop_assert!(!escaped.starts_with('.') && !escaped.ends_with(['.', ' ']));
            prop_assert_eq!(escaped.to_lowercase(), escaped.clone());
            if !escaped.contains("%-") {
                prop_assert_eq!(unescape(&escaped), Some(name));
            }
        }
    }
}
