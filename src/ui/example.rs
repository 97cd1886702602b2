//! The example that the first start shows: its article, half of it annotated.

use super::session::Loaded;
use crate::model::schema::Role;
use crate::model::{ByteOffset, Document, Draft, EntityId, LinkId, Span, SpanId, Status};
use crate::store::{self, schemas};
use std::path::Path;

/// The example with all its marks, in the program itself.
const ANNOTATED: &str = include_str!("../../annotations/pentagon-shoigu-call.ron");
/// Its name.
const ANNOTATED_PATH: &str = "annotations/pentagon-shoigu-call.ron";

/// The example with the marks of its first half, in the schema that new articles have.
pub fn half_annotated(annotator: &str) -> anyhow::Result<Loaded> {
    let mut document = store::read(ANNOTATED.as_bytes(), Path::new(ANNOTATED_PATH))?.document;
    let mut draft = Draft::new(&document);
    let half = half_of(document.text().as_str());
    for span in not_kept(&document, half) {
        draft.remove_span(&span)?;
    }
    plain_links(&mut draft)?;
    nobody_unmentioned(&mut draft)?;
    draft.set_schema(schemas::news())?;
    draft.change_header(|header| {
        header.annotator = Some(annotator.to_owned());
        header.status = Status::InWork;
        header.labels_done = Vec::new();
    })?;
    document.apply(&draft.finish())?;
    Ok(Loaded {
        document,
        file: None,
        path: None,
        misfits: Vec::new(),
        notes: Vec::new(),
        kept: None,
        project: None,
    })
}

/// The end of the paragraph that the middle of the text is in.
fn half_of(text: &str) -> ByteOffset {
    let middle = text.len() / 2;
    let end = memchr::memchr(b'\n', text.as_bytes().get(middle..).unwrap_or_default());
    ByteOffset(end.map_or(text.len(), |end| middle + end))
}

/// Marks of the second half, of labels that the schema does not have, and quotes that would lose a
/// speaker with them.
fn not_kept(document: &Document, half: ByteOffset) -> Vec<SpanId> {
    let schema = schemas::news();
    let stays =
        |span: &Span| span.fragments.hull().end <= half && schema.label(&span.label).is_some();
    let is_whole = |span: &Span| {
        let mut links = document.links_from(&span.id);
        links.all(|link| {
            schema.link(&link.label).is_none()
                || document.span(&link.to).is_some_and(|to| stays(to))
        })
    };
    // A speaker of quotes that do not stay stays as a mention.
    let kept = |span: &Span| {
        stays(span) && (document.schema().role_of(&span.label) != Role::Quote || is_whole(span))
    };
    let spans = document.spans().filter(|span| !kept(span));
    spans.map(|span| span.id.clone()).collect()
}

/// Leaves links and attributes that the schema has.
fn plain_links(draft: &mut Draft) -> anyhow::Result<()> {
    let schema = schemas::news();
    let links: Vec<_> = draft.document().links().cloned().collect();
    for link in links {
        let Some(known) = schema.link(&link.label) else {
            let id: LinkId = link.id.clone();
            draft.remove_link(&id)?;
            continue;
        };
        let mut plain = (*link).clone();
        plain
            .attributes
            .retain(|name, _| known.attributes.iter().any(|each| each.name == *name));
        draft.put_link(plain)?;
    }
    Ok(())
}

/// Takes out whom no mark means any more.
fn nobody_unmentioned(draft: &mut Draft) -> anyhow::Result<()> {
    let document = draft.document();
    let unmentioned: Vec<EntityId> = document
        .entities()
        .filter(|entity| document.mentions_of(&entity.id).next().is_none())
        .map(|entity| entity.id.clone())
        .collect();
    for entity in unmentioned {
        draft.remove_entity(&entity)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::LinkRole;

    #[test]
    fn the_half_done_example_is_whole_as_far_as_it_goes() {
        let loaded = half_annotated("anna").unwrap();
        let document = &loaded.document;
        let half = half_of(document.text().as_str());
        let schema = document.schema();
        assert_eq!(*schema, schemas::news());
        assert_eq!(document.header().status, Status::InWork);
        let count = |role| {
            let of_role = |span: &&std::sync::Arc<Span>| schema.role_of(&span.label) == role;
            document.spans().filter(of_role).count()
        };
        let (quotes, speakers) = (count(Role::Quote), count(Role::Speaker));
        assert!(quotes >= 5 && speakers >= 5, "{quotes} {speakers}");
        assert!(
            document
                .spans()
                .all(|span| span.fragments.hull().end <= half)
        );
        let said_by = &schema.link_of(LinkRole::SaidBy).unwrap().name;
        for quote in document
            .spans()
            .filter(|span| schema.role_of(&span.label) == Role::Quote)
        {
            let mut links = document.links_from(&quote.id);
            let decided = quote.no_links.contains(said_by);
            assert!(
                decided || links.any(|link| link.label == *said_by),
                "{}",
                quote.id
            );
        }
        for entity in document.entities() {
            assert!(document.mentions_of(&entity.id).next().is_some());
        }
        // What is written of it is read again as it is: nothing in it is of another schema.
        let written = store::write_ron(document);
        let again = store::read(written.as_bytes(), Path::new("a.ron")).unwrap();
        assert!(again.misfits.is_empty() && again.notes.is_empty());
        assert!(again.document == *document);
    }
}
