//! Whom the proposals mean: someone whom the document knows already, or someone new.

use super::By;
use super::matching::{Place, Places};
use super::standing::{Stand, Standing};
use crate::language::{is_full_name, same_person};
use crate::model::{Draft, EditError, Entity, EntityId};
use crate::tagger::{Proposals, ProposedEntity};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// The document's entity for each proposed one; `None` for those that no new mark means.
pub(super) fn settle(
    draft: &mut Draft,
    standing: &Standing<'_>,
    proposals: &Proposals,
    places: &Places,
    by: &By<'_>,
) -> Result<Vec<Option<EntityId>>, EditError> {
    let search = Search::new(standing, proposals, places);
    let found = search.run();
    let mut settled = Vec::with_capacity(found.len());
    for (index, (proposed, found)) in proposals.entities.iter().zip(found).enumerate() {
        if !search.meant.contains(&index) {
            settled.push(None);
            continue;
        }
        let known = found.as_ref().and_then(|id| standing.document().entity(id));
        let id = match known {
            Some(known) if !standing.is_open_entity(&known.id) => known.id.clone(),
            Some(known) => {
                draft.put_entity(made(known.id.clone(), proposed, by))?;
                known.id.clone()
            }
            None => {
                let id = draft.new_entity_id();
                draft.put_entity(made(id.clone(), proposed, by))?;
                id
            }
        };
        settled.push(Some(id));
    }
    Ok(settled)
}

fn made(id: EntityId, proposed: &ProposedEntity, by: &By<'_>) -> Entity {
    let mut made = Entity::new(id, proposed.name.clone(), by.bare_origin());
    made.kind.clone_from(&proposed.kind);
    made.aliases.clone_from(&proposed.aliases);
    made
}

/// The search for entities that are there already, the surest evidence first.
struct Search<'a> {
    standing: &'a Standing<'a>,
    proposals: &'a Proposals,
    places: &'a Places,
    /// Proposed entities that a mark to be put means.
    meant: HashSet<usize>,
    /// By [`plain`] names.
    by_name: HashMap<String, Vec<&'a Arc<Entity>>>,
    by_alias: HashMap<&'a str, Vec<&'a Arc<Entity>>>,
}

impl<'a> Search<'a> {
    fn new(standing: &'a Standing<'a>, proposals: &'a Proposals, places: &'a Places) -> Self {
        let put = proposals.spans.iter().enumerate();
        let meant = put
            .filter(|(index, _)| places.is_put(*index))
            .filter_map(|(_, span)| span.entity)
            .collect();
        let mut by_name: HashMap<String, Vec<&Arc<Entity>>> = HashMap::new();
        let mut by_alias: HashMap<&str, Vec<&Arc<Entity>>> = HashMap::new();
        for entity in standing.document().entities() {
            by_name.entry(plain(&entity.name)).or_default().push(entity);
            // Those that may go with this run tell nothing about the others.
            if !standing.is_open_entity(&entity.id) {
                for alias in &entity.aliases {
                    by_alias.entry(alias).or_default().push(entity);
                }
            }
        }
        Self {
            standing,
            proposals,
            places,
            meant,
            by_name,
            by_alias,
        }
    }

    fn run(&self) -> Vec<Option<EntityId>> {
        let mut found: Vec<Option<EntityId>> = vec![None; self.proposals.entities.len()];
        let mut claimed: HashSet<EntityId> = HashSet::new();
        let steps = [
            Self::by_decided_marks,
            Self::by_name,
            Self::by_alias,
            Self::by_full_name,
            Self::by_other_marks,
            Self::by_open_marks,
        ];
        for (step, search) in steps.iter().enumerate() {
            for (index, proposed) in self.proposals.entities.iter().enumerate() {
                let is_found = found.get(index).is_none_or(Option::is_some);
                if is_found || !self.meant.contains(&index) {
                    continue;
                }
                // Decided marks may well say that two whom the tagger tells apart are one.
                let taken = |id: &EntityId| step > 0 && claimed.contains(id);
                if let Some(id) = search(self, index, proposed, &taken) {
                    claimed.insert(id.clone());
                    if let Some(place) = found.get_mut(index) {
                        *place = Some(id);
                    }
                }
            }
        }
        found
    }

    /// The one that accepted marks of it mean, if they agree.
    fn by_decided_marks(
        &self,
        index: usize,
        _: &ProposedEntity,
        _: &dyn Fn(&EntityId) -> bool,
    ) -> Option<EntityId> {
        let marks = self.marks_of(index, |place| match place {
            Place::Kept(id) => Some(id),
            _ => None,
        });
        let accepted = marks.filter(|span| self.standing.stand(span) == Stand::Accepted);
        let ids: BTreeSet<&EntityId> = accepted.filter_map(|span| span.entity.as_ref()).collect();
        match ids.len() {
            1 => ids.first().map(|id| (*id).clone()),
            _ => None,
        }
    }

    fn by_name(
        &self,
        _: usize,
        proposed: &ProposedEntity,
        taken: &dyn Fn(&EntityId) -> bool,
    ) -> Option<EntityId> {
        let known = self.by_name.get(&plain(&proposed.name))?;
        let alike = known.iter().filter(|known| kinds_agree(known, proposed));
        let (open, fixed): (Vec<&Arc<Entity>>, Vec<&Arc<Entity>>) = alike
            .copied()
            .partition(|known| self.standing.is_open_entity(&known.id));
        // Of two that a person keeps apart and calls the same, nobody can tell which it is.
        let fixed = fixed.first().filter(|_| fixed.len() == 1);
        let mut candidates = fixed.into_iter().chain(&open);
        let found = candidates.find(|known| !taken(&known.id))?;
        Some(found.id.clone())
    }

    /// The one that goes by this name, or whose name this one goes by, when no other does: an alias
    /// alone, such as a surname, never makes two one.
    fn by_alias(
        &self,
        index: usize,
        proposed: &ProposedEntity,
        taken: &dyn Fn(&EntityId) -> bool,
    ) -> Option<EntityId> {
        let is_own = |name: &&String| self.is_name_of_one(index, name);
        let name = Some(&proposed.name).filter(is_own);
        let known_so = name.and_then(|name| self.by_alias.get(name.as_str()));
        let so_known = proposed
            .aliases
            .iter()
            .filter(is_own)
            .filter_map(|alias| self.by_name.get(&plain(alias)));
        let all: BTreeSet<&EntityId> = known_so
            .into_iter()
            .chain(so_known)
            .flatten()
            .filter(|known| kinds_agree(known, proposed))
            .filter(|known| !self.standing.is_open_entity(&known.id))
            .map(|known| &known.id)
            .collect();
        match all.first() {
            Some(id) if all.len() == 1 && !taken(id) => Some((*id).clone()),
            _ => None,
        }
    }

    /// The one whose full name may be another spelling of this one, when no other's may.
    fn by_full_name(
        &self,
        _: usize,
        proposed: &ProposedEntity,
        taken: &dyn Fn(&EntityId) -> bool,
    ) -> Option<EntityId> {
        if !is_full_name(&proposed.name) {
            return None;
        }
        let same = |name: &String| is_full_name(name) && same_person(name, &proposed.name);
        let mut alike = self.standing.document().entities().filter(|known| {
            kinds_agree(known, proposed)
                && !self.standing.is_open_entity(&known.id)
                && std::iter::once(&known.name).chain(&known.aliases).any(same)
        });
        let first = alike.next()?;
        let is_only = alike.next().is_none() && !taken(&first.id);
        is_only.then(|| first.id.clone())
    }

    /// The one that others' suggestions at the same places mean, if they agree.
    fn by_other_marks(
        &self,
        index: usize,
        _: &ProposedEntity,
        taken: &dyn Fn(&EntityId) -> bool,
    ) -> Option<EntityId> {
        let marks = self.marks_of(index, |place| match place {
            Place::Kept(id) => Some(id),
            _ => None,
        });
        let ids: BTreeSet<&EntityId> = marks.filter_map(|span| span.entity.as_ref()).collect();
        match ids.first() {
            Some(id) if ids.len() == 1 && !taken(id) => Some((*id).clone()),
            _ => None,
        }
    }

    /// Whether no other proposed entity goes by this name.
    fn is_name_of_one(&self, index: usize, name: &str) -> bool {
        let mut others = self.proposals.entities.iter().enumerate();
        !others.any(|(other, entity)| {
            other != index
                && (entity.name == name || entity.aliases.iter().any(|alias| alias == name))
        })
    }

    /// The tagger's own of last time, which its open suggestions at the same places mean.
    fn by_open_marks(
        &self,
        index: usize,
        _: &ProposedEntity,
        taken: &dyn Fn(&EntityId) -> bool,
    ) -> Option<EntityId> {
        let mut marks = self.marks_of(index, |place| match place {
            Place::Own(id) => Some(id),
            _ => None,
        });
        let fits = |id: &&EntityId| self.standing.is_open_entity(id) && !taken(id);
        marks.find_map(|span| span.entity.as_ref().filter(fits).cloned())
    }

    /// The document's marks at the places of proposals that mean a proposed entity.
    fn marks_of(
        &self,
        index: usize,
        wanted: impl Fn(&Place) -> Option<&crate::model::SpanId>,
    ) -> impl Iterator<Item = &'a Arc<crate::model::Span>> {
        let spans = self.proposals.spans.iter().enumerate();
        let meaning = spans.filter(move |(_, span)| span.entity == Some(index));
        meaning.filter_map(move |(at, _)| {
            let id = wanted(self.places.of(at))?;
            self.standing.document().span(id)
        })
    }
}

/// A name as it is compared: without an article and without regard to capitals.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}

/// Whether two may be the same: a person is no organization.
fn kinds_agree(known: &Entity, proposed: &ProposedEntity) -> bool {
    match (&known.kind, &proposed.kind) {
        (Some(known), Some(proposed)) => known == proposed,
        _ => true,
    }
}
