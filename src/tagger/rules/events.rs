//! Events: the word that tells what happened, one for each, a verb or a noun.

mod attributes;
mod inflection;
mod lexicon;
mod nouns;
mod reading;
mod sentence;
mod signs;
#[cfg(test)]
mod tests;
mod verbs;

use crate::language::{Token, pieces, sentences, tokens};
use crate::model::schema::{Label, Role, Values};
use crate::model::{Attributes, ByteRange, Fragments};
use crate::tagger::{Article, Proposals, ProposedSpan};
use sentence::Sentence;
use smol_str::format_smolstr;

/// What makes a word a trigger.
struct Finding {
    /// The place of the word in its sentence.
    at: usize,
    /// A value of the attribute `class`.
    class: &'static str,
    /// How sure the rule is, 0 to 1.
    score: f64,
    /// What the word is, in plain words.
    what: &'static str,
}

/// Adds what happened. `cues` are the verbs of saying of the quotes that were found, in any order: they
/// tell of no event of their own.
pub(super) fn propose(article: Article<'_>, cues: &[ByteRange], to: &mut Proposals) {
    let labels = &article.schema.labels;
    let Some(label) = labels.iter().find(|label| label.role == Role::Event) else {
        return;
    };
    let mut cues = cues.to_vec();
    cues.sort_unstable_by_key(|cue| cue.start);
    for paragraph in pieces(article.text) {
        for range in sentences(article.text, paragraph) {
            let tokens = tokens(article.text, range);
            in_sentence(article, label, &tokens, &cues, to);
        }
    }
}

fn in_sentence(
    article: Article<'_>,
    label: &Label,
    tokens: &[Token],
    cues: &[ByteRange],
    to: &mut Proposals,
) {
    let sentence = Sentence::new(tokens);
    for finding in findings(&sentence) {
        let Some(token) = tokens.get(finding.at) else {
            continue;
        };
        if is_within(cues, token.range) {
            continue;
        }
        let Ok(fragments) = Fragments::one(written(article, token)) else {
            continue;
        };
        let word = article.text.slice(token.range);
        to.spans.push(ProposedSpan {
            label: label.name.clone(),
            fragments,
            attributes: set(label, &finding, attributes::of(&sentence, finding.at)),
            by_rule: Vec::new(),
            entity: None,
            score: finding.score,
            reason: format_smolstr!("{}: *{word}*", finding.what),
        });
    }
}

/// The word without a possessive ending.
fn written(article: Article<'_>, token: &Token) -> ByteRange {
    let word = article.text.slice(token.range);
    let cut = word.rfind(['\'', '’']).filter(|_| token.possessive);
    let end = token.range.start.0 + cut.unwrap_or(word.len());
    ByteRange::new(token.range.start.0, end)
}

/// The triggers of a sentence, in order.
fn findings(sentence: &Sentence<'_>) -> Vec<Finding> {
    (0..sentence.len())
        .filter_map(|at| verbs::at(sentence, at).or_else(|| nouns::at(sentence, at)))
        .collect()
}

/// Whether a cue covers the word. The cues are in order and do not nest.
fn is_within(cues: &[ByteRange], word: ByteRange) -> bool {
    let after = cues.partition_point(|cue| cue.start <= word.start);
    let near = cues.get(after.saturating_sub(4)..after).unwrap_or_default();
    near.iter().any(|cue| cue.covers(word))
}

/// The attributes that the label has, of those that can be told.
fn set(label: &Label, finding: &Finding, told: attributes::Told) -> Attributes {
    let values = [
        ("class", finding.class),
        ("realis", told.realis),
        ("polarity", told.polarity),
    ];
    let mut set = Attributes::default();
    for (name, value) in values {
        let known = label
            .attributes
            .iter()
            .find(|known| known.name.as_str() == name);
        if let Some(known) = known
            && matches!(&known.values, Values::OneOf(all) if all.iter().any(|one| one == value))
        {
            set.insert(known.name.clone(), value.into());
        }
    }
    set
}
