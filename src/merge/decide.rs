//! Deciding on what two sides made of the same thing.

use crate::model::{Document, Draft, Edit, Text};
use crate::rebase::rebase;
use crate::store::dispute::{self, Dispute, Thing, Undone, Way};

/// Whose version stands from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Ours.
    Ours,
    /// The other's.
    Theirs,
}

/// The edit that decides on one thing in dispute.
pub fn decide(document: &Document, thing: &Thing, side: Side) -> Result<Edit, Undone> {
    let mut all = dispute::of(document.header());
    let found = all.iter().position(|dispute| dispute.thing == *thing);
    let dispute = all.remove(found.ok_or(Undone::Decided)?);
    let (mut edit, document) = carried_out(document, &dispute, side)?;
    // A new text takes marks along; what else is in dispute is as it was.
    let mut draft = Draft::new(&document);
    draft.change_header(|header| dispute::set(header, all))?;
    edit.changes.extend(draft.finish().changes);
    Ok(edit)
}

/// The edit that decides the same on all; those with which it cannot be done stay. Gives how many it was
/// done with.
pub fn decide_all(document: &Document, side: Side) -> Result<(Edit, usize), Undone> {
    let all = dispute::of(document.header());
    let before = all.len();
    let (mut edit, mut now) = (Edit::default(), document.clone());
    let mut left = Vec::new();
    for dispute in all {
        match carried_out(&now, &dispute, side) {
            Ok((more, after)) => {
                edit.changes.extend(more.changes);
                now = after;
            }
            Err(_) => left.push(dispute),
        }
    }
    let decided = before - left.len();
    let mut draft = Draft::new(&now);
    draft.change_header(|header| dispute::set(header, left))?;
    edit.changes.extend(draft.finish().changes);
    Ok((edit, decided))
}

/// What was decided, done: the edit and the document after it.
fn carried_out(
    document: &Document,
    dispute: &Dispute,
    side: Side,
) -> Result<(Edit, Document), Undone> {
    let mut after = document.clone();
    if let Some(text) = dispute.text().filter(|_| side == Side::Theirs) {
        let edit = rebase(document, &Text::new(text))?.edit;
        after.apply(&edit)?;
        return Ok((edit, after));
    }
    let mut draft = Draft::new(document);
    match (dispute.way, side) {
        (Way::Changed, Side::Theirs) => dispute.take_theirs(&mut draft)?,
        (Way::RemovedHere, Side::Ours) | (Way::RemovedThere, Side::Theirs) => {
            dispute.remove(&mut draft)?;
        }
        _ => {}
    }
    let edit = draft.finish();
    after.apply(&edit)?;
    Ok((edit, after))
}
