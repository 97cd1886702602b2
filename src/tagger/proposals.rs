//! What a tagger proposes, before it has ids and a place in a document.

use crate::model::{AttributeName, Attributes, Fragments, LabelName};
use smol_str::SmolStr;

/// What a tagger proposes for one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposals {
    /// Marks, in any order.
    pub spans: Vec<ProposedSpan>,
    /// Links between them.
    pub links: Vec<ProposedLink>,
    /// Whom or what the marks mean.
    pub entities: Vec<ProposedEntity>,
    /// What the person should know, such as that the language is not known; one sentence each.
    pub remarks: Vec<String>,
}

/// A mark.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedSpan {
    /// A label of the schema.
    pub label: LabelName,
    /// What it covers.
    pub fragments: Fragments,
    /// What is set on it.
    pub attributes: Attributes,
    /// Which of the attributes a rule filled in that does so for a person's marks too.
    pub by_rule: Vec<AttributeName>,
    /// The place of what it means in [`Proposals::entities`].
    pub entity: Option<usize>,
    /// How sure the tagger is, 0 to 1.
    pub score: f64,
    /// Why, in plain words: "subject of *said*".
    pub reason: SmolStr,
}

/// A link between two proposed marks.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedLink {
    /// A link label of the schema.
    pub label: LabelName,
    /// The place of its start in [`Proposals::spans`].
    pub from: usize,
    /// The place of its end in [`Proposals::spans`].
    pub to: usize,
    /// How sure the tagger is, 0 to 1.
    pub score: f64,
    /// Why, in plain words: "next paragraph: *Austin promised*".
    pub reason: SmolStr,
}

/// A person, body or event that marks mean.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedEntity {
    /// The fullest name.
    pub name: String,
    /// `person`, `organization`, `event`; `None` when nobody can tell.
    pub kind: Option<SmolStr>,
    /// Other names that the article uses.
    pub aliases: Vec<String>,
}
