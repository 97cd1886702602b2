//! Who said it: the list of likely speakers, and tying a quote to them.

mod answer;
mod candidates;
mod tying;

use super::decide::{accept_card, drop_link, drop_unused};
use super::people::Person;
use super::possible::closed;
use super::{Editor, Outcome};
use crate::model::schema::{LinkRole, Role};
use crate::model::{ByteRange, LabelName, Span, SpanId};
use std::collections::BTreeSet;
use tying::{ends_of, has_cue, live_links, put_choice, put_cue};
pub(super) use tying::{new_link, say};

/// The list has no more than a digit each, but for speakers that are there.
const MOST: usize = 9;

/// The open list of likely speakers of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The quote that is asked about.
    pub quote: SpanId,
    /// The likeliest first.
    pub all: Vec<Choice>,
    /// The one that Enter takes.
    pub chosen: usize,
    /// Those to be taken together.
    pub ticked: BTreeSet<usize>,
    /// Those who are its speakers as the list opens: they stand first and are ticked.
    pub present: BTreeSet<usize>,
    /// Whether the ticks are the person's own.
    ticks_changed: bool,
}

/// A likely speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The words that name the speaker.
    pub mention: ByteRange,
    /// Its mark, when it has one.
    pub marked: Option<SpanId>,
    /// The words of saying.
    pub cue: Option<ByteRange>,
    /// Whom it means.
    pub person: Person,
    /// Others that it may mean as well.
    pub rivals: Vec<Person>,
    /// Why it is likely, in plain words.
    pub reason: String,
}

impl Choices {
    /// The choice that Enter takes.
    pub fn current(&self) -> Option<&Choice> {
        self.all.get(self.chosen)
    }

    /// What Enter takes: those ticked, or the chosen one. As long as nobody has ticked, going to
    /// another than the present speakers takes that one in their place.
    pub(super) fn to_take(&self) -> Vec<&Choice> {
        let ticks_count = self.ticks_changed || self.ticked.contains(&self.chosen);
        let numbers: Vec<usize> = if ticks_count && self.takes_ticked() {
            self.ticked.iter().copied().collect()
        } else {
            vec![self.chosen]
        };
        let choice = |number: &usize| self.all.get(*number);
        numbers.iter().filter_map(choice).collect()
    }

    /// All ticks gone means nobody is left where there were speakers, else that nothing was ticked.
    fn takes_ticked(&self) -> bool {
        !self.ticked.is_empty() || !self.present.is_empty()
    }

    fn tick(&mut self, number: usize) {
        self.ticks_changed = true;
        if !self.ticked.remove(&number) && number < self.all.len() {
            self.ticked.insert(number);
        }
    }
}

impl Editor {
    /// Opens the list for a quote. Without a candidate it opens empty, so that `n`, a click or `s` can answer.
    pub(super) fn open_choices(&mut self, quote: &SpanId) {
        if let Some(choices) = self.choices_for(quote) {
            self.choices = Some(choices);
        }
    }

    /// Stretches that Enter would mark, to be shown before: the speaker's and, in a schema with cues, the cue's.
    pub fn ghosts(&self) -> Vec<(ByteRange, Role)> {
        let Some(choices) = &self.choices else {
            return Vec::new();
        };
        let Some(choice) = choices.current() else {
            return Vec::new();
        };
        let mut ghosts = Vec::new();
        if choice.marked.is_none() {
            ghosts.push((choice.mention, Role::Speaker));
        }
        if let Some(cue) = choice.cue
            && self.document.schema().label_of(Role::Cue).is_some()
        {
            ghosts.push((cue, Role::Cue));
        }
        ghosts
    }

    /// The quote that is asked about: at the caret the current one or the innermost, else the current.
    pub(super) fn quote_asked(&self) -> Option<SpanId> {
        let is_quote = |span: &Span| {
            span.is_live() && self.document.schema().role_of(&span.label) == Role::Quote
        };
        let at = self.caret.place.at;
        let current = self.current_span().filter(|span| is_quote(span));
        // The innermost quote at the caret begins last.
        let here = self
            .document
            .places()
            .touching(at)
            .filter(|placed| is_quote(&placed.span))
            .last();
        let here = here.map(|placed| &placed.span);
        let asked = if self.is_in_current() {
            current.or(here)
        } else {
            here.or(current)
        };
        asked.map(|span| span.id.clone())
    }

    pub(super) fn ask_who(&mut self) -> Outcome {
        let Some(quote) = self.quote_asked() else {
            return Outcome::Nothing("Go to a quote first, then {who} asks who said it");
        };
        self.current = Some(quote.clone());
        self.open_choices(&quote);
        Outcome::Done
    }

    pub(super) fn choose(&mut self, step: isize) -> Outcome {
        match &mut self.choices {
            Some(choices) if !choices.all.is_empty() => {
                choices.chosen = (choices.chosen as isize + step)
                    .rem_euclid(choices.all.len() as isize)
                    as usize;
                Outcome::Done
            }
            Some(_) => Outcome::Nothing(NO_CANDIDATE),
            None => Outcome::Nothing(NO_LIST),
        }
    }

    pub(super) fn tick(&mut self) -> Outcome {
        let Some(choices) = &mut self.choices else {
            return Outcome::Nothing(NO_LIST);
        };
        if choices.all.is_empty() {
            return Outcome::Nothing(NO_CANDIDATE);
        }
        choices.tick(choices.chosen);
        Outcome::Done
    }

    /// [`Self::pick`], on a card that waits for a decision also without asking first.
    pub(super) fn pick_at_once(&mut self, number: usize) -> Outcome {
        let Some(offered) = self.offered() else {
            return self.pick(number);
        };
        self.choices = Some(Choices::clone(&offered));
        let outcome = self.pick(number);
        // What cannot be taken leaves the card as it was.
        self.choices = None;
        outcome
    }

    pub(super) fn can_pick(&self, number: usize) -> bool {
        let among = |choices: &Choices| (1..=choices.all.len()).contains(&number);
        match &self.choices {
            Some(choices) => among(choices),
            None => self.offered().is_some_and(|choices| among(&choices)),
        }
    }

    /// Takes the candidate of this number, from 1.
    pub(super) fn pick(&mut self, number: usize) -> Outcome {
        let Some(choices) = &mut self.choices else {
            return Outcome::Nothing(NO_LIST);
        };
        if number == 0 || number > choices.all.len() {
            return Outcome::Nothing("There is no candidate of that number");
        }
        choices.chosen = number - 1;
        choices.ticked.clear();
        choices.present.clear();
        self.take_chosen()
    }

    pub(super) fn take_chosen(&mut self) -> Outcome {
        let Some(choices) = self.choices.clone() else {
            return Outcome::Nothing(NO_LIST);
        };
        let taken = choices.to_take();
        if taken.is_empty() && choices.present.is_empty() {
            return Outcome::Nothing(NO_CANDIDATE);
        }
        let outcome = self.commit_told("Say who", |draft, hand| {
            let mut speakers = Vec::new();
            for choice in &taken {
                if let Some(speaker) = put_choice(draft, hand, choice)? {
                    speakers.push(speaker);
                }
            }
            let cued = has_cue(draft, &choices.quote);
            say(draft, hand, &choices.quote, &speakers)?;
            // A suggested cue is decided on with the card; it is not doubled.
            taken
                .iter()
                .filter_map(|choice| choice.cue.filter(|_| !cued))
                .try_for_each(|cue| put_cue(draft, hand, &choices.quote, cue))
        });
        self.choices = None;
        self.current = Some(choices.quote);
        closed(outcome, SAID_ALREADY)
    }

    pub(super) fn nobody(&mut self) -> Outcome {
        let Some(said_by) = self.link_name(LinkRole::SaidBy) else {
            return Outcome::Nothing(NO_LINK_LABEL);
        };
        let open = self.choices.is_some();
        if !open && let refused @ Outcome::Nothing(_) = self.ask_who() {
            return refused;
        }
        let Some(choices) = self.choices.take() else {
            return Outcome::Nothing("Go to a quote first");
        };
        let quote = choices.quote;
        let outcome = self.commit_told("Nobody said it", |draft, hand| {
            let links = live_links(draft, &quote, &said_by);
            for link in &links {
                drop_link(draft, &link.id, hand)?;
            }
            draft.change_span(&quote, |span| {
                if !span.no_links.contains(&said_by) {
                    span.no_links.push(said_by.clone());
                }
            })?;
            accept_card(draft, hand, &quote)?;
            drop_unused(draft, hand, &ends_of(&links))
        });
        self.current = Some(quote);
        if open {
            closed(outcome, SAID_ALREADY)
        } else {
            outcome
        }
    }

    fn link_name(&self, role: LinkRole) -> Option<LabelName> {
        self.document
            .schema()
            .link_of(role)
            .map(|link| link.name.clone())
    }
}

const NO_CANDIDATE: &str =
    "No likely speaker here: select the words and press {speaker}, or {nobody} for nobody";
const NO_LIST: &str = "{who} opens the list of speakers";
const SAID_ALREADY: &str = "That was said already";
const NO_LINK_LABEL: &str = "The schema has no link from a quote to its speaker";
