//! Who says it: the subject of a verb of saying.

use super::super::super::lexicon::{Classes, Form, Frames, Verb};
use super::super::super::noun_phrase;
use super::super::super::phrase::{Item, Kind};
use super::super::bounds::is_adverbial;
use super::super::modified_subject;

/// Who says it, and how the sentence says so.
pub(in super::super) struct Subject {
    pub first: usize,
    pub last: usize,
    /// Whether it stands right at the verb rather than being shared or the sentence's.
    pub own: bool,
}

/// Items that an aside between subject and verb may have.
const LONGEST_ASIDE: usize = 20;

pub(super) fn subject(
    items: &[Item],
    at: usize,
    verb: Verb,
    shared: Option<(usize, usize)>,
) -> Option<Subject> {
    if noun_phrase::reads_as_noun(items, at) && !is_forced(items, at) {
        return None;
    }
    let (before, passive) = skip_back(items, at)?;
    if passive && verb.participle {
        return None;
    }
    let of_sentence = || {
        shared
            .or_else(|| main_subject(items, at))
            .map(|(first, last)| Subject {
                first,
                last,
                own: false,
            })
    };
    let item = &items[before];
    // "The port denied it, having called it “wet.”"
    if verb.participle && before + 2 == at && items[at - 1].is("having") {
        return of_sentence();
    }
    if let Some(subject) = quoted_as(items, at, verb) {
        return Some(subject);
    }
    if verb.form == Form::Gerund {
        let plain = item.kind == Kind::Comma || item.is("as") || item.any(Classes::CONJUNCTION);
        return if plain {
            of_sentence()
        } else {
            own(items, before)
        };
    }
    if let Some(subject) = modified(items, before, verb) {
        return Some(subject);
    }
    if verb.form == Form::Base && before + 1 == at && !takes_base(item) {
        return None;
    }
    let named = verb.participle && verb.frames.any(Frames::NAMING) && before + 1 == at;
    let found = match item.kind {
        // "The bill, dubbed “…”": nobody calls it so.
        Kind::Comma if named && !closes_aside(items, before) => None,
        Kind::Quote if item.is_quote_ending(&[',']) => of_relative(items, before),
        Kind::Comma | Kind::Dash => beyond_parenthesis(items, before),
        Kind::Word if item.any(Classes::CONJUNCTION) => of_sentence(),
        Kind::Word if item.is("to") => of_sentence().filter(|_| reported(items, at)),
        Kind::Word if matches!(item.lower.as_str(), "who" | "which") => antecedent(items, before),
        // "a banner that read “…”"
        Kind::Word if item.is("that") && before + 1 == at => {
            antecedent(items, before).filter(|_| reported(items, at))
        }
        Kind::Word | Kind::Bracket => {
            own(items, before).filter(|_| verb.form != Form::Participle || before + 1 < at)
        }
        _ => None,
    };
    found.or_else(|| {
        of_sentence().filter(|subject| {
            verb.form == Form::Finite && reported(items, at) && !is_claimed(items, subject.last, at)
        })
    })
}

/// "Documents seen by the port show": a subject with more behind its noun.
fn modified(items: &[Item], last: usize, verb: Verb) -> Option<Subject> {
    let open = items[last].any(Classes::SUBJECT)
        || items[last].is_function() && !items[last].any(Classes::PRONOUN | Classes::ADVERB);
    let finite = matches!(verb.form, Form::Finite | Form::Base);
    if !finite || !items[last].is_word() || open {
        return None;
    }
    let (first, last) = modified_subject::ending_at(items, last)?;
    // "people", "documents": what a verb in its base form needs.
    let plural = verb.form == Form::Finite
        || (first..=last)
            .take_while(|&i| !items[i].any(Classes::PREPOSITION | Classes::RELATIVE))
            .any(|i| takes_base(&items[i]) && !items[i].any(Classes::DETERMINER));
    plural.then_some(Subject {
        first,
        last,
        own: true,
    })
}

/// Whether the subject that ends at `last` has a verb of its own before `at`: "The fee was paid by a man named “X”".
fn is_claimed(items: &[Item], last: usize, at: usize) -> bool {
    let between = items.get(last + 1..at).unwrap_or_default();
    let joined = between
        .iter()
        .any(|item| item.any(Classes::CONJUNCTION) || item.kind == Kind::Comma);
    !joined && between.iter().any(Item::is_verbal)
}

/// "Berg was quoted as saying": the subject before the passive.
fn quoted_as(items: &[Item], at: usize, verb: Verb) -> Option<Subject> {
    let led = verb.form == Form::Gerund && at > 2 && items[at - 1].is("as");
    let quoted = led
        && ["quoted", "cited", "reported"]
            .iter()
            .any(|word| items[at - 2].is(word));
    if !quoted {
        return None;
    }
    let (before, passive) = skip_back(items, at - 2)?;
    own(items, before).filter(|_| passive)
}

/// Whether a verb in its base form can follow: after a plural, a name or "to", not after "a blog".
fn takes_base(before: &Item) -> bool {
    let plural = before.lower.ends_with('s') || before.any(Classes::PERSON);
    let pronoun = before.any(Classes::SUBJECT | Classes::SUBORDINATOR)
        && !matches!(before.lower.as_str(), "he" | "she" | "it");
    plural
        || pronoun
        || before.capital
        || before.is("to")
        || !before.is_word()
        || before.any(Classes::CONJUNCTION)
}

/// A word in noun position that is a verb all the same: what follows only a verb can have.
fn is_forced(items: &[Item], at: usize) -> bool {
    let verb = items[at].verb();
    let that = at > 0 && items[at - 1].is("that") && reported(items, at);
    that || verb.is_some_and(|verb| verb.frames.any(Frames::BACK))
        || verb.is_some_and(|verb| verb.form == Form::Finite) && items[at].lower.ends_with("id")
        || at > 0
            && items.get(at + 1).is_some_and(|next| next.is("that"))
            && items[at - 1].any(Classes::SUBJECT)
}

fn reported(items: &[Item], at: usize) -> bool {
    let quote = |at: usize| items.get(at).is_some_and(|item| item.kind == Kind::Quote);
    let asks = items[at]
        .verb()
        .is_some_and(|verb| verb.frames.any(Frames::QUESTION));
    let opens = |item: &Item| {
        item.is("that") || item.kind == Kind::Colon || asks && item.any(Classes::QUESTION)
    };
    let comma = items
        .get(at + 1)
        .is_some_and(|item| item.kind == Kind::Comma);
    items.get(at + 1).is_some_and(opens)
        || comma
            && items
                .get(at + 2)
                .is_some_and(|item| item.is("that") || item.is("whether"))
        || quote(at + 1)
        || quote(at + 2) && items[at + 1].kind == Kind::Comma
}

/// The last item before the verb that is no adverb and no auxiliary, and whether a form of "be" was skipped.
fn skip_back(items: &[Item], at: usize) -> Option<(usize, bool)> {
    let mut before = at.checked_sub(1)?;
    let mut passive = false;
    while is_adverbial(&items[before])
        && (!items[before].any(Classes::TEMPORAL) || items[before].any(Classes::ADVERB))
        && !items[before].any(Classes::CONJUNCTION)
    {
        passive |= items[before].any(Classes::BE);
        before = before.checked_sub(1)?;
    }
    Some((before, passive))
}

fn own(items: &[Item], last: usize) -> Option<Subject> {
    let item = &items[last];
    let object = item.any(Classes::PRONOUN) && !item.any(Classes::SUBJECT | Classes::DETERMINER);
    let indefinite = matches!(
        item.lower.as_str(),
        "someone" | "everyone" | "nobody" | "everybody" | "somebody" | "one"
    );
    let part_of = last > 0 && items[last - 1].is("of");
    if object && !indefinite && !part_of {
        return None;
    }
    // "one of them"
    let whole = (object && part_of).then(|| last.checked_sub(2)).flatten();
    let first = match whole {
        Some(part) => noun_phrase::ending_at(items, part)?,
        None => noun_phrase::ending_at(items, last)?,
    };
    let first = compound_start(items, first);
    // "by X said": the phrase belongs to what stands before it.
    let bound = first > 0 && items[first - 1].is("by");
    (!bound).then_some(Subject {
        first,
        last,
        own: true,
    })
}

/// "Both A and B", "A and B" at the start of a clause are one speaker phrase.
fn compound_start(items: &[Item], first: usize) -> usize {
    let Some(conjunction) = first.checked_sub(1).filter(|&i| items[i].is("and")) else {
        return first;
    };
    let left = conjunction
        .checked_sub(1)
        .filter(|&last| !items[last].any(Classes::PRONOUN))
        .and_then(|last| noun_phrase::ending_at(items, last));
    let Some(start) = left else { return first };
    let both = start > 0 && items[start - 1].is("both");
    let opens = start == 0
        || items[start - 1].kind == Kind::Comma
        || items[start - 1].any(Classes::SUBORDINATOR);
    if opens || both { start } else { first }
}

/// "X, the head of Y, said", "X, in turn, said".
pub(super) fn beyond_parenthesis(items: &[Item], comma: usize) -> Option<Subject> {
    let from = comma.saturating_sub(LONGEST_ASIDE);
    let kind = items[comma].kind;
    let Some(open) = (from..comma).rev().find(|&i| items[i].kind == kind) else {
        return before_stray_comma(items, comma).filter(|_| kind == Kind::Comma);
    };
    let quoted = [open + 1, comma - 1]
        .iter()
        .any(|&i| items[i].kind == Kind::Quote);
    if open + 1 == comma || quoted {
        return None;
    }
    let last = open.checked_sub(1)?;
    if let Some((first, last)) = modified_subject::ending_at(items, last) {
        return Some(Subject {
            first,
            last,
            own: true,
        });
    }
    let subject = own(items, last)?;
    // "In Kyiv, on Tuesday, said" has no subject.
    let bound = subject.first > 0 && items[subject.first - 1].any(Classes::PREPOSITION);
    (!bound).then_some(subject)
}

/// "Anna Berg for the port, says": a comma between subject and verb, where the sentence begins with the subject.
fn before_stray_comma(items: &[Item], comma: usize) -> Option<Subject> {
    let (first, last) = main_subject(items, comma)?;
    let verbal = items[last..comma]
        .iter()
        .any(|item| item.any(Classes::AUXILIARY | Classes::VERB | Classes::SUBJECT));
    (!verbal).then_some(Subject {
        first,
        last,
        own: true,
    })
}

/// Whether the comma closes what another one opened: "Berg, a captain, called".
fn closes_aside(items: &[Item], comma: usize) -> bool {
    let from = comma.saturating_sub(LONGEST_ASIDE);
    items
        .get(from..comma)
        .is_some_and(|before| before.iter().any(|item| item.kind == Kind::Comma))
}

/// "Berg, who said it was “wet,” calls": the subject before a relative clause that a quotation closes.
fn of_relative(items: &[Item], quote: usize) -> Option<Subject> {
    let from = quote.saturating_sub(LONGEST_ASIDE);
    let comma = (from..quote).rev().find(|&i| {
        items[i].kind == Kind::Comma && (items[i + 1].is("who") || items[i + 1].is("which"))
    })?;
    own(items, comma.checked_sub(1)?)
}

/// "X, who said": the phrase that the pronoun stands for.
fn antecedent(items: &[Item], pronoun: usize) -> Option<Subject> {
    let mut last = pronoun.checked_sub(1)?;
    if items[last].kind == Kind::Comma {
        last = last.checked_sub(1)?;
    }
    own(items, last)
}

/// The subject of the sentence: the phrase at its start, behind connectives and an adverbial with a comma.
pub(in super::super::super) fn main_subject(
    items: &[Item],
    until: usize,
) -> Option<(usize, usize)> {
    let until = until.min(items.len());
    let mut at = super::super::bounds::skip_connectives(items);
    let adverbial = |item: &Item| {
        item.any(Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::ADVERB)
            && !item.any(Classes::DETERMINER)
            || item.is("asked")
            || item.is("speaking")
            || item.is_ing()
            || item.any(Classes::TEMPORAL)
    };
    while items.get(at).is_some_and(adverbial) {
        let comma = (at..until).find(|&i| items[i].kind == Kind::Comma)?;
        at = comma + 1;
    }
    let last = noun_phrase::starting_at(items, at)?;
    (last < until).then_some((at, last))
}
