//! Whether a word is a verb or a noun where it stands.
//!
//! The parts of speech are right for most words; where a word may be both ("claims", "release"), the words
//! around it are asked again.

use super::lexicon::Forms;
use super::sentence::Sentence;
use super::signs::Signs;
use crate::language::Part;

/// What a word is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A verb that is no auxiliary.
    Verb(Forms),
    Noun,
    Other,
}

/// What the word here is.
pub(super) fn of(sentence: &Sentence<'_>, at: usize) -> Reading {
    let Some(token) = sentence.token(at) else {
        return Reading::Other;
    };
    let forms = sentence.forms(at);
    if token.possessive {
        return Reading::Noun;
    }
    if sentence.is_auxiliary(Some(at)) || is_month(sentence, at) || begins_name(sentence, at) {
        return Reading::Other;
    }
    if is_in_name(sentence, at) {
        return match token.part {
            Part::Noun | Part::Name | Part::Verb => Reading::Noun,
            _ => Reading::Other,
        };
    }
    if must_be_verb(sentence, at) {
        return Reading::Verb(forms);
    }
    if must_be_noun(sentence, at) {
        return Reading::Noun;
    }
    by_part(sentence, at)
}

fn by_part(sentence: &Sentence<'_>, at: usize) -> Reading {
    let (forms, before) = (sentence.forms(at), sentence.before(at));
    let Some(token) = sentence.token(at) else {
        return Reading::Other;
    };
    let listed = forms != Forms::default();
    match token.part {
        // "unprovoked"
        Part::Verb if !listed && token.lower.starts_with("un") => Reading::Other,
        Part::Verb if listed => Reading::Verb(forms),
        Part::Verb => Reading::Verb(by_ending(&token.lower)),
        Part::Name if at == 0 && listed && sentence.opens_phrase(sentence.after(at)) => {
            Reading::Verb(forms)
        }
        Part::Noun | Part::Name => Reading::Noun,
        Part::Unknown if sentence.entry(at).noun.is_some() => Reading::Noun,
        Part::Unknown if listed => Reading::Verb(forms),
        Part::Unknown if takes_infinitive(sentence, before) => Reading::Verb(Forms::BASE),
        Part::Unknown => Reading::Noun,
        _ => Reading::Other,
    }
}

/// A capital within a sentence is a name's.
fn is_in_name(sentence: &Sentence<'_>, at: usize) -> bool {
    let capital = sentence.token(at).is_some_and(|token| token.capital);
    let opened = at == 0
        || sentence.has(Some(at - 1), Signs::QUOTATION)
        || sentence.is(Some(at - 1), &[":"]);
    capital && !opened && !sentence.titled
}

/// Whether the words around make a verb of a word that may be one.
fn must_be_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let forms = sentence.forms(at);
    forms.any(Forms::BASE) && is_infinitive(sentence, at)
        || forms.any(Forms::THIRD) && is_third(sentence, at)
        || forms.any(Forms::PAST | Forms::PARTICIPLE)
            && !forms.any(Forms::BASE)
            && is_past(sentence, at)
}

/// "to lower its prices", "will supply".
fn is_infinitive(sentence: &Sentence<'_>, at: usize) -> bool {
    let part = sentence.part(Some(at));
    if !matches!(
        part,
        Part::Noun | Part::Adjective | Part::Unknown | Part::Name
    ) {
        return false;
    }
    let (before, next) = (sentence.before(at), sentence.after(at));
    let particle = sentence.part(before) == Part::Particle && part != Part::Adjective;
    let opens = sentence.opens_phrase(next);
    let to = sentence.is(before, &["to"]) && (particle || opens);
    // "due to demand for", "access to land"
    let noun = ["due", "access", "thanks", "according", "prior", "owing"];
    let governor = before.and_then(|to| sentence.before(to));
    let helped = sentence.has(before, Signs::MODAL | Signs::DO)
        || sentence.is(before, &["let's"])
        || at > 0 && sentence.is(Some(at - 1), &["not"]);
    to && (opens || !sentence.is(governor, &noun)) || helped && sentence.part(next) != Part::Verb
}

/// "Acme claims the land": a third person between subject and object.
fn is_third(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(token) = sentence.token(at) else {
        return false;
    };
    let open = matches!(token.part, Part::Noun | Part::Unknown | Part::Adjective)
        || token.part == Part::Name && !token.capital;
    let (before, next) = (sentence.before(at), sentence.after(at));
    if !open || !is_subject(sentence, before) {
        return false;
    }
    let object = sentence.opens_phrase(next)
        || sentence.is(next, &["to", "that", "of"]) && sentence.entry(at).noun.is_none();
    // "Acme releases new engine"
    let headline = sentence.headline
        && sentence.part(before) == Part::Name
        && matches!(sentence.part(next), Part::Noun | Part::Adjective);
    object || headline
}

/// "was justified by", "Acme justified its choice".
fn is_past(sentence: &Sentence<'_>, at: usize) -> bool {
    let (before, next) = (sentence.before(at), sentence.after(at));
    let open = matches!(
        sentence.part(Some(at)),
        Part::Adjective | Part::Unknown | Part::Noun
    );
    open && (is_subject(sentence, before) && sentence.opens_phrase(next)
        || sentence.has(before, Signs::HAVE)
        || sentence.has(before, Signs::BE) && sentence.is(next, &["by"]))
}

/// "March 16", "in March".
fn is_month(sentence: &Sentence<'_>, at: usize) -> bool {
    let month = sentence.is(Some(at), &["march", "may"])
        && sentence.token(at).is_some_and(|token| token.capital);
    let before = at.checked_sub(1);
    let times = [
        "in", "since", "last", "early", "late", "mid", "until", "by", "next", "of",
    ];
    month
        && (sentence.part(Some(at + 1)) == Part::Number
            || sentence.part(before) == Part::Number
            || sentence.is(before, &times))
}

/// "United States" at the beginning.
fn begins_name(sentence: &Sentence<'_>, at: usize) -> bool {
    at == 0
        && !sentence.titled
        && sentence.forms(at).any(Forms::PAST | Forms::PARTICIPLE)
        && sentence.token(1).is_some_and(|next| next.capital)
}

/// Whether an infinitive may follow: "to", "will".
fn takes_infinitive(sentence: &Sentence<'_>, at: Option<usize>) -> bool {
    sentence.is(at, &["to"]) && sentence.part(at) == Part::Particle
        || sentence.has(at, Signs::MODAL)
}

/// Whether a subject may end here.
fn is_subject(sentence: &Sentence<'_>, at: Option<usize>) -> bool {
    let Some(token) = at.and_then(|at| sentence.token(at)) else {
        return false;
    };
    let pronouns = ["he", "she", "it", "which", "who", "that", "they", "we"];
    !token.possessive
        && (token.part == Part::Name
            || token.is_one_of(&pronouns)
            || token.part == Part::Noun && !token.lower.ends_with("ing"))
}

/// Whether the words around make a noun of a word that may be one: "the release of".
fn must_be_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    let lower = sentence.token(at).map_or("", |token| token.lower.as_str());
    let forms = match sentence.forms(at) {
        unlisted if unlisted == Forms::default() => by_ending(lower),
        forms => forms,
    };
    let past = forms.any(Forms::PAST | Forms::PARTICIPLE);
    let plain = forms.any(Forms::BASE | Forms::THIRD) && !past;
    let noun = plain || sentence.entry(at).noun.is_some();
    if sentence.part(Some(at)) != Part::Verb || !noun || at == 0 {
        return false;
    }
    let before = Some(at - 1);
    // "according to figures"
    let third = forms.any(Forms::THIRD) && !forms.any(Forms::BASE);
    let prepositions = [
        "of", "for", "in", "by", "with", "from", "on", "after", "against",
    ];
    third && sentence.is(before, &["to"])
        || plain && forms.any(Forms::BASE) && follows_single_noun(sentence, at)
        || sentence.is_within_phrase(before) && !sentence.has(before, Signs::POINTING)
        || plain && sentence.is(before, &prepositions)
}

/// "a metal strip": one thing does not "strip", it "strips".
fn follows_single_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    let plural = |token: &crate::language::Token| token.lower.ends_with('s');
    sentence.part(before) == Part::Noun
        && !sentence.has(before, Signs::SEVERAL)
        && before
            .and_then(|at| sentence.token(at))
            .is_some_and(|token| !plural(token))
}

/// The form of a verb that no list knows.
fn by_ending(word: &str) -> Forms {
    match () {
        () if word.ends_with("ing") => Forms::GERUND,
        () if word.ends_with("ed") => Forms::PAST | Forms::PARTICIPLE,
        () if word.ends_with('s') => Forms::THIRD,
        () => Forms::BASE,
    }
}
