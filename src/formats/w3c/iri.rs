//! Names in addresses: ids of articles, marks and files.

use crate::disk::file_name;
use std::fmt::Write as _;

/// What addresses of ours begin with.
const SCHEME: &str = "urn:dictum:";

/// The address of an article's annotations.
pub fn article(id: &str) -> String {
    format!("{SCHEME}{}", encoded(id))
}

/// The address of something in it: what is an address already stays one.
pub fn item(article: &str, id: &str) -> String {
    if is_absolute(id) && !id.starts_with(SCHEME) {
        return id.to_owned();
    }
    format!("{article}#{}", encoded(id))
}

/// The id of something of that address.
pub fn id(article: &str, address: &str) -> String {
    let ours = address
        .strip_prefix(article)
        .filter(|_| !article.is_empty());
    let name = ours.and_then(|rest| decoded(rest.strip_prefix('#')?));
    name.unwrap_or_else(|| address.to_owned())
}

/// The address of a file beside.
pub fn file(name: &str) -> String {
    encoded(name)
}

/// The name of the file that an address ends in, when it is one of text and leads nowhere else.
pub fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let name = decoded(path.rsplit('/').next()?)?;
    let is_plain = !name.contains(['/', '\\', '\0', ':']) && !name.starts_with('.');
    let (_, extension) = name.rsplit_once('.')?;
    (is_plain && extension.eq_ignore_ascii_case("txt")).then_some(name)
}

/// What an article's files are called, without their extensions.
pub fn stem(id: &str) -> String {
    file_name::escape(id)
}

/// Whether this is an address with a scheme and of no characters but those that one may have.
pub fn is_absolute(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let is_legal = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
    is_scheme && !rest.is_empty() && rest.chars().all(is_legal)
}

/// With all escaped that a part of an address cannot have.
fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// What was escaped; `None` when it is no text.
fn decoded(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
                rest = after;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_from_addresses() {
        let base = article("a b/ü:1");
        assert_eq!(base, "urn:dictum:a%20b%2F%C3%BC%3A1");
        for name in [
            "q1",
            "a b",
            "",
            "%20",
            "😀#",
            "http://example.org/anno1",
            "urn:dictum:x#q1",
            "a:b c",
        ] {
            let address = item(&base, name);
            assert!(is_absolute(&address), "{address}");
            assert_eq!(id(&base, &address), name);
        }
        assert_eq!(id("", "#q1"), "#q1");
    }

    #[test]
    fn only_texts_beside_are_files() {
        for (address, name) in [
            ("a%20b.txt", Some("a b.txt")),
            (
                "http://example.org/x/article.TXT?v=1#char=0,1",
                Some("article.TXT"),
            ),
            ("../../etc/secret.txt", Some("secret.txt")),
            ("..%2F..%2Fsecret.txt", None),
            ("a%5Cb.txt", None),
            ("%00.txt", None),
            (".txt", None),
            ("c:a.txt", None),
            ("http://example.org/page.html", None),
            ("%FF.txt", None),
            ("", None),
        ] {
            assert_eq!(file_name(address).as_deref(), name, "{address}");
        }
    }
}
