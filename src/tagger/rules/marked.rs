//! Articles in other languages: what stands between marks, and nothing else.

use crate::language::{Guess, Quotation, QuotationKind, guess_language, pieces, quotations};
use crate::model::schema::Role;
use crate::model::{Fragments, Text};
use crate::tagger::{Article, Proposals, ProposedSpan};
use smol_str::SmolStr;
use unicode_segmentation::UnicodeSegmentation as _;

/// Words that a name or a title between marks has at most.
const TITLE: usize = 4;
/// How sure it is that a quotation in a language unknown to the rules is somebody's words.
const SCORE: f64 = 0.6;

/// Whether the article is in another language than English, by what is said of it or by its words; then
/// what to tell of it.
pub(super) fn in_another_language(article: Article<'_>) -> Option<String> {
    let told = article
        .language
        .filter(|tag| !tag.is_empty() && *tag != "und");
    if let Some(tag) = told {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let english = ["en", "eng", "english"].contains(&primary.to_lowercase().as_str());
        return (!english).then(|| remark(&format!("The article is said to be in “{tag}”")));
    }
    match guess_language(article.text) {
        Guess::English | Guess::Unclear => None,
        Guess::Other(Some(language)) => {
            Some(remark(&format!("The article seems to be in {language}")))
        }
        Guess::Other(None) => Some(remark("The article does not seem to be in English")),
    }
}

fn remark(language: &str) -> String {
    format!(
        "{language}: only what stands between quotation marks was tagged, without speakers and events."
    )
}

/// Adds the quotations that are no names and no titles.
pub(super) fn propose(article: Article<'_>, to: &mut Proposals) {
    let labels = &article.schema.labels;
    let Some(label) = labels.iter().find(|label| label.role == Role::Quote) else {
        return;
    };
    for piece in pieces(article.text) {
        for quotation in quotations(article.text, piece) {
            let outer = quotation.depth == 0 && quotation.kind == QuotationKind::Paired;
            if !outer || is_title(article.text, &quotation) {
                continue;
            }
            if let Ok(fragments) = Fragments::one(quotation.range) {
                to.spans.push(ProposedSpan {
                    label: label.name.clone(),
                    fragments,
                    attributes: Default::default(),
                    by_rule: Vec::new(),
                    entity: None,
                    score: SCORE,
                    reason: SmolStr::new_static("between quotation marks"),
                });
            }
        }
    }
}

/// A few words without the stop of a sentence.
fn is_title(text: &Text, quotation: &Quotation) -> bool {
    let words = text.slice(quotation.inner);
    let stops = ['.', '!', '?', '…', ',', '。', '！', '？', '؟', '।', '，'];
    words.unicode_words().take(TITLE + 1).count() <= TITLE && !words.trim_end().ends_with(stops)
}

#[cfg(test)]
mod tests {
    use crate::model::Text;
    use crate::store::schemas;
    use crate::tagger::{Article, Proposals, Tagger as _, rules::Rules};

    fn tagged(words: &str, language: Option<&str>) -> (Vec<String>, Proposals) {
        let text = Text::new(words);
        let proposals = Rules.propose(Article {
            text: &text,
            language,
            schema: &schemas::news(),
        });
        let words = proposals.spans.iter();
        let words = words.map(|span| text.slice(span.fragments.hull()).to_owned());
        (words.collect(), proposals)
    }

    #[test]
    fn other_languages_are_tagged_by_marks_alone() {
        for (words, quotes) in [
            (
                "Die Bürgermeisterin sagte am Montag der Zeitung „Hafenbote“: „Die Brücke wird im Frühjahr geöffnet.“ Nils Lund sprach von einer Frage der Zeit und nicht des Geldes.",
                &["„Die Brücke wird im Frühjahr geöffnet.“"][..],
            ),
            (
                "La maire a déclaré lundi dans le port : « Le pont sera ouvert au printemps », et que les travaux ne sont pas terminés pour le journal « Le Phare ».",
                &["« Le pont sera ouvert au printemps »"],
            ),
            (
                "Мэр заявила в понедельник: «Мост откроется весной, как мы и обещали», и что работы не закончены, как это было обещано в марте газете «Маяк».",
                &["«Мост откроется весной, как мы и обещали»"],
            ),
        ] {
            let (found, proposals) = tagged(words, None);
            assert_eq!(found, quotes, "{words}");
            assert_eq!(proposals.remarks.len(), 1, "{words}");
            assert!(proposals.entities.is_empty());
        }
    }

    #[test]
    fn what_the_document_says_of_its_language_goes_before_the_guess() {
        let english = "The mayor said on Monday: “The bridge will open in the spring.” He left the town hall.";
        let (_, proposals) = tagged(english, Some("de"));
        assert!(
            proposals
                .remarks
                .iter()
                .any(|remark| remark.contains("“de”"))
        );
        let (_, proposals) = tagged(english, Some("en-GB"));
        assert!(proposals.remarks.is_empty() && !proposals.links.is_empty());
    }
}
