//! Automatic tags: what a program proposes for an article, and how that goes into a document.
//!
//! Every tagger gives [`Proposals`]; [`adopt`] alone makes an edit of them, so that what a person has
//! accepted, changed or rejected is kept whoever tags.

mod adopt;
pub mod command;
pub mod learned;
mod proposals;
pub mod rules;

pub use adopt::{adopt, adopted};
pub use proposals::{Proposals, ProposedEntity, ProposedLink, ProposedSpan};

use crate::model::{EditError, Schema, Text};

/// What a tagger is given to read.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The article.
    pub text: &'a Text,
    /// BCP 47 tag of its language, where it is known.
    pub language: Option<&'a str>,
    /// The labels wanted: a tagger proposes nothing that the schema does not have.
    pub schema: &'a Schema,
}

/// A tagger that runs within the program. The same article gives the same proposals.
pub trait Tagger: Send + Sync {
    /// What stands in `origin.name`, such as `rules`.
    fn name(&self) -> &str;

    /// What stands in `origin.version`.
    fn version(&self) -> &str;

    /// What it proposes for an article; it may be any text at all.
    fn propose(&self, article: Article<'_>) -> Proposals;
}

/// Tags a document: what the tagger proposes, as an edit that keeps what people decided.
pub fn tag(
    tagger: &dyn Tagger,
    document: &crate::model::Document,
) -> Result<crate::model::Edit, EditError> {
    let proposals = tagger.propose(Article {
        text: document.text(),
        language: document.header().language.as_deref(),
        schema: document.schema(),
    });
    adopt(document, &proposals, tagger.name(), tagger.version())
}
