//! The people of a document as the rules of language see them: [`language::whom`] says whom a mention means.

use super::{GROUP, ORGANIZATION, PERSON, is_person};
use crate::language::{
    self, Cast, Mention, MentionKind, Mentions, Nature, Number, Sort, may_share, nature_together,
};
use crate::model::schema::{LinkRole, Role};
use crate::model::{ByteOffset, ByteRange, Document, Entity, EntityId, Span, State};

/// So many mentions of a person are looked at, however often it is mentioned.
const MENTIONS: usize = 32;

/// Whom a mention is taken to mean.
pub type Proposed = language::Proposed<EntityId>;

/// Proposes whom a mention means.
pub fn propose(document: &Document, mention: ByteRange, kind: MentionKind) -> Proposed {
    let mentions = Mentions::of(document.text());
    let mention = Mention {
        range: mention,
        kind,
    };
    language::whom(&Known { document }, &mentions, mention)
}

/// What a document says of its people.
struct Known<'d> {
    document: &'d Document,
}

impl Known<'_> {
    /// The person of a live speaker's mark.
    fn speaker(&self, span: &Span) -> Option<EntityId> {
        let role = self.document.schema().role_of(&span.label);
        let speaks = span.is_live() && matches!(role, Role::Speaker | Role::Addressee);
        span.entity.clone().filter(|_| speaks)
    }
}

impl Cast for Known<'_> {
    type Id = EntityId;

    fn people(&self, word: &str) -> Vec<EntityId> {
        let all = self.document.entities().filter(|each| is_person(each));
        all.filter(|each| names(each).any(|name| may_share(name, word)))
            .map(|each| each.id.clone())
            .collect()
    }

    fn names(&self, id: &EntityId) -> Vec<String> {
        let entity = self.document.entity(id);
        entity
            .iter()
            .flat_map(|entity| names(entity))
            .cloned()
            .collect()
    }

    fn mention_words(&self, id: &EntityId) -> Vec<String> {
        let mentions = self.document.mentions_of(id).take(MENTIONS);
        mentions
            .filter(|span| span.is_live())
            .map(|span| self.document.words(span))
            .collect()
    }

    fn nature(&self, id: &EntityId) -> Nature {
        let kind = self.document.entity(id).map(|entity| of_kind(entity));
        let words: Vec<String> = self
            .names(id)
            .into_iter()
            .chain(self.mention_words(id))
            .collect();
        nature_together(kind.unwrap_or_default(), words.iter().map(String::as_str))
    }

    fn last_mention(&self, id: &EntityId, before: ByteOffset) -> Option<ByteOffset> {
        let starts = self
            .document
            .mentions_of(id)
            .map(|span| span.fragments.start());
        starts.filter(|&start| start < before).max()
    }

    fn marked_at(&self, range: ByteRange) -> Option<EntityId> {
        let mut placed = self.document.places().overlapping(range);
        placed.find_map(|placed| self.speaker(&placed.span))
    }

    fn marked_before(&self, at: ByteOffset, reach: usize) -> Vec<(ByteRange, EntityId)> {
        let mut found = Vec::new();
        let mut next = self.document.places().last_before(at);
        while let Some(placed) = next {
            if at.0 - placed.range.start.0 > reach {
                break;
            }
            if let Some(entity) = self.speaker(&placed.span) {
                found.push((placed.range, entity));
            }
            next = self.document.places().before(placed);
        }
        found
    }

    fn speaker_around(&self, range: ByteRange) -> Option<EntityId> {
        let schema = self.document.schema();
        let said_by = &schema.link_of(LinkRole::SaidBy)?.name;
        let is_quote = |span: &Span| {
            span.is_live()
                && schema.role_of(&span.label) == Role::Quote
                && span.fragments.iter().any(|part| part.covers(range))
        };
        let quotes = self.document.places().overlapping(range);
        let quote = quotes
            .filter(|placed| is_quote(&placed.span))
            .map(|placed| &placed.span)
            .min_by_key(|span| span.fragments.covered())?;
        let mut links = self
            .document
            .links_from(&quote.id)
            .filter(|link| link.label == *said_by && link.state != State::Rejected);
        let speaker = self.document.span(&links.next()?.to)?;
        speaker.entity.clone()
    }
}

fn names(entity: &Entity) -> impl Iterator<Item = &String> {
    std::iter::once(&entity.name).chain(&entity.aliases)
}

/// What the kind of a person tells.
fn of_kind(entity: &Entity) -> Nature {
    match entity.kind.as_deref() {
        Some(PERSON) => Nature {
            sort: Some(Sort::Person),
            number: Some(Number::One),
            gender: None,
        },
        Some(ORGANIZATION) => Nature {
            sort: Some(Sort::Body),
            ..Nature::default()
        },
        Some(GROUP) => Nature {
            number: Some(Number::Many),
            ..Nature::default()
        },
        _ => Nature::default(),
    }
}
