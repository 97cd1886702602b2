//! What an export cannot keep, named.

use serde::Serialize;
use std::collections::BTreeMap;

/// What is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lost {
    /// That several pieces are one span.
    Fragments,
    /// A span over words that another has.
    Overlap,
    /// A span for another reason, told in the detail.
    Span,
    /// Where a span begins or ends, by some characters.
    Boundary,
    /// What a label or an attribute is called, by some characters.
    Name,
    /// A link.
    Link,
    /// What is set on a span.
    Attribute,
    /// What is set on a link.
    LinkAttribute,
    /// Who or what spans mean.
    Entity,
    /// A remark.
    Note,
    /// That nobody said it, by decision.
    Nobody,
    /// Who made and who decided.
    Provenance,
    /// What is said of the article.
    Metadata,
    /// A character of the text that the format cannot hold.
    Character,
}

/// What was done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// Several took the place of one.
    Split,
    /// One took the place of several.
    Covered,
    /// It is not there.
    Dropped,
    /// Something like it stands there.
    Replaced,
}

/// One thing that an export could not keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// What.
    pub lost: Lost,
    /// What was done.
    pub done: Done,
    /// The article's id.
    pub article: String,
    /// The span's, link's or entity's id; empty when it is of the article as a whole.
    pub item: String,
    /// Which one of its kind: the attribute's name, the link's label, the words of a span.
    pub detail: String,
}

/// Takes losses as they come.
pub trait Ledger {
    /// Notes a loss.
    fn lose(&mut self, loss: Loss);
}

impl Ledger for Vec<Loss> {
    fn lose(&mut self, loss: Loss) {
        self.push(loss);
    }
}

/// Losses counted by kind, with a few of each: constant in memory.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    kinds: BTreeMap<(Lost, Done, String), Kind>,
}

/// How often a kind of loss came.
#[derive(Clone, Debug, Default)]
pub struct Kind {
    /// How often.
    pub count: u64,
    /// The first few.
    pub examples: Vec<Loss>,
}

/// Examples that are kept of each kind.
const EXAMPLES: usize = 3;
/// Kinds that are kept apart by their detail; more are counted together.
const KINDS: usize = 500;

impl Ledger for Tally {
    fn lose(&mut self, loss: Loss) {
        let apart = match loss.lost {
            Lost::Attribute | Lost::LinkAttribute | Lost::Link | Lost::Name | Lost::Character => {
                loss.detail.clone()
            }
            _ => String::new(),
        };
        let key = (loss.lost, loss.done, apart);
        let full = self.kinds.len() >= KINDS && !self.kinds.contains_key(&key);
        let key = if full {
            (loss.lost, loss.done, String::new())
        } else {
            key
        };
        let kind = self.kinds.entry(key).or_default();
        kind.count += 1;
        if kind.examples.len() < EXAMPLES {
            kind.examples.push(loss);
        }
    }
}

impl Tally {
    /// Whether nothing is lost.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// How many losses there are.
    pub fn len(&self) -> u64 {
        self.kinds.values().map(|kind| kind.count).sum()
    }

    /// A line for each kind, as in "3 links said_by dropped (l1, l2, l3 in pentagon)".
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        self.kinds
            .iter()
            .map(|((lost, done, apart), kind)| line(*lost, *done, apart, kind))
    }
}

fn line(lost: Lost, done: Done, apart: &str, kind: &Kind) -> String {
    let (one, many) = lost.words();
    let what = if kind.count == 1 { one } else { many };
    let apart = if apart.is_empty() {
        String::new()
    } else {
        format!(" {apart}")
    };
    let examples = named(&kind.examples);
    let more = if kind.count > kind.examples.len() as u64 {
        ", …"
    } else {
        ""
    };
    format!(
        "{} {what}{apart} {} ({}{more})",
        kind.count,
        done.words(),
        examples
    )
}

/// As in "l1, l2 in a; l7 in b".
fn named(examples: &[Loss]) -> String {
    let of_article = |losses: &[Loss]| {
        let article = losses.first().map_or("", |loss| loss.article.as_str());
        let items = losses.iter().map(|loss| loss.item.as_str());
        let items: Vec<&str> = items.filter(|item| !item.is_empty()).collect();
        match (items.is_empty(), article.is_empty()) {
            (true, _) => article.to_owned(),
            (false, true) => items.join(", "),
            (false, false) => format!("{} in {article}", items.join(", ")),
        }
    };
    let articles = examples.chunk_by(|one, other| one.article == other.article);
    let told: Vec<String> = articles.map(of_article).collect();
    told.join("; ")
}

impl Lost {
    /// In words: one and many.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Fragments => ("span of several pieces", "spans of several pieces"),
            Self::Overlap => ("span over another's words", "spans over others’ words"),
            Self::Span => ("span", "spans"),
            Self::Boundary => ("boundary", "boundaries"),
            Self::Name => ("name", "names"),
            Self::Link => ("link", "links"),
            Self::Attribute => ("attribute", "attributes"),
            Self::LinkAttribute => ("attribute of a link", "attributes of links"),
            Self::Entity => ("person or body", "people and bodies"),
            Self::Note => ("note", "notes"),
            Self::Nobody => ("decision for nobody", "decisions for nobody"),
            Self::Provenance => ("mark’s history", "marks’ histories"),
            Self::Metadata => ("article’s metadata", "articles’ metadata"),
            Self::Character => ("character", "characters"),
        }
    }
}

impl Done {
    fn words(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::Covered => "covered by one stretch",
            Self::Dropped => "dropped",
            Self::Replaced => "replaced",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_are_counted_by_kind_and_named() {
        let mut tally = Tally::default();
        for (item, detail) in [("l1", "said_by"), ("l2", "said_by"), ("l3", "cued_by")] {
            tally.lose(Loss {
                lost: Lost::Link,
                done: Done::Dropped,
                article: "a".to_owned(),
                item: item.to_owned(),
                detail: detail.to_owned(),
            });
        }
        let lines: Vec<String> = tally.lines().collect();
        assert_eq!(
            lines,
            [
                "1 link cued_by dropped (l3 in a)",
                "2 links said_by dropped (l1, l2 in a)"
            ]
        );
        assert_eq!(tally.len(), 3);
    }
}
