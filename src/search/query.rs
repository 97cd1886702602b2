//! What is looked for.

use super::Finder;
use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

/// A compiled expression takes at most this many bytes.
const LARGEST: usize = 8 << 20;

/// What is looked for, as a person typed it.
///
/// In plain words, what a keyboard has finds what print makes of it as well: a straight quotation
/// mark or apostrophe the curly ones, a hyphen the one that does not break, a space any space.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// The words, or a regular expression.
    pub words: String,
    /// Whether capital and small letters differ.
    pub match_case: bool,
    /// Whether a match may not begin or end within a word.
    pub whole_words: bool,
    /// Whether the words are a regular expression.
    pub is_expression: bool,
}

/// Why a query cannot be searched with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// The regular expression is not one.
    #[error("{0}")]
    Expression(String),
    /// It grows too large.
    #[error("The expression is too large")]
    TooLarge,
}

impl Query {
    /// Makes the query ready to search with. Nothing is found with an empty one.
    pub fn compile(&self) -> Result<Finder, QueryError> {
        if self.is_expression {
            let regex = self.regex(&self.words)?;
            return Ok(Finder::expression(regex, self.whole_words));
        }
        if self.words.contains(is_separator) || self.words.is_empty() {
            return Ok(Finder::nothing());
        }
        if self.match_case && !self.words.contains(has_printed_forms) {
            return Ok(Finder::exact(&self.words, self.whole_words));
        }
        let regex = self.regex(&as_printed(&self.words))?;
        Ok(Finder::words(regex, self.whole_words))
    }

    fn regex(&self, pattern: &str) -> Result<Regex, QueryError> {
        RegexBuilder::new(pattern)
            .case_insensitive(!self.match_case)
            .size_limit(LARGEST)
            .build()
            .map_err(|error| match error {
                regex::Error::CompiledTooBig(_) => QueryError::TooLarge,
                other => QueryError::Expression(gist(&other.to_string())),
            })
    }
}

/// What ends a paragraph: no match goes over it.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

fn has_printed_forms(c: char) -> bool {
    printed_forms(c).is_some()
}

/// What print makes of a character of the keyboard, as a class of a regular expression.
fn printed_forms(c: char) -> Option<&'static str> {
    match c {
        '\'' => Some("['’‘ʼ‚‛]"),
        '"' => Some("[\"“”„‟]"),
        '-' => Some("[-\u{2010}\u{2011}]"),
        ' ' => Some("[ \u{a0}\u{2007}\u{2009}\u{202f}]"),
        _ => None,
    }
}

fn as_printed(words: &str) -> String {
    let mut pattern = String::new();
    let mut letter = [0; 4];
    for c in words.chars() {
        match printed_forms(c) {
            Some(class) => pattern.push_str(class),
            None => pattern.push_str(&regex::escape(c.encode_utf8(&mut letter))),
        }
    }
    pattern
}

/// The last line of what the parser says: what is wrong, without the drawing of where.
fn gist(said: &str) -> String {
    let last = said.lines().last().unwrap_or_default();
    let plain = last.trim().trim_start_matches("error:").trim();
    let mut chars = plain.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}
