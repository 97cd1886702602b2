//! Attributes that a rule fills in until a person changes them: a quote's kind, a mention's kind.

use crate::language::{QuoteKind, mention_kind, quote_kind};
use crate::model::schema::{AttributeRole, Role};
use crate::model::{AttributeValue, Document, Span};

/// Fills in or renews what the rules say of a span, but for what a person has set.
pub(super) fn fill(document: &Document, span: &mut Span, reading: Option<QuoteKind>) {
    let Some(label) = document.schema().label(&span.label) else {
        return;
    };
    let text = document.text();
    let (role, value) = match label.role {
        Role::Quote => {
            let kind = reading.unwrap_or_else(|| quote_kind(text, &span.fragments));
            (AttributeRole::QuoteKind, kind.as_str())
        }
        Role::Speaker => (
            AttributeRole::MentionKind,
            mention_kind(text, span.fragments.hull()).as_str(),
        ),
        _ => return,
    };
    let Some(attribute) = label.filled(role, value) else {
        return;
    };
    let ours = span.by_rule.contains(&attribute.name);
    if span.attributes.contains_key(&attribute.name) && !ours {
        return;
    }
    span.attributes
        .insert(attribute.name.clone(), AttributeValue::from(value));
    if !ours {
        span.by_rule.push(attribute.name.clone());
    }
}
