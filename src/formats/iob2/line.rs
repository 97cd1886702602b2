//! What a line of columns is.

/// A line.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A new article begins.
    Document,
    /// CoNLL-U's remark, as `# newdoc id = a`: its key and its value.
    Remark(&'a str, &'a str),
    /// A token with its columns.
    Row(Vec<&'a str>),
    /// A sentence on a line: its tokens with their columns, as `Anna|NNP|B-PER said|VBD|O`.
    Sentence(Vec<Vec<&'a str>>),
}

impl<'a> Line<'a> {
    /// Reads a line that is not empty.
    pub fn read(line: &'a str) -> Self {
        if line.starts_with(super::DOCUMENT_BEGINS) {
            return Self::Document;
        }
        if let Some(remark) = remark(line) {
            return remark;
        }
        if line.contains('\t') {
            // The tabs count: a cell may be empty, and a word may hold a space.
            let mut cells = Vec::with_capacity(8);
            cells.extend(line.split('\t').map(str::trim));
            return Self::Row(cells);
        }
        let cells: Vec<&str> = line.split_ascii_whitespace().collect();
        let barred: Option<Vec<Vec<&str>>> = cells.iter().map(|cell| with_bars(cell)).collect();
        match barred {
            Some(tokens) if !tokens.is_empty() => Self::Sentence(tokens),
            _ => Self::Row(cells),
        }
    }
}

fn remark(line: &str) -> Option<Line<'_>> {
    let words = line.strip_prefix('#')?.strip_prefix([' ', '\t'])?;
    let known = ["newdoc", "newpar", "sent_id", "text", "global.columns"];
    let is_known = || known.iter().any(|known| words.starts_with(known));
    match words.split_once('=') {
        Some((key, value)) if !line.contains('\t') => Some(Line::Remark(key.trim(), value.trim())),
        None if is_known() && !line.contains('\t') => Some(Line::Remark(words.trim(), "")),
        _ => None,
    }
}

/// The columns of a token in a line of many; `None` when it does not end in a tag. The word may itself hold
/// bars.
fn with_bars(cell: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = cell.split('|').collect();
    let (tag, before) = parts.split_last()?;
    crate::formats::iob::Tag::read(tag)?;
    (!before.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told() {
        for (line, expected) in [
            ("-DOCSTART- -X- O O", Line::Document),
            ("# newdoc id = a b", Line::Remark("newdoc id", "a b")),
            ("# newpar", Line::Remark("newpar", "")),
            ("# SYM O", Line::Row(vec!["#", "SYM", "O"])),
            ("#\tSYM\tO", Line::Row(vec!["#", "SYM", "O"])),
            ("100 000\tCD\tO", Line::Row(vec!["100 000", "CD", "O"])),
            ("a  b\u{a0}c O", Line::Row(vec!["a", "b\u{a0}c", "O"])),
            (
                "a|X|O b|B-A",
                Line::Sentence(vec![vec!["a", "X", "O"], vec!["b", "B-A"]]),
            ),
            ("a|b O", Line::Row(vec!["a|b", "O"])),
        ] {
            assert_eq!(Line::read(line), expected, "{line}");
        }
    }
}
