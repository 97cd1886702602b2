//! Whom the speakers' mentions mean: which of them are one person or body, and what that one is called.
//!
//! The rules are those that propose a person for a mention marked by hand ([`crate::language::whom`]);
//! here they go through the article from its start. Where they cannot tell, a mention is left without.

mod cast;
mod choice;
mod names;

use crate::language::{Mention, Mentions, mention_kind};
use crate::model::schema::{LinkRole, Role};
use crate::tagger::{Article, Proposals};
use cast::{Marks, People};

/// Groups the proposed speakers into people and bodies.
pub(super) fn propose(article: Article<'_>, to: &mut Proposals) {
    let schema = article.schema;
    let role = |index: usize| to.spans.get(index).map(|span| schema.role_of(&span.label));
    let said_by = schema.link_of(LinkRole::SaidBy).map(|link| &link.name);
    let mut marks = Marks::default();
    for (index, span) in to.spans.iter().enumerate() {
        if matches!(role(index), Some(Role::Speaker | Role::Addressee)) {
            let range = span.fragments.hull();
            let kind = mention_kind(article.text, range);
            marks.add_mention(index, Mention { range, kind });
        }
    }
    for link in to.links.iter().filter(|link| Some(&link.label) == said_by) {
        if let Some(quote) = to.spans.get(link.from) {
            marks.add_quote(quote.fragments.clone(), link.to);
        }
    }
    if marks.is_empty() {
        return;
    }
    marks.sort();
    let mentions = Mentions::of(article.text);
    let mut people = People::new(&mentions, marks);
    people.settle_all();
    let first = to.entities.len();
    for (span, person) in people.meant() {
        if let Some(span) = to.spans.get_mut(span) {
            span.entity = Some(first + person);
        }
    }
    to.entities.extend(people.into_entities());
}

#[cfg(test)]
use crate::store::schemas;
#[cfg(test)]
mod tests;
