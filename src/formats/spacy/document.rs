//! An article as a DocBin has it, before it stands among others.

use super::packed::PackedSpan;
use super::user_data::UserData;
use super::{CATEGORIES_KEY, GROUPS_KEY, UNSEEN_KEY, entities, groups, hash};
use crate::formats::tokens::{self, Token};
use crate::model::{Extra, Parts, Span};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::io;

/// The columns of a token.
pub const COLUMNS: [u64; 4] = [
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

/// What an article adds to each column of the file.
pub struct Packed {
    /// A row of [`COLUMNS`] for each token.
    pub rows: Vec<u8>,
    /// Whether a space follows, for each token.
    pub spaces: Vec<u8>,
    /// Tokens.
    pub length: i32,
    /// Categories that came with it.
    pub categories: Vec<u8>,
    /// Its spans.
    pub groups: Vec<u8>,
    /// What has no other place.
    pub user_data: Vec<u8>,
    /// The strings whose numbers stand in it, each once.
    pub strings: Vec<SmolStr>,
}

impl Packed {
    /// Packs an article.
    pub fn of(mut article: Parts) -> io::Result<Self> {
        let tokens = tokens::whole(article.text.as_str(), &article.spans);
        let imported = &mut article.header.metadata.imported;
        let categories = imported.remove(CATEGORIES_KEY);
        let is_unseen = imported.remove(UNSEEN_KEY).is_some();
        let mut strings = Strings::default();
        let (rows, spaces) = columns(&article, &tokens, is_unseen, &mut strings);
        let groups = spans(&article, &tokens, &mut strings)?;
        let strings = strings.0.into_keys().map(SmolStr::new).collect();
        let categories = match categories {
            Some(categories) => rmp_serde::to_vec(&categories),
            None => rmp_serde::to_vec(&Extra::new()),
        };
        for span in &mut article.spans {
            span.extra.remove(GROUPS_KEY);
        }
        let mut user_data = Vec::new();
        rmp::encode::write_bin(&mut user_data, &UserData::of(&mut article).bytes())?;
        Ok(Self {
            rows,
            spaces,
            length: i32::try_from(tokens.len()).map_err(io::Error::other)?,
            categories: categories.map_err(io::Error::other)?,
            groups,
            user_data,
            strings,
        })
    }
}

/// The numbers of strings, each found once.
#[derive(Default)]
struct Strings<'a>(FxHashMap<&'a str, u64>);

impl<'a> Strings<'a> {
    fn number(&mut self, string: &'a str) -> u64 {
        *self.0.entry(string).or_insert_with(|| hash::number(string))
    }

    fn meant(&mut self, span: &'a Span) -> u64 {
        let meant = span.entity.as_ref();
        meant.map_or(0, |id| self.number(id.as_str()))
    }
}

/// The rows of tokens, and the spaces after them.
fn columns<'a>(
    article: &'a Parts,
    tokens: &[Token],
    is_unseen: bool,
    strings: &mut Strings<'a>,
) -> (Vec<u8>, Vec<u8>) {
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
                label = strings.number(entity.span.label.as_str());
                meant = strings.meant(entity.span);
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
        for value in [strings.number(words), at, label, meant] {
            rows.extend_from_slice(&value.to_le_bytes());
        }
        spaces.push(u8::from(token.space));
    }
    (rows, spaces)
}

/// The spans in their groups.
fn spans<'a>(
    article: &'a Parts,
    tokens: &[Token],
    strings: &mut Strings<'a>,
) -> io::Result<Vec<u8>> {
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
                id: strings.number(span.id.as_str()),
                meant: strings.meant(span),
                label: strings.number(span.label.as_str()),
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
    Ok(out)
}
