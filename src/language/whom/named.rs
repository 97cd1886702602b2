//! Whom a name means.

use super::super::mention::Mention;
use super::super::naming::{abbreviates, full_names_before, spelled_out};
use super::super::nature::{Nature, nature};
use super::super::person::{is_full_name, same_person};
use super::{Cast, Proposed, View, Whom, without_article};
use crate::model::{ByteOffset, ByteRange};

impl<C: Cast> View<'_, C> {
    /// Those who may bear the name, the one mentioned last before it first: people known, and people
    /// whom only the text names. A surname never makes two full names one.
    pub(super) fn named(&self, mention: ByteRange) -> Option<Proposed<C::Id>> {
        let words = self.words(mention);
        let short = self.own_name(mention);
        let own = nature(words);
        let last_word = short.split_whitespace().last().unwrap_or_default();
        let mut found: Vec<(Option<ByteOffset>, Whom<C::Id>)> = Vec::new();
        for id in self.cast.people(last_word) {
            if self.bears(&id, words, own) {
                let at = self.cast.last_mention(&id, self.mention.start);
                found.push((at, Whom::Known(id)));
            }
        }
        let full = if is_full_name(&short) {
            Vec::new()
        } else {
            full_names_before(self.mentions, mention)
        };
        for naming in full.into_iter().chain(spelled_out(self.mentions, mention)) {
            let at = Some(naming.mention.start);
            let told = nature(self.words(naming.mention));
            let bearer = found.iter_mut().find(|(_, person)| match person {
                Whom::Known(id) => self.bears(id, &naming.name, told),
                Whom::New(name) => same_person(name, &naming.name),
                Whom::Unknown => false,
            });
            match bearer {
                Some((last, _)) => *last = (*last).max(at),
                None if own.agrees(told) => found.push((at, Whom::New(naming.name))),
                None => {}
            }
        }
        // The nearest before it; of those only mentioned after it, the first made.
        found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        Proposed::of(found.into_iter().map(|(_, person)| person).collect())
    }

    /// Whether a person may go by these words.
    fn bears(&self, id: &C::Id, words: &str, own: Nature) -> bool {
        let names = self.cast.names(id);
        let near = |name: &String| same_person(name, words) || acronym(name, words);
        if !names.iter().any(near) {
            return false;
        }
        // Once someone has a full name, another full name is another person.
        if is_full_name(words) {
            let mentions = self.cast.mention_words(id);
            let mut full = names
                .iter()
                .chain(&mentions)
                .filter(|name| is_full_name(name))
                .peekable();
            if full.peek().is_some() && !full.any(|name| same_person(name, words)) {
                return false;
            }
        }
        own.agrees(self.cast.nature(id))
    }

    /// The person of a name beside a description.
    pub(super) fn person_of(&self, name: Mention) -> Proposed<C::Id> {
        self.named(name.range)
            .unwrap_or_else(|| Proposed::sure(Whom::New(self.own_name(name.range))))
    }
}

fn acronym(name: &str, words: &str) -> bool {
    let (name, words) = (without_article(name), without_article(words));
    abbreviates(name, words) || abbreviates(words, name)
}
