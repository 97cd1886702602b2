//! Label schemas as they stand in files.

use super::{Extra, Given};
use crate::model::schema as model;
use crate::model::{AttributeName, LabelName};
use crate::store::record::{keep, record};

record! {
    /// A schema, whole, or by its name and hash when it has neither labels nor links.
    #[derive(Eq)]
    Schema {
        /// Its name.
        name: String, always;
        /// Of the schema meant, when it is not given whole.
        sha256: String, filled;
        /// What it is for.
        description: Given<String>, filled;
        /// The span labels.
        labels: Given<Vec<Label>>, filled;
        /// The link labels.
        links: Given<Vec<LinkLabel>>, filled;
    } extra filled
}

record! {
    /// A span label.
    #[derive(Eq)]
    Label {
        /// The name in files.
        name: LabelName, required;
        /// The name on screen.
        title: String, always;
        /// The key that marks with it.
        key: Option<char>, always;
        /// Its colour.
        color: Color, always;
        /// How it is drawn.
        shape: model::Shape, always;
        /// What the language rules take it for.
        role: model::Role, always;
        /// Whether its spans may have several fragments.
        fragments: bool, always;
        /// What can be set on its spans.
        attributes: Vec<Attribute>, always;
        /// When to use it.
        guideline: String, always;
    } extra filled
}

record! {
    /// A link label.
    #[derive(Eq)]
    LinkLabel {
        /// The name in files.
        name: LabelName, required;
        /// The name on screen.
        title: String, always;
        /// What the language rules take it for.
        role: model::LinkRole, always;
        /// The labels it may start from.
        from: Vec<LabelName>, always;
        /// The labels it may lead to.
        to: Vec<LabelName>, always;
        /// What can be set on its links.
        attributes: Vec<Attribute>, always;
        /// When to use it.
        guideline: String, always;
    } extra filled
}

record! {
    /// Something that can be set.
    #[derive(Eq)]
    Attribute {
        /// The name in files.
        name: AttributeName, required;
        /// The name on screen.
        title: String, always;
        /// What values it takes.
        values: model::Values, always;
        /// What the language rules fill in.
        role: model::AttributeRole, always;
        /// The value a new mark gets.
        default: Option<String>, always;
        /// How to decide.
        guideline: String, always;
    } extra filled
}

record! {
    /// A colour in either theme.
    #[derive(Eq)]
    Color {
        /// On the light page.
        light: String, always;
        /// On the dark page.
        dark: String, always;
    } extra filled
}

impl Schema {
    /// Whether it names a schema instead of giving it.
    pub fn is_reference(&self) -> bool {
        self.labels.0.is_none() && self.links.0.is_none()
    }

    /// A schema by its name and hash.
    pub fn reference(name: &str, sha256: String) -> Self {
        Self {
            name: name.to_owned(),
            sha256,
            ..Self::default()
        }
    }
}

impl From<&model::Schema> for Schema {
    fn from(schema: &model::Schema) -> Self {
        Self {
            name: schema.name.clone(),
            sha256: String::new(),
            description: Given(Some(schema.description.clone())),
            labels: Given(Some(schema.labels.iter().map(Label::from).collect())),
            links: Given(Some(schema.links.iter().map(LinkLabel::from).collect())),
            extra: schema.extra.clone(),
        }
    }
}

impl From<Schema> for model::Schema {
    fn from(schema: Schema) -> Self {
        Self {
            name: schema.name,
            description: schema.description.0.unwrap_or_default(),
            labels: into_all(schema.labels.0.unwrap_or_default()),
            links: into_all(schema.links.0.unwrap_or_default()),
            extra: schema.extra,
        }
    }
}

impl From<&model::Label> for Label {
    fn from(label: &model::Label) -> Self {
        let mut extra = label.extra.clone();
        Self {
            name: label.name.clone(),
            title: label.title.clone(),
            key: label.key,
            color: Color {
                light: label.color.light.clone(),
                dark: label.color.dark.clone(),
                extra: under(&mut extra, "color"),
            },
            shape: label.shape,
            role: label.role,
            fragments: label.fragments,
            attributes: label.attributes.iter().map(Attribute::from).collect(),
            guideline: label.guideline.clone(),
            extra,
        }
    }
}

impl From<Label> for model::Label {
    fn from(label: Label) -> Self {
        let mut extra = label.extra;
        fold(&mut extra, "color", label.color.extra);
        let default = model::Color::default();
        Self {
            name: label.name,
            title: label.title,
            key: label.key,
            color: model::Color {
                light: filled(label.color.light, default.light),
                dark: filled(label.color.dark, default.dark),
            },
            shape: label.shape,
            role: label.role,
            fragments: label.fragments,
            attributes: into_all(label.attributes),
            guideline: label.guideline,
            extra,
        }
    }
}

impl From<&model::LinkLabel> for LinkLabel {
    fn from(link: &model::LinkLabel) -> Self {
        Self {
            name: link.name.clone(),
            title: link.title.clone(),
            role: link.role,
            from: link.from.clone(),
            to: link.to.clone(),
            attributes: link.attributes.iter().map(Attribute::from).collect(),
            guideline: link.guideline.clone(),
            extra: link.extra.clone(),
        }
    }
}

impl From<LinkLabel> for model::LinkLabel {
    fn from(link: LinkLabel) -> Self {
        Self {
            name: link.name,
            title: link.title,
            role: link.role,
            from: link.from,
            to: link.to,
            attributes: into_all(link.attributes),
            guideline: link.guideline,
            extra: link.extra,
        }
    }
}

impl From<&model::Attribute> for Attribute {
    fn from(attribute: &model::Attribute) -> Self {
        Self {
            name: attribute.name.clone(),
            title: attribute.title.clone(),
            values: attribute.values.clone(),
            role: attribute.role,
            default: attribute.default.clone(),
            guideline: attribute.guideline.clone(),
            extra: attribute.extra.clone(),
        }
    }
}

impl From<Attribute> for model::Attribute {
    fn from(attribute: Attribute) -> Self {
        Self {
            name: attribute.name,
            title: attribute.title,
            values: attribute.values,
            role: attribute.role,
            default: attribute.default,
            guideline: attribute.guideline,
            extra: attribute.extra,
        }
    }
}

fn into_all<A, B: From<A>>(all: Vec<A>) -> Vec<B> {
    all.into_iter().map(B::from).collect()
}

fn filled(value: String, default: String) -> String {
    if value.is_empty() { default } else { value }
}

/// Keeps the unknown keys of a part in the extras of the whole, under the part's name.
pub(in crate::store) fn fold(extra: &mut Extra, part: &str, unknown: Extra) {
    if !unknown.is_empty() {
        let unknown = unknown.into_iter().collect();
        keep(extra, part.to_owned(), serde_json::Value::Object(unknown));
    }
}

/// Takes what [`fold`] kept of a part back out, to be written where it stood.
pub(in crate::store) fn under(extra: &mut Extra, part: &str) -> Extra {
    match extra.remove(part) {
        Some(serde_json::Value::Object(unknown)) if !unknown.is_empty() => {
            unknown.into_iter().collect()
        }
        Some(other) => {
            extra.insert(part.to_owned(), other);
            Extra::new()
        }
        None => Extra::new(),
    }
}
