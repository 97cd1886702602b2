//! Who may have said a quote.

use super::{Choice, Choices, MOST};
use crate::editor::Editor;
use crate::editor::people::{self, Person, Proposed};
use crate::language::{Candidate, KnownMention, mention_kind, speakers_for};
use crate::model::schema::{LinkRole, Role};
use crate::model::{ByteRange, Link, Span, SpanId, State};

/// How far around a quote marked speakers are looked up, in bytes.
const REACH: isize = 6_000;

impl Editor {
    /// The list for a quote.
    pub(in crate::editor) fn choices_for(&self, quote: &SpanId) -> Option<Choices> {
        let span = self.document.span(quote).cloned()?;
        let marked = self.speakers_near(&span);
        let known: Vec<KnownMention<'_>> = marked
            .iter()
            .map(|speaker| KnownMention {
                range: speaker.fragments.hull(),
                name: speaker
                    .entity
                    .as_ref()
                    .and_then(|id| self.document.entity(id))
                    .map(|entity| entity.name.as_str()),
            })
            .collect();
        let candidates = speakers_for(self.document.text(), &span.fragments, &known);
        let mut all = self.present_choices(&span);
        let present = all.len();
        for candidate in candidates {
            let choice = self.choice(candidate, &marked);
            // Each person stands once, with the likeliest mention.
            let again = |earlier: &Choice| {
                earlier.person == choice.person && choice.person != Person::Unknown
            };
            let same = |earlier: &mut Choice| earlier.mention == choice.mention;
            if let Some(earlier) = all.iter_mut().find_map(|each| same(each).then_some(each)) {
                earlier.cue = earlier.cue.or(choice.cue);
            } else if all.len() < present.max(MOST) && !all.iter().any(again) {
                all.push(choice);
            }
        }
        Some(Choices {
            quote: quote.clone(),
            all,
            chosen: 0,
            ticked: (0..present).collect(),
            present: (0..present).collect(),
            ticks_changed: false,
        })
    }

    /// The speakers that a quote has.
    fn present_choices(&self, quote: &Span) -> Vec<Choice> {
        let said_by = self.document.schema().link_of(LinkRole::SaidBy);
        let links = self.document.links_from(&quote.id).filter(|link| {
            link.state != State::Rejected && Some(&link.label) == said_by.map(|link| &link.name)
        });
        let reason = |link: &Link| match (link.state, &link.origin.reason) {
            (State::Suggested, Some(reason)) => reason.to_string(),
            _ => "said by so far".to_owned(),
        };
        links
            .filter_map(|link| Some((self.document.span(&link.to)?, reason(link))))
            .map(|(speaker, reason)| self.choice_of(speaker, &reason))
            .collect()
    }

    /// A marked speaker as a choice.
    pub(super) fn choice_of(&self, speaker: &Span, reason: &str) -> Choice {
        let mention = speaker.fragments.hull();
        let proposed = self.person_of(speaker);
        Choice {
            mention,
            marked: Some(speaker.id.clone()),
            cue: None,
            person: proposed.person,
            rivals: proposed.rivals,
            reason: reason.to_owned(),
        }
    }

    /// Whom a marked mention means: what was said stays; only of an undecided one without a person is
    /// it proposed.
    fn person_of(&self, mention: &Span) -> Proposed {
        let known = match (&mention.entity, mention.state) {
            (Some(entity), _) => Person::Known(entity.clone()),
            (None, State::Suggested) => {
                let range = mention.fragments.hull();
                let kind = mention_kind(self.document.text(), range);
                return people::propose(&self.document, range, kind);
            }
            (None, _) => Person::Unknown,
        };
        Proposed {
            person: known,
            rivals: Vec::new(),
        }
    }

    fn choice(&self, candidate: Candidate, marked: &[Span]) -> Choice {
        let mark = marked
            .iter()
            .find(|speaker| speaker.fragments.hull() == candidate.mention);
        let proposed = match mark {
            Some(mark) => self.person_of(mark),
            None => people::propose(&self.document, candidate.mention, candidate.kind),
        };
        Choice {
            mention: candidate.mention,
            marked: mark.map(|mark| mark.id.clone()),
            cue: candidate.cue,
            person: proposed.person,
            rivals: proposed.rivals,
            reason: candidate.reason,
        }
    }

    fn speakers_near(&self, quote: &Span) -> Vec<Span> {
        let hull = quote.fragments.hull();
        let near = ByteRange::between(hull.start.shifted(-REACH), hull.end.shifted(REACH));
        let placed = self
            .document
            .places()
            .overlapping(near)
            .filter(|placed| placed.fragment == 0);
        let wanted = |span: &Span| {
            span.is_live() && self.document.schema().role_of(&span.label) == Role::Speaker
        };
        placed
            .filter(|placed| wanted(&placed.span))
            .map(|placed| Span::clone(&placed.span))
            .collect()
    }
}
