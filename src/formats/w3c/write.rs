//! From an article to its text and a page of annotations, one a line.

mod annotation;

use super::kept::{Kept, KeptTarget, derived};
use super::surroundings::Surroundings;
use super::{CONTEXT, KEY, OURS, W3C, iri};
use crate::formats::keys::History;
use crate::formats::{Holds, Layout, Ledger, Options, Spelled, Writes, about};
use crate::model::{Attributes, ByteRange, Entity, EntityId, Extra, Link, Parts, Span};
use crate::store::json_line;
use annotation::{Annotation, Body, Ours, Selector, Target};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::io;

/// Writes two files an article.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds::ALL
    }

    fn layout(&self) -> Layout {
        Layout::Each
    }

    fn spell(&self, article: Parts, _: &Options, ledger: &mut dyn Ledger) -> io::Result<Spelled> {
        let stem = iri::stem(&article.header.id);
        let page = Page::of(&article, &stem).write(ledger)?;
        Ok(Spelled::files(vec![
            (format!("{stem}.txt"), article.text.as_str().into()),
            (format!("{stem}.jsonld"), page),
        ]))
    }
}

struct Page<'a> {
    article: &'a Parts,
    /// The address of the article.
    address: String,
    /// The address of the text.
    source: String,
    /// What stood in the page that it came from.
    kept: Map<String, Value>,
    surroundings: Surroundings<'a>,
    entities: HashMap<&'a EntityId, &'a Entity>,
}

impl<'a> Page<'a> {
    fn of(article: &'a Parts, stem: &str) -> Self {
        let kept = article.header.metadata.imported.get(KEY);
        let source = kept.and_then(|kept| kept.get("source")?.as_str());
        let page = kept.and_then(|kept| kept.get("page")?.as_object());
        let pieces = article.spans.iter().flat_map(|span| span.fragments.iter());
        Self {
            address: iri::article(&article.header.id),
            source: source.map_or_else(|| iri::file(&format!("{stem}.txt")), str::to_owned),
            kept: page.cloned().unwrap_or_default(),
            surroundings: Surroundings::of(&article.text, pieces),
            entities: article
                .entities
                .iter()
                .map(|each| (&each.id, each))
                .collect(),
            article,
        }
    }

    fn write(&self, ledger: &mut dyn Ledger) -> io::Result<Vec<u8>> {
        let mut out = b"{\n".to_vec();
        for (key, value) in self.head() {
            json_line::write(&mut out, &key)?;
            out.extend(b": ");
            json_line::write(&mut out, &value)?;
            out.extend(b",\n");
        }
        out.extend(b"\"items\": [");
        let mut between: &[u8] = b"\n";
        for span in &self.article.spans {
            out.extend(std::mem::replace(&mut between, b",\n"));
            json_line::write(&mut out, &self.span(span, ledger))?;
        }
        for link in &self.article.links {
            out.extend(std::mem::replace(&mut between, b",\n"));
            json_line::write(&mut out, &self.link(link, ledger))?;
        }
        out.extend(b"\n]\n}\n");
        Ok(out)
    }

    /// The keys of the page, in the order in which they are written.
    fn head(&self) -> Vec<(String, Value)> {
        let header = &self.article.header;
        let mut about = about::keys(header);
        about.remove(KEY);
        let mut ours = json!({"id": header.id, "source": self.source});
        if !about.is_empty() {
            ours["about"] = json!(about);
        }
        if !self.article.entities.is_empty() {
            ours["entities"] = json!(self.article.entities);
        }
        if !self.kept.is_empty() {
            ours["kept"] = json!(self.kept.keys().collect::<Vec<_>>());
        }
        let count = self.article.spans.len() + self.article.links.len();
        let collection = json!({
            "id": format!("{}:all", self.address),
            "type": "AnnotationCollection",
            "label": header.title.as_ref().unwrap_or(&header.id),
            "total": count,
        });
        let own = |key: &str, value: Value| (key.to_owned(), value);
        let mut head = vec![
            own("@context", CONTEXT.into()),
            own("id", self.address.as_str().into()),
            own("type", "AnnotationPage".into()),
            own("partOf", collection),
            own("startIndex", 0.into()),
        ];
        head.retain(|(key, _)| !self.kept.contains_key(key));
        head.extend(self.kept.clone());
        head.push(own(OURS, ours));
        head
    }

    fn span<'s>(&'s self, span: &'s Span, ledger: &mut dyn Ledger) -> Annotation<'s> {
        let kept = Kept::of(&span.extra);
        let is_unsaid = kept.unsaid.as_deref() == Some(span.label.as_str());
        let mut bodies = Vec::new();
        if !is_unsaid {
            bodies.push(Body::text("tagging", span.label.as_str(), kept.label));
        }
        describe(&span.attributes, &mut bodies);
        if let Some(note) = &span.note {
            bodies.push(Body::text("commenting", note, kept.note));
        }
        bodies.extend(span.entity.as_ref().and_then(|id| self.identified(id)));
        bodies.extend(kept.bodies.into_iter().map(Body::Kept));
        // That it was imported needs no words, unless there is more to say of it.
        let told: &[&str] = if span.origin.score.is_none() {
            &[W3C.name]
        } else {
            &[]
        };
        let ours = Ours {
            state: span.state,
            entity: span.entity.as_ref(),
            nobody: &span.no_links,
            history: History::of(span, told, &self.article.header.id, ledger),
            extra: others(&span.extra),
        };
        let mut keys = derived(&span.origin, span.decided.as_ref());
        keys.extend(kept.keys);
        Annotation {
            id: iri::item(&self.address, span.id.as_str()),
            kind: "Annotation",
            motivation: motivation("tagging", span.label.as_str(), is_unsaid, &keys),
            keys,
            body: bodies,
            target: self.targets(span, &kept.targets),
            ours: ours.if_any(),
        }
    }

    fn link<'s>(&'s self, link: &'s Link, ledger: &mut dyn Ledger) -> Annotation<'s> {
        let kept = Kept::of(&link.extra);
        let is_unsaid = kept.unsaid.as_deref() == Some(link.label.as_str());
        let mut bodies = vec![Body::Address(iri::item(&self.address, link.to.as_str()))];
        if !is_unsaid {
            bodies.push(Body::text("tagging", link.label.as_str(), kept.label));
        }
        describe(&link.attributes, &mut bodies);
        bodies.extend(kept.bodies.into_iter().map(Body::Kept));
        let told: &[&str] = if link.origin.score.is_none() {
            &[W3C.name]
        } else {
            &[]
        };
        let ours = Ours {
            state: link.state,
            entity: None,
            nobody: &[],
            history: History::of_link(link, told, &self.article.header.id, ledger),
            extra: others(&link.extra),
        };
        let mut keys = derived(&link.origin, link.decided.as_ref());
        keys.extend(kept.keys);
        Annotation {
            id: iri::item(&self.address, link.id.as_str()),
            kind: "Annotation",
            motivation: motivation("linking", link.label.as_str(), is_unsaid, &keys),
            keys,
            body: bodies,
            target: vec![Target::Address(iri::item(
                &self.address,
                link.from.as_str(),
            ))],
            ours: ours.if_any(),
        }
    }

    /// Whom a mark means, for other programs: ours says it by its id.
    fn identified(&self, id: &EntityId) -> Option<Body<'_>> {
        let entity = *self.entities.get(id)?;
        let uri = entity.uri.as_ref().filter(|uri| iri::is_absolute(uri));
        Some(Body::Identifying {
            address: uri.map_or_else(|| iri::item(&self.address, id.as_str()), String::clone),
            kind: match entity.kind.as_deref() {
                Some("person") => Some("Person"),
                Some("organization") => Some("Organization"),
                _ => None,
            },
            name: &entity.name,
        })
    }

    /// A target for each piece, with what was kept of it where its words are the same.
    fn targets(&self, span: &Span, kept: &[KeptTarget]) -> Vec<Target<'_>> {
        let text = &self.article.text;
        let target = |(number, range): (usize, ByteRange)| {
            let exact = text.slice(range);
            let (prefix, suffix) = self.surroundings.around(range);
            let is_same =
                |kept: &&KeptTarget| kept.exact.as_deref().is_none_or(|words| words == exact);
            let kept = kept.get(number).filter(is_same);
            let kept = kept.cloned().unwrap_or_default();
            let mut selector = vec![
                Selector::Position {
                    start: text.char_offset(range.start).0,
                    end: text.char_offset(range.end).0,
                },
                Selector::Quote {
                    exact,
                    prefix,
                    suffix,
                },
            ];
            selector.extend(kept.selectors.into_iter().map(Selector::Kept));
            Target::Part {
                source: Some(self.source.as_str()).filter(|_| !kept.keys.contains_key("source")),
                keys: kept.keys,
                selector,
            }
        };
        span.fragments.iter().enumerate().map(target).collect()
    }
}

/// Adds a description for each attribute: what is no plain text as JSON.
fn describe<'a>(attributes: &'a Attributes, bodies: &mut Vec<Body<'a>>) {
    bodies.extend(attributes.iter().map(|(name, value)| Body::Attribute {
        name: name.as_str(),
        value,
    }));
}

/// What an annotation is for, where nothing that was kept says it. A label that was made of the motivation
/// is said by it.
fn motivation(
    usual: &'static str,
    label: &str,
    is_unsaid: bool,
    keys: &Extra,
) -> Option<&'static str> {
    let is_said = keys.contains_key("motivation") || is_unsaid && label != usual;
    (!is_said).then_some(usual)
}

/// What this version does not know, and we have not kept in our own way.
fn others(extra: &Extra) -> Extra {
    let others = extra.iter().filter(|(key, _)| *key != KEY);
    others
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}
