//! The people met so far, while the article is gone through.

use super::names;
use crate::language::{
    Cast, Mention, MentionKind, Mentions, Nature, Sort, Whom, entity_name, nature, whom,
};
use crate::model::{ByteOffset, ByteRange, Fragments};
use crate::tagger::ProposedEntity;
use std::collections::{BTreeMap, HashMap};

/// So many mentions of someone are looked at, however often the article has them.
const MENTIONS: usize = 32;

/// So many others are looked through for someone of the same name who shares no word with it.
const OTHERS: usize = 128;
/// Quotes before a place that are looked at for the one around it.
const DEEPEST: usize = 64;

/// The proposed marks that matter here.
#[derive(Default)]
pub(super) struct Marks {
    /// Speakers in text order, each with the place of its span among the proposals.
    mentions: Vec<(usize, Mention)>,
    /// Quotes in text order, each with the place of its speaker's span.
    quotes: Vec<(Fragments, usize)>,
    /// The places of the quotes of a speaker's span.
    said: HashMap<usize, Vec<usize>>,
}

impl Marks {
    pub fn add_mention(&mut self, span: usize, mention: Mention) {
        self.mentions.push((span, mention));
    }

    pub fn add_quote(&mut self, content: Fragments, speaker: usize) {
        self.quotes.push((content, speaker));
    }

    pub fn is_empty(&self) -> bool {
        self.mentions.is_empty()
    }

    pub fn sort(&mut self) {
        self.mentions
            .sort_by_key(|(span, mention)| (mention.range.start, mention.range.end, *span));
        self.quotes
            .sort_by_key(|(content, _)| (content.start(), std::cmp::Reverse(content.end())));
        for (place, (_, speaker)) in self.quotes.iter().enumerate() {
            self.said.entry(*speaker).or_default().push(place);
        }
    }
}

/// Someone met in the article.
pub(super) struct Person {
    /// The fullest name so far, then the others in the order they came.
    pub names: Vec<String>,
    /// The words of some mentions.
    words: Vec<String>,
    /// The last mention by name.
    named_last: Option<ByteRange>,
    /// Where the mentions begin, in text order.
    starts: Vec<ByteOffset>,
    /// What names and words tell that say what someone is, and what the rest tells.
    sure: Nature,
    vague: Nature,
}

impl Person {
    fn new(name: String) -> Self {
        let mut person = Self {
            names: Vec::new(),
            words: Vec::new(),
            named_last: None,
            starts: Vec::new(),
            sure: Nature::default(),
            vague: Nature::default(),
        };
        person.learn(nature(&name));
        person.names.push(name);
        person
    }

    fn learn(&mut self, told: Nature) {
        if told.sort.is_some() {
            self.sure = self.sure.or(told);
        }
        self.vague = self.vague.or(told);
    }

    pub fn nature(&self) -> Nature {
        self.sure.or(self.vague)
    }

    /// Where someone is mentioned last who is met by surname alone.
    pub fn lone_name(&self) -> Option<ByteRange> {
        let name = self.names.first()?;
        let lone = self.names.len() == 1 && !name.contains(' ') && !names::is_short(name);
        let named = lone && name.starts_with(char::is_uppercase);
        (named && self.nature().sort != Some(Sort::Body)).then_some(self.named_last?)
    }
}

/// The people of an article, as far as it has been read.
pub(super) struct People<'t> {
    pub mentions: &'t Mentions<'t>,
    marks: Marks,
    pub people: Vec<Person>,
    /// Whom the mentions read so far mean, in text order: the stretch and the person's place.
    meant: Vec<(ByteRange, usize)>,
    /// The same by span, for the proposals.
    by_span: BTreeMap<usize, usize>,
    /// Who has a word in a name, or is called so for short.
    by_word: HashMap<String, Vec<usize>>,
    /// Those with an acronym for a name.
    acronyms: Vec<usize>,
    /// The span of the mention at hand.
    at_hand: usize,
}

impl<'t> People<'t> {
    pub fn new(mentions: &'t Mentions<'t>, marks: Marks) -> Self {
        Self {
            mentions,
            marks,
            people: Vec::new(),
            meant: Vec::new(),
            by_span: BTreeMap::new(),
            by_word: HashMap::new(),
            acronyms: Vec::new(),
            at_hand: 0,
        }
    }

    /// Goes through the mentions from the first to the last, then through those of who speaks of
    /// himself, whose speaker often stands behind the quote.
    pub fn settle_all(&mut self) {
        let all = std::mem::take(&mut self.marks.mentions);
        let own = |mention: &Mention| {
            mention.kind == MentionKind::Pronoun && names::is_speaking(self.words(mention.range))
        };
        let (speaking, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(_, mention)| own(mention));
        for (span, mention) in others {
            self.settle(span, mention);
        }
        for (span, mention) in speaking {
            if let Some(person) = self.speaker_around(mention.range) {
                self.by_span.insert(span, person);
            }
        }
        names::complete(self);
    }

    /// Finds whom a mention means, and remembers it.
    fn settle(&mut self, span: usize, mention: Mention) {
        self.at_hand = span;
        let proposed = whom(self, self.mentions, mention);
        let person = match self.chosen(&proposed, mention) {
            Some(Whom::Known(person)) => *person,
            Some(Whom::New(name)) => self.meet(name),
            Some(Whom::Unknown) | None => return,
        };
        self.join(person, mention);
        self.by_span.insert(span, person);
    }

    /// Someone new.
    fn meet(&mut self, name: &str) -> usize {
        let id = self.people.len();
        self.people.push(Person::new(name.to_owned()));
        self.index(id, name);
        id
    }

    fn index(&mut self, id: usize, name: &str) {
        let short = names::initials(name);
        for word in names::words(name).chain(short) {
            let known = self.by_word.entry(word).or_default();
            if known.last() != Some(&id) {
                known.push(id);
            }
        }
        if names::is_short(name) {
            self.acronyms.push(id);
        }
    }

    fn join(&mut self, id: usize, mention: Mention) {
        let words = self.words(mention.range).to_owned();
        self.meant.push((mention.range, id));
        if mention.kind == MentionKind::Named {
            let name = entity_name(self.mentions.text(), mention.range);
            self.call(id, name);
        }
        let Some(person) = self.people.get_mut(id) else {
            return;
        };
        person.learn(nature(&words));
        if mention.kind == MentionKind::Named {
            person.named_last = Some(mention.range);
        }
        person.starts.push(mention.range.start);
        if person.words.len() < MENTIONS && mention.kind != MentionKind::Pronoun {
            person.words.push(words);
        }
    }

    /// Says what someone is called as well.
    pub fn call(&mut self, id: usize, name: String) {
        let Some(person) = self.people.get_mut(id) else {
            return;
        };
        if person.names.len() < MENTIONS && !person.names.contains(&name) {
            names::add(&mut person.names, name.clone());
            self.index(id, &name);
        }
    }

    /// Whether someone has this very name.
    pub fn is_called(&self, name: &str) -> bool {
        let word = names::words(name).next();
        let sharing = word.and_then(|word| self.by_word.get(&word));
        let mut people = sharing.into_iter().flatten();
        people.any(|id| {
            self.people
                .get(*id)
                .is_some_and(|person| person.names.iter().any(|known| known == name))
        })
    }

    pub fn words(&self, range: ByteRange) -> &'t str {
        self.mentions.text().slice(range)
    }

    /// The spans whose person is known, each with the person's place.
    pub fn meant(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.by_span.iter().map(|(&span, &person)| (span, person))
    }

    /// The people, in the order in which the article has them.
    pub fn into_entities(self) -> impl Iterator<Item = ProposedEntity> {
        self.people.into_iter().map(names::entity)
    }

    /// Where the last mention of someone before a place begins.
    fn before(&self, id: usize, place: ByteOffset) -> Option<ByteOffset> {
        let starts = &self.people.get(id)?.starts;
        let count = starts.partition_point(|start| *start < place);
        starts.get(count.checked_sub(1)?).copied()
    }
}

impl Cast for People<'_> {
    type Id = usize;

    fn people(&self, word: &str) -> Vec<usize> {
        let recent = self.people.len().saturating_sub(OTHERS);
        let Some(word) = names::words(word).next() else {
            return (recent..self.people.len()).collect();
        };
        let sharing = self.by_word.get(&word).into_iter().flatten();
        let mut found: Vec<usize> = sharing.rev().take(OTHERS).copied().collect();
        found.extend(self.acronyms.iter().rev().take(OTHERS));
        found.sort_unstable();
        found.dedup();
        found
    }

    fn names(&self, id: &usize) -> Vec<String> {
        let person = self.people.get(*id);
        person
            .map(|person| person.names.clone())
            .unwrap_or_default()
    }

    fn mention_words(&self, id: &usize) -> Vec<String> {
        let person = self.people.get(*id);
        person
            .map(|person| person.words.clone())
            .unwrap_or_default()
    }

    fn nature(&self, id: &usize) -> Nature {
        self.people.get(*id).map(Person::nature).unwrap_or_default()
    }

    fn last_mention(&self, id: &usize, before: ByteOffset) -> Option<ByteOffset> {
        self.before(*id, before)
    }

    fn marked_at(&self, range: ByteRange) -> Option<usize> {
        let before = self
            .meant
            .partition_point(|(mark, _)| mark.start < range.end);
        let near = self.meant.get(..before)?.iter().rev().take(4);
        near.into_iter()
            .find(|(mark, _)| mark.overlaps(range))
            .map(|(_, person)| *person)
    }

    fn marked_before(&self, at: ByteOffset, reach: usize) -> Vec<(ByteRange, usize)> {
        let near = self.meant.iter().rev();
        near.skip_while(|(mark, _)| mark.start >= at)
            .take_while(|(mark, _)| at.0 - mark.start.0 <= reach)
            .copied()
            .collect()
    }

    fn speaker_around(&self, range: ByteRange) -> Option<usize> {
        let end = self
            .marks
            .quotes
            .partition_point(|(content, _)| content.start() <= range.start);
        let holds = |content: &Fragments| content.iter().any(|part| part.covers(range));
        let mut around = self.marks.quotes.get(..end)?.iter().rev().take(DEEPEST);
        let (_, speaker) = around.find(|(content, _)| holds(content))?;
        self.by_span.get(speaker).copied()
    }

    fn says(&self, range: ByteRange) -> bool {
        let said = self.marks.said.get(&self.at_hand).into_iter().flatten();
        let said = said.filter_map(|&place| self.marks.quotes.get(place));
        said.flat_map(|(content, _)| content.iter())
            .any(|part| part.covers(range))
    }
}
