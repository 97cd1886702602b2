//! Which layer a mark goes to, which columns each has, and what stands in them.

use super::field;
use super::header::{Column, Kind, Layer};
use super::kept::Kept;
use super::read::HEADER_KEY;
use super::sheet::{Filler, Mark, Tie};
use super::{
    ENTITY, ENTITY_KIND, ENTITY_NAME, LABEL, NOBODY, NOTE, RELATIONS, SPANS, STATE, short,
};
use crate::formats::{Done, Lost};
use crate::model::{
    AttributeName, AttributeValue, Attributes, Entity, EntityId, Header, Link, Parts, State,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What an element of a chain is.
const CHAIN_KIND: &str = "referenceType";
/// How the next element of a chain follows.
const CHAIN_TIE: &str = "referenceRelation";

/// The layers of a file.
pub struct Layers {
    layers: Vec<Layer>,
    places: HashMap<String, usize>,
}

impl Layers {
    /// Those that came with the article.
    pub fn new(header: &Header) -> Self {
        let told = header
            .extra
            .get(HEADER_KEY)
            .and_then(|told| told.get("layers"));
        let lines = told.and_then(|told| told.as_array()).into_iter().flatten();
        let mut layers = Self {
            layers: Vec::new(),
            places: HashMap::new(),
        };
        for layer in lines.filter_map(|line| Layer::parse(line.as_str()?)) {
            layers.add(layer);
        }
        layers
    }

    fn add(&mut self, layer: Layer) -> usize {
        let at = self.layers.len();
        self.places.insert(layer.name.clone(), at);
        self.layers.push(layer);
        at
    }

    /// A layer.
    pub fn get(&self, at: usize) -> Option<&Layer> {
        self.layers.get(at)
    }

    /// Its name.
    pub fn name(&self, at: usize) -> &str {
        self.get(at).map_or("", |layer| layer.name.as_str())
    }

    /// Its kind.
    pub fn kind(&self, at: usize) -> Kind {
        self.get(at).map_or(Kind::Spans, |layer| layer.kind)
    }

    /// The layer that a relation's ends are of.
    pub fn base(&self, at: usize) -> &str {
        let columns = self.get(at).map_or(&[][..], |layer| &layer.columns);
        let base = columns.iter().find_map(|column| match column {
            Column::Source(base) => Some(base.as_str()),
            _ => None,
        });
        base.unwrap_or_default()
    }

    /// Their places in the order in which they stand in a file.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.layers.len()).collect();
        order.sort_by_key(|&at| match self.kind(at) {
            Kind::Spans => 0,
            Kind::Chains => 1,
            Kind::Relations => 2,
        });
        order
    }

    /// The cells of a row without marks, to its end.
    pub fn blank(&self) -> String {
        let columns = self.layers.iter().map(|layer| layer.columns.len());
        let mut blank = "_\t".repeat(columns.sum());
        blank.push('\n');
        blank
    }

    /// Whether a layer has a feature that others fill.
    pub fn has_slot(&self, layer: Option<usize>, slot: &str) -> bool {
        self.slot(layer, slot).is_some()
    }

    /// The layer of what fills a feature, as it is declared.
    pub fn fills(&self, layer: Option<usize>, slot: &str) -> Option<&str> {
        let after = self.slot(layer, slot)? + 1;
        match self.get(layer?)?.columns.get(after)? {
            Column::Fillers(target) => Some(target),
            _ => None,
        }
    }

    fn slot(&self, layer: Option<usize>, slot: &str) -> Option<usize> {
        let is =
            |column: &Column| matches!(column, Column::Roles { feature, .. } if feature == slot);
        self.get(layer?)?.columns.iter().position(is)
    }

    /// The layer of a mark: the one that it came with, else INCEpTION's own.
    pub fn of_span(&mut self, kept: Option<&Kept>) -> usize {
        let known = kept.and_then(|kept| self.places.get(&kept.layer)).copied();
        let known = known.filter(|&at| match self.kind(at) {
            Kind::Spans => true,
            Kind::Chains => kept.is_some_and(|kept| kept.chain.is_some()),
            Kind::Relations => false,
        });
        known
            .or_else(|| self.places.get(SPANS).copied())
            .unwrap_or_else(|| {
                self.add(Layer {
                    kind: Kind::Spans,
                    name: SPANS.to_owned(),
                    columns: vec![Column::Feature(LABEL.to_owned())],
                })
            })
    }

    /// The layer of a link: the one that it came with, else one for the layer that it leads to.
    pub fn of_link(&mut self, kept: Option<&Kept>, base: &str) -> usize {
        let known = kept.and_then(|kept| self.places.get(&kept.layer)).copied();
        if let Some(known) = known.filter(|&at| self.kind(at) == Kind::Relations) {
            return known;
        }
        let name = if base == SPANS {
            RELATIONS.to_owned()
        } else {
            format!("custom.{}Relation", short(base))
        };
        let own = self.places.get(&name).copied();
        own.filter(|&at| self.kind(at) == Kind::Relations)
            .unwrap_or_else(|| {
                self.add(Layer {
                    kind: Kind::Relations,
                    name,
                    columns: vec![
                        Column::Feature(LABEL.to_owned()),
                        Column::Source(base.to_owned()),
                    ],
                })
            })
    }

    /// Gives the layers the columns that marks and ties need.
    pub fn columns(&mut self, marks: &[Mark<'_>], ties: &[Tie<'_>], values: &mut Values<'_>) {
        let mut needed: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); self.layers.len()];
        let mut attributes: Vec<BTreeSet<&AttributeName>> =
            vec![BTreeSet::new(); self.layers.len()];
        for mark in marks {
            let Some(at) = mark.layer.filter(|&at| self.kind(at) == Kind::Spans) else {
                continue;
            };
            let (Some(needed), Some(attributes), Some(layer)) = (
                needed.get_mut(at),
                attributes.get_mut(at),
                self.layers.get(at),
            ) else {
                continue;
            };
            let span = mark.span;
            attributes.extend(span.attributes.keys());
            let entity = span.entity.as_ref().and_then(|id| values.entities.get(id));
            for (name, is_needed) in [
                (
                    LABEL,
                    span.label.as_str() != layer.short() && layer.label().is_none(),
                ),
                (NOTE, span.note.is_some()),
                (STATE, span.state != State::Accepted),
                (NOBODY, !span.no_links.is_empty()),
                (ENTITY, entity.is_some()),
                (
                    ENTITY_NAME,
                    entity.is_some_and(|entity| entity.name != entity.id.as_str()),
                ),
                (
                    ENTITY_KIND,
                    entity.is_some_and(|entity| entity.kind.is_some()),
                ),
            ] {
                if is_needed {
                    needed.insert(name);
                }
            }
        }
        for tie in ties {
            let (Some(needed), Some(attributes), Some(layer)) = (
                needed.get_mut(tie.layer),
                attributes.get_mut(tie.layer),
                self.layers.get(tie.layer),
            ) else {
                continue;
            };
            attributes.extend(tie.link.attributes.keys());
            if tie.link.state != State::Accepted {
                needed.insert(STATE);
            }
            if tie.link.label.as_str() != layer.short() && layer.label().is_none() {
                needed.insert(LABEL);
            }
        }
        for (at, layer) in self.layers.iter_mut().enumerate() {
            let before = attributes.get(at).into_iter().flatten();
            for name in before {
                let spelled = values.spell(name);
                add_column(layer, &spelled);
            }
            // An entity's id comes before what is told of it.
            for name in [LABEL, ENTITY, ENTITY_NAME, ENTITY_KIND, NOBODY, NOTE, STATE] {
                if needed.get(at).is_some_and(|needed| needed.contains(name)) {
                    add_column(layer, name);
                }
            }
        }
    }
}

/// Adds a feature's column where there is none: at the end, before what a relation comes from.
fn add_column(layer: &mut Layer, name: &str) {
    if layer.has(name) {
        return;
    }
    layer.columns.retain(|column| *column != Column::Bare);
    let is_source = |column: &Column| matches!(column, Column::Source(_));
    let end = layer.columns.iter().position(is_source);
    let end = end.unwrap_or(layer.columns.len());
    layer.columns.insert(end, Column::Feature(name.to_owned()));
}

/// What stands in the columns.
pub struct Values<'a> {
    entities: HashMap<&'a EntityId, &'a Entity>,
    /// Attributes by what their columns are called.
    names: HashMap<String, AttributeName>,
    spelled: HashMap<AttributeName, String>,
}

impl<'a> Values<'a> {
    /// For an article.
    pub fn new(article: &'a Parts) -> Self {
        let entities = article.entities.iter();
        Self {
            entities: entities.map(|entity| (&entity.id, entity)).collect(),
            names: HashMap::new(),
            spelled: HashMap::new(),
        }
    }

    /// What an attribute's column is called: letters, digits and `_` alone.
    fn spell(&mut self, name: &AttributeName) -> String {
        if let Some(known) = self.spelled.get(name) {
            return known.clone();
        }
        let good = |c: char| if c.is_alphanumeric() { c } else { '_' };
        let mut spelled: String = name.as_str().chars().map(good).collect();
        let ours = [LABEL, ENTITY, ENTITY_NAME, ENTITY_KIND, NOBODY, NOTE, STATE];
        while spelled.is_empty()
            || ours.contains(&spelled.as_str())
            || spelled.starts_with("ROLE_")
            || spelled.starts_with("BT_")
            || self.names.contains_key(&spelled)
        {
            spelled.insert(0, '_');
        }
        self.names.insert(spelled.clone(), name.clone());
        self.spelled.insert(name.clone(), spelled.clone());
        spelled
    }

    /// What is lost although everything has a column.
    pub fn losses(
        &self,
        layers: &Layers,
        marks: &[Mark<'_>],
        ties: &[Tie<'_>],
        fillers: &HashMap<usize, Vec<Filler<'_>>>,
    ) -> Vec<(Lost, Done, String, String)> {
        let mut losses = Vec::new();
        let mut changed: Vec<&AttributeName> = self
            .spelled
            .iter()
            .filter(|(name, spelled)| name.as_str() != spelled.as_str())
            .map(|(name, _)| name)
            .collect();
        changed.sort_unstable();
        for name in changed {
            losses.push((Lost::Name, Done::Replaced, String::new(), name.to_string()));
        }
        let several = |attributes: &Attributes| -> Vec<String> {
            let is = |value: &AttributeValue| matches!(value, AttributeValue::Many(_));
            let several = attributes.iter().filter(|(_, value)| is(value));
            several.map(|(name, _)| name.to_string()).collect()
        };
        let mut told = HashSet::new();
        for mark in marks {
            let id = mark.span.id.to_string();
            let layer = mark.layer.map(|layer| layers.kind(layer));
            if layer != Some(Kind::Spans) {
                for name in mark
                    .span
                    .attributes
                    .keys()
                    .filter(|name| name.as_str() != CHAIN_TIE)
                {
                    losses.push((Lost::Attribute, Done::Dropped, id.clone(), name.to_string()));
                }
                if let Some(note) = &mark.span.note {
                    losses.push((Lost::Note, Done::Dropped, id.clone(), note.clone()));
                }
                continue;
            }
            for name in several(&mark.span.attributes) {
                losses.push((Lost::Attribute, Done::Replaced, id.clone(), name));
            }
            let entity = mark
                .span
                .entity
                .as_ref()
                .and_then(|id| self.entities.get(id));
            if let Some(entity) = entity
                && told.insert(&entity.id)
                && (!entity.aliases.is_empty() || entity.uri.is_some() || entity.register.is_some())
            {
                let id = entity.id.to_string();
                losses.push((Lost::Entity, Done::Replaced, id, entity.name.clone()));
            }
        }
        for tie in ties {
            for name in several(&tie.link.attributes) {
                let id = tie.link.id.to_string();
                losses.push((Lost::LinkAttribute, Done::Replaced, id, name));
            }
        }
        let mut hosts: Vec<&usize> = fillers.keys().collect();
        hosts.sort_unstable();
        for filler in hosts
            .into_iter()
            .filter_map(|host| fillers.get(host))
            .flatten()
        {
            for name in filler.link.attributes.keys() {
                let id = filler.link.id.to_string();
                losses.push((Lost::LinkAttribute, Done::Dropped, id, name.to_string()));
            }
        }
        losses
    }

    /// The value of a mark's feature, `*` where there is none.
    pub fn push(&self, out: &mut String, layer: &Layer, name: &str, mark: &Mark<'_>) {
        let span = mark.span;
        if layer.label() == Some(name) {
            return push_label(out, layer, span.label.as_str());
        }
        let attribute = self
            .names
            .get(name)
            .and_then(|name| span.attributes.get(name));
        if let Some(value) = attribute {
            return push_attribute(out, value);
        }
        let entity = span.entity.as_ref().and_then(|id| self.entities.get(id));
        let value = match name {
            NOTE => span.note.clone(),
            STATE => state(span.state).map(str::to_owned),
            NOBODY if !span.no_links.is_empty() => {
                let labels: Vec<&str> = span.no_links.iter().map(|link| link.as_str()).collect();
                Some(labels.join(", "))
            }
            ENTITY => entity.map(|entity| entity.id.to_string()),
            ENTITY_NAME => entity.map(|entity| entity.name.clone()),
            ENTITY_KIND => entity
                .and_then(|entity| entity.kind.as_ref())
                .map(ToString::to_string),
            _ => None,
        };
        match value.filter(|value| !value.is_empty()) {
            Some(value) => field::push_value(out, &value),
            None => out.push('*'),
        }
    }

    /// The same of an element of a chain.
    pub fn push_chain(out: &mut String, layer: &Layer, name: &str, mark: &Mark<'_>) {
        let (chain, place) = mark
            .kept
            .as_ref()
            .and_then(|kept| kept.chain)
            .unwrap_or_default();
        match name {
            CHAIN_TIE => {
                match mark.span.attributes.get(&AttributeName::from(CHAIN_TIE)) {
                    Some(value) => push_attribute(out, value),
                    None => out.push('*'),
                }
                out.push_str(&format!("->{chain}-{place}"));
            }
            CHAIN_KIND => {
                push_label(out, layer, mark.span.label.as_str());
                out.push_str(&format!("[{chain}]"));
            }
            _ => out.push('*'),
        }
    }

    /// The value of a relation's feature.
    pub fn push_link(&self, out: &mut String, layer: &Layer, name: &str, link: &Link) {
        if layer.label() == Some(name) {
            return push_label(out, layer, link.label.as_str());
        }
        let attribute = self
            .names
            .get(name)
            .and_then(|name| link.attributes.get(name));
        match (attribute, name, state(link.state)) {
            (Some(value), _, _) => push_attribute(out, value),
            (None, STATE, Some(state)) => out.push_str(state),
            _ => out.push('*'),
        }
    }
}

/// A label; that of the layer itself needs no words.
fn push_label(out: &mut String, layer: &Layer, label: &str) {
    if label == layer.short() || label.is_empty() {
        out.push('*');
    } else {
        field::push_value(out, label);
    }
}

fn push_attribute(out: &mut String, value: &AttributeValue) {
    match value {
        AttributeValue::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        AttributeValue::Text(text) if text.is_empty() => out.push('*'),
        AttributeValue::Text(text) => field::push_value(out, text),
        AttributeValue::Many(many) => field::push_value(out, &many.join(", ")),
    }
}

fn state(state: State) -> Option<&'static str> {
    match state {
        State::Accepted => None,
        State::Suggested => Some("suggested"),
        State::Rejected => Some("rejected"),
    }
}
