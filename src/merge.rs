//! Two versions of a document made one: what another program has written, put into what is being worked
//! on, thing by thing and field by field.
//!
//! Both came of a third, the base. What only one side changed is as that side has it; what both
//! changed otherwise stays as it is here and is named as a conflict. Nothing that either side has is
//! overwritten: what one side removed while the other changed or used it is there.

mod fields;
mod names;
mod things;

use crate::model::{Document, Draft, Edit, EditError, EntityId, LinkId, SpanId};
use crate::rebase::rebase;
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

/// What a conflict is about, by its id in the merged document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// The article's words.
    Text,
    /// The label schema.
    Schema,
    /// What is said of the article as a whole.
    Header,
    /// A person or body.
    Entity(EntityId),
    /// A mark.
    Span(SpanId),
    /// A link.
    Link(LinkId),
}

/// How two sides disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConflictKind {
    /// Both changed these fields, each otherwise: ours stay.
    Changed(Vec<&'static str>),
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
            kind: ConflictKind::Changed(vec!["text"]),
        });
    }
    let on_text = |document: &Document| -> Result<(Document, Edit), EditError> {
        let edit = rebase(document, text)?.edit;
        let mut moved = document.clone();
        moved.apply(&edit)?;
        Ok((moved, edit))
    };
    let (base, _) = on_text(base)?;
    let (theirs, _) = on_text(theirs)?;
    let (ours, text_edit) = on_text(ours)?;
    let (names, renamed) = Names::new(&base, &ours, &theirs);
    merged.renamed = renamed;
    let wanted = Things::merged(
        (
            &Things::of(&base),
            &Things::of(&ours),
            &names.renamed(&theirs),
        ),
        &mut merged.conflicts,
    );
    merged.edit = text_edit;
    merged.edit.changes.extend(wanted.edit_of(&ours)?.changes);
    Ok(merged)
}

impl Things {
    /// The edit that makes a document hold these things and no others.
    fn edit_of(&self, ours: &Document) -> Result<Edit, EditError> {
        let mut draft = Draft::new(ours);
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
        Ok(draft.finish())
    }
}
