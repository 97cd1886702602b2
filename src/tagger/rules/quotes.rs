//! Quotes with their speakers; with cues and hearers where the schema has labels for them.

mod labels;
mod marks;

use self::labels::Labels;
use self::marks::Marks;
use crate::language::{Attribution, Said, mention_kind, reason, said};
use crate::model::schema::AttributeRole;
use crate::model::{ByteRange, Fragments, Text};
use crate::tagger::{Article, Proposals};
use smol_str::SmolStr;

/// Adds what was said, and by whom. Gives the verbs and nouns of saying that tell of it.
pub(super) fn propose(article: Article<'_>, to: &mut Proposals) -> Vec<ByteRange> {
    let mut cues = Vec::new();
    let Some(labels) = Labels::of(article.schema) else {
        return cues;
    };
    let mut marks = Marks::new(to);
    for said in said(article.text) {
        if !said.attribution.belief || is_marked(article.text, &said.attribution) {
            add(article.text, &labels, &said, &mut marks);
            if !said.attribution.cue.is_empty() {
                cues.push(said.attribution.cue);
            }
        }
    }
    cues
}

/// A belief is nobody's words but for those between marks.
fn is_marked(text: &Text, attribution: &Attribution) -> bool {
    let marks = ['"', '“', '”', '«', '»', '„'];
    let mut pieces = attribution.content.iter();
    pieces.any(|piece| text.slice(piece).contains(marks))
}

fn add(text: &Text, labels: &Labels<'_>, said: &Said, marks: &mut Marks<'_>) {
    let found = &said.attribution;
    let score = f64::from(found.score);
    let why = SmolStr::new(reason(text, found));
    let quote = marks.quote(labels.quote, found.content.clone(), score, &why);
    marks.fill(
        quote,
        labels.quote,
        AttributeRole::QuoteKind,
        said.kind.as_str(),
    );
    if let (Some(range), Some(label)) = (found.speaker, labels.speaker)
        && let Ok(words) = Fragments::one(range)
    {
        let speaker = marks.shared(label, words, score, &why);
        let kind = mention_kind(text, range);
        marks.fill(speaker, label, AttributeRole::MentionKind, kind.as_str());
        marks.link(labels.said_by, quote, speaker, score, &why);
    }
    if let Some(label) = labels.cue
        && let Ok(words) = Fragments::one(found.cue)
    {
        let cue = marks.shared(label, words, score, &why);
        marks.link(labels.cued_by, quote, cue, score, &why);
    }
    if let (Some(range), Some(label)) = (found.hearer, labels.addressee)
        && let Ok(words) = Fragments::one(range)
    {
        let hearer = marks.shared(label, words, score, &why);
        marks.link(labels.said_to, quote, hearer, score, &why);
    }
}
