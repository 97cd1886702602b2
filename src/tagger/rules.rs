//! The built-in tagger: rules of language over a whole article.

mod capitals;
mod events;
mod marked;
mod people;
mod quotes;

use super::{Article, Proposals, Tagger};

/// The built-in rules. English, with quotation marks for other languages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules;

impl Tagger for Rules {
    fn name(&self) -> &'static str {
        "rules"
    }

    fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    fn propose(&self, article: Article<'_>) -> Proposals {
        let mut proposals = Proposals::default();
        if let Some(remark) = marked::in_another_language(article) {
            proposals.remarks.push(remark);
            marked::propose(article, &mut proposals);
            return proposals;
        }
        proposals.remarks.extend(capitals::remark(article.text));
        let cues = quotes::propose(article, &mut proposals);
        events::propose(article, &cues, &mut proposals);
        people::propose(article, &mut proposals);
        proposals
    }
}
