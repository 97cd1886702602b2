//! Articles of both sides brought together by their texts.

use super::sources::{Side, Source};
use crate::model::{ByteOffset, Text};
use crate::review::{Comparison, Disagreement, Marks, Ruler, compare as compare_marks, trimmed};
use std::collections::{HashMap, HashSet};

/// Something that is not as it should be, besides what the two sides mark.
#[derive(Debug)]
pub(super) struct Problem {
    /// The file, with the line of a stream.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

/// An article that both sides have.
#[derive(Debug)]
pub(super) struct Article {
    /// Where the other side was read from.
    pub place: String,
    /// Its id on the other side, or on the gold's.
    pub id: String,
    /// The other side's text.
    pub text: Text,
    /// Where the two differ.
    pub disagreements: Vec<Disagreement>,
}

/// What came of it all.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// How many articles the gold has.
    pub gold: usize,
    /// Those that both have, in the gold's order.
    pub articles: Vec<Article>,
    /// The sums; the disagreements stand with the articles.
    pub all: Comparison,
    /// What could not be read or is on one side only.
    pub problems: Vec<Problem>,
    /// How many gold articles the other side has not; they count as if nothing were marked.
    pub missing: usize,
}

/// Compares each article of the gold with the other side's of the same text, the last one of them.
pub(super) fn compare(gold: Side, mut other: Side, outermost: bool) -> Matched {
    let mut matched = Matched {
        gold: gold.articles.len(),
        ..Matched::default()
    };
    matched.problems.extend(gold.problems);
    matched.problems.append(&mut other.problems);
    let mut by_text: HashMap<&str, &Source> = HashMap::new();
    for source in &other.articles {
        by_text.insert(trimmed(source.marks.text.as_str()), source);
    }
    let mut met: HashSet<&str> = HashSet::new();
    for mut source in gold.articles {
        let key = trimmed(source.marks.text.as_str());
        let found = by_text.get_key_value(key);
        met.extend(found.map(|(key, _)| *key));
        let found = found.map(|(_, found)| *found);
        if outermost {
            let ruler = Ruler::new(&source.marks.text);
            source.marks = source.marks.without_nested(&ruler);
            source.marks.nested = false;
        }
        matched.take(source, found);
    }
    for source in &other.articles {
        if !met.contains(trimmed(source.marks.text.as_str())) {
            matched.alone(source, "GOLD has no article of this text");
        }
    }
    matched
}

impl Matched {
    fn take(&mut self, gold: Source, other: Option<&Source>) {
        let Some(other) = other else {
            self.missing += 1;
            self.alone(
                &gold,
                "OTHER has no article of this text: nothing of it is found",
            );
            let nothing = Marks {
                text: gold.marks.text.clone(),
                ..Marks::default()
            };
            let mut made = compare_marks(gold.marks, nothing);
            // That the article is missing says it all.
            made.disagreements.clear();
            self.all += made;
            return;
        };
        let mut made = compare_marks(gold.marks, other.marks.clone());
        self.articles.push(Article {
            place: other.place.clone(),
            id: if other.id.is_empty() {
                gold.id
            } else {
                other.id.clone()
            },
            text: other.marks.text.clone(),
            disagreements: std::mem::take(&mut made.disagreements),
        });
        self.all += made;
    }

    fn alone(&mut self, source: &Source, what: &str) {
        let place = match source.id.as_str() {
            "" => source.place.clone(),
            id => format!("{}: {id}", source.place),
        };
        self.problems.push(Problem {
            place,
            what: what.to_owned(),
        });
    }
}

/// Line and column of a place, both from 1, the column in code points.
pub(super) fn line_and_column(text: &Text, at: ByteOffset) -> (usize, usize) {
    let number = text.paragraph_at(at);
    let start = text
        .paragraphs()
        .get(number)
        .map_or(ByteOffset(0), |paragraph| paragraph.start);
    let column = text.char_offset(at).0 - text.char_offset(start).0;
    (number + 1, column + 1)
}
