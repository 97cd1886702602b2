//! Who said it: the list of likely speakers, and tying a quote to them.

mod answer;

use super::decide::{accept_card, accept_link, accept_span, drop_link, drop_unused};
use super::marking::{Wanted, put_mark};
use super::people::{self, Person, Proposed};
use super::possible::closed;
use super::{Editor, Hand, Outcome};
use crate::language::{Candidate, KnownMention, mention_kind, nature, speakers_for};
use crate::model::schema::{LinkRole, Role};
use crate::model::{
    Attributes, ByteRange, Draft, EditError, Extra, Fragments, LabelName, Link, Maker, Span,
    SpanId, State,
};
use std::collections::BTreeSet;

/// The list has no more than a digit each, but for speakers that are there.
const MOST: usize = 9;
/// How far around a quote marked speakers are looked up, in bytes.
const REACH: isize = 6_000;

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

    /// The list for a quote.
    pub(super) fn choices_for(&self, quote: &SpanId) -> Option<Choices> {
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
    fn choice_of(&self, speaker: &Span, reason: &str) -> Choice {
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

/// Marks a candidate's words as a speaker, with the person it means.
fn put_choice(
    draft: &mut Draft,
    hand: &Hand<'_>,
    choice: &Choice,
) -> Result<Option<SpanId>, EditError> {
    let Some(label) = draft
        .document()
        .schema()
        .label_of(Role::Speaker)
        .map(|label| label.name.clone())
    else {
        return Ok(None);
    };
    if let Some(id) = &choice.marked {
        take_suggested(draft, hand, id, &choice.person)?;
        return Ok(Some(id.clone()));
    }
    let fragments = Fragments::one(choice.mention)?;
    let id = put_mark(
        draft,
        hand,
        &Wanted {
            label,
            role: Role::Speaker,
            fragments,
            reading: None,
        },
    )?;
    Ok(Some(id))
}

/// Accepts a suggested speaker, with the person shown for it.
fn take_suggested(
    draft: &mut Draft,
    hand: &Hand<'_>,
    id: &SpanId,
    person: &Person,
) -> Result<(), EditError> {
    let Some(span) = draft.document().span(id).cloned() else {
        return Ok(());
    };
    if span.state != State::Suggested {
        return Ok(());
    }
    draft.change_span(id, |span| accept_span(span, hand))?;
    if span.entity.is_some() {
        return Ok(());
    }
    let told = nature(&draft.document().words(&span));
    let person = person.settle(draft, hand, told)?;
    people::assign(draft, id, person)
}

/// Ties a quote to its speakers, and to no other.
pub(super) fn say(
    draft: &mut Draft,
    hand: &Hand<'_>,
    quote: &SpanId,
    speakers: &[SpanId],
) -> Result<(), EditError> {
    let Some(said_by) = draft
        .document()
        .schema()
        .link_of(LinkRole::SaidBy)
        .map(|link| link.name.clone())
    else {
        return Ok(());
    };
    let links = live_links(draft, quote, &said_by);
    let before = ends_of(&links);
    let (stay, go): (Vec<Link>, Vec<Link>) = links
        .into_iter()
        .partition(|link| speakers.contains(&link.to));
    let mut missing: Vec<&SpanId> = speakers
        .iter()
        .filter(|speaker| !stay.iter().any(|link| link.to == **speaker))
        .collect();
    for mut link in stay {
        if link.state == State::Suggested {
            accept_link(&mut link, hand);
            draft.put_link(link)?;
        }
    }
    for mut link in go {
        // A link led elsewhere keeps what it was: the tagger is scored by it.
        if let Some(to) = missing.pop() {
            if link.origin.by != Maker::Human && link.proposed.is_none() {
                link.proposed = Some(link.to.clone());
            }
            link.to = to.clone();
            accept_link(&mut link, hand);
            draft.put_link(link)?;
        } else {
            drop_link(draft, &link.id, hand)?;
        }
    }
    for to in missing {
        put_link(draft, hand, &said_by, quote, to)?;
    }
    draft.change_span(quote, |span| {
        span.no_links.retain(|link| *link != said_by);
    })?;
    // Who said it decides on the whole card; a speaker whom it lost may be nobody's now.
    accept_card(draft, hand, quote)?;
    drop_unused(draft, hand, &before)
}

fn ends_of(links: &[Link]) -> Vec<SpanId> {
    links.iter().map(|link| link.to.clone()).collect()
}

/// Whether a quote has a suggested cue.
fn has_cue(draft: &Draft, quote: &SpanId) -> bool {
    let cued_by = draft.document().schema().link_of(LinkRole::CuedBy);
    let cued_by = cued_by.map(|link| link.name.clone());
    cued_by.is_some_and(|cued_by| {
        let links = live_links(draft, quote, &cued_by);
        links.iter().any(|link| link.state == State::Suggested)
    })
}

fn put_cue(
    draft: &mut Draft,
    hand: &Hand<'_>,
    quote: &SpanId,
    cue: ByteRange,
) -> Result<(), EditError> {
    let schema = std::sync::Arc::clone(draft.document().schema());
    let (Some(label), Some(link)) = (schema.label_of(Role::Cue), schema.link_of(LinkRole::CuedBy))
    else {
        return Ok(());
    };
    let fragments = Fragments::one(cue)?;
    let wanted = Wanted {
        label: label.name.clone(),
        role: Role::Cue,
        fragments,
        reading: None,
    };
    let id = put_mark(draft, hand, &wanted)?;
    let tied = live_links(draft, quote, &link.name)
        .iter()
        .any(|each| each.to == id);
    if tied {
        Ok(())
    } else {
        put_link(draft, hand, &link.name, quote, &id)
    }
}

fn put_link(
    draft: &mut Draft,
    hand: &Hand<'_>,
    label: &LabelName,
    from: &SpanId,
    to: &SpanId,
) -> Result<(), EditError> {
    let link = new_link(draft, hand, label, from, to);
    draft.put_link(link)
}

/// A link as a person makes it.
pub(super) fn new_link(
    draft: &Draft,
    hand: &Hand<'_>,
    label: &LabelName,
    from: &SpanId,
    to: &SpanId,
) -> Link {
    Link {
        id: draft.new_link_id(),
        label: label.clone(),
        from: from.clone(),
        to: to.clone(),
        attributes: Attributes::new(),
        state: State::Accepted,
        origin: hand.origin(),
        decided: Some(hand.decision()),
        proposed: None,
        extra: Extra::new(),
    }
}

fn live_links(draft: &Draft, from: &SpanId, label: &LabelName) -> Vec<Link> {
    let links = draft.document().links_from(from);
    links
        .filter(|link| link.label == *label && link.state != State::Rejected)
        .map(|link| Link::clone(link))
        .collect()
}
