//! The articles of a file, by the address of their text.

use super::super::anchored::{self, Quotes};
use super::super::{KEY, OURS, iri};
use crate::formats::keys::{shallow, take};
use crate::formats::{Fault, Found, FoundLink, FoundSpan, Give, ReadError, Source, Unit, about};
use crate::model::{Entity, Extra};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Keys of a page of ours that say what we know anyway.
const DERIVED: [&str; 5] = ["@context", "type", "id", "partOf", "startIndex"];

/// What the annotations of a file are put in.
#[derive(Default)]
pub struct Articles {
    /// The address of the article of a page of ours, of which those of its annotations are made; empty for
    /// other programs' pages.
    pub address: String,
    /// What is wrong with the file.
    pub faults: Vec<Fault>,
    /// Links, which belong where their ends are.
    pub links: Vec<FoundLink>,
    all: Vec<Article>,
    by_source: HashMap<String, usize>,
    ids: HashSet<String>,
    page: Extra,
    is_ours: bool,
}

#[derive(Default)]
struct Article {
    source: String,
    found: Found,
    quotes: Vec<Quotes>,
    people: HashSet<String>,
}

impl Articles {
    /// Of a file, by what its page says.
    pub fn new(mut page: Extra, faults: Vec<Fault>) -> Self {
        let mut articles = Self {
            faults,
            ..Self::default()
        };
        if let Some(mut ours) = take::<Extra>(&mut page, OURS) {
            articles.is_ours = true;
            let id: String = take(&mut ours, "id").unwrap_or_default();
            articles.address = iri::article(&id);
            let source: String = take(&mut ours, "source").unwrap_or_default();
            let kept: Vec<String> = take(&mut ours, "kept").unwrap_or_default();
            page.retain(|key, _| kept.contains(key) || !DERIVED.contains(&key.as_str()));
            let found = &mut articles.article(&source).found;
            found.header.id = id;
            found.entities = take(&mut ours, "entities").unwrap_or_default();
            let refused = about::tell(
                &mut found.header,
                take(&mut ours, "about").unwrap_or_default(),
            );
            let told = |key: String| Fault::new(format!("{key} is nested too deeply to be kept"));
            found.faults.extend(refused.into_iter().map(told));
        }
        for key in ["@context", "type", "startIndex", "total"] {
            page.remove(key);
        }
        shallow(&mut page, None, &mut articles.faults);
        articles.page = page;
        articles
    }

    /// Whether an id has not been there before.
    pub fn is_new(&mut self, id: &str) -> bool {
        self.ids.insert(id.to_owned())
    }

    fn article(&mut self, source: &str) -> &mut Article {
        let index = match self.by_source.get(source) {
            Some(&index) => index,
            None => {
                self.all.push(Article {
                    source: source.to_owned(),
                    ..Article::default()
                });
                self.by_source.insert(source.to_owned(), self.all.len() - 1);
                self.all.len() - 1
            }
        };
        // The index is of this list.
        &mut self.all[index]
    }

    /// Puts a mark into the article of a text.
    pub fn span(&mut self, source: &str, span: FoundSpan, quotes: Quotes) {
        let article = self.article(source);
        article.found.spans.push(span);
        article.quotes.push(quotes);
    }

    /// Puts a person into the article of a text, once.
    pub fn person(&mut self, source: &str, person: Entity) {
        let article = self.article(source);
        if article.people.insert(person.id.to_string()) {
            article.found.entities.push(person);
        }
    }

    /// Gives every article, with what is wrong with the file told of the first.
    pub fn give(mut self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        if self.all.is_empty() {
            if !self.faults.is_empty() {
                let faults = self.faults;
                let _ = give(Found {
                    faults,
                    ..Found::default()
                });
                return Ok(());
            }
            self.article("");
        }
        self.share_links();
        let count = self.all.len();
        let mut faults = self.faults;
        for mut article in self.all {
            article.found.faults.append(&mut faults);
            article.read_text(source, count == 1, self.is_ours)?;
            if !self.is_ours {
                article.header();
            }
            article.keep(&self.page, self.is_ours);
            anchored::anchor(&mut article.found, &article.quotes);
            if give(article.found).is_break() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Gives links to the articles of the marks that they begin at.
    fn share_links(&mut self) {
        let mut places: HashMap<String, usize> = HashMap::new();
        for (index, article) in self.all.iter().enumerate() {
            for span in &article.found.spans {
                places.entry(span.id.clone()).or_insert(index);
            }
        }
        for link in std::mem::take(&mut self.links) {
            let index = places.get(&link.from).copied().unwrap_or_default();
            if let Some(article) = self.all.get_mut(index) {
                article.found.links.push(link);
            }
        }
    }
}

impl Article {
    /// Takes the text from the file that the address names, else from the one called like the annotations.
    fn read_text(
        &mut self,
        source: &Source<'_>,
        is_only: bool,
        is_ours: bool,
    ) -> Result<(), ReadError> {
        self.found.unit = Unit::CodePoints;
        let named = iri::file_name(&self.source).map(|name| source.path.with_file_name(name));
        let beside = Some(source.beside("txt")).filter(|_| is_only);
        let path = [named, beside].into_iter().flatten();
        let Some(path) = path.into_iter().find(|path| source.disk.exists(path)) else {
            let of = if self.source.is_empty() {
                "it"
            } else {
                &self.source
            };
            let told = format!("the text of {of} is not there: put it beside, as NAME.txt");
            self.found.faults.push(Fault::new(told));
            self.found.spans.clear();
            self.found.links.clear();
            self.found.entities.clear();
            return Ok(());
        };
        let text = source.text_of(&path)?;
        let has_mark = marked(source, &path)? && (is_ours || self.counts_mark(&text));
        let mark = if has_mark { "\u{feff}" } else { "" };
        self.found.text = format!("{mark}{text}");
        Ok(())
    }

    /// Whether positions count the byte order mark that the text begins with.
    fn counts_mark(&self, text: &str) -> bool {
        const ENOUGH: usize = 20;
        let pieces = self
            .found
            .spans
            .iter()
            .filter_map(|span| span.pieces.first());
        let fits = |start: usize, words: &str| {
            let mut here = text.chars().skip(start);
            words.chars().all(|c| here.next() == Some(c))
        };
        let (mut with, mut without) = (0, 0);
        for piece in pieces.take(ENOUGH) {
            let Some(words) = &piece.text else { continue };
            without += usize::from(fits(piece.start, words));
            with += usize::from(piece.start > 0 && fits(piece.start - 1, words));
        }
        with > without
    }

    /// What an address says of the article.
    fn header(&mut self) {
        let is_web =
            |address: &&String| address.starts_with("http://") || address.starts_with("https://");
        self.found.header.metadata.url = Some(&self.source).filter(is_web).cloned();
    }

    /// Keeps what stands in the page, and what the text is called there.
    fn keep(&mut self, page: &Extra, is_ours: bool) {
        let mut kept = serde_json::Map::new();
        let is_file = iri::file_name(&self.source).is_some() && !iri::is_absolute(&self.source);
        let is_known = self.source.is_empty() || is_ours && is_file;
        if !is_known {
            kept.insert("source".to_owned(), self.source.as_str().into());
        }
        if !page.is_empty() {
            kept.insert("page".to_owned(), json!(page));
        }
        if !kept.is_empty() {
            let imported = &mut self.found.header.metadata.imported;
            imported.insert(KEY.to_owned(), Value::Object(kept));
        }
    }
}

/// Whether a file begins with the byte order mark of UTF-8.
fn marked(source: &Source<'_>, path: &Path) -> Result<bool, ReadError> {
    let beside = Source { path, ..*source };
    Ok(beside.head()?.starts_with(b"\xEF\xBB\xBF"))
}
