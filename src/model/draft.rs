//! Making an edit: changes tried on a copy one by one, then given out as one [`Edit`].

use super::document::bounds;
use super::edit::{Moved, TextChange};
use super::{
    ByteOffset, ByteRange, Change, Document, Edit, EditError, Entity, EntityId, Fragments, Header,
    LabelName, Link, LinkId, Schema, Span, SpanId,
};
use std::sync::Arc;

/// An edit in the making. Each change sees those before it; the document itself is not touched.
pub struct Draft {
    document: Document,
    changes: Vec<Change>,
}

impl Draft {
    /// Begins an edit of a document.
    pub fn new(document: &Document) -> Self {
        Self {
            document: document.clone(),
            changes: Vec::new(),
        }
    }

    /// The document with the changes so far.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Whether nothing is changed so far.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The edit.
    pub fn finish(self) -> Edit {
        Edit {
            changes: self.changes,
        }
    }

    /// The document with all the changes, where nobody wants the edit.
    pub fn into_document(self) -> Document {
        self.document
    }

    fn push(&mut self, change: Change) -> Result<(), EditError> {
        self.document.apply_change(&change)?;
        self.changes.push(change);
        Ok(())
    }

    // ---- spans -----------------------------------------------------------------------------

    /// A free id for a span of this label: the label's key and a number.
    pub fn new_span_id(&self, label: &LabelName) -> SpanId {
        let key = self
            .document
            .schema()
            .label(label)
            .and_then(|label| label.key);
        let letter = key
            .or_else(|| label.as_str().chars().next())
            .filter(char::is_ascii_alphabetic);
        self.document
            .free_id(&letter.unwrap_or('x').to_ascii_lowercase().to_string())
            .into()
    }

    /// Puts a span in, in place of the one of its id if there is one.
    pub fn put_span(&mut self, span: Span) -> Result<(), EditError> {
        let before = self.document.span(&span.id).cloned();
        if before.as_deref() == Some(&span) {
            return Ok(());
        }
        self.push(Change::Span {
            before,
            after: Some(Arc::new(span)),
        })
    }

    /// Changes the span of this id.
    pub fn change_span(
        &mut self,
        id: &SpanId,
        change: impl FnOnce(&mut Span),
    ) -> Result<(), EditError> {
        let mut span = Span::clone(
            self.document
                .span(id)
                .ok_or_else(|| EditError::NoSuchSpan(id.clone()))?,
        );
        change(&mut span);
        self.put_span(span)
    }

    /// Takes a span out, its links before it.
    pub fn remove_span(&mut self, id: &SpanId) -> Result<(), EditError> {
        let before = self
            .document
            .span(id)
            .cloned()
            .ok_or_else(|| EditError::NoSuchSpan(id.clone()))?;
        let links: Vec<LinkId> = self
            .document
            .links_of(id)
            .map(|link| link.id.clone())
            .collect();
        for link in links {
            self.remove_link(&link)?;
        }
        self.push(Change::Span {
            before: Some(before),
            after: None,
        })
    }

    // ---- links -----------------------------------------------------------------------------

    /// A free id for a link.
    pub fn new_link_id(&self) -> LinkId {
        self.document.free_id("l").into()
    }

    /// Puts a link in, in place of the one of its id if there is one.
    pub fn put_link(&mut self, link: Link) -> Result<(), EditError> {
        let before = self.document.link(&link.id).cloned();
        if before.as_deref() == Some(&link) {
            return Ok(());
        }
        self.push(Change::Link {
            before,
            after: Some(Arc::new(link)),
        })
    }

    /// Takes a link out; nothing happens when it is not there.
    pub fn remove_link(&mut self, id: &LinkId) -> Result<(), EditError> {
        match self.document.link(id).cloned() {
            Some(before) => self.push(Change::Link {
                before: Some(before),
                after: None,
            }),
            None => Ok(()),
        }
    }

    // ---- entities --------------------------------------------------------------------------

    /// A free id for an entity.
    pub fn new_entity_id(&self) -> EntityId {
        self.document.free_id("p").into()
    }

    /// Puts an entity in, in place of the one of its id if there is one.
    pub fn put_entity(&mut self, entity: Entity) -> Result<(), EditError> {
        let before = self.document.entity(&entity.id).cloned();
        if before.as_deref() == Some(&entity) {
            return Ok(());
        }
        self.push(Change::Entity {
            before,
            after: Some(Arc::new(entity)),
        })
    }

    /// Takes an entity out; it must have no mentions. Nothing happens when it is not there.
    pub fn remove_entity(&mut self, id: &EntityId) -> Result<(), EditError> {
        match self.document.entity(id).cloned() {
            Some(before) => self.push(Change::Entity {
                before: Some(before),
                after: None,
            }),
            None => Ok(()),
        }
    }

    // ---- the article -----------------------------------------------------------------------

    /// Changes what is said of the article as a whole.
    pub fn change_header(&mut self, change: impl FnOnce(&mut Header)) -> Result<(), EditError> {
        let before = Arc::clone(self.document.header());
        let mut after = Header::clone(&before);
        change(&mut after);
        if after == *before {
            return Ok(());
        }
        self.push(Change::Header {
            before,
            after: Arc::new(after),
        })
    }

    /// Puts another schema in force.
    pub fn set_schema(&mut self, after: Arc<Schema>) -> Result<(), EditError> {
        let before = Arc::clone(self.document.schema());
        if before == after {
            return Ok(());
        }
        self.push(Change::Schema { before, after })
    }

    /// Replaces a stretch of the text. Spans move with the words; a span with an end inside the
    /// stretch covers the new words, and one that would be left without any is taken out.
    pub fn replace_text(&mut self, range: ByteRange, words: &str) -> Result<(), EditError> {
        let before = self
            .document
            .text()
            .get(range)
            .ok_or(EditError::Differs("text"))?
            .to_owned();
        let lead = |fragments: &Fragments| {
            Fragments::joined(
                fragments
                    .iter()
                    .map(|each| led(each, range, words.len()))
                    .collect(),
            )
            .ok()
        };
        let near: Vec<Arc<Span>> = self
            .document
            .spans()
            .filter(|span| span.has_bound_in(range))
            .cloned()
            .collect();
        let mut spans = Vec::new();
        for span in near {
            let (fragments, proposed) = bounds(&span);
            // What stands by the stretch is led; what a proposal loses, it loses for good.
            match (lead(&fragments), proposed.as_ref().map(lead)) {
                (None, _) => self.remove_span(&span.id)?,
                (Some(after), Some(None)) => {
                    self.change_span(&span.id, |span| span.proposed = None)?;
                    spans.push(Moved {
                        id: span.id.clone(),
                        before: (fragments, None),
                        after: (after, None),
                    });
                }
                (Some(after), led) => spans.push(Moved {
                    id: span.id.clone(),
                    before: (fragments, proposed),
                    after: (after, led.flatten()),
                }),
            }
        }
        self.push(Change::Text(TextChange {
            at: range.start,
            before,
            after: words.to_owned(),
            spans,
        }))
    }

    /// Puts another text in the place of the whole. `lead` says where each span stands in it: its own
    /// fragments, then those of its proposal; a proposal without a place is let go.
    ///
    /// The change holds the stretch in which the two texts differ, and the spans that the stretch
    /// alone does not lead.
    pub fn rewrite_text(
        &mut self,
        text: &str,
        mut lead: impl FnMut(&Span) -> (Fragments, Option<Fragments>),
    ) -> Result<(), EditError> {
        let replaced = differing(self.document.text().as_str(), text);
        if replaced.is_empty() && text.len() == self.document.text().len() {
            return Ok(());
        }
        let grown = text.len() as isize - self.document.text().len() as isize;
        let after = text
            .get(replaced.start.0..replaced.end.shifted(grown).0)
            .ok_or(EditError::Differs("text"))?
            .to_owned();
        let before = self.document.text().slice(replaced).to_owned();
        let all: Vec<Arc<Span>> = self.document.spans().cloned().collect();
        let mut spans = Vec::new();
        for span in all {
            let (fragments, mut proposed) = bounds(&span);
            let to = lead(&span);
            if proposed.is_some() && to.1.is_none() {
                self.change_span(&span.id, |span| span.proposed = None)?;
                proposed = None;
            }
            let led = |each: &Fragments| {
                let led = each.iter().map(|each| led(each, replaced, after.len()));
                Fragments::new(led.collect()).ok()
            };
            let is_led =
                Some(&to.0) == led(&fragments).as_ref() && to.1 == proposed.as_ref().and_then(led);
            if !is_led || span.has_bound_in(replaced) {
                spans.push(Moved {
                    id: span.id.clone(),
                    before: (fragments, proposed),
                    after: to,
                });
            }
        }
        self.push(Change::Text(TextChange {
            at: replaced.start,
            before,
            after,
            spans,
        }))
    }
}

/// The stretch of `old` that is not as in `new`: what is left between what both begin and end with.
fn differing(old: &str, new: &str) -> ByteRange {
    let same = |(a, b): &(u8, u8)| a == b;
    let mut start = old.bytes().zip(new.bytes()).take_while(same).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let room = old.len().min(new.len()) - start;
    let both = old.bytes().rev().zip(new.bytes().rev());
    let mut tail = both.take(room).take_while(same).count();
    while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
        tail -= 1;
    }
    ByteRange::new(start, old.len() - tail)
}

/// Where a stretch goes when `replaced` becomes `len` bytes of other words.
fn led(stretch: ByteRange, replaced: ByteRange, len: usize) -> ByteRange {
    let new_end = replaced.start.shifted(len as isize);
    let beyond = |at: ByteOffset| ByteOffset(at.0 - replaced.end.0 + new_end.0);
    let start = match stretch.start {
        at if at >= replaced.end => beyond(at),
        at => at.min(replaced.start),
    };
    let end = match stretch.end {
        at if at <= replaced.start => at,
        at if at >= replaced.end => beyond(at),
        _ => new_end,
    };
    ByteRange::between(start.min(end), end)
}
