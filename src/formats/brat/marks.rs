//! What is set on annotations, as lines: `A`, `N`, `*` and `#`.

use super::kept::Kept;
use super::page::Page;
use super::reference::{Details, SAME, SAME_KEY};
use super::spelling::{is_resource, is_value, on_a_line, word};
use super::{ENTITY, NOBODY, NOTE, RESOURCE, SCORE, STATE};
use crate::formats::{Done, Lost};
use crate::model::{AttributeValue, Attributes, Entity, EntityId, Link, Span, State};
use crate::store::json_line;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// The lines so far; each kind is numbered by itself.
#[derive(Default)]
pub struct Marks<'a> {
    entities: HashMap<&'a EntityId, &'a Entity>,
    attributes: String,
    references: String,
    remarks: String,
    set: usize,
    meant: usize,
    remarked: usize,
    /// Ids of entities as words, each of one entity.
    words: HashMap<EntityId, String>,
    taken: HashSet<String>,
    told: HashSet<EntityId>,
    /// Spans that mean the same, in the order of the first of each.
    same: Vec<Vec<String>>,
    same_of: HashMap<EntityId, usize>,
}

impl<'a> Marks<'a> {
    /// No lines yet, for an article of these people.
    pub fn new(entities: &'a [Entity]) -> Self {
        Self {
            entities: entities.iter().map(|entity| (&entity.id, entity)).collect(),
            ..Self::default()
        }
    }

    /// What is set on a span.
    pub fn span(&mut self, page: &mut Page<'_>, id: &str, span: &Span, kept: &Kept) {
        let label = page.spellings.label(span.label.as_str(), page.changed);
        let item = span.id.as_str();
        self.attributes(
            page,
            (id, item, &label, Lost::Attribute),
            &span.attributes,
            kept,
        );
        for link in &span.no_links {
            let name = page.spellings.link(link.as_str(), page.changed);
            page.conf.attribute(NOBODY, &label, Some(&name));
            self.attribute(NOBODY, id, Some(&name));
        }
        self.decided(page, (id, &label), span.state, span.origin.score);
        if let Some(note) = &span.note
            && self.lines(NOTE, id, note)
        {
            page.lose(Lost::Note, Done::Replaced, item, note);
        }
        if let Some(entity) = &span.entity {
            self.entity(id, entity);
        }
        self.kept(kept, id);
        let has_more = span.decided.is_some() || span.proposed.is_some();
        page.provenance(item, &span.origin, has_more);
    }

    /// What is set on a relation.
    pub fn link(&mut self, page: &mut Page<'_>, id: &str, link: &Link, kept: &Kept) {
        let item = link.id.as_str();
        let on = (id, item, "<RELATION>", Lost::LinkAttribute);
        self.attributes(page, on, &link.attributes, kept);
        self.decided(page, (id, "<RELATION>"), link.state, link.origin.score);
        self.kept(kept, id);
        let has_more = link.decided.is_some() || link.proposed.is_some();
        page.provenance(item, &link.origin, has_more);
    }

    /// Adds all lines to the page.
    pub fn write(self, page: &mut Page<'_>) {
        for members in &self.same {
            let _ = writeln!(page.out, "*\t{SAME} {}", members.join(" "));
        }
        for lines in [self.attributes, self.references, self.remarks] {
            page.out.push_str(&lines);
        }
    }

    fn attribute(&mut self, name: &str, on: &str, value: Option<&str>) {
        self.set += 1;
        let _ = write!(self.attributes, "A{}\t{name} {on}", self.set);
        if let Some(value) = value {
            let _ = write!(self.attributes, " {value}");
        }
        self.attributes.push('\n');
    }

    /// A remark, a line of it a line; says whether anything is lost.
    fn lines(&mut self, kind: &str, on: &str, text: &str) -> bool {
        let mut is_lossy = false;
        for line in text.split('\n') {
            let (line, is_changed) = on_a_line(line);
            // Some readers take no remark without words.
            if line.trim().is_empty() {
                is_lossy = true;
                continue;
            }
            is_lossy |= is_changed;
            self.remarked += 1;
            let _ = writeln!(self.remarks, "#{}\t{kind} {on}\t{line}", self.remarked);
        }
        is_lossy
    }

    fn decided(&mut self, page: &mut Page<'_>, on: (&str, &str), state: State, score: Option<f64>) {
        let state = match state {
            State::Accepted => None,
            State::Suggested => Some("suggested"),
            State::Rejected => Some("rejected"),
        };
        if let Some(state) = state {
            page.conf.attribute(STATE, on.1, Some(state));
            self.attribute(STATE, on.0, Some(state));
        }
        if let Some(score) = score {
            self.lines(SCORE, on.0, &score.to_string());
        }
    }

    /// `on` is the id there, the id here, the label, and what is lost when something is.
    fn attributes(
        &mut self,
        page: &mut Page<'_>,
        (on, item, label, lost): (&str, &str, &str, Lost),
        attributes: &Attributes,
        kept: &Kept,
    ) {
        for (own, value) in attributes {
            let name = page.spellings.attribute(own.as_str(), page.changed);
            let is_remark = kept.remarks.iter().any(|remark| remark == own.as_str());
            let is_several = kept.several.iter().any(|several| several == own.as_str());
            let mut is_lossy = false;
            match value {
                AttributeValue::Flag(flag) => {
                    let value = (!flag).then_some("false");
                    page.conf.attribute(&name, label, value);
                    self.attribute(&name, on, value);
                    is_lossy = !flag;
                }
                AttributeValue::Text(text) if !is_remark && is_value(text) => {
                    page.conf.attribute(&name, label, Some(text));
                    self.attribute(&name, on, Some(text));
                }
                AttributeValue::Text(text) if is_several && text.split(' ').all(is_value) => {
                    self.attribute(&name, on, Some(text));
                }
                AttributeValue::Text(text) => is_lossy = self.lines(&name, on, text),
                AttributeValue::Many(many) => {
                    // One alone comes back as a value and no list of one.
                    is_lossy = many.len() < 2;
                    for value in many {
                        let good = if is_value(value) {
                            value.clone()
                        } else {
                            is_lossy = true;
                            word(&format!("_{value}"))
                        };
                        page.conf.attribute(&name, label, Some(&good));
                        self.attribute(&name, on, Some(&good));
                    }
                }
            }
            if is_lossy {
                page.lose(lost, Done::Replaced, item, own.as_str());
            }
        }
    }

    // ---- entities ---------------------------------------------------------------------------

    fn entity(&mut self, on: &str, id: &EntityId) {
        let Some(entity) = self.entities.get(id).copied() else {
            return;
        };
        let mut details = Details {
            name: None,
            kind: entity.kind.clone(),
            aliases: entity.aliases.clone(),
            uri: entity.uri.clone(),
            register: entity.register.clone(),
        };
        if entity.extra.contains_key(SAME_KEY) && details == Details::default() {
            let at = *self.same_of.entry(id.clone()).or_insert_with(|| {
                self.same.push(Vec::new());
                self.same.len() - 1
            });
            if let Some(members) = self.same.get_mut(at) {
                members.push(on.to_owned());
            }
            return;
        }
        let resource = self.resource(entity);
        let (mut name, is_changed) = on_a_line(&entity.name);
        let is_blank = name.trim().is_empty();
        if is_blank {
            name = resource.as_str().into();
        }
        details.name = (is_changed || is_blank).then(|| entity.name.clone());
        self.meant += 1;
        let number = self.meant;
        let _ = writeln!(
            self.references,
            "N{number}\tReference {on} {resource}\t{name}"
        );
        if details != Details::default() && self.told.insert(id.clone()) {
            let mut json = Vec::new();
            let told = json_line::write(&mut json, &details);
            if let (Ok(()), Ok(json)) = (told, String::from_utf8(json)) {
                self.lines(ENTITY, &format!("N{number}"), &json);
            }
        }
    }

    fn resource(&mut self, entity: &Entity) -> String {
        if let Some(known) = self.words.get(&entity.id) {
            return known.clone();
        }
        let id = entity.id.as_str();
        let mut resource = if is_resource(id) && !id.starts_with("dictum:") {
            id.to_owned()
        } else {
            format!("{RESOURCE}:{}", word(id))
        };
        while !self.taken.insert(resource.clone()) {
            resource.push('_');
        }
        self.words.insert(entity.id.clone(), resource.clone());
        resource
    }

    /// Lines that came with an annotation and have no place here.
    fn kept(&mut self, kept: &Kept, on: &str) {
        for (letter, before, after) in &kept.lines {
            let (before, after) = (word(before), after.replace(['\n', '\r'], " "));
            match letter {
                'N' => {
                    self.meant += 1;
                    let _ = writeln!(self.references, "N{}\t{before} {on}{after}", self.meant);
                }
                '#' => {
                    self.remarked += 1;
                    let _ = writeln!(self.remarks, "#{}\t{before} {on}{after}", self.remarked);
                }
                _ => {}
            }
        }
    }
}
