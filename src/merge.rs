//! Two versions of a document made one: what another program has written, put into what is being worked
//! on, thing by thing and field by field.
//!
//! Both came of a third, the base. What only one side changed is as that side has it; what both
//! changed otherwise stays as it is here and is named as a conflict. Nothing that either side has is
//! overwritten: what one side removed while the other changed or used it is there.

mod decide;
mod fields;
mod names;
mod things;

pub use crate::store::dispute::Thing;
pub use decide::{Side, decide, decide_all};

use crate::model::{Document, Draft, Edit, EditError, EntityId, Text};
use crate::rebase::rebase;
use crate::store::dispute::{self, Dispute, Version, Way};
use names::Names;
use things::Things;

/// What came of merging.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// From our document to the merged one; empty when they have nothing that we have not.
    pub edit: Edit,
    /// What both changed, and what one removed while the other needed it.
    pub conflicts: Vec<Conflict>,
    /// Things of theirs whose id something else of ours has: what they were called and are called now.
    pub renamed: Vec<(String, String)>,
}

/// Something that both sides have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What.
    pub thing: Thing,
    /// How, and with that what it is like now.
    pub kind: ConflictKind,
}

/// How two sides disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConflictKind {
    /// Both changed these fields, each otherwise: ours stay. A field within a map is told as
    /// `attributes.kind`.
    Changed(Vec<String>),
    /// We removed it, they changed or used it: it is there again, as they have it.
    RemovedHere,
    /// They removed it, we changed or used it: it stays.
    RemovedThere,
}

/// Merges `theirs` into `ours`; both came of `base`.
pub fn merge(base: &Document, ours: &Document, theirs: &Document) -> Result<Merged, EditError> {
    let mut merged = Merged::default();
    // All three are given one text, so that places can be compared.
    let text = if ours.text() == base.text() {
        theirs.text()
    } else {
        ours.text()
    };
    if text != theirs.text() && theirs.text() != base.text() {
        merged.conflicts.push(Conflict {
            thing: Thing::Text,
            kind: ConflictKind::Changed(vec!["text".to_owned()]),
        });
    }
    let on_text = |document: &Document| -> Result<(Document, Edit), EditError> {
        let edit = rebase(document, text)?.edit;
        let mut moved = document.clone();
        moved.apply(&edit)?;
        Ok((moved, edit))
    };
    let their_text = theirs.text();
    let (base, _) = on_text(base)?;
    let (theirs, _) = on_text(theirs)?;
    let (ours, text_edit) = on_text(ours)?;
    let (names, renamed) = Names::new(&base, &ours, &theirs);
    merged.renamed = renamed;
    let theirs = names.renamed(&theirs);
    let wanted = Things::merged(
        (&Things::of(&base), &Things::of(&ours), &theirs),
        &mut merged.conflicts,
    );
    let disputes = merged
        .conflicts
        .iter()
        .filter_map(|conflict| theirs.dispute(conflict, (text, their_text)))
        .collect();
    let mut draft = Draft::new(&ours);
    wanted.put_into(&mut draft)?;
    let mut header = wanted.header.clone();
    dispute::put(draft.document(), &mut header, disputes);
    draft.change_header(|it| *it = header)?;
    merged.edit = text_edit;
    merged.edit.changes.extend(draft.finish().changes);
    Ok(merged)
}

/// The edit that makes one document of another, whatever the two have to do with each other.
pub fn difference(from: &Document, to: &Document) -> Result<Edit, EditError> {
    let mut edit = rebase(from, to.text())?.edit;
    let mut moved = from.clone();
    moved.apply(&edit)?;
    let mut draft = Draft::new(&moved);
    Things::of(to).put_into(&mut draft)?;
    edit.changes.extend(draft.finish().changes);
    Ok(edit)
}

impl Things {
    /// Makes a document hold these things and no others.
    fn put_into(&self, draft: &mut Draft) -> Result<(), EditError> {
        let ours = draft.document().clone();
        draft.change_header(|header| header.clone_from(&self.header))?;
        draft.set_schema(self.schema.clone())?;
        for entity in self.entities.values() {
            draft.put_entity(entity.clone())?;
        }
        for link in ours
            .links()
            .filter(|link| !self.links.contains_key(&link.id))
        {
            draft.remove_link(&link.id)?;
        }
        for span in self.spans.values() {
            draft.put_span(span.clone())?;
        }
        for link in self.links.values() {
            draft.put_link(link.clone())?;
        }
        for span in ours
            .spans()
            .filter(|span| !self.spans.contains_key(&span.id))
        {
            draft.remove_span(&span.id)?;
        }
        let is_gone = |id: &EntityId| !self.entities.contains_key(id);
        for entity in ours.entities().filter(|entity| is_gone(&entity.id)) {
            draft.remove_entity(&entity.id)?;
        }
        Ok(())
    }

    /// What is kept of a conflict, until a person decides: these are the other side's things, on our
    /// `text`; `their_text` is what they had of it.
    fn dispute(&self, conflict: &Conflict, (text, their_text): (&Text, &Text)) -> Option<Dispute> {
        let thing = conflict.thing.clone();
        let fields = match &conflict.kind {
            ConflictKind::RemovedHere => return Some(Dispute::removed(thing, Way::RemovedHere)),
            ConflictKind::RemovedThere => return Some(Dispute::removed(thing, Way::RemovedThere)),
            ConflictKind::Changed(fields) => fields,
        };
        let version = match &thing {
            Thing::Text => Version::Text(their_text),
            Thing::Schema => Version::Schema(&self.schema),
            Thing::Header => Version::Header(&self.header),
            Thing::Entity(id) => Version::Entity(self.entities.get(id)?),
            Thing::Span(id) => Version::Span(text, self.spans.get(id)?),
            Thing::Link(id) => Version::Link(self.links.get(id)?),
        };
        Some(Dispute::changed(thing, fields, version))
    }
}
