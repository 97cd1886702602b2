//! When the likeliest person is likely enough to be proposed without a question.

use super::cast::People;
use crate::language::{Cast as _, Mention, MentionKind, Proposed, Whom, sentence_at};
use crate::model::ByteOffset;

/// Bytes before a mention in which the names of rivals are looked for.
const REACH: usize = 4_000;
/// Bytes from the start of a sentence within which its subject begins.
const SUBJECT: usize = 60;

impl People<'_> {
    /// The person to propose; `None` where two are as likely.
    pub(super) fn chosen<'p>(
        &self,
        proposed: &'p Proposed<usize>,
        mention: Mention,
    ) -> Option<&'p Whom<usize>> {
        if proposed.rivals.is_empty() {
            return Some(&proposed.person);
        }
        let clear = match mention.kind {
            MentionKind::Pronoun => self.is_subject(&proposed.person, mention),
            _ => self.stands_alone(proposed, mention),
        };
        clear.then_some(&proposed.person)
    }

    /// Whether none of the rivals is named in the paragraph where the likeliest is named last.
    fn stands_alone(&self, proposed: &Proposed<usize>, mention: Mention) -> bool {
        let text = self.mentions.text();
        let paragraph = |person: &Whom<usize>| {
            self.last_place(person, mention)
                .map(|at| text.paragraph_at(at))
        };
        let own = paragraph(&proposed.person);
        own.is_some() && proposed.rivals.iter().all(|rival| paragraph(rival) < own)
    }

    /// Whether someone spoke last, or is what the last sentence is about.
    fn is_subject(&self, person: &Whom<usize>, mention: Mention) -> bool {
        let Some(at) = self.last_place(person, mention) else {
            return false;
        };
        let text = self.mentions.text();
        let sentence = sentence_at(text, at);
        let spoke = matches!(person, Whom::Known(id)
            if self.last_mention(id, mention.range.start) == Some(at));
        spoke || at.0 - sentence.start.0.min(at.0) <= SUBJECT
    }

    /// Where someone is named or mentioned last before a mention.
    fn last_place(&self, person: &Whom<usize>, mention: Mention) -> Option<ByteOffset> {
        let text = self.mentions.text();
        let end = mention.range.start;
        let start = text.grapheme_floor(ByteOffset(end.0.saturating_sub(REACH)));
        let near = text.slice(crate::model::ByteRange::between(start, end));
        let named = |name: &str| near.rfind(name).map(|at| start.shifted(at as isize));
        match person {
            Whom::Known(id) => {
                let known = self.people.get(*id)?;
                let full = known.names.first().and_then(|name| named(name));
                full.max(self.last_mention(id, end))
            }
            Whom::New(name) => named(name),
            Whom::Unknown => None,
        }
    }
}
