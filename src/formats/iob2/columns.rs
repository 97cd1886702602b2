//! Which columns of a file hold what.

use super::line::Line;
use crate::formats::iob::Tag;

/// Labels of chunks, which stand in a column of tags before that of the names.
const CHUNKS: [&str; 11] = [
    "NP", "VP", "PP", "ADVP", "ADJP", "SBAR", "PRT", "CONJP", "INTJ", "LST", "UCP",
];

/// The columns of a file, as far as they can be told from its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Where the words stand.
    pub words: usize,
    /// Where tags stand.
    pub tags: Vec<usize>,
    /// Whether the file says what stands between words.
    pub says_spaces: bool,
    /// Whether it is CoNLL-U, with numbered tokens.
    pub is_numbered: bool,
    /// Whether a tag but `O` was seen.
    has_tags: bool,
}

impl Columns {
    /// Looks at a file's beginning, of which the last line may be cut; `None` when it has no columns.
    pub fn seen(head: &str) -> Option<Self> {
        let mut seen = Seen::default();
        let whole = match head.rfind('\n') {
            Some(end) if end > 0 => head.get(..end).unwrap_or_default(),
            _ => head,
        };
        for line in whole.split('\n').filter(|line| !line.trim().is_empty()) {
            match Line::read(line.trim_end_matches('\r')) {
                Line::Document => {}
                Line::Remark(..) => seen.remarks = true,
                Line::Row(cells) => seen.row(&cells),
                Line::Sentence(tokens) => tokens.iter().for_each(|cells| seen.row(cells)),
            }
        }
        seen.columns()
    }

    /// Whether a token was seen to be in a span.
    pub fn has_tags(&self) -> bool {
        self.has_tags
    }
}

#[derive(Default)]
struct Seen {
    rows: usize,
    /// For each column, whether all its cells are tags, one but `O` was seen, and one is no chunk's.
    columns: Vec<(bool, bool, bool)>,
    numbered: usize,
    says_spaces: bool,
    remarks: bool,
    widths: (usize, usize),
}

impl Seen {
    fn row(&mut self, cells: &[&str]) {
        self.widths = match self.rows {
            0 => (cells.len(), cells.len()),
            _ => (
                self.widths.0.min(cells.len()),
                self.widths.1.max(cells.len()),
            ),
        };
        self.rows += 1;
        self.columns
            .resize(self.columns.len().max(cells.len()), (true, false, false));
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            match Tag::read(cell) {
                None => column.0 = false,
                Some(Tag::Outside) => {}
                Some(
                    Tag::Begins(label) | Tag::Inside(label) | Tag::Ends(label) | Tag::Alone(label),
                ) => {
                    column.1 = true;
                    column.2 |= !CHUNKS.contains(&label);
                }
            }
        }
        let first = cells.first().unwrap_or(&"");
        let is_number = first.starts_with(|c: char| c.is_ascii_digit())
            && first
                .chars()
                .all(|c| c.is_ascii_digit() || c == '-' || c == '.');
        self.numbered += usize::from(is_number);
        let says = |cell: &&str| {
            ["SpaceAfter=", "SpacesAfter=", "SpacesBefore=", "NewDoc="]
                .iter()
                .any(|key| cell.contains(key))
        };
        self.says_spaces |= cells.iter().skip(1).any(says);
    }

    fn columns(self) -> Option<Columns> {
        // A row of one cell, or rows of very different lengths, are no columns.
        if self.rows == 0 || self.widths.0 < 2 {
            return None;
        }
        let is_numbered = self.numbered == self.rows && (self.remarks || self.widths.0 >= 4);
        let words = usize::from(is_numbered);
        let numbered = self
            .columns
            .iter()
            .take(self.widths.0)
            .enumerate()
            .skip(words + 1);
        let tags: Vec<(usize, (bool, bool, bool))> = numbered
            .filter(|(_, column)| column.0)
            .map(|(at, &column)| (at, column))
            .collect();
        let has_names = tags.iter().any(|(_, column)| column.2 || !column.1);
        let is_chunk = |column: (bool, bool, bool)| column.1 && !column.2 && has_names;
        Some(Columns {
            words,
            has_tags: tags.iter().any(|(_, column)| column.1),
            tags: tags
                .iter()
                .filter(|(_, column)| !is_chunk(*column))
                .map(|(at, _)| *at)
                .collect(),
            says_spaces: self.says_spaces,
            is_numbered,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_by_what_stands_in_them() {
        for (head, expected) in [
            ("Anna B-PER\nsaid O\n", Some((0, vec![1]))),
            (
                "EU NNP B-NP B-ORG\nrejects VBZ B-VP O\n",
                Some((0, vec![3])),
            ),
            ("a\tO\tB-X\nb\tB-Y\tI-X\n", Some((0, vec![1, 2]))),
            ("# text = a b\n1 a x NOUN\n2 b y VERB\n", Some((1, vec![]))),
            ("a|X|B-Y b|Z|O\n", Some((0, vec![2]))),
            ("Just some words\n\nof a text\n", Some((0, vec![]))),
            ("word\n", None),
            ("", None),
        ] {
            let seen = Columns::seen(head).map(|columns| (columns.words, columns.tags));
            assert_eq!(seen, expected, "{head}");
        }
    }
}
