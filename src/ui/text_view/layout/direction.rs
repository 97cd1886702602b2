//! Which way words run.

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Letters and numbers that run from left to right.
    Left,
    /// Letters that run from right to left.
    Right,
    /// Spaces and signs, which run as what is around them.
    Neutral,
}

/// Whether any letter runs from right to left.
pub fn has_right_to_left(words: &str) -> bool {
    !words.is_ascii() && words.chars().any(is_right_to_left)
}

fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}'
        | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}

/// Which way a word runs by itself.
pub(super) fn direction_of(words: &str) -> Direction {
    if words.chars().any(is_right_to_left) {
        Direction::Right
    } else if words.chars().any(char::is_alphanumeric) {
        Direction::Left
    } else {
        Direction::Neutral
    }
}

/// Which way a paragraph runs: as its first letter does.
pub(super) fn direction_of_paragraph(words: &str) -> Direction {
    let first = words.chars().find(|&c| c.is_alphabetic());
    if first.is_some_and(is_right_to_left) {
        Direction::Right
    } else {
        Direction::Left
    }
}

/// The sign that stands for this one in right-to-left text; each is a word of its own.
pub(super) fn turned(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "{" => "}",
        "}" => "{",
        "<" => ">",
        ">" => "<",
        "«" => "»",
        "»" => "«",
        "‹" => "›",
        "›" => "‹",
        _ => return None,
    })
}
