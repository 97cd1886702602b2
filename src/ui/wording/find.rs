//! Words of the find bar.

#![expect(missing_docs, reason = "a constant’s words say what it is")]

pub const FIELD: &str = "Find in the article";
pub const MATCH_CASE: &str = "Match case";
pub const MATCH_CASE_HINT: &str = "Capital and small letters differ";
pub const WHOLE_WORDS: &str = "Whole words";
pub const WHOLE_WORDS_HINT: &str = "Only where the words stand by themselves";
pub const EXPRESSION: &str = "Regular expression";
pub const EXPRESSION_HINT: &str = r"Such as \bsaid\b or “.+?”";
pub const PREVIOUS: &str = "Previous match";
pub const NEXT: &str = "Next match";
pub const CLOSE: &str = "Close the find bar";
pub const COUNTING: &str = "Counting…";
pub const NO_MATCH: &str = "No match";
pub const FROM_START: &str = "Went on from the start of the article";
pub const FROM_END: &str = "Went on from the end of the article";

/// Which match is selected: "3 of 17"; without one how many there are.
pub fn place(number: Option<usize>, all: usize) -> String {
    match (number, all) {
        (_, 0) => NO_MATCH.to_owned(),
        (Some(number), all) => format!("{number} of {all}"),
        (None, all) => format!("{all} found"),
    }
}
