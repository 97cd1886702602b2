//! A file as text and rows.

use super::FORMAT;
use super::field;
use super::header::Layer;
use crate::formats::{Fault, ReadError};

/// Most white space that is put between two sentences, in characters; more is a mistake in the file.
const WIDEST_GAP: usize = 1 << 16;

/// What a file holds.
#[derive(Default)]
pub struct Table<'a> {
    /// In the order of their columns.
    pub layers: Vec<Layer>,
    /// The article.
    pub text: String,
    /// Tokens and what is less than a token, in the order of the file.
    pub rows: Vec<Row<'a>>,
    /// Of each sentence, its first row.
    pub sentences: Vec<usize>,
    /// What could not be taken.
    pub faults: Vec<Fault>,
}

/// A token or a part of one.
pub struct Row<'a> {
    /// Its line, counted from 1.
    pub line: usize,
    /// As `1-2`, or `1-2.1` for a part.
    pub id: &'a str,
    /// Where it begins, as the file counts.
    pub begin: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words.
    pub form: &'a str,
    /// What stands in its columns.
    pub fields: Vec<&'a str>,
}

/// Puts the text together as the sentences come.
#[derive(Default)]
struct Text {
    text: String,
    /// Its length, as the file counts.
    length: usize,
    /// Whether the file counts code points.
    is_in_chars: bool,
    /// Of the sentence to come.
    lines: Vec<String>,
}

impl<'a> Table<'a> {
    /// A file as it stands.
    pub fn parse(file: &'a str) -> Result<Self, ReadError> {
        let mut lines = file.split('\n').enumerate();
        let mut lines = lines
            .by_ref()
            .map(|(at, line)| (at + 1, line.strip_suffix('\r').unwrap_or(line)));
        if !lines
            .next()
            .is_some_and(|(_, line)| line.starts_with(FORMAT))
        {
            let reason = format!("does not begin with {FORMAT}");
            return Err(ReadError::AtLine { line: 1, reason });
        }
        let mut table = Self::default();
        let mut text = Text {
            is_in_chars: counts_chars(file),
            ..Text::default()
        };
        let mut columns = 0;
        for (number, line) in lines {
            if let Some(rest) = line.strip_prefix("#Text=") {
                text.lines.push(field::text(rest));
            } else if line.starts_with("#T_") && table.rows.is_empty() && text.lines.is_empty() {
                match Layer::parse(line) {
                    Some(layer) => {
                        columns += layer.columns.len();
                        table.layers.push(layer);
                    }
                    None => table.fault(number, "no declaration of a layer"),
                }
            } else if !line.trim().is_empty() && !is_remark(line) {
                match row(line, number, columns) {
                    Ok(row) => {
                        if !text.lines.is_empty() {
                            table.sentences.push(table.rows.len());
                            text.sentence(&row, &mut table.faults)?;
                        }
                        table.rows.push(row);
                    }
                    Err(reason) => table.fault(number, reason),
                }
            }
        }
        text.rest();
        table.text = text.text;
        Ok(table)
    }

    fn fault(&mut self, line: usize, reason: impl Into<String>) {
        self.faults.push(Fault::at(line, reason));
    }
}

/// Whether a line tells something of a sentence and is no token: `#Sentence.id=`, as newer versions have.
fn is_remark(line: &str) -> bool {
    line.starts_with('#') && line.contains('=') && !line.contains('\t')
}

fn row(line: &str, number: usize, columns: usize) -> Result<Row<'_>, String> {
    let mut fields = Fields(Some(line));
    let (Some(id), Some(place), Some(form)) = (fields.next(), fields.next(), fields.next()) else {
        return Err("a token, its place and its words expected".to_owned());
    };
    let ends = place.split_once('-').and_then(|(begin, end)| {
        let begin: usize = begin.parse().ok()?;
        Some((begin, end.parse().ok()?))
    });
    let (begin, end) =
        ends.ok_or_else(|| format!("a place as 0-4 expected, and it is {place:?}"))?;
    let mut cells: Vec<&str> = Vec::with_capacity(columns);
    // A tab stands after the last column, too.
    cells.extend(fields.take(columns));
    if cells.len() < columns {
        let found = cells.len();
        return Err(format!("{columns} columns expected, and there are {found}"));
    }
    Ok(Row {
        line: number,
        id,
        begin,
        end,
        form,
        fields: cells,
    })
}

/// What stands between tabs. Most columns are a character wide, for which the usual way takes several times as
/// long.
struct Fields<'a>(Option<&'a str>);

impl<'a> Iterator for Fields<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.0?;
        match rest.bytes().position(|byte| byte == b'\t') {
            Some(tab) => {
                self.0 = rest.get(tab + 1..);
                rest.get(..tab)
            }
            None => self.0.take(),
        }
    }
}

/// Whether a file counts code points and not UTF-16, as the first token shows that has more of these.
fn counts_chars(file: &str) -> bool {
    if file.chars().all(|c| c.len_utf16() == 1) {
        return false;
    }
    let mut rows = file.split('\n').filter(|line| !line.starts_with('#'));
    let told = rows.find_map(|line| {
        let row = row(line, 0, 0).ok()?;
        let (utf16, chars) = (length(row.form, false), length(row.form, true));
        let long = row.end.checked_sub(row.begin)?;
        (utf16 != chars && (long == utf16 || long == chars)).then_some(long == chars)
    });
    told.unwrap_or_default()
}

fn length(words: &str, is_in_chars: bool) -> usize {
    if is_in_chars {
        words.chars().count()
    } else {
        words.chars().map(char::len_utf16).sum()
    }
}

impl Text {
    fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.length += length(words, self.is_in_chars);
    }

    /// Adds a sentence with its first token: after the newline that follows the last one, without it where
    /// there is no room for it, and after more space where there is more.
    fn sentence(&mut self, first: &Row<'_>, faults: &mut Vec<Fault>) -> Result<(), ReadError> {
        let line = first.line;
        let begin = first.begin.saturating_sub(self.space_before(first.form));
        let after = usize::from(!self.text.is_empty());
        let gap = match begin.checked_sub(self.length) {
            Some(gap) => gap,
            None => {
                let reason = "the sentence begins before the last one ends";
                faults.push(Fault::at(line, reason));
                after
            }
        };
        if gap > WIDEST_GAP {
            let reason = format!("the sentence begins {gap} characters after the last one");
            return Err(ReadError::AtLine { line, reason });
        }
        if gap > 0 {
            let is_first = self.text.is_empty();
            self.push(if is_first { " " } else { "\n" });
            self.push(&" ".repeat(gap - 1));
        }
        self.rest();
        Ok(())
    }

    /// White space before a sentence's first token, in UTF-16 code units: none should be there.
    fn space_before(&self, form: &str) -> usize {
        let text = self.lines.first().map_or("", String::as_str);
        let trimmed = text.trim_start();
        let space = text.get(..text.len() - trimmed.len()).unwrap_or_default();
        if text.starts_with(form) || !trimmed.starts_with(form) {
            return 0;
        }
        length(space, self.is_in_chars)
    }

    /// Adds the lines that wait.
    fn rest(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        self.push(&lines.join("\n"));
    }
}
