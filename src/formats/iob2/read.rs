//! From columns to the articles that they hold.

use super::columns::Columns;
use super::line::Line;
use super::spacing::unescape;
use crate::formats::iob::{Open, Tag};
use crate::formats::{Fault, Found, FoundSpan, Give, ReadError, Reads, Sharing, Source, Unit};
use crate::model::State;
use std::ops::ControlFlow;

/// Faults that are told of an article one by one; a file of another kind has one in each line.
const MOST_FAULTS: usize = 100;

/// Reads lines and gives each article when the next begins.
pub struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let head = source.head()?;
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
        let columns = Columns::seen(&String::from_utf8_lossy(head));
        let Some(columns) = columns else {
            let is_empty = head.trim_ascii().is_empty()
                || head
                    .trim_ascii_start()
                    .starts_with(super::DOCUMENT_BEGINS.as_bytes());
            if !is_empty {
                return Err(ReadError::Malformed("has no columns".to_owned()));
            }
            return Ok(());
        };
        let mut reading = Reading::new(columns, source, give);
        source.lines(&mut |line| {
            let after_blank = line.number > reading.last_line + 1;
            reading.last_line = line.number;
            if after_blank {
                reading.article.sentence_ends();
            }
            Ok(match std::str::from_utf8(&line.bytes) {
                Ok(text) => reading.line(text, line.number),
                Err(_) => {
                    reading.article.fault(line.number, "not UTF-8".to_owned());
                    ControlFlow::Continue(())
                }
            })
        })?;
        reading.end();
        Ok(())
    }

    fn sharing(&self, _: &Source<'_>) -> Result<Sharing, ReadError> {
        Ok(Sharing::Articles)
    }
}

struct Reading<'a, 'g> {
    columns: Columns,
    source: &'a Source<'a>,
    give: Give<'g>,
    article: Article,
    articles: usize,
    last_line: usize,
    /// Whether the reader wants no more.
    is_over: bool,
}

/// An article being read.
#[derive(Default)]
struct Article {
    /// Whether anything of it has been read.
    is_begun: bool,
    id: String,
    line: usize,
    text: String,
    chars: usize,
    /// Whether the file says what stands between words.
    says_spaces: bool,
    /// What stands before the next token.
    between: String,
    /// Whether the last token said what stands after it.
    is_last_said: bool,
    /// The first code point of each token, and the code point after its last.
    places: Vec<(usize, usize)>,
    open: Vec<Open>,
    faults: Vec<Fault>,
    /// In CoNLL-U: the last word of which the surface was already taken.
    surface_to: usize,
}

impl<'a, 'g> Reading<'a, 'g> {
    fn new(columns: Columns, source: &'a Source<'a>, give: Give<'g>) -> Self {
        Self {
            article: Article::new(&columns),
            columns,
            source,
            give,
            articles: 0,
            last_line: 0,
            is_over: false,
        }
    }

    fn line(&mut self, text: &str, number: usize) -> ControlFlow<()> {
        match Line::read(text) {
            Line::Document => {
                self.begin(number);
                // An article without words is one too.
                self.article.is_begun = true;
            }
            Line::Remark(key, value) => {
                if key.starts_with("newdoc") {
                    self.begin(number);
                    value.clone_into(&mut self.article.id);
                }
            }
            Line::Row(cells) => self.row(&cells, number),
            Line::Sentence(tokens) => {
                self.article.sentence_ends();
                for cells in &tokens {
                    self.row(cells, number);
                }
                self.article.sentence_ends();
            }
        }
        if self.is_over {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Begins an article; gives the one before, unless there is nothing of it.
    fn begin(&mut self, line: usize) {
        if self.article.is_begun {
            self.give();
        }
        self.article.line = line;
    }

    fn row(&mut self, cells: &[&str], number: usize) {
        let Some(&word) = cells
            .get(self.columns.words)
            .filter(|word| !word.is_empty())
        else {
            self.article
                .fault(number, "a line without a word".to_owned());
            return;
        };
        if self.columns.is_numbered && !self.article.is_on_surface(cells.first().unwrap_or(&"")) {
            return;
        }
        let said = if self.columns.says_spaces {
            said(cells, &self.columns)
        } else {
            Said::default()
        };
        if let Some(id) = said.article {
            // The line that parts articles says that one begins, too.
            if !self.article.places.is_empty() {
                self.begin(number);
            }
            self.article.id = id;
        }
        self.article.is_begun = true;
        self.article.add(word, &said.before);
        self.article.is_last_said = said.after.is_some();
        self.article.between = said.after.unwrap_or_else(|| " ".to_owned());
        let token = self.article.places.len() - 1;
        for (open, &column) in self.article.open.iter_mut().zip(&self.columns.tags) {
            let cell = cells.get(column).copied().unwrap_or_default();
            match Tag::read(cell) {
                Some(tag) => open.take(token, tag),
                None => {
                    open.end();
                    let reason = format!("column {}: {cell} is no tag such as B-PER", column + 1);
                    if self.article.faults.len() < MOST_FAULTS {
                        self.article.faults.push(Fault::at(number, reason));
                    }
                }
            }
        }
    }

    fn give(&mut self) {
        let article = std::mem::replace(&mut self.article, Article::new(&self.columns));
        if self.is_over {
            return;
        }
        self.articles += 1;
        let mut found = article.found();
        if found.header.id.is_empty() && self.articles > 1 {
            found.header.id = self.source.article(self.articles);
        }
        self.is_over = (self.give)(found).is_break();
    }

    fn end(&mut self) {
        if self.article.is_begun {
            self.give();
        }
    }
}

impl Article {
    fn new(columns: &Columns) -> Self {
        Self {
            says_spaces: columns.says_spaces,
            open: columns.tags.iter().map(|_| Open::default()).collect(),
            ..Self::default()
        }
    }

    fn fault(&mut self, line: usize, reason: String) {
        self.is_begun = true;
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault::at(line, reason));
        }
    }

    /// Whether a numbered token of CoNLL-U is one of the text: the parts of `3-4` are not, nor what was left
    /// out as `3.1`.
    fn is_on_surface(&mut self, number: &str) -> bool {
        if let Some((_, last)) = number.split_once('-') {
            self.surface_to = last.parse().unwrap_or(0);
            return true;
        }
        if number.contains('.') {
            return false;
        }
        number.parse().unwrap_or(0) > self.surface_to
    }

    fn sentence_ends(&mut self) {
        self.open.iter_mut().for_each(Open::end);
        self.surface_to = 0;
        if !self.says_spaces && !self.places.is_empty() {
            "\n".clone_into(&mut self.between);
        }
    }

    fn add(&mut self, word: &str, before: &str) {
        let between = std::mem::take(&mut self.between);
        let between = if self.places.is_empty() {
            before
        } else {
            &between
        };
        self.text.push_str(between);
        self.chars += between.chars().count();
        let start = self.chars;
        self.text.push_str(word);
        self.chars += word.chars().count();
        self.places.push((start, self.chars));
    }

    fn found(mut self) -> Found {
        self.open.iter_mut().for_each(Open::end);
        if self.is_last_said {
            self.text.push_str(&self.between);
        }
        let mut found = Found {
            text: self.text,
            unit: Unit::CodePoints,
            line: Some(self.line).filter(|&line| line > 0),
            faults: self.faults,
            ..Found::default()
        };
        found.header.id = self.id;
        for span in self.open.into_iter().flat_map(|open| open.spans) {
            let ends = (self.places.get(span.first), self.places.get(span.last));
            if let (Some(first), Some(last)) = ends {
                found.spans.push(FoundSpan {
                    state: State::Accepted,
                    ..FoundSpan::new(span.label, first.0, last.1)
                });
            }
        }
        found
    }
}

/// What a row says beside its word and its tags.
#[derive(Default)]
struct Said {
    before: String,
    after: Option<String>,
    article: Option<String>,
}

fn said(cells: &[&str], columns: &Columns) -> Said {
    let mut said = Said::default();
    let numbered = cells.iter().enumerate().skip(columns.words + 1);
    let others = numbered.filter(|(at, cell)| cell.contains('=') && !columns.tags.contains(at));
    for (key, value) in others
        .flat_map(|(_, cell)| cell.split('|'))
        .filter_map(|each| each.split_once('='))
    {
        match key {
            "SpaceAfter" if value == "No" => said.after = Some(String::new()),
            "SpacesAfter" => said.after = Some(unescape(value)),
            "SpacesBefore" => said.before = unescape(value),
            "NewDoc" => said.article = Some(unescape(value)),
            _ => {}
        }
    }
    said
}
