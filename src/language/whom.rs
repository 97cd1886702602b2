//! Whom a mention means: one of the people known already, one whom only the text names, or someone new.
//!
//! The same rules serve a person who marks one mention after the other and a tagger that goes through an
//! article; what is known so far is handed in as a [`Cast`].

mod described;
mod named;
mod pronoun;

use super::mention::{Mention, MentionKind, Mentions};
use super::nature::{Nature, nature};
use super::person::entity_name;
use crate::model::{ByteOffset, ByteRange};

/// The people known so far, and where they are mentioned.
pub trait Cast {
    /// What tells one from another.
    type Id: Clone + PartialEq;

    /// Those of whom [`may_share`] says that a name may have the word; all of them for an empty one.
    fn people(&self, word: &str) -> Vec<Self::Id>;

    /// The names of someone, the fullest first.
    fn names(&self, id: &Self::Id) -> Vec<String>;

    /// The words of some mentions of someone.
    fn mention_words(&self, id: &Self::Id) -> Vec<String>;

    /// What is known of someone.
    fn nature(&self, id: &Self::Id) -> Nature;

    /// Where the last mention of someone before a place begins.
    fn last_mention(&self, id: &Self::Id, before: ByteOffset) -> Option<ByteOffset>;

    /// Whom a mention means that shares words with a stretch.
    fn marked_at(&self, range: ByteRange) -> Option<Self::Id>;

    /// The mentions that begin before a place and at most `reach` bytes away, the nearest first.
    fn marked_before(&self, at: ByteOffset, reach: usize) -> Vec<(ByteRange, Self::Id)>;

    /// Who says the innermost quote around a stretch.
    fn speaker_around(&self, range: ByteRange) -> Option<Self::Id>;

    /// Whether the mention at hand says a quote that holds a stretch: nobody calls himself "he".
    fn says(&self, _range: ByteRange) -> bool {
        false
    }
}

/// Whom a mention may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom<Id> {
    /// Someone known.
    Known(Id),
    /// Someone new of this name.
    New(String),
    /// It cannot be told.
    Unknown,
}

/// Whom a mention is taken to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed<Id> {
    /// The likeliest.
    pub person: Whom<Id>,
    /// Others that it may be as well; empty where nobody else fits.
    pub rivals: Vec<Whom<Id>>,
}

/// So many others are named beside the likeliest.
const RIVALS: usize = 3;

impl<Id> Proposed<Id> {
    /// The first of several, the others as its rivals.
    fn of(mut all: Vec<Whom<Id>>) -> Option<Self> {
        if all.is_empty() {
            return None;
        }
        let person = all.remove(0);
        all.truncate(RIVALS);
        Some(Self {
            person,
            rivals: all,
        })
    }

    /// One whom nobody else rivals.
    pub fn sure(person: Whom<Id>) -> Self {
        Self {
            person,
            rivals: Vec::new(),
        }
    }
}

/// Proposes whom a mention means.
pub fn whom<C: Cast>(cast: &C, mentions: &Mentions<'_>, mention: Mention) -> Proposed<C::Id> {
    let view = View {
        cast,
        mentions,
        mention: mention.range,
    };
    let found = match mention.kind {
        MentionKind::Named => view.named(mention.range),
        MentionKind::Nominal => view.described(),
        MentionKind::Pronoun => {
            return view
                .pronoun()
                .unwrap_or_else(|| Proposed::sure(Whom::Unknown));
        }
    };
    found.unwrap_or_else(|| Proposed::sure(Whom::New(view.own_name(mention.range))))
}

/// A quick look, before names are taken apart: whether a name has the word, or could be its acronym.
pub fn may_share(name: &str, word: &str) -> bool {
    let short = |name: &str| !name.contains(' ') && name.chars().all(char::is_uppercase);
    name.contains(word) || word.contains(name) || short(name) || short(word)
}

/// What several descriptions tell together of someone of whom something is known already.
pub fn nature_together<'w>(known: Nature, words: impl IntoIterator<Item = &'w str>) -> Nature {
    let all: Vec<Nature> = words.into_iter().map(nature).collect();
    // A bare surname tells that it is one; a "they" for someone does not make them several.
    let sorted = all.iter().filter(|each| each.sort.is_some());
    sorted
        .chain(&all)
        .fold(known, |known, each| known.or(*each))
}

/// The words without an article before them.
fn without_article(words: &str) -> &str {
    match words.split_once(' ') {
        Some((first, rest)) if ["the", "a", "an"].contains(&first.to_lowercase().as_str()) => rest,
        _ => words,
    }
}

/// What is known, as seen from a mention.
struct View<'c, C> {
    cast: &'c C,
    mentions: &'c Mentions<'c>,
    mention: ByteRange,
}

impl<C: Cast> View<'_, C> {
    fn own_name(&self, mention: ByteRange) -> String {
        entity_name(self.mentions.text(), mention)
    }

    fn words(&self, range: ByteRange) -> &str {
        self.mentions.text().slice(range)
    }
}
