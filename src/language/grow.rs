//! Growing a selection to the next larger unit.

use super::{content, mention, quotation, sentences, window, words};
use crate::model::{ByteRange, Text};

/// The smallest unit that covers the selection and is larger: word, mention as written, reported
/// content, quotation, sentence, paragraph. `None` when the selection is the paragraph or more.
pub fn grow(text: &Text, selection: ByteRange) -> Option<ByteRange> {
    let selection = text.whole_graphemes(selection);
    let at = selection.start;
    let paragraph = window::paragraph_at(text, at);
    let whole = text.paragraphs().get(text.paragraph_at(at)).copied();
    let mut units: Vec<ByteRange> = Vec::new();
    units.extend(words::word_at(text, at));
    units.extend(mention::mention_at(text, at).map(|mention| mention.range));
    for attribution in content::attributions(text, paragraph) {
        units.extend(attribution.content.iter());
        units.push(attribution.content.hull());
    }
    for quotation in quotation::quotations(text, paragraph) {
        units.extend([quotation.inner, quotation.range]);
    }
    units.push(sentences::sentence_at(text, at));
    units.extend(whole);
    units
        .into_iter()
        .filter(|unit| unit.covers(selection) && *unit != selection && !unit.is_empty())
        .min_by_key(|unit| unit.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_grows_step_by_step() {
        let text = Text::new(
            "It was dry. Berg said that Captain Anna Lund’s “old tall ship” had sunk. Nobody knew.",
        );
        let at = text.as_str().find("Lund").unwrap();
        let mut selection = ByteRange::new(at, at);
        let mut steps = Vec::new();
        while let Some(next) = grow(&text, selection) {
            steps.push(text.slice(next).to_owned());
            selection = next;
        }
        assert_eq!(
            steps,
            [
                "Lund’s",
                "that Captain Anna Lund’s “old tall ship” had sunk",
                "Berg said that Captain Anna Lund’s “old tall ship” had sunk.",
                text.as_str(),
            ]
        );
        let at = text.as_str().find("ship").unwrap();
        let word = grow(&text, ByteRange::new(at, at)).unwrap();
        let inner = grow(&text, word).unwrap();
        assert_eq!(text.slice(inner), "old tall ship");
        assert_eq!(text.slice(grow(&text, inner).unwrap()), "“old tall ship”");
    }
}
