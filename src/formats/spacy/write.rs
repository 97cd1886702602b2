//! A DocBin out of articles.

use super::deflated::{Column, Stream};
use super::packed::PackedSpan;
use super::user_data::UserData;
use super::{CATEGORIES_KEY, GROUPS_KEY, UNSEEN_KEY, entities, groups, hash};
use crate::formats::tokens::{self, Token};
use crate::formats::{Holds, InSplits, Layout, Ledger, Options, Session, Shelf, Writes};
use crate::model::{Extra, Parts, Span};
use rustc_hash::FxHashMap;
use std::io;

/// The columns of a token.
const COLUMNS: [u64; 4] = [
    hash::attribute::ORTH,
    hash::attribute::ENT_IOB,
    hash::attribute::ENT_TYPE,
    hash::attribute::ENT_KB_ID,
];

/// The numbers of what a token is to the entities.
mod iob {
    pub const UNSEEN: u64 = 0;
    pub const GOES_ON: u64 = 1;
    pub const OUTSIDE: u64 = 2;
    pub const BEGINS: u64 = 3;
}

/// Writes one file of all articles.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds {
            fragments: false,
            provenance: false,
            ..Holds::ALL
        }
    }

    fn layout(&self) -> Layout {
        Layout::One {
            name: "documents.spacy",
            extensions: &["spacy"],
        }
    }

    fn in_splits(&self) -> InSplits {
        InSplits::Files { validation: "dev" }
    }

    fn begin(&self, _: &Options) -> Box<dyn Session> {
        Box::new(Bin::default())
    }
}

/// What is written at the end: the format has the columns of all documents one after another, each with
/// its length before it.
#[derive(Default)]
struct Bin {
    strings: FxHashMap<Box<str>, u64>,
    documents: u32,
    tokens: Column,
    spaces: Column,
    lengths: Column,
    categories: Column,
    groups: Column,
    user_data: Column,
}

impl Session for Bin {
    fn put(&mut self, mut article: Parts, _: &mut dyn Shelf, _: &mut dyn Ledger) -> io::Result<()> {
        let tokens = tokens::whole(article.text.as_str(), &article.spans);
        let imported = &mut article.header.metadata.imported;
        let categories = imported.remove(CATEGORIES_KEY);
        let is_unseen = imported.remove(UNSEEN_KEY).is_some();
        self.columns(&article, &tokens, is_unseen)?;
        self.groups(&article, &tokens)?;
        self.categories.push(&match categories {
            Some(categories) => rmp_serde::to_vec(&categories).map_err(io::Error::other)?,
            None => rmp_serde::to_vec(&Extra::new()).map_err(io::Error::other)?,
        })?;
        for span in &mut article.spans {
            span.extra.remove(GROUPS_KEY);
        }
        let mut user_data = Vec::new();
        rmp::encode::write_bin(&mut user_data, &UserData::of(&mut article).bytes())?;
        self.user_data.push(&user_data)?;
        let length = i32::try_from(tokens.len()).map_err(io::Error::other)?;
        self.lengths.push(&length.to_le_bytes())?;
        self.documents += 1;
        Ok(())
    }

    fn end(&mut self, shelf: &mut dyn Shelf) -> io::Result<()> {
        std::mem::take(self).write(shelf.main()?)
    }
}

impl Bin {
    /// The number of a string, which is noted.
    fn number(&mut self, string: &str) -> u64 {
        if let Some(&number) = self.strings.get(string) {
            return number;
        }
        let number = hash::number(string);
        self.strings.insert(string.into(), number);
        number
    }

    fn columns(&mut self, article: &Parts, tokens: &[Token], is_unseen: bool) -> io::Result<()> {
        let text = article.text.as_str();
        let entities = entities::choose(&article.text, &article.spans, tokens);
        let outside = if is_unseen && entities.is_empty() {
            iob::UNSEEN
        } else {
            iob::OUTSIDE
        };
        let mut rows = Vec::with_capacity(tokens.len() * size_of_val(&COLUMNS));
        let mut spaces = Vec::with_capacity(tokens.len());
        let mut entities = entities.into_iter().peekable();
        let (mut label, mut meant) = (0, 0);
        for (index, token) in tokens.iter().enumerate() {
            let words = text.get(token.range.as_range()).unwrap_or_default();
            let mut at = outside;
            if let Some(entity) = entities.peek() {
                if entity.first == index {
                    label = self.number(entity.span.label.as_str());
                    meant = self.meant(entity.span);
                    at = iob::BEGINS;
                } else if entity.first < index {
                    at = iob::GOES_ON;
                }
                if entity.last == index {
                    entities.next();
                }
            }
            let is_in = at == iob::BEGINS || at == iob::GOES_ON;
            let (label, meant) = if is_in { (label, meant) } else { (0, 0) };
            for value in [self.number(words), at, label, meant] {
                rows.extend_from_slice(&value.to_le_bytes());
            }
            spaces.push(u8::from(token.space));
        }
        self.tokens.push(&rows)?;
        self.spaces.push(&spaces)
    }

    fn meant(&mut self, span: &Span) -> u64 {
        let meant = span.entity.as_ref();
        meant.map_or(0, |id| self.number(id.as_str()))
    }

    fn groups(&mut self, article: &Parts, tokens: &[Token]) -> io::Result<()> {
        let mut packed = Vec::with_capacity(article.spans.len());
        for span in &article.spans {
            let hull = span.fragments.hull();
            let Some((first, last)) = tokens::within(tokens, hull) else {
                continue;
            };
            let number = |at: usize| u32::try_from(at).map_err(io::Error::other);
            packed.push((
                span,
                PackedSpan {
                    id: self.number(span.id.as_str()),
                    meant: self.meant(span),
                    label: self.number(span.label.as_str()),
                    first: number(first)?,
                    after: number(last + 1)?,
                    start: number(article.text.char_offset(hull.start).0)?,
                    end: number(article.text.char_offset(hull.end).0)?,
                },
            ));
        }
        let groups = groups::pack(packed.into_iter())?;
        let mut out = Vec::with_capacity(groups.len() + 5);
        rmp::encode::write_bin(&mut out, &groups)?;
        self.groups.push(&out)
    }

    fn write(self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut strings: Vec<Box<str>> = self.strings.into_keys().collect();
        strings.sort_unstable();
        let mut stream = Stream::begin(out)?;
        stream.bytes(&head()?)?;
        for (key, column) in [
            ("tokens", self.tokens),
            ("spaces", self.spaces),
            ("lengths", self.lengths),
        ] {
            stream.bytes(&keyed(key, |out| {
                let len = u32::try_from(column.len()).map_err(|_too_long| too_long())?;
                Ok(rmp::encode::write_bin_len(out, len).map(drop)?)
            })?)?;
            stream.column(column)?;
        }
        stream.bytes(&keyed("strings", |out| {
            rmp_serde::encode::write(out, &strings).map_err(io::Error::other)
        })?)?;
        let documents = self.documents;
        let flags = list("flags", documents, |out| {
            rmp::encode::write_map_len(out, 1)?;
            rmp::encode::write_str(out, "has_unknown_spaces")?;
            rmp::encode::write_bool(out, false)
        })?;
        stream.bytes(&flags)?;
        for (key, column) in [
            ("cats", self.categories),
            ("span_groups", self.groups),
            ("user_data", self.user_data),
        ] {
            stream.bytes(&keyed(key, |out| {
                Ok(rmp::encode::write_array_len(out, documents).map(drop)?)
            })?)?;
            stream.column(column)?;
        }
        stream.end()
    }
}

/// The map's beginning, up to its tokens.
fn head() -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    rmp::encode::write_map_len(&mut out, 10)?;
    rmp::encode::write_str(&mut out, "version")?;
    rmp::encode::write_str(&mut out, "0.1")?;
    rmp::encode::write_str(&mut out, "attrs")?;
    rmp::encode::write_array_len(&mut out, COLUMNS.len() as u32)?;
    for column in COLUMNS {
        rmp::encode::write_uint(&mut out, column)?;
    }
    Ok(out)
}

fn keyed(key: &str, value: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    rmp::encode::write_str(&mut out, key)?;
    value(&mut out)?;
    Ok(out)
}

/// The same value for each document.
fn list(
    key: &str,
    documents: u32,
    value: impl Fn(&mut Vec<u8>) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    keyed(key, |out| {
        rmp::encode::write_array_len(out, documents)?;
        (0..documents).try_for_each(|_| value(out))
    })
}

fn too_long() -> io::Error {
    let reason = "more tokens than a DocBin can hold: export in parts";
    io::Error::new(io::ErrorKind::FileTooLarge, reason)
}
