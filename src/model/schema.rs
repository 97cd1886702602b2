//! Label schemas: which labels and links there are, as data.

use super::{AttributeName, Extra, LabelName};
use serde::{Deserialize, Serialize};

/// The labels, links and attributes in force for a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schema {
    /// Its name, such as `news`.
    pub name: String,
    /// What it is for, in a sentence.
    pub description: String,
    /// The span labels, in the order of the toolbar.
    pub labels: Vec<Label>,
    /// The link labels.
    pub links: Vec<LinkLabel>,
    /// What the file held that this version does not know.
    pub extra: Extra,
}

/// A span label.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Label {
    /// The name in files, such as `quote`.
    pub name: LabelName,
    /// The name on screen.
    pub title: String,
    /// The key that marks with it, one character.
    pub key: Option<char>,
    /// Its colour.
    pub color: Color,
    /// How it is drawn, beside its colour.
    pub shape: Shape,
    /// What the language rules take it for.
    pub role: Role,
    /// Whether its spans may have several fragments.
    pub fragments: bool,
    /// What can be set on its spans.
    pub attributes: Vec<Attribute>,
    /// When to use it, with examples.
    pub guideline: String,
    /// What the file held that this version does not know.
    pub extra: Extra,
}

/// A link label.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkLabel {
    /// The name in files, such as `said_by`.
    pub name: LabelName,
    /// The name on screen.
    pub title: String,
    /// What the language rules take it for.
    pub role: LinkRole,
    /// The labels it may start from.
    pub from: Vec<LabelName>,
    /// The labels it may lead to.
    pub to: Vec<LabelName>,
    /// What can be set on its links.
    pub attributes: Vec<Attribute>,
    /// When to use it, with examples.
    pub guideline: String,
    /// What the file held that this version does not know.
    pub extra: Extra,
}

/// Something that can be set on a span or a link.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attribute {
    /// The name in files, such as `kind`.
    pub name: AttributeName,
    /// The name on screen.
    pub title: String,
    /// What values it takes.
    pub values: Values,
    /// What the language rules fill in.
    pub role: AttributeRole,
    /// The value a new mark gets.
    pub default: Option<String>,
    /// How to decide, with examples.
    pub guideline: String,
    /// What the file held that this version does not know.
    pub extra: Extra,
}

/// What values an attribute takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Values {
    /// Anything typed.
    #[default]
    Text,
    /// True or unset.
    Flag,
    /// One of these.
    OneOf(Vec<String>),
    /// Any of these.
    ManyOf(Vec<String>),
}

/// What the language rules take a label for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Who said it.
    Speaker,
    /// What was said.
    Quote,
    /// What happened.
    Event,
    /// The words that tell of the saying.
    Cue,
    /// Who it was said to.
    Addressee,
}

/// What the language rules take a link label for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkRole {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Quote to speaker.
    SaidBy,
    /// Quote to cue.
    CuedBy,
    /// Quote to addressee.
    SaidTo,
}

/// What the language rules fill into an attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeRole {
    /// Nothing.
    #[default]
    Plain,
    /// A quote's kind: direct, indirect, mixed.
    QuoteKind,
    /// A mention's kind: named, nominal, pronoun.
    MentionKind,
}

/// How a label is drawn, so that it is told without its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A wash behind the words.
    #[default]
    Fill,
    /// A rounded frame around the words.
    Frame,
    /// A line under the words.
    Underline,
    /// A double line under the words.
    DoubleUnderline,
    /// A wavy line under the words.
    Wave,
    /// A dotted line under the words.
    Dots,
}

/// A label's colour in either theme, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Color {
    /// On the light theme's page.
    pub light: String,
    /// On the dark theme's page.
    pub dark: String,
}

impl Default for Color {
    fn default() -> Self {
        Self {
            light: "#5a5f66".to_owned(),
            dark: "#aab0b8".to_owned(),
        }
    }
}

impl Schema {
    /// Calls every label what `label` says, every link label what `link` says; where several become one,
    /// the first stands.
    pub fn rename(
        &mut self,
        label: impl Fn(&LabelName) -> LabelName,
        link: impl Fn(&LabelName) -> LabelName,
    ) {
        for known in &mut self.labels {
            known.name = label(&known.name);
        }
        for known in &mut self.links {
            known.name = link(&known.name);
            for end in known.from.iter_mut().chain(&mut known.to) {
                *end = label(end);
            }
        }
        let mut names = std::collections::HashSet::new();
        self.labels.retain(|known| names.insert(known.name.clone()));
        names.clear();
        self.links.retain(|known| names.insert(known.name.clone()));
    }

    /// The label of this name.
    pub fn label(&self, name: &LabelName) -> Option<&Label> {
        self.labels.iter().find(|label| label.name == *name)
    }

    /// The first label of this role.
    pub fn label_of(&self, role: Role) -> Option<&Label> {
        self.labels.iter().find(|label| label.role == role)
    }

    /// What the language rules take the label for; plain when the schema does not know it.
    pub fn role_of(&self, name: &LabelName) -> Role {
        self.label(name).map_or(Role::Plain, |label| label.role)
    }

    /// The link label of this name.
    pub fn link(&self, name: &LabelName) -> Option<&LinkLabel> {
        self.links.iter().find(|link| link.name == *name)
    }

    /// The first link label of this role.
    pub fn link_of(&self, role: LinkRole) -> Option<&LinkLabel> {
        self.links.iter().find(|link| link.role == role)
    }
}

impl Label {
    /// The attribute that the rules fill with this.
    pub fn attribute_of(&self, role: AttributeRole) -> Option<&Attribute> {
        self.attributes
            .iter()
            .find(|attribute| attribute.role == role)
    }

    /// The same, when it can have this value.
    pub fn filled(&self, role: AttributeRole, value: &str) -> Option<&Attribute> {
        self.attribute_of(role)
            .filter(|attribute| match &attribute.values {
                Values::OneOf(values) => values.iter().any(|each| each == value),
                Values::Text => true,
                Values::Flag | Values::ManyOf(_) => false,
            })
    }
}

impl LinkLabel {
    /// Whether a link of this label may lead from one label to the other.
    pub fn joins(&self, from: &LabelName, to: &LabelName) -> bool {
        self.from.contains(from) && self.to.contains(to)
    }
}
