//! Whether an event happened: what the words around it say.

use super::lexicon::Forms;
use super::reading::Reading;
use super::sentence::Sentence;
use super::signs::Signs;
use crate::language::Part;

/// What the sentence tells of an event besides its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// A value of `realis`.
    pub realis: &'static str,
    /// A value of `polarity`.
    pub polarity: &'static str,
}

impl Told {
    const HAPPENED: Self = Self::new("actual", "positive");
    const GENERIC: Self = Self::new("generic", "positive");
    /// Wished, feared, asked, planned or possible.
    const IN_MIND: Self = Self::new("other", "positive");
    const DENIED: Self = Self::new("other", "negative");

    const fn new(realis: &'static str, polarity: &'static str) -> Self {
        Self { realis, polarity }
    }
}

/// Words before an event that are looked at.
const REACH: usize = 9;

/// Events that are looked at for what one took over from another: "talks, visits and calls".
const DEEPEST: usize = 4;

/// What is told of the event here.
pub(super) fn of(sentence: &Sentence<'_>, at: usize) -> Told {
    if sentence.asks {
        return Told::IN_MIND;
    }
    of_word(sentence, at, 0)
}

fn of_word(sentence: &Sentence<'_>, at: usize, depth: usize) -> Told {
    match sentence.reading(at) {
        _ if depth > DEEPEST => Told::HAPPENED,
        Reading::Verb(_) if is_conditional(sentence, at) => Told::IN_MIND,
        Reading::Verb(forms) if forms.any(Forms::GERUND) => of_gerund(sentence, at, depth),
        Reading::Verb(forms) => of_verb(sentence, at, forms, depth),
        _ => of_noun(sentence, at, depth),
    }
}

/// "if they attack", "whether it attacked".
fn is_conditional(sentence: &Sentence<'_>, at: usize) -> bool {
    (0..at)
        .rev()
        .take(REACH)
        .find(|&i| sentence.has(Some(i), Signs::CONDITION | Signs::CLAUSE))
        .is_some_and(|i| sentence.has(Some(i), Signs::CONDITION))
}

/// "tried to leave", "will not have left", "call and complain".
fn of_verb(sentence: &Sentence<'_>, at: usize, forms: Forms, depth: usize) -> Told {
    let chain = chain(sentence, at);
    let opener = chain.start.checked_sub(1);
    if chain.denied {
        return Told::DENIED;
    }
    if chain.infinitive {
        return of_infinitive(sentence, chain.start, depth);
    }
    if chain.modal {
        return Told::IN_MIND;
    }
    if let Some(partner) = opener.and_then(|and| partner(sentence, and))
        && let Reading::Verb(other) = sentence.reading(partner)
        && chain.start == at
        && other == forms
    {
        return of_word(sentence, partner, depth + 1);
    }
    let past = forms.any(Forms::PAST) && !forms.any(Forms::BASE);
    let from = chain.start.saturating_sub(3);
    let usual = (from..at).any(|i| sentence.has(Some(i), Signs::USUALLY));
    if usual && !past {
        return Told::GENERIC;
    }
    Told::HAPPENED
}

/// The auxiliaries and adverbs before a verb.
struct Chain {
    /// Where they begin: at "to" for an infinitive.
    start: usize,
    denied: bool,
    modal: bool,
    infinitive: bool,
}

fn chain(sentence: &Sentence<'_>, at: usize) -> Chain {
    let mut chain = Chain {
        start: at,
        denied: false,
        modal: false,
        infinitive: false,
    };
    for i in (0..at).rev().take(REACH) {
        let here = Some(i);
        let denies = is_negation(sentence, i);
        chain.denied |= denies;
        chain.modal |= sentence.has(here, Signs::MODAL);
        if sentence.is(here, &["to"]) {
            chain.infinitive = true;
            chain.start = i;
            break;
        }
        let quoted = sentence.has(here, Signs::QUOTATION) && i + 1 < at;
        let helps = denies
            || sentence.is_auxiliary(here)
            || sentence.part(here) == Part::Adverb
            || sentence.is(here, &["also"]);
        if !helps && !quoted {
            break;
        }
        chain.start = i;
    }
    chain
}

/// What "to" here makes of its verb: "refused to", "managed to", "wants to".
fn of_infinitive(sentence: &Sentence<'_>, to: usize, depth: usize) -> Told {
    match sentence.before(to) {
        Some(verb) if sentence.has(Some(verb), Signs::REFUSED) => Told::DENIED,
        Some(verb) if sentence.has(Some(verb), Signs::CARRIED_OUT) => {
            of_word(sentence, verb, depth + 1)
        }
        _ => Told::IN_MIND,
    }
}

/// "without firing", "considered leaving", "stopped fighting", "progress in resolving".
fn of_gerund(sentence: &Sentence<'_>, at: usize, depth: usize) -> Told {
    let Some(before) = sentence.before(at) else {
        return Told::HAPPENED;
    };
    let here = Some(before);
    if sentence.has(here, Signs::BE) {
        return of_verb(sentence, at, Forms::GERUND, depth);
    }
    if is_negation(sentence, before) || sentence.has(here, Signs::REFUSED) {
        return Told::DENIED;
    }
    if sentence.has(here, Signs::IN_MIND) {
        return Told::IN_MIND;
    }
    let Some(governor) = before.checked_sub(1) else {
        return Told::HAPPENED;
    };
    if sentence.part(here) != Part::Adposition {
        return Told::HAPPENED;
    }
    match sentence.reading(governor) {
        _ if sentence.has(Some(governor), Signs::IN_MIND) => Told::IN_MIND,
        Reading::Noun if sentence.entry(governor).noun.is_some() => {
            of_word(sentence, governor, depth + 1)
        }
        _ => Told::HAPPENED,
    }
}

/// "no talks", "the talks", "possible talks", "called for talks", "will hold talks", "talks will".
fn of_noun(sentence: &Sentence<'_>, at: usize, depth: usize) -> Told {
    let start = phrase_start(sentence, at);
    if let Some(told) = by_modal_ahead(sentence, at) {
        return told;
    }
    for i in start..at {
        if is_negation(sentence, i) {
            return Told::DENIED;
        }
        if sentence.has(Some(i), Signs::IN_MIND) {
            return Told::IN_MIND;
        }
    }
    let definite = |i| sentence.is(Some(i), &["the", "this", "these", "those"]);
    let possessive = |i| sentence.token(i).is_some_and(|token| token.possessive);
    let Some(before) = start.checked_sub(1) else {
        return Told::HAPPENED;
    };
    if (start..at).any(|i| definite(i) || possessive(i)) {
        return Told::HAPPENED;
    }
    if let Some(partner) = partner(sentence, before)
        && sentence.entry(partner).noun.is_some()
    {
        return of_word(sentence, partner, depth + 1);
    }
    by_governor(sentence, start, depth)
}

/// Where the noun phrase that ends here begins.
fn phrase_start(sentence: &Sentence<'_>, at: usize) -> usize {
    let inside = |&i: &usize| {
        sentence.is_within_phrase(Some(i))
            || sentence.reading(i) == Reading::Noun
            || sentence.has(Some(i), Signs::NEGATION)
            || sentence.is(Some(i), &["this", "these", "those", "any"])
    };
    let words = (0..at).rev().take(REACH).take_while(inside);
    words.last().unwrap_or(at)
}

/// What the verb or noun before a noun phrase says of the event.
fn by_governor(sentence: &Sentence<'_>, start: usize, depth: usize) -> Told {
    for i in (0..start).rev().take(REACH) {
        let here = Some(i);
        if is_negation(sentence, i) {
            return Told::DENIED;
        }
        if sentence.has(here, Signs::IN_MIND) {
            return Told::IN_MIND;
        }
        if let Reading::Verb(_) = sentence.reading(i) {
            return of_word(sentence, i, depth + 1);
        }
        if sentence.has(here, Signs::CLAUSE) || sentence.is_auxiliary(here) {
            break;
        }
        if sentence.is(here, &["after", "before", "since", "during", "amid"]) {
            break;
        }
    }
    Told::HAPPENED
}

/// "The hearing will not be held".
fn by_modal_ahead(sentence: &Sentence<'_>, at: usize) -> Option<Told> {
    let modal = (at + 1..at + 4)
        .find(|&i| sentence.is_auxiliary(Some(i)) || sentence.part(Some(i)) == Part::Mark)?;
    if !sentence.has(Some(modal), Signs::MODAL) {
        return None;
    }
    let denied = is_negation(sentence, modal) || is_negation(sentence, modal + 1);
    Some(if denied { Told::DENIED } else { Told::IN_MIND })
}

/// What a word after "and", "or" or a comma here stands beside.
fn partner(sentence: &Sentence<'_>, and: usize) -> Option<usize> {
    let quoted = sentence.has(Some(and), Signs::QUOTATION);
    let and = if quoted { and.checked_sub(1)? } else { and };
    let joins = sentence.is(Some(and), &["and", "or", ","]);
    and.checked_sub(1).filter(|_| joins)
}

fn is_negation(sentence: &Sentence<'_>, at: usize) -> bool {
    let short = |token: &crate::language::Token| token.lower.ends_with("n't");
    sentence.has(Some(at), Signs::NEGATION) || sentence.token(at).is_some_and(short)
}
