//! Which person a new mention means: a proposal, made from the names, titles and mentions there are.

use super::{ORGANIZATION, PERSON, Person, is_person};
use crate::language::{
    self, Mention, MentionKind, Nature, Number, Sort, entity_name, is_full_name, nature,
    same_person,
};
use crate::model::schema::{LinkRole, Role};
use crate::model::{ByteOffset, ByteRange, Document, Entity, EntityId, Span, State};
use std::sync::Arc;

/// How far back a pronoun looks for its person, in bytes.
const PRONOUN_REACH: usize = 4_000;
/// So many mentions of a person are looked at, however often it is mentioned.
const MENTIONS: usize = 32;
/// So many others are named beside the likeliest.
const RIVALS: usize = 3;

/// Whom a mention is taken to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The likeliest.
    pub person: Person,
    /// Others that it may be as well; empty where nobody else fits.
    pub rivals: Vec<Person>,
}

impl Proposed {
    /// The first of several, the others as its rivals.
    fn of(mut all: Vec<Person>) -> Option<Self> {
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

    fn sure(person: Person) -> Self {
        Self {
            person,
            rivals: Vec::new(),
        }
    }
}

/// Proposes whom a mention means.
pub fn propose(document: &Document, mention: ByteRange, kind: MentionKind) -> Proposed {
    let view = View { document, mention };
    let found = match kind {
        MentionKind::Named => view.named(mention),
        MentionKind::Nominal => view.described(),
        MentionKind::Pronoun => {
            return view
                .pronoun()
                .unwrap_or_else(|| Proposed::sure(Person::Unknown));
        }
    };
    found.unwrap_or_else(|| Proposed::sure(Person::New(view.own_name(mention))))
}

/// The document as seen from a mention.
struct View<'d> {
    document: &'d Document,
    mention: ByteRange,
}

impl View<'_> {
    fn own_name(&self, mention: ByteRange) -> String {
        entity_name(self.document.text(), mention)
    }

    fn words(&self, range: ByteRange) -> &str {
        self.document.text().slice(range)
    }

    // ---- names -----------------------------------------------------------------------------

    /// Those who may bear the name, the one mentioned last before it first: people of the document,
    /// and people whom only the text names. A surname never makes two full names one.
    fn named(&self, mention: ByteRange) -> Option<Proposed> {
        let text = self.document.text();
        let words = self.words(mention);
        let short = self.own_name(mention);
        let own = nature(words);
        let mut found: Vec<(Option<ByteOffset>, Person)> = Vec::new();
        let last_word = short.split_whitespace().last().unwrap_or_default();
        for entity in self.document.entities().filter(|each| is_person(each)) {
            if may_share(entity, last_word) && self.bears(entity, words, own) {
                let at = self.last_mention(&entity.id);
                found.push((at, Person::Known(entity.id.clone())));
            }
        }
        let full = if is_full_name(&short) {
            Vec::new()
        } else {
            language::full_names_before(text, mention)
        };
        for naming in full.into_iter().chain(language::spelled_out(text, mention)) {
            let at = Some(naming.mention.start);
            let bearer = found.iter_mut().find(|(_, person)| match person {
                Person::Known(id) => self.document.entity(id).is_some_and(|entity| {
                    self.bears(entity, &naming.name, nature(self.words(naming.mention)))
                }),
                Person::New(name) => same_person(name, &naming.name),
                Person::Unknown => false,
            });
            match bearer {
                Some((last, _)) => *last = (*last).max(at),
                None if own.agrees(nature(self.words(naming.mention))) => {
                    found.push((at, Person::New(naming.name)));
                }
                None => {}
            }
        }
        // The nearest before it; of those only mentioned after it, the first made.
        found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        Proposed::of(found.into_iter().map(|(_, person)| person).collect())
    }

    /// Whether a person may go by these words.
    fn bears(&self, entity: &Entity, words: &str, own: Nature) -> bool {
        let names = || std::iter::once(&entity.name).chain(&entity.aliases);
        let near = |name: &String| same_person(name, words) || acronym(name, words);
        if !names().any(near) {
            return false;
        }
        let mentions = self.mention_words(&entity.id);
        let mut full = names()
            .chain(&mentions)
            .filter(|name| is_full_name(name))
            .peekable();
        // Once someone has a full name, another full name is another person.
        if is_full_name(words)
            && full.peek().is_some()
            && !full.any(|name| same_person(name, words))
        {
            return false;
        }
        own.agrees(self.nature_of(entity))
    }

    fn last_mention(&self, id: &EntityId) -> Option<ByteOffset> {
        let starts = self
            .document
            .mentions_of(id)
            .map(|span| span.fragments.start());
        starts.filter(|&start| start < self.mention.start).max()
    }

    /// The words of some mentions, pronouns left out.
    fn mention_words(&self, id: &EntityId) -> Vec<String> {
        let mentions = self.document.mentions_of(id).take(MENTIONS);
        mentions
            .filter(|span| span.is_live())
            .map(|span| self.document.words(span))
            .collect()
    }

    /// What is known of a person by kind, name and mentions.
    fn nature_of(&self, entity: &Entity) -> Nature {
        let kind = match entity.kind.as_deref() {
            Some(PERSON) => Nature {
                sort: Some(Sort::Person),
                number: Some(Number::One),
                gender: None,
            },
            Some(ORGANIZATION) => Nature {
                sort: Some(Sort::Body),
                ..Nature::default()
            },
            Some(super::GROUP) => Nature {
                number: Some(Number::Many),
                ..Nature::default()
            },
            _ => Nature::default(),
        };
        let names = std::iter::once(entity.name.clone()).chain(entity.aliases.iter().cloned());
        let all: Vec<Nature> = names
            .chain(self.mention_words(&entity.id))
            .map(|name| nature(&name))
            .collect();
        // A bare surname tells that it is one; a "they" for someone does not make them several.
        let sorted = all.iter().filter(|each| each.sort.is_some());
        sorted.chain(&all).fold(kind, |known, each| known.or(*each))
    }

    // ---- descriptions ----------------------------------------------------------------------

    /// The person described before by the same words, by a title, or by a name beside it.
    fn described(&self) -> Option<Proposed> {
        let text = self.document.text();
        let words = self.words(self.mention);
        let own = Mention {
            range: self.mention,
            kind: MentionKind::Nominal,
        };
        if let Some(name) = language::apposed(text, own) {
            return Some(self.person_of(name));
        }
        if !language::is_definite(words) {
            return self.same_name(words).filter(|_| !is_indefinite(words));
        }
        let mut found: Vec<Person> = Vec::new();
        for phrase in language::taken_up(text, self.mention) {
            let person = match self.marked_at(phrase.range) {
                Some(entity) => Some(Person::Known(entity)),
                None => self.person_of_phrase(phrase),
            };
            found.extend(person.filter(|person| !found.contains(person)));
        }
        Proposed::of(found).or_else(|| self.same_name(words))
    }

    /// Whom an unmarked phrase before means, if it has or stands beside a name.
    fn person_of_phrase(&self, phrase: Mention) -> Option<Person> {
        let text = self.document.text();
        match phrase.kind {
            MentionKind::Named => {
                let beside = language::apposed_to_title(text, phrase, self.mention);
                Some(self.person_of(beside.unwrap_or(phrase)).person)
            }
            MentionKind::Nominal => {
                let name = language::apposed(text, phrase)?;
                Some(self.person_of(name).person)
            }
            MentionKind::Pronoun => None,
        }
    }

    fn person_of(&self, name: Mention) -> Proposed {
        self.named(name.range)
            .unwrap_or_else(|| Proposed::sure(Person::New(self.own_name(name.range))))
    }

    /// The person of a live mention that shares words with a stretch.
    fn marked_at(&self, range: ByteRange) -> Option<EntityId> {
        let mut placed = self.document.places().overlapping(range);
        placed.find_map(|placed| self.speaker(&placed.span))
    }

    /// The person of this very name.
    fn same_name(&self, words: &str) -> Option<Proposed> {
        let plain = |text: &str| without_article(text).to_lowercase();
        let wanted = plain(words);
        let named = |entity: &&Arc<Entity>| {
            is_person(entity)
                && std::iter::once(&entity.name)
                    .chain(&entity.aliases)
                    .any(|name| plain(name) == wanted)
        };
        let found = self.document.entities().filter(named);
        Proposed::of(
            found
                .map(|entity| Person::Known(entity.id.clone()))
                .collect(),
        )
    }

    // ---- pronouns --------------------------------------------------------------------------

    /// The last fitting persons before it, marked or not; of "I" whoever says the quote around it.
    fn pronoun(&self) -> Option<Proposed> {
        let words = self.words(self.mention).to_lowercase();
        if matches!(words.as_str(), "i" | "me" | "my" | "mine" | "myself") {
            return self.speaker_around().map(Proposed::sure);
        }
        let wanted = nature(&words);
        if wanted == Nature::default() {
            return None;
        }
        let mut found: Vec<(usize, ByteOffset, Person)> = Vec::new();
        let mut add = |distance: usize, at: ByteOffset, person: Person| {
            if !found.iter().any(|(_, _, known)| *known == person) {
                found.push((distance, at, person));
            }
        };
        for (mention, entity) in self.marked_before() {
            let fits = self
                .document
                .entity(&entity)
                .is_some_and(|entity| wanted.agrees(self.nature_of(entity)));
            if fits {
                add(
                    self.sentences_to(mention),
                    mention.start,
                    Person::Known(entity),
                );
            }
        }
        for mention in language::antecedents(self.document.text(), self.mention) {
            if self.marked_at(mention.range).is_some() {
                continue;
            }
            let proposed = match mention.kind {
                MentionKind::Named => self.person_of(mention).person,
                _ => Person::New(self.own_name(mention.range)),
            };
            add(
                self.sentences_to(mention.range),
                mention.range.start,
                proposed,
            );
        }
        found.sort_by_key(|(distance, at, _)| (*distance, *at));
        // Who stands much further back is no rival of who stands here.
        let nearest = found.first().map_or(0, |(distance, _, _)| *distance);
        found.retain(|(distance, _, _)| *distance <= nearest + 1);
        Proposed::of(found.into_iter().map(|(_, _, person)| person).collect())
    }

    /// Marked mentions of people before it, the nearest first.
    fn marked_before(&self) -> Vec<(ByteRange, EntityId)> {
        let mut found = Vec::new();
        let mut next = self.document.places().last_before(self.mention.start);
        while let Some(placed) = next {
            if self.mention.start.0 - placed.range.start.0 > PRONOUN_REACH {
                break;
            }
            if let Some(entity) = self.speaker(&placed.span) {
                found.push((placed.range, entity));
            }
            next = self.document.places().before(placed);
        }
        found
    }

    /// In which sentence back from the mention something stands; 0 is its own.
    fn sentences_to(&self, before: ByteRange) -> usize {
        let text = self.document.text();
        let mut at = self.mention.start;
        for distance in 0..12 {
            let sentence = language::sentence_at(text, at);
            if before.start >= sentence.start || sentence.start.0 == 0 {
                return distance;
            }
            at = text.prev_grapheme(sentence.start);
        }
        12
    }

    /// Who says the innermost quote around the mention.
    fn speaker_around(&self) -> Option<Person> {
        let schema = self.document.schema();
        let said_by = &schema.link_of(LinkRole::SaidBy)?.name;
        let is_quote = |span: &Span| {
            span.is_live()
                && schema.role_of(&span.label) == Role::Quote
                && span.fragments.iter().any(|part| part.covers(self.mention))
        };
        let quotes = self.document.places().overlapping(self.mention);
        let quote = quotes
            .filter(|placed| is_quote(&placed.span))
            .map(|placed| &placed.span)
            .min_by_key(|span| span.fragments.covered())?;
        let mut links = self
            .document
            .links_from(&quote.id)
            .filter(|link| link.label == *said_by && link.state != State::Rejected);
        let speaker = self.document.span(&links.next()?.to)?;
        speaker.entity.clone().map(Person::Known)
    }

    /// The person of a live speaker's mark.
    fn speaker(&self, span: &Span) -> Option<EntityId> {
        let role = self.document.schema().role_of(&span.label);
        let speaks = span.is_live() && matches!(role, Role::Speaker | Role::Addressee);
        span.entity.clone().filter(|_| speaks)
    }
}

/// A quick look, before names are taken apart: whether any name has the word, or could be its acronym.
fn may_share(entity: &Entity, word: &str) -> bool {
    let has = |name: &String| name.contains(word) || word.contains(name.as_str());
    let short = |name: &str| !name.contains(' ') && name.chars().all(char::is_uppercase);
    std::iter::once(&entity.name)
        .chain(&entity.aliases)
        .any(|name| has(name) || short(name) || short(word))
        || word.is_empty()
}

fn acronym(name: &str, words: &str) -> bool {
    let (name, words) = (without_article(name), without_article(words));
    language::abbreviates(name, words) || language::abbreviates(words, name)
}

fn is_indefinite(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    ["a", "an", "another", "one", "some", "several", "two"].contains(&first.to_lowercase().as_str())
}

fn without_article(words: &str) -> &str {
    match words.split_once(' ') {
        Some((first, rest)) if ["the", "a", "an"].contains(&first.to_lowercase().as_str()) => rest,
        _ => words,
    }
}
