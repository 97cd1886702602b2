//! Whom a pronoun means.

use super::super::mention::MentionKind;
use super::super::naming::antecedents;
use super::super::nature::{Nature, nature};
use super::{Cast, Proposed, View, Whom};
use crate::model::{ByteOffset, ByteRange};

/// How far back a pronoun looks for its person, in bytes.
const REACH: usize = 4_000;

impl<C: Cast> View<'_, C> {
    /// The last fitting persons before it, marked or not; of "I" whoever says the quote around it.
    pub(super) fn pronoun(&self) -> Option<Proposed<C::Id>> {
        let words = self.words(self.mention).to_lowercase();
        if matches!(words.as_str(), "i" | "me" | "my" | "mine" | "myself") {
            let speaker = self.cast.speaker_around(self.mention);
            return speaker.map(|id| Proposed::sure(Whom::Known(id)));
        }
        let wanted = nature(&words);
        if wanted == Nature::default() {
            return None;
        }
        let mut found: Vec<(usize, ByteOffset, Whom<C::Id>)> = Vec::new();
        let mut add = |distance: usize, at: ByteOffset, person: Whom<C::Id>| {
            if !found.iter().any(|(_, _, known)| *known == person) {
                found.push((distance, at, person));
            }
        };
        for (mention, id) in self.cast.marked_before(self.mention.start, REACH) {
            if wanted.agrees(self.cast.nature(&id)) && !self.cast.says(mention) {
                add(self.sentences_to(mention), mention.start, Whom::Known(id));
            }
        }
        for mention in antecedents(self.mentions, self.mention) {
            if self.cast.marked_at(mention.range).is_some() || self.cast.says(mention.range) {
                continue;
            }
            let proposed = match mention.kind {
                MentionKind::Named => self.person_of(mention).person,
                _ => Whom::New(self.own_name(mention.range)),
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

    /// In which sentence back from the mention something stands; 0 is its own.
    fn sentences_to(&self, before: ByteRange) -> usize {
        let text = self.mentions.text();
        let mut at = self.mention.start;
        for distance in 0..12 {
            let sentence = self.mentions.sentence_at(at);
            if before.start >= sentence.start || sentence.start.0 == 0 {
                return distance;
            }
            at = text.prev_grapheme(sentence.start);
        }
        12
    }
}
