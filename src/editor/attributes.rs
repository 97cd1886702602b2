//! The card of the current mark's attributes: digits choose, one attribute at a time.

use super::{Editor, Outcome};
use crate::model::schema::{Attribute, Values};
use crate::model::{AttributeName, AttributeValue, Span, SpanId};
use std::sync::Arc;

/// A page of values has this many: the digits 1 to 9.
pub const PAGE: usize = 9;

/// The open card of a mark's attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeCard {
    /// The mark.
    pub span: SpanId,
    /// Which of its label's attributes the digits set, from 0.
    pub attribute: usize,
    /// Which page of its values the digits stand for, from 0.
    pub page: usize,
}

impl AttributeCard {
    /// The attribute that the digits set.
    pub fn current<'a>(&self, editor: &'a Editor) -> Option<&'a Attribute> {
        attributes_of(editor, editor.document.span(&self.span)?).get(self.attribute)
    }

    /// How many pages its values have.
    pub fn pages(&self, editor: &Editor) -> usize {
        let values = self
            .current(editor)
            .map_or(0, |attribute| choices_of(attribute).len());
        values.div_ceil(PAGE)
    }

    /// The number among all values that a digit stands for, from 0.
    fn value_at(&self, editor: &Editor, digit: usize) -> Option<usize> {
        let attribute = self.current(editor)?;
        let number = self.page * PAGE + digit.checked_sub(1)?;
        let taken = match attribute.values {
            Values::Flag => 1,
            _ => choices_of(attribute).len(),
        };
        (number < taken).then_some(number)
    }
}

/// The values to choose from; none for a flag and for text.
pub fn choices_of(attribute: &Attribute) -> &[String] {
    match &attribute.values {
        Values::OneOf(values) | Values::ManyOf(values) => values,
        Values::Flag | Values::Text => &[],
    }
}

fn attributes_of<'a>(editor: &'a Editor, span: &Span) -> &'a [Attribute] {
    let label = editor.document.schema().label(&span.label);
    label.map_or(&[], |label| &label.attributes)
}

impl Editor {
    /// The open card of attributes.
    pub fn attribute_card(&self) -> Option<&AttributeCard> {
        self.card.as_ref()
    }

    pub(super) fn current_has_attributes(&self) -> bool {
        self.current_span()
            .is_some_and(|span| !attributes_of(self, span).is_empty())
    }

    /// Opens the card of the current mark; with it open goes to the next attribute.
    pub(super) fn ask_attributes(&mut self) -> Outcome {
        if self.card.is_some() {
            return self.go_attribute(1);
        }
        let Some(span) = self.current_span() else {
            return Outcome::Nothing("Click a mark first, then {attributes} sets its attributes");
        };
        if !self.current_has_attributes() {
            return Outcome::Nothing("Marks of this label have no attributes");
        }
        self.card = Some(AttributeCard {
            span: span.id.clone(),
            attribute: 0,
            page: 0,
        });
        Outcome::Done
    }

    pub(super) fn go_attribute(&mut self, step: isize) -> Outcome {
        let Some(card) = &self.card else {
            return Outcome::Nothing(NO_CARD);
        };
        let Some(span) = self.document.span(&card.span) else {
            return Outcome::Nothing(NO_CARD);
        };
        let all = attributes_of(self, span).len().max(1);
        let next = (card.attribute as isize + step).rem_euclid(all as isize) as usize;
        self.show_attribute(next);
        Outcome::Done
    }

    /// Makes an attribute of the open card the one that the digits set, from 0.
    pub fn show_attribute(&mut self, attribute: usize) {
        if let Some(card) = &mut self.card {
            (card.attribute, card.page) = (attribute, 0);
        }
    }

    /// The digits stand for the next nine values, after the last for the first.
    pub(super) fn turn_values(&mut self) -> Outcome {
        let pages = self.card.as_ref().map_or(0, |card| card.pages(self));
        match &mut self.card {
            Some(card) if pages > 1 => {
                card.page = (card.page + 1) % pages;
                Outcome::Done
            }
            Some(_) => Outcome::Nothing("There are no further values"),
            None => Outcome::Nothing(NO_CARD),
        }
    }

    pub(super) fn can_set_value(&self, digit: usize) -> bool {
        let card = self.card.as_ref();
        card.is_some_and(|card| card.value_at(self, digit).is_some())
    }

    /// Sets the value of this digit, from 1, or unsets it when it is set.
    pub(super) fn set_value(&mut self, digit: usize) -> Outcome {
        let Some(card) = self.card.clone() else {
            return Outcome::Nothing(NO_CARD);
        };
        let number = card.value_at(self, digit);
        let (Some(number), Some(span)) = (number, self.document.span(&card.span).cloned()) else {
            return Outcome::Nothing("There is no value of that number");
        };
        let Some(attribute) = card.current(self) else {
            return Outcome::Nothing(NO_CARD);
        };
        let (name, value) = (attribute.name.clone(), toggled(attribute, &span, number));
        self.set_attribute(&span.id, &name, value)
    }

    /// Sets the typed words of a text attribute of a mark; none unset it.
    pub fn set_words(&mut self, span: &SpanId, name: &AttributeName, words: &str) -> Outcome {
        let words = words.trim();
        let value = (!words.is_empty()).then(|| AttributeValue::from(words));
        let held = self.document.span(span).map(Arc::clone);
        if held.is_some_and(|held| held.attributes.get(name) == value.as_ref()) {
            return Outcome::Done;
        }
        self.set_attribute(span, name, value)
    }

    pub(super) fn close_attributes(&mut self) -> Outcome {
        match self.card.take() {
            Some(_) => Outcome::Done,
            None => Outcome::Nothing(NO_CARD),
        }
    }

    /// The card is of the current mark and one of its attributes, or there is none.
    pub(super) fn keep_card_true(&mut self) {
        let Some(card) = &self.card else { return };
        let stays = self.current.as_ref() == Some(&card.span) && card.current(self).is_some();
        if !stays {
            self.card = None;
        }
    }
}

const NO_CARD: &str = "{attributes} opens the attributes of the current mark";

/// What an attribute of a span is once a value is chosen, or chosen again. A value that a rule has
/// filled in is confirmed by choosing it.
pub fn toggled(attribute: &Attribute, span: &Span, number: usize) -> Option<AttributeValue> {
    let held = span.attributes.get(&attribute.name);
    let by_rule = span.by_rule.contains(&attribute.name);
    match &attribute.values {
        Values::OneOf(values) => {
            let value = values.get(number)?;
            let again = held.and_then(AttributeValue::as_str) == Some(value.as_str());
            (!again || by_rule).then(|| AttributeValue::from(value.as_str()))
        }
        Values::ManyOf(values) => {
            let value = values.get(number)?;
            let mut many = match held {
                Some(AttributeValue::Many(many)) => many.clone(),
                _ => Vec::new(),
            };
            match many.iter().position(|each| each == value) {
                Some(at) => drop(many.remove(at)),
                None => many.push(value.clone()),
            }
            (!many.is_empty()).then_some(AttributeValue::Many(many))
        }
        Values::Flag => {
            let on = matches!(held, Some(AttributeValue::Flag(true)));
            (!on).then_some(AttributeValue::Flag(true))
        }
        Values::Text => held.cloned(),
    }
}
