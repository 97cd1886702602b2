//! Whom a document has already: a proposal that means one of them joins, and makes nobody anew.

use super::Proposals;
use crate::language::{is_full_name, same_person};
use crate::model::schema::Role;
use crate::model::{Document, Entity, EntityId};
use std::collections::BTreeMap;

/// The person, body or event of the document that a proposed one (its place among the proposals) is:
/// whom most of its mentions mean already, or who has its name. `None` where it is someone new.
///
/// The time grows with the marks of the document only as the logarithm, with its entities as their number.
pub(super) fn known(document: &Document, proposals: &Proposals, entity: usize) -> Option<EntityId> {
    let proposed = proposals.entities.get(entity)?;
    by_mentions(document, proposals, entity).or_else(|| {
        let alike = |known: &&std::sync::Arc<Entity>| {
            known
                .kind
                .as_deref()
                .is_none_or(|kind| proposed.kind.as_deref().is_none_or(|other| other == kind))
                && has_name(known, &proposed.name)
        };
        let mut found = document.entities().filter(alike);
        let first = found.next()?;
        // Of two that go by one name nobody can tell.
        found.next().is_none().then(|| first.id.clone())
    })
}

/// Whom the marks mean that stand where the proposal's mentions do, if they are of one mind.
fn by_mentions(document: &Document, proposals: &Proposals, entity: usize) -> Option<EntityId> {
    let mut votes: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mentions = proposals.spans.iter();
    for span in mentions.filter(|span| span.entity == Some(entity)) {
        let role = document.schema().role_of(&span.label);
        let same = |other: Role| other == role && role != Role::Quote;
        let around = document.places().overlapping(span.fragments.hull());
        let known = around
            .filter(|placed| placed.span.is_live())
            .filter(|placed| same(document.schema().role_of(&placed.span.label)))
            .find_map(|placed| placed.span.entity.clone());
        if let Some(known) = known {
            *votes.entry(known).or_default() += 1;
        }
    }
    let most = votes.values().copied().max()?;
    let mut first = votes.into_iter().filter(|(_, count)| *count == most);
    let (id, _) = first.next()?;
    first.next().is_none().then_some(id)
}

/// Whether someone goes by a name: the very same, or both in full and of one person.
fn has_name(known: &Entity, name: &str) -> bool {
    let same = |other: &String| {
        plain(other) == plain(name)
            || is_full_name(other) && is_full_name(name) && same_person(other, name)
    };
    std::iter::once(&known.name).chain(&known.aliases).any(same)
}

fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Draft, Header, Origin, Text};
    use crate::store::schemas;
    use crate::tagger::ProposedEntity;

    #[test]
    fn a_proposal_joins_who_has_its_name() {
        for (known, kind, proposed, joins) in [
            (&["Anna Lund"][..], "person", "Anna Lund", true),
            (&["Anna Lund"], "person", "Anna B. Lund", true),
            (
                &["The Harbour Council"],
                "organization",
                "Harbour Council",
                true,
            ),
            (&["Anna Lund"], "person", "Nils Lund", false),
            (&["Anna Lund"], "person", "Lund", false),
            (&["Lund"], "organization", "Lund", false),
            (&["Anna Lund", "Anna Lund"], "person", "Anna Lund", false),
        ] {
            let mut document =
                Document::new(Header::default(), schemas::news(), Text::new("nobody"));
            let mut draft = Draft::new(&document);
            for name in known {
                let mut entity = Entity::new(draft.new_entity_id(), *name, Origin::default());
                entity.kind = Some(kind.into());
                draft.put_entity(entity).unwrap();
            }
            let edit = draft.finish();
            document.apply(&edit).unwrap();
            let proposals = Proposals {
                entities: vec![ProposedEntity {
                    name: proposed.to_owned(),
                    kind: Some("person".into()).filter(|_| kind == "person" || proposed == "Lund"),
                    aliases: Vec::new(),
                }],
                ..Proposals::default()
            };
            assert_eq!(
                super::known(&document, &proposals, 0).is_some(),
                joins,
                "{known:?} {proposed}"
            );
        }
    }
}
