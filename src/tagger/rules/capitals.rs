//! Articles written in capital letters, in which a capital tells no name.

use crate::model::{ByteOffset, ByteRange, Text};

/// Bytes that are looked at, from the beginning.
const REACH: usize = 6_000;
/// With fewer letters it is a headline or an abbreviation, and says nothing of an article.
const FEWEST: usize = 60;
/// Of a hundred letters in an article in capitals so many are at least: a few lines may be set otherwise.
const MOST: usize = 80;

/// What to tell of an article in capitals.
pub(super) fn remark(text: &Text) -> Option<String> {
    let end = text.grapheme_floor(ByteOffset(REACH.min(text.len())));
    let words = text.slice(ByteRange::between(ByteOffset(0), end));
    let (mut letters, mut capitals) = (0, 0);
    for letter in words.chars() {
        // Scripts without capitals count for nothing.
        letters += usize::from(letter.is_uppercase() || letter.is_lowercase());
        capitals += usize::from(letter.is_uppercase());
    }
    let is_in_capitals = letters >= FEWEST && capitals * 100 >= letters * MOST;
    is_in_capitals.then(|| REMARK.to_owned())
}

const REMARK: &str =
    "The article is in capital letters, which tell no names: speakers may be wrong or missing.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_articles_in_capitals_are_told_of() {
        let usual =
            "The harbour master Anna Lund said on Monday that the bridge would open in spring.";
        let capitals = usual.to_uppercase();
        for (words, told) in [
            (capitals.clone(), true),
            (format!("Hafenbote, Monday. {capitals}"), true),
            (format!("{capitals} {usual}"), false),
            (usual.to_owned(), false),
            // A headline above an article, and one alone.
            (format!("THE BRIDGE WILL OPEN\n{usual}"), false),
            ("THE BRIDGE WILL OPEN".to_owned(), false),
            ("市长星期一对记者说：大桥将于春天开放。".repeat(5), false),
            (String::new(), false),
        ] {
            assert_eq!(remark(&Text::new(words.clone())).is_some(), told, "{words}");
        }
    }
}
