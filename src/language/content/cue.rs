//! Verbs of saying: which words are one, who is their subject, and on which side their content stands.

mod subject;

use self::subject::{beyond_parenthesis, subject};
use super::super::lexicon::{Classes, Form, Frames, Verb};
use super::super::noun_phrase;
use super::super::phrase::{Item, Kind};
use super::{Finding, Pattern, following, leading};

pub(super) use self::subject::Subject;
pub(in super::super) use self::subject::main_subject;

/// The attribution whose cue is the word `at`. `shared` is the subject of the cue before it in the sentence,
/// for "X called for … and stressed …".
pub(super) fn at(items: &[Item], at: usize, shared: Option<(usize, usize)>) -> Option<Finding> {
    let verb = items[at].verb().filter(|_| !is_quality(items, at))?;
    if verb.frames.any(Frames::BACK) && !following::is_back(items, at + 1, verb) {
        return None;
    }
    let mut finding = without_hearer(items, at, verb, shared)?;
    let told = following::addressee(items, at + 1, verb);
    let free = |&(first, last): &(usize, usize)| {
        let apart = |&(from, to): &(usize, usize)| last < from || to < first;
        finding.content.iter().all(apart) && finding.speaker.iter().all(apart)
    };
    finding.hearer = told.filter(free);
    Some(finding)
}

/// "The plan, Berg said, “would fail.”": the words begin with a subject that stands before the cue.
fn is_parted(items: &[Item], speaker: usize, verb: usize) -> bool {
    let comma = |at: usize| items.get(at).is_some_and(|item| item.kind == Kind::Comma);
    let quote = items
        .get(verb + 2)
        .is_some_and(|item| item.kind == Kind::Quote);
    let Some(before) = speaker.checked_sub(1).filter(|&i| comma(i)) else {
        return false;
    };
    let first = super::bounds::skip_connectives(items);
    let phrase = noun_phrase::starting_at(items, first);
    comma(verb + 1) && quote && phrase.is_some_and(|last| last + 1 == before)
}

/// "very threatening", "Berg, asked about it, said": no verb that reports.
fn is_quality(items: &[Item], at: usize) -> bool {
    let word = |at: usize, words: &[&str]| {
        let item = items.get(at);
        item.is_some_and(|item| words.iter().any(|word| item.is(word)))
    };
    let comma = at
        .checked_sub(1)
        .is_some_and(|i| items[i].kind == Kind::Comma);
    if comma && word(at, &["asked"]) && word(at + 1, &["about", "whether", "if", "why", "by"]) {
        return true;
    }
    let degrees = ["very", "so", "more", "less", "most", "too", "quite"];
    let graded = at
        .checked_sub(1)
        .is_some_and(|i| degrees.iter().any(|word| items[i].is(word)));
    graded && items[at].is_gerund()
}

fn without_hearer(
    items: &[Item],
    at: usize,
    verb: Verb,
    shared: Option<(usize, usize)>,
) -> Option<Finding> {
    if let Some(speaker) = inverted(items, at, verb)
        && let Some(finding) = leading::content(items, at, at, speaker.1 + 1, Some(speaker), verb)
    {
        return Some(finding);
    }
    let subject = subject(items, at, verb, shared)?;
    let after = following::skip_hearer(items, at + 1, verb);
    let strong = following::content(items, at, &subject, verb).filter(|finding| {
        let matter = matches!(finding.pattern, Pattern::Matter | Pattern::Naming);
        let infinitive = finding
            .content
            .first()
            .is_some_and(|&(first, _)| items[first].is("to"));
        !((matter || infinitive) && is_wish(items, at, verb))
    });
    let marked_before = subject
        .first
        .checked_sub(1)
        .is_some_and(|i| items[i].kind == Kind::Quote);
    if subject.own && is_parted(items, subject.first, at) {
        let speaker = Some((subject.first, subject.last));
        return leading::content(items, subject.first, at, after, speaker, verb).or(strong);
    }
    // "In his book, “A Long Road,” Berg writes that …": what stands between marks is named, not said.
    let that = strong.as_ref().is_some_and(|finding| {
        finding.pattern == Pattern::Clause
            && finding.score > 0.87
            && finding
                .content
                .first()
                .is_some_and(|&(first, _)| items[first].is("that"))
    });
    let sure = strong.as_ref().is_some_and(|finding| finding.score >= 0.7);
    if sure && (that || !marked_before) {
        return strong;
    }
    if subject.own {
        let speaker = Some((subject.first, subject.last));
        if let Some(finding) = leading::content(items, subject.first, at, after, speaker, verb) {
            return Some(finding);
        }
    }
    strong
}

/// "should call for": wished for, not said.
fn is_wish(items: &[Item], at: usize, verb: Verb) -> bool {
    let modal = at.checked_sub(1).is_some_and(|i| {
        matches!(
            items[i].lower.as_str(),
            "should" | "must" | "could" | "may" | "might" | "can" | "to" | "cannot" | "ought"
        )
    });
    modal && verb.form == Form::Base
}

/// "said X" after a quotation or a comma: the phrase after the verb.
fn inverted(items: &[Item], at: usize, verb: Verb) -> Option<(usize, usize)> {
    let before = at.checked_sub(1)?;
    let placed = matches!(
        items[before].kind,
        Kind::Quote | Kind::Comma | Kind::Dash | Kind::Stop
    );
    let hearer = verb.frames.any(Frames::HEARER);
    if !placed
        || hearer
        || verb.form != Form::Finite
        || !verb.frames.any(Frames::QUOTE | Frames::CLAUSE)
    {
        return None;
    }
    // "He left, said goodbye": a comma that closes a parenthesis belongs to the subject before it.
    let first = at + 1;
    let item = items.get(first)?;
    if item.any(Classes::QUESTION) || item.is("that") || item.is("it") {
        return None;
    }
    let last = noun_phrase::starting_at(items, first)?;
    // "Anna Berg, who lives there, declared a holiday": the verb belongs to the subject before the parenthesis.
    let parenthesis = items[before].kind == Kind::Comma
        && !items[before - usize::from(before > 0)].is_quote_ending(&[','])
        && beyond_parenthesis(items, before).is_some_and(|subject| subject.first <= 2);
    let end = second_speaker(items, last).unwrap_or(last);
    let parenthesis = parenthesis
        && items
            .get(end + 1)
            .is_none_or(|next| next.kind != Kind::Comma);
    if parenthesis {
        return None;
    }
    let closed = items.get(end + 1).is_none_or(|next| {
        !next.is_word()
            || next.any(
                Classes::PREPOSITION
                    | Classes::TEMPORAL
                    | Classes::SUBORDINATOR
                    | Classes::CONJUNCTION
                    | Classes::ADVERB,
            )
    });
    closed.then_some((first, end))
}

/// "said Kirby and Milley": the end of the second of two speakers, when nothing but a mark follows.
fn second_speaker(items: &[Item], last: usize) -> Option<usize> {
    let joined = items.get(last + 1)?.is("and") && items.get(last + 2)?.is_name();
    let second = noun_phrase::starting_at(items, last + 2)?;
    let over = items.get(second + 1).is_none_or(|item| !item.is_word());
    (joined && over).then_some(second)
}
