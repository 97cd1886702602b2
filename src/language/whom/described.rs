//! Whom a description means: "the spokesman".

use super::super::mention::{Mention, MentionKind};
use super::super::naming::{apposed, apposed_to_title, is_definite, taken_up};
use super::{Cast, Proposed, View, Whom, without_article};

impl<C: Cast> View<'_, C> {
    /// The person described before by the same words, by a title, or by a name beside it.
    pub(super) fn described(&self) -> Option<Proposed<C::Id>> {
        let words = self.words(self.mention);
        let own = Mention {
            range: self.mention,
            kind: MentionKind::Nominal,
        };
        if let Some(name) = apposed(self.mentions, own) {
            return Some(self.person_of(name));
        }
        if !is_definite(words) {
            return self.same_name(words).filter(|_| !is_indefinite(words));
        }
        let mut found: Vec<Whom<C::Id>> = Vec::new();
        for phrase in taken_up(self.mentions, self.mention) {
            let person = match self.cast.marked_at(phrase.range) {
                Some(id) => Some(Whom::Known(id)),
                None => self.person_of_phrase(phrase),
            };
            found.extend(person.filter(|person| !found.contains(person)));
        }
        Proposed::of(found).or_else(|| self.same_name(words))
    }

    /// Whom an unmarked phrase before means, if it has or stands beside a name.
    fn person_of_phrase(&self, phrase: Mention) -> Option<Whom<C::Id>> {
        match phrase.kind {
            MentionKind::Named => {
                let beside = apposed_to_title(self.mentions, phrase, self.mention);
                Some(self.person_of(beside.unwrap_or(phrase)).person)
            }
            MentionKind::Nominal => {
                let name = apposed(self.mentions, phrase)?;
                Some(self.person_of(name).person)
            }
            MentionKind::Pronoun => None,
        }
    }

    /// The person of this very name.
    fn same_name(&self, words: &str) -> Option<Proposed<C::Id>> {
        let plain = |text: &str| without_article(text).to_lowercase();
        let wanted = plain(words);
        let named = |id: &C::Id| self.cast.names(id).iter().any(|name| plain(name) == wanted);
        let found = self.cast.people("").into_iter().filter(named);
        Proposed::of(found.map(Whom::Known).collect())
    }
}

fn is_indefinite(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    ["a", "an", "another", "one", "some", "several", "two"].contains(&first.to_lowercase().as_str())
}
