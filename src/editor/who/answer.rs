//! Answering who said it by pointing: at a mention in the article, marked or not, or at a person.

use super::{Choice, Choices, NO_CANDIDATE, NO_LIST, put_choice, say};
use crate::editor::{Editor, Outcome, people};
use crate::language::{self, Mention};
use crate::model::schema::Role;
use crate::model::{ByteOffset, EntityId, Span, SpanId};

/// What a click in the article points at.
enum Pointed {
    /// One of the list, from 0.
    Candidate(usize),
    /// A speaker's mark that the list has not.
    Mark(SpanId),
    /// Words that nobody has marked.
    Words(Mention),
}

impl Editor {
    /// Whether a click there would say who.
    pub(in crate::editor) fn is_answer(&self, at: ByteOffset, hit: &[SpanId]) -> bool {
        self.pointed(at, hit).is_some()
    }

    /// With the list open, a click on a mention says who; with `add` it is ticked beside others.
    pub(in crate::editor) fn answer_by_click(
        &mut self,
        at: ByteOffset,
        hit: &[SpanId],
        add: bool,
    ) -> Option<Outcome> {
        let choice = match self.pointed(at, hit)? {
            Pointed::Candidate(number) => return Some(self.answer_with(number, add)),
            Pointed::Mark(mark) => self.choice_of(self.document.span(&mark)?, POINTED_AT),
            Pointed::Words(mention) => self.choice_of_words(mention),
        };
        Some(self.answer_with_choice(choice, add))
    }

    /// With the list open, says that a person said it: by the mention nearest to the quote, one before
    /// it rather than one after it. With `add` it is ticked beside others.
    pub fn answer_with_person(&mut self, person: &EntityId, add: bool) -> Outcome {
        let Some(quote) = self
            .choices
            .as_ref()
            .and_then(|choices| self.document.span(&choices.quote))
        else {
            return Outcome::Nothing(NO_LIST);
        };
        let (start, hull) = (quote.fragments.start(), quote.fragments.hull());
        let speaks = |span: &&Span| {
            span.is_live()
                && self.document.schema().role_of(&span.label) == Role::Speaker
                && !span.fragments.hull().overlaps(hull)
        };
        let mentions = self.document.mentions_of(person).map(|span| &**span);
        let nearest = mentions.filter(speaks).min_by_key(|span| {
            let at = span.fragments.start();
            (at > start, at.0.abs_diff(start.0))
        });
        match nearest.map(|span| self.choice_of(span, POINTED_AT)) {
            Some(choice) => self.answer_with_choice(choice, add),
            None => Outcome::Nothing("This person has no mention outside the quote"),
        }
    }

    /// With the list open, says that this mention names who said it.
    pub fn answer_with_mention(&mut self, mention: &SpanId, add: bool) -> Outcome {
        let Some(span) = self.document.span(mention) else {
            return Outcome::Nothing(NO_CANDIDATE);
        };
        if self.document.schema().role_of(&span.label) != Role::Speaker {
            return Outcome::Nothing("Only a speaker’s mark can say who");
        }
        let choice = self.choice_of(span, POINTED_AT);
        self.answer_with_choice(choice, add)
    }

    /// Ticks or unticks the candidate of this number, from 1.
    pub fn tick_candidate(&mut self, number: usize) -> Outcome {
        match (&mut self.choices, number.checked_sub(1)) {
            (Some(choices), Some(index)) if index < choices.all.len() => {
                choices.chosen = index;
                choices.tick(index);
                Outcome::Done
            }
            _ => Outcome::Nothing(NO_CANDIDATE),
        }
    }

    fn pointed(&self, at: ByteOffset, hit: &[SpanId]) -> Option<Pointed> {
        let choices = self.choices.as_ref()?;
        let speaks = |id: &&SpanId| {
            self.document
                .span(id)
                .is_some_and(|span| self.document.schema().role_of(&span.label) == Role::Speaker)
        };
        if let Some(mark) = hit.iter().find(speaks) {
            let known = |choice: &Choice| choice.marked.as_ref() == Some(mark);
            return Some(match choices.all.iter().position(known) {
                Some(number) => Pointed::Candidate(number),
                None => Pointed::Mark(mark.clone()),
            });
        }
        let known = |choice: &Choice| choice.mention.contains(at);
        if let Some(number) = choices.all.iter().position(known) {
            return Some(Pointed::Candidate(number));
        }
        let text = self.document.text();
        let mention = language::mention_at(text, at)
            .filter(|mention| language::means_someone(text, *mention))?;
        let quote = self.document.span(&choices.quote)?;
        (!quote.fragments.overlaps(mention.range)).then_some(Pointed::Words(mention))
    }

    fn choice_of_words(&self, mention: Mention) -> Choice {
        let proposed = people::propose(&self.document, mention.range, mention.kind);
        Choice {
            mention: mention.range,
            marked: None,
            cue: None,
            person: proposed.person,
            rivals: proposed.rivals,
            reason: POINTED_AT.to_owned(),
        }
    }

    fn answer_with(&mut self, index: usize, add: bool) -> Outcome {
        if add {
            self.tick_candidate(index + 1)
        } else {
            self.pick(index + 1)
        }
    }

    fn answer_with_choice(&mut self, choice: Choice, add: bool) -> Outcome {
        if !add {
            return self.take_choice(&choice);
        }
        let Some(choices) = &mut self.choices else {
            return Outcome::Nothing(NO_CANDIDATE);
        };
        let known = |each: &Choice| each.mention == choice.mention;
        let index = match choices.all.iter().position(known) {
            Some(index) => index,
            None => {
                choices.all.push(choice);
                choices.all.len() - 1
            }
        };
        self.tick_candidate(index + 1)
    }

    /// Takes just this one.
    fn take_choice(&mut self, choice: &Choice) -> Outcome {
        let Some(Choices { quote, .. }) = self.choices.take() else {
            return Outcome::Nothing(NO_CANDIDATE);
        };
        let outcome = self.commit_told("Say who", |draft, hand| {
            let speaker = put_choice(draft, hand, choice)?;
            say(draft, hand, &quote, speaker.as_slice())
        });
        self.current = Some(quote);
        outcome
    }
}

const POINTED_AT: &str = "pointed at";
