//! What only those who listen are told: marks and the list of candidates, as others see them.

use crate::editor::Choices;
use crate::model::schema::Values;
use crate::model::{Document, Span};

/// What the button below the cards does.
pub const LEFT_OUT: &str = "Go to the next quote without a card";

/// What a mark's node says besides its name: "Direct, accepted, in 2 pieces".
pub fn about_mark(document: &Document, span: &Span) -> String {
    let mut parts: Vec<String> = Vec::new();
    let label = document.schema().label(&span.label);
    let attributes = label.map_or(&[][..], |label| &label.attributes);
    for attribute in attributes {
        let value = span.attributes.get(&attribute.name);
        if matches!(attribute.values, Values::OneOf(_))
            && let Some(value) = value.and_then(|value| value.as_str())
        {
            parts.push(super::value(value));
        }
    }
    parts.push(super::state(span.state).to_lowercase());
    let pieces = span.fragments.as_slice().len();
    if pieces > 1 {
        parts.push(format!("in {pieces} pieces"));
    }
    let entity = span.entity.as_ref().and_then(|id| document.entity(id));
    if let Some(entity) = entity {
        parts.push(format!("means {}", super::shortened(&entity.name, 60)));
    }
    parts.join(", ")
}

/// The open list of candidates: the question, the chosen one, and why.
pub fn candidates(document: &Document, choices: &Choices) -> String {
    let Some(choice) = choices.all.get(choices.chosen) else {
        return format!("{} {}", super::WHO_SAID_IT, super::NO_CANDIDATES);
    };
    let words = document.text().slice(choice.mention);
    let name = super::shortened(choice.person.name(document).unwrap_or(words), 60);
    let mut told = format!(
        "{} {name}, {} of {}",
        super::WHO_SAID_IT,
        choices.chosen + 1,
        choices.all.len()
    );
    if choices.ticked.contains(&choices.chosen) {
        told.push_str(", ticked");
    }
    let reason = choice.reason.replace('*', "");
    if !reason.is_empty() {
        told.push_str(&format!(". {reason}"));
    }
    told
}
