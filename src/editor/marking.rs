//! Making marks: from the selection, or from what the language rules find at a bare caret.

use super::decide::{accept_span, drop_link, touch};
use super::possible::closed;
use super::{Editor, Hand, Outcome, Readings, kinds, people};
use crate::language::{self, QuoteKind, Reading, words};
use crate::model::schema::{Label, Role};
use crate::model::{
    ByteRange, Draft, EditError, Fragments, LabelName, LinkId, Span, SpanId, State,
};

/// A mark to be made.
pub(super) struct Wanted {
    pub label: LabelName,
    pub role: Role,
    pub fragments: Fragments,
    pub reading: Option<QuoteKind>,
}

impl Editor {
    /// A label's key: marks the selection, relabels the current mark, or marks what stands at the caret.
    pub(super) fn label(&mut self, index: usize, readings: Option<Readings>) -> Outcome {
        let Some(label) = self.document.schema().labels.get(index).cloned() else {
            return Outcome::Nothing("The schema has no such label");
        };
        if let Some(readings) = readings
            && self.goes_on(&readings, &label)
        {
            return self.next_reading(readings);
        }
        if !self.selection().is_empty() {
            return self.mark_selection(&label);
        }
        if self.relabels(&label) {
            return self.relabel(&label);
        }
        self.mark_at_caret(&label)
    }

    /// Whether a label's key would do something now.
    pub(super) fn can_label(&self, index: usize) -> bool {
        let Some(label) = self.document.schema().labels.get(index) else {
            return false;
        };
        if let Some(readings) = &self.readings
            && self.goes_on(readings, label)
        {
            return readings.all.len() > 1;
        }
        if !self.selection().is_empty() {
            let fragments = self.selected_for(label);
            return fragments.is_some_and(|fragments| !self.is_marked(label, &fragments));
        }
        if self.relabels(label) {
            let current = self.current_span();
            return label.fragments || current.is_some_and(|span| span.fragments.len() == 1);
        }
        if label.role == Role::Quote {
            let taken = self.marked_near(Role::Quote);
            let at = self.caret.place.at;
            let all = language::quote_readings(self.document.text(), at, &taken);
            return all
                .first()
                .is_some_and(|reading| !self.is_marked(label, &reading.fragments));
        }
        let fragments = self.at_caret_for(label);
        fragments.is_some_and(|fragments| !self.is_marked(label, &fragments))
    }

    /// Whether the label's key, pressed again, goes on through the readings of the same place.
    fn goes_on(&self, readings: &Readings, label: &Label) -> bool {
        let span = self.document.span(&readings.span);
        span.is_some_and(|span| span.label == label.name)
    }

    /// Whether the label's key on a bare caret gives the current mark another label.
    fn relabels(&self, label: &Label) -> bool {
        // With the list open, `s` on a bare caret says who; it does not turn the quote into a speaker.
        let answers = label.role == Role::Speaker && self.choices.is_some();
        let other = self
            .current_span()
            .is_some_and(|current| current.label != label.name);
        other && !answers && self.is_in_current() && !self.wandered
    }

    /// Whether the same mark is there and accepted, and would answer nothing.
    fn is_marked(&self, label: &Label, fragments: &Fragments) -> bool {
        let answers = label.role == Role::Speaker && self.choices.is_some();
        let places = self.document.places();
        let mut same = places
            .overlapping(fragments.as_slice()[0])
            .filter(|placed| {
                placed.span.label == label.name && placed.span.fragments == *fragments
            });
        // `put_mark` takes the first of them.
        let first = same.next();
        !answers && first.is_some_and(|placed| placed.span.state == State::Accepted)
    }

    fn selected_for(&self, label: &Label) -> Option<Fragments> {
        let text = self.document.text();
        let selection = text.whole_graphemes(self.selection());
        let range = match label.role {
            Role::Quote => language::tidy_quote(text, selection),
            _ => trimmed(text.slice(selection), selection),
        };
        Fragments::one(range).ok()
    }

    fn at_caret_for(&self, label: &Label) -> Option<Fragments> {
        let (text, at) = (self.document.text(), self.caret.place.at);
        let range = match label.role {
            Role::Speaker => language::mention_at(text, at).map(|mention| mention.range),
            _ => words::word_at(text, at),
        };
        Fragments::one(range?).ok()
    }

    fn mark_selection(&mut self, label: &Label) -> Outcome {
        let Some(fragments) = self.selected_for(label) else {
            return Outcome::Nothing("There are no words in the selection");
        };
        let outcome = self.mark(Wanted {
            label: label.name.clone(),
            role: label.role,
            fragments,
            reading: None,
        });
        self.anchor = self.caret.place.at;
        self.grown.clear();
        outcome
    }

    fn mark_at_caret(&mut self, label: &Label) -> Outcome {
        if label.role == Role::Quote {
            return self.mark_reading(label);
        }
        let Some(fragments) = self.at_caret_for(label) else {
            return Outcome::Nothing("No word at the caret: select the words, then press the key");
        };
        self.mark(Wanted {
            label: label.name.clone(),
            role: label.role,
            fragments,
            reading: None,
        })
    }

    fn mark_reading(&mut self, label: &Label) -> Outcome {
        let taken = self.marked_near(Role::Quote);
        let all = language::quote_readings(self.document.text(), self.caret.place.at, &taken);
        let Some(reading) = all.first() else {
            return Outcome::Nothing("No quote found here: select the words, then press the key");
        };
        let outcome = self.mark(wanted_reading(label, reading));
        if let Some(span) = self.current.clone() {
            self.readings = Some(Readings {
                all,
                taken: 0,
                span,
            });
        }
        outcome
    }

    /// The label's key again: the same mark on the next reading, after the last the first.
    fn next_reading(&mut self, mut readings: Readings) -> Outcome {
        if readings.all.len() < 2 {
            return Outcome::Nothing("There is no other reading here");
        }
        readings.taken = (readings.taken + 1) % readings.all.len();
        let reading = &readings.all[readings.taken];
        let (id, fragments, kind) = (
            readings.span.clone(),
            reading.fragments.clone(),
            reading.kind,
        );
        let outcome = self.commit_told("Take the next reading", |draft, _| {
            draft.change_span(&id, |span| span.fragments = fragments)?;
            refill(draft, &id, Some(kind))
        });
        self.current = Some(readings.span.clone());
        self.open_choices(&readings.span.clone());
        self.readings = Some(readings);
        outcome
    }

    /// Stretches near the caret that live marks of a role cover.
    fn marked_near(&self, role: Role) -> Vec<ByteRange> {
        const REACH: isize = 20_000;
        let at = self.caret.place.at;
        let near = ByteRange::between(at.shifted(-REACH), at.shifted(REACH));
        let placed = self.document.places().overlapping(near);
        let wanted =
            |span: &Span| span.is_live() && self.document.schema().role_of(&span.label) == role;
        placed
            .filter(|placed| wanted(&placed.span))
            .map(|placed| placed.range)
            .collect()
    }

    /// Makes a mark, unless the same is there already, and makes it current.
    fn mark(&mut self, wanted: Wanted) -> Outcome {
        // While the list is open, a new speaker mark is the answer to it.
        let asked = match wanted.role {
            Role::Speaker => self.choices.as_ref().map(|choices| choices.quote.clone()),
            _ => None,
        };
        let name = match self.document.schema().label(&wanted.label) {
            Some(label) => format!("Mark {}", label.title.to_lowercase()),
            None => "Mark".to_owned(),
        };
        let told = self.told_of(&wanted);
        let quote = asked.clone();
        let mut made = None;
        let outcome = self.commit_told(name, |draft, hand| {
            let id = put_mark(draft, hand, &wanted)?;
            if let Some(quote) = &quote {
                super::who::say(draft, hand, quote, std::slice::from_ref(&id))?;
            }
            made = Some(id);
            Ok(())
        });
        let Some(id) = made else { return outcome };
        self.choices = None;
        let outcome = match asked {
            Some(quote) => {
                self.current = Some(quote);
                closed(outcome, "That was said already")
            }
            None => {
                self.current = Some(id.clone());
                outcome
            }
        };
        if wanted.role == Role::Quote {
            self.open_choices(&id);
        }
        match outcome {
            Outcome::Nothing(_) => Outcome::Nothing("That is marked already"),
            Outcome::Done => told.map_or(Outcome::Done, Outcome::Told),
            other => other,
        }
    }

    /// Whom a new speaker's mark will be taken to mean.
    fn told_of(&self, wanted: &Wanted) -> Option<String> {
        if wanted.role != Role::Speaker {
            return None;
        }
        let mention = wanted.fragments.hull();
        let text = self.document.text();
        let kind = language::mention_kind(text, mention);
        let proposed = people::propose(&self.document, mention, kind);
        people::meaning(&self.document, text.slice(mention), &proposed)
    }

    fn relabel(&mut self, label: &Label) -> Outcome {
        let Some(before) = self.current_span().cloned() else {
            return Outcome::Nothing("No mark is current");
        };
        if !label.fragments && before.fragments.len() > 1 {
            return Outcome::Nothing("That label's marks are in one piece; this mark has several");
        }
        let id = before.id.clone();
        let outcome = self.commit_told(
            format!("Relabel as {}", label.title.to_lowercase()),
            |draft, hand| {
                draft.change_span(&id, |span| {
                    touch(span, &before, hand);
                    span.label = label.name.clone();
                    span.attributes
                        .retain(|name, _| label.attributes.iter().any(|each| each.name == *name));
                    span.by_rule.clear();
                    span.no_links.clear();
                })?;
                refill(draft, &id, None)?;
                unfit_links(draft, hand, &id)
            },
        );
        self.choices = None;
        match outcome {
            Outcome::Done => Outcome::Told(format!("Relabelled as {}", label.title.to_lowercase())),
            other => other,
        }
    }

    /// Words chosen with the mouse get a label at once from now on, or no longer.
    pub(super) fn keep_label(&mut self, index: u8) -> Outcome {
        let Some(label) = self.document.schema().labels.get(usize::from(index)) else {
            return Outcome::Nothing("The schema has no such label");
        };
        let title = label.title.to_lowercase();
        if self.kept_label.take() == Some(index) {
            return Outcome::Told(format!("The mouse no longer marks {title}s"));
        }
        self.kept_label = Some(index);
        Outcome::Told(format!(
            "Double-click a word or drag over words: each becomes a {title}. Esc ends it"
        ))
    }
}

/// Puts a mark in and gives its id: that of the mark already there when it is the same.
pub(super) fn put_mark(
    draft: &mut Draft,
    hand: &Hand<'_>,
    wanted: &Wanted,
) -> Result<SpanId, EditError> {
    if let Some(id) = same_mark(draft, wanted) {
        if draft
            .document()
            .span(&id)
            .is_some_and(|span| span.state != State::Accepted)
        {
            draft.change_span(&id, |span| accept_span(span, hand))?;
        }
        return Ok(id);
    }
    let id = draft.new_span_id(&wanted.label);
    let mut span = Span::new(
        id.clone(),
        wanted.label.clone(),
        wanted.fragments.clone(),
        hand.origin(),
    );
    accept_span(&mut span, hand);
    set_defaults(draft, &mut span);
    kinds::fill(draft.document(), &mut span, wanted.reading);
    draft.put_span(span)?;
    if wanted.role == Role::Speaker {
        let mention = wanted.fragments.hull();
        let kind = language::mention_kind(draft.document().text(), mention);
        let proposed = people::propose(draft.document(), mention, kind);
        let told = language::nature(draft.document().text().slice(mention));
        let person = proposed.person.settle(draft, hand, told)?;
        people::assign(draft, &id, person)?;
    }
    Ok(id)
}

/// The mark of this label that covers the same words.
fn same_mark(draft: &Draft, wanted: &Wanted) -> Option<SpanId> {
    let placed = draft
        .document()
        .places()
        .overlapping(wanted.fragments.as_slice()[0]);
    let mut same = placed.filter(|placed| {
        placed.span.label == wanted.label && placed.span.fragments == wanted.fragments
    });
    same.next().map(|placed| placed.span.id.clone())
}

fn set_defaults(draft: &Draft, span: &mut Span) {
    let Some(label) = draft.document().schema().label(&span.label) else {
        return;
    };
    for attribute in &label.attributes {
        if let Some(value) = &attribute.default {
            span.attributes
                .insert(attribute.name.clone(), value.as_str().into());
        }
    }
}

/// Renews what the rules fill in.
pub(super) fn refill(
    draft: &mut Draft,
    id: &SpanId,
    reading: Option<QuoteKind>,
) -> Result<(), EditError> {
    let document = draft.document().clone();
    draft.change_span(id, |span| kinds::fill(&document, span, reading))
}

/// Takes out links that the schema does not allow at the span's label.
fn unfit_links(draft: &mut Draft, hand: &Hand<'_>, id: &SpanId) -> Result<(), EditError> {
    let document = draft.document();
    let label_at = |span: &SpanId| {
        document
            .span(span)
            .map(|span| span.label.clone())
            .unwrap_or_default()
    };
    let unfit: Vec<LinkId> = document
        .links_of(id)
        .filter(|link| {
            let rule = document.schema().link(&link.label);
            !rule.is_some_and(|rule| rule.joins(&label_at(&link.from), &label_at(&link.to)))
        })
        .map(|link| link.id.clone())
        .collect();
    // A tagger's stay as rejected: it is scored by them.
    unfit
        .iter()
        .try_for_each(|link| drop_link(draft, link, hand))
}

fn wanted_reading(label: &Label, reading: &Reading) -> Wanted {
    Wanted {
        label: label.name.clone(),
        role: label.role,
        fragments: reading.fragments.clone(),
        reading: Some(reading.kind),
    }
}

/// A stretch without the white space at its ends.
pub(super) fn trimmed(words: &str, range: ByteRange) -> ByteRange {
    let start = range.start.0 + (words.len() - words.trim_start().len());
    ByteRange::new(start, start + words.trim().len())
}
