//! Text in XML: what must be escaped, and what XML 1.0 cannot hold at all.

/// Whether XML 1.0 can hold a character, escaped or not.
fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Adds text as the value of an attribute or the content of an element. Newlines and tabs are
/// references, which no reader makes spaces of; a character that XML cannot hold becomes a space.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c if is_legal(c) => out.push(c),
            _ => out.push(' '),
        }
    }
}

/// Adds text as the content of an element, with newlines and tabs as they are: for running text. A
/// carriage return is a reference, which no reader makes a newline of; a character that XML cannot hold
/// becomes a space.
pub fn content(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            c if is_legal(c) => out.push(c),
            _ => out.push(' '),
        }
    }
}

/// The characters that become spaces, each with its place in code points.
pub fn replaced(text: &str) -> Vec<(usize, char)> {
    let numbered = text.chars().enumerate();
    numbered.filter(|(_, c)| !is_legal(*c)).collect()
}

/// The text with such characters put back where a space stands for them.
pub fn restored(text: &str, replaced: &[(usize, char)]) -> String {
    let mut replaced = replaced.iter().peekable();
    let numbered = text.chars().enumerate();
    let put = numbered.map(|(at, c)| {
        while replaced.next_if(|(place, _)| *place < at).is_some() {}
        match replaced.next_if(|(place, _)| *place == at) {
            Some((_, there)) if c == ' ' => *there,
            _ => c,
        }
    });
    put.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_becomes_a_space_and_comes_back() {
        let text = "a\u{0}😀\u{1}\n<b>\u{fffe}";
        let mut escaped = String::new();
        escape(text, &mut escaped);
        assert_eq!(escaped, "a 😀 &#10;&lt;b&gt; ");
        let places = replaced(text);
        assert_eq!(places, [(1, '\0'), (3, '\u{1}'), (8, '\u{fffe}')]);
        assert_eq!(restored("a 😀 \n<b> ", &places), text);
        assert_eq!(restored("ab😀 ", &[(9, 'x'), (1, 'x')]), "ab😀 ");
    }
}
