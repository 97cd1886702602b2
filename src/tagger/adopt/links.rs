//! The links between proposals, led to the marks that stand.

use super::By;
use super::matching::{Place, Places};
use super::standing::Standing;
use crate::model::{Draft, EditError, LabelName, Link, LinkId, SpanId};
use crate::tagger::ProposedLink;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The links that are still to be made. A proposal whose links all fall away falls away itself, if
/// they led to it: a speaker of a rejected quote is not suggested for itself.
pub(super) fn surviving<'p>(
    standing: &Standing<'_>,
    places: &mut Places,
    links: &'p [ProposedLink],
) -> Vec<&'p ProposedLink> {
    // Nothing leads to itself, also where a mark was proposed twice.
    let leads_on = |link: &&ProposedLink| places.root(link.from) != places.root(link.to);
    let links: Vec<&ProposedLink> = links.iter().filter(leads_on).collect();
    let mut kept: Vec<&ProposedLink> = links
        .iter()
        .copied()
        .filter(|link| survives(standing, places, link))
        .collect();
    let used: BTreeSet<usize> = kept.iter().map(|link| places.root(link.to)).collect();
    let idle: BTreeSet<usize> = links
        .iter()
        .map(|link| places.root(link.to))
        .filter(|to| places.is_put(*to) && !used.contains(to))
        .collect();
    if !idle.is_empty() {
        kept.retain(|link| !idle.contains(&places.root(link.from)));
        for index in idle {
            places.drop(index);
        }
    }
    kept
}

fn survives(standing: &Standing<'_>, places: &Places, link: &ProposedLink) -> bool {
    let (from, to) = (places.root(link.from), places.root(link.to));
    let (from, to) = (places.of(from), places.of(to));
    match (from, to) {
        (Place::Nowhere, _) | (_, Place::Nowhere) => false,
        (Place::Kept(from), to) => {
            let told = match to {
                Place::Kept(to) | Place::Own(to) => {
                    from == to || standing.standing_link(&link.label, from, to).is_some()
                }
                _ => false,
            };
            !told && !standing.is_settled(from, &link.label)
        }
        _ => true,
    }
}

/// Puts the links in; an open one between the same marks is renewed. Gives their ids.
pub(super) fn put(
    draft: &mut Draft,
    standing: &Standing<'_>,
    links: &[&ProposedLink],
    ids: &[Option<SpanId>],
    by: &By<'_>,
) -> Result<HashSet<LinkId>, EditError> {
    type Ends<'a> = (&'a LabelName, &'a SpanId, &'a SpanId);
    let open: HashMap<Ends<'_>, &Link> = standing
        .open_links()
        .map(|link| ((&link.label, &link.from, &link.to), &**link))
        .collect();
    let mut made: HashMap<Ends<'_>, LinkId> = HashMap::with_capacity(links.len());
    for link in links {
        let end = |index: usize| ids.get(index).and_then(Option::as_ref);
        let (Some(from), Some(to)) = (end(link.from), end(link.to)) else {
            continue;
        };
        let ends = (&link.label, from, to);
        if from == to || made.contains_key(&ends) {
            continue;
        }
        let earlier = open.get(&ends);
        let id = earlier.map_or_else(|| draft.new_link_id(), |link| link.id.clone());
        draft.put_link(Link {
            id: id.clone(),
            label: link.label.clone(),
            from: from.clone(),
            to: to.clone(),
            attributes: Default::default(),
            state: Default::default(),
            origin: by.origin(link.score, &link.reason),
            decided: None,
            proposed: None,
            extra: earlier.map(|link| link.extra.clone()).unwrap_or_default(),
        })?;
        made.insert(ends, id);
    }
    Ok(made.into_values().collect())
}
