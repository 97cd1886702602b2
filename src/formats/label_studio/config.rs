//! The labeling config that tasks of ours need: every label, relation and choice that is used.

use super::{FROM, NOBODY, TEXT};
use crate::model::schema::Values;
use crate::model::{LabelName, Schema};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Collects what a labeling config has to name.
#[derive(Default)]
pub struct Config {
    /// The key of a task's text; the first article's.
    pub text_key: Option<String>,
    /// By the name of their control, in the order of their first use.
    controls: Vec<(String, Labels)>,
    attributes: BTreeMap<String, Setting>,
    relations: Vec<String>,
    nobody: BTreeSet<String>,
}

#[derive(Default)]
struct Labels {
    to: String,
    labels: Vec<Label>,
}

struct Label {
    name: String,
    color: String,
    key: Option<char>,
}

/// A control for what is set on a region.
#[derive(Default)]
struct Setting {
    /// Whether any words may be typed.
    words: bool,
    /// Whether several may be chosen.
    several: bool,
    choices: Vec<String>,
    /// For which labels.
    labels: BTreeSet<String>,
}

impl Config {
    /// Takes in a document's schema.
    pub fn describe(&mut self, schema: &Schema) {
        for label in &schema.labels {
            self.label(FROM, TEXT, label.name.as_str(), schema);
            for attribute in &label.attributes {
                let setting = self
                    .attributes
                    .entry(attribute.name.to_string())
                    .or_default();
                setting.labels.insert(label.name.to_string());
                let choices: &[String] = match &attribute.values {
                    Values::Text => {
                        setting.words = true;
                        &[]
                    }
                    Values::Flag => {
                        add(&mut setting.choices, "true");
                        &[]
                    }
                    Values::OneOf(values) => values,
                    Values::ManyOf(values) => {
                        setting.several = true;
                        values
                    }
                };
                for choice in choices {
                    add(&mut setting.choices, choice);
                }
            }
        }
        for link in &schema.links {
            self.relation(link.name.as_str());
        }
    }

    /// A label of a control that marks an object.
    pub fn label(&mut self, from: &str, to: &str, name: &str, schema: &Schema) {
        let at = match self.controls.iter().position(|(known, _)| known == from) {
            Some(at) => at,
            None => {
                let to = to.to_owned();
                let labels = Labels {
                    to,
                    ..Labels::default()
                };
                self.controls.push((from.to_owned(), labels));
                self.controls.len() - 1
            }
        };
        let Some((_, control)) = self.controls.get_mut(at) else {
            return;
        };
        if !control.labels.iter().any(|label| label.name == name) {
            let known = schema
                .label(&LabelName::from(name))
                .cloned()
                .unwrap_or_default();
            control.labels.push(Label {
                name: name.to_owned(),
                color: known.color.light,
                key: known.key,
            });
        }
    }

    /// A relation.
    pub fn relation(&mut self, name: &str) {
        add(&mut self.relations, name);
    }

    /// Chosen values of an attribute.
    pub fn chosen(&mut self, name: &str, label: &str, values: &[String], several: bool) {
        let setting = self.attributes.entry(name.to_owned()).or_default();
        setting.several |= several;
        for value in values {
            add(&mut setting.choices, value);
        }
        if !setting.labels.contains(label) {
            setting.labels.insert(label.to_owned());
        }
    }

    /// A link that was decided to have nobody.
    pub fn nobody(&mut self, link: &str) {
        if !self.nobody.contains(link) {
            self.nobody.insert(link.to_owned());
        }
    }

    /// Whether an attribute is written as typed words.
    pub fn is_words(&self, name: &str) -> bool {
        self.attributes
            .get(name)
            .is_some_and(|setting| setting.words && setting.choices.is_empty())
    }

    /// The config as Label Studio reads it.
    pub fn xml(&self) -> String {
        let mut xml = "<View>\n".to_owned();
        if !self.relations.is_empty() {
            xml.push_str("  <Relations>\n");
            for relation in &self.relations {
                line(&mut xml, 2, "Relation", &[("value", relation)], true);
            }
            xml.push_str("  </Relations>\n");
        }
        for (name, control) in &self.controls {
            labels(&mut xml, name, control);
        }
        let value = format!("${}", self.text_key.as_deref().unwrap_or(TEXT));
        let mut objects: BTreeSet<&str> = self
            .controls
            .iter()
            .map(|(_, each)| each.to.as_str())
            .collect();
        if objects.is_empty() {
            objects.insert(TEXT);
        }
        for object in &objects {
            line(
                &mut xml,
                1,
                "Text",
                &[("name", object), ("value", &value)],
                true,
            );
        }
        let to = objects.first().copied().unwrap_or(TEXT);
        for (name, setting) in &self.attributes {
            let labels: Vec<&str> = setting.labels.iter().map(String::as_str).collect();
            settings(&mut xml, &control_of(name), to, &labels.join(","), setting);
        }
        if !self.nobody.is_empty() {
            let nobody = Setting {
                several: true,
                choices: self.nobody.iter().cloned().collect(),
                ..Setting::default()
            };
            settings(&mut xml, NOBODY, to, "", &nobody);
        }
        xml.push_str("</View>\n");
        xml
    }
}

/// The control of an attribute, which has a name that no other control has.
pub fn control_of(attribute: &str) -> String {
    if [FROM, TEXT, NOBODY].contains(&attribute) {
        format!("{attribute}-attribute")
    } else {
        attribute.to_owned()
    }
}

fn add(list: &mut Vec<String>, each: &str) {
    if !list.iter().any(|known| known == each) {
        list.push(each.to_owned());
    }
}

fn labels(xml: &mut String, name: &str, control: &Labels) {
    line(
        xml,
        1,
        "Labels",
        &[("name", name), ("toName", &control.to)],
        false,
    );
    let mut keys = BTreeSet::new();
    for label in &control.labels {
        let key = label.key.filter(|key| keys.insert(*key)).map(String::from);
        let mut attributes = vec![("value", label.name.as_str()), ("background", &label.color)];
        if let Some(key) = &key {
            attributes.push(("hotkey", key));
        }
        line(xml, 2, "Label", &attributes, true);
    }
    xml.push_str("  </Labels>\n");
}

fn settings(xml: &mut String, name: &str, to: &str, labels: &str, setting: &Setting) {
    let mut attributes = vec![("name", name), ("toName", to), ("perRegion", "true")];
    if !labels.is_empty() {
        attributes.extend([("whenTagName", FROM), ("whenLabelValue", labels)]);
    }
    if setting.choices.is_empty() {
        return line(xml, 1, "TextArea", &attributes, true);
    }
    attributes.push((
        "choice",
        if setting.several {
            "multiple"
        } else {
            "single"
        },
    ));
    line(xml, 1, "Choices", &attributes, false);
    for choice in &setting.choices {
        line(xml, 2, "Choice", &[("value", choice)], true);
    }
    xml.push_str("  </Choices>\n");
}

fn line(xml: &mut String, depth: usize, tag: &str, attributes: &[(&str, &str)], closed: bool) {
    xml.push_str(&"  ".repeat(depth));
    let _ = write!(xml, "<{tag}");
    for (name, value) in attributes {
        let _ = write!(xml, " {name}=\"");
        escape(xml, value);
        xml.push('"');
    }
    xml.push_str(if closed { "/>\n" } else { ">\n" });
}

/// A value as an attribute has it; what XML has no place for is left out.
fn escape(xml: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(xml, "&#{};", u32::from(c));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => xml.push(c),
        }
    }
}
