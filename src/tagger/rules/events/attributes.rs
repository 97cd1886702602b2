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

const HAPPENED: Told = Told {
    realis: "actual",
    polarity: "positive",
};
const GENERIC: Told = Told {
    realis: "generic",
    polarity: "positive",
};
const OTHER: Told = Told {
    realis: "other",
    polarity: "positive",
};
const NOT: Told = Told {
    realis: "other",
    polarity: "negative",
};

/// Words before an event that are looked at.
const REACH: usize = 9;

/// What is told of the event here.
pub(super) fn of(sentence: &Sentence<'_>, at: usize) -> Told {
    if sentence.asks {
        return OTHER;
    }
    match sentence.reading(at) {
        Reading::Verb(forms) => of_verb(sentence, at, forms),
        _ => of_noun(sentence, at),
    }
}

fn of_verb(sentence: &Sentence<'_>, at: usize, forms: Forms) -> Told {
    if is_conditional(sentence, at) {
        return OTHER;
    }
    let mut i = at;
    let mut modal = false;
    let mut passed = 0;
    // Over adverbs, auxiliaries and verbs that are carried out with their infinitive.
    while let Some(before) = i.checked_sub(1) {
        passed += 1;
        if passed > REACH {
            break;
        }
        let here = Some(before);
        if is_negation(sentence, before) {
            return NOT;
        }
        if sentence.has(here, Signs::MODAL) {
            modal = true;
        } else if sentence.is(here, &["to"]) {
            match governor(sentence, before) {
                Some(Governor::Refuses) => return NOT,
                Some(Governor::CarriesOut(verb)) => {
                    i = verb;
                    continue;
                }
                None => return negated(sentence, before),
            }
        } else if sentence.has(here, Signs::REFUSED) && forms.any(Forms::GERUND) {
            return NOT;
        } else if sentence.has(here, Signs::IN_MIND) && forms.any(Forms::GERUND) {
            return negated(sentence, before);
        } else if sentence.is(here, &["of", "from", "for", "against"]) && forms.any(Forms::GERUND) {
            let governs = before.checked_sub(1);
            return if sentence.has(governs, Signs::IN_MIND) {
                OTHER
            } else {
                HAPPENED
            };
        } else if !sentence.is_auxiliary(here)
            && sentence.part(here) != Part::Adverb
            && !sentence.is(here, &["also", "“", "\"", "been"])
        {
            break;
        }
        i = before;
    }
    if modal {
        return OTHER;
    }
    let usual = (i.saturating_sub(3)..at).any(|i| sentence.has(Some(i), Signs::USUALLY));
    if usual && !(forms.any(Forms::PAST) && !forms.any(Forms::BASE)) {
        return GENERIC;
    }
    HAPPENED
}

/// What an infinitive depends on.
enum Governor {
    Refuses,
    CarriesOut(usize),
}

fn governor(sentence: &Sentence<'_>, to: usize) -> Option<Governor> {
    let before = sentence.before(to)?;
    match () {
        () if sentence.has(Some(before), Signs::REFUSED) => Some(Governor::Refuses),
        () if sentence.has(Some(before), Signs::CARRIED_OUT) => Some(Governor::CarriesOut(before)),
        () => None,
    }
}

/// Wished or asked, or not even that: "does not want to talk" leaves open whether they will.
fn negated(sentence: &Sentence<'_>, before: usize) -> Told {
    let near = before.saturating_sub(1);
    if is_negation(sentence, near) {
        NOT
    } else {
        OTHER
    }
}

fn is_negation(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.has(Some(at), Signs::NEGATION)
        || sentence
            .token(at)
            .is_some_and(|token| token.lower.ends_with("n't"))
}

/// "if Russia attacks", "whether it attacked".
fn is_conditional(sentence: &Sentence<'_>, at: usize) -> bool {
    for i in (0..at).rev().take(REACH) {
        if sentence.has(Some(i), Signs::CONDITION) {
            return true;
        }
        if sentence.is(
            Some(i),
            &[
                ",", ";", ":", "that", "which", "who", "because", "after", "when", "and", "but",
            ],
        ) {
            return false;
        }
    }
    false
}

fn of_noun(sentence: &Sentence<'_>, at: usize) -> Told {
    let mut verbs = 0;
    let mut definite = false;
    for i in (0..at).rev().take(REACH) {
        let here = Some(i);
        if sentence.is(
            here,
            &[
                ";", ":", ",", "after", "since", "because", "that", "which", "who", "when",
            ],
        ) {
            break;
        }
        let phrase = verbs == 0 && !definite;
        if is_negation(sentence, i) && (phrase || verbs == 1 && !definite) {
            return NOT;
        }
        if phrase && sentence.is(here, &["the", "this", "these", "those"])
            || phrase && sentence.token(i).is_some_and(|token| token.possessive)
        {
            definite = true;
        }
        if !definite && sentence.has(here, Signs::IN_MIND)
            || !definite && sentence.has(here, Signs::MODAL)
        {
            return OTHER;
        }
        if !definite
            && sentence.is(here, &["to"])
            && matches!(sentence.reading(i + 1), Reading::Verb(_))
        {
            return match governor(sentence, i) {
                Some(Governor::Refuses) => NOT,
                Some(Governor::CarriesOut(_)) => HAPPENED,
                None => negated(sentence, i),
            };
        }
        if matches!(sentence.reading(i), Reading::Verb(_)) {
            verbs += 1;
            if verbs > 1 {
                break;
            }
        }
    }
    let ahead = (at + 1..at + 4).find(|&i| sentence.is_auxiliary(Some(i)));
    let between = |end: usize| (at + 1..end).any(|i| sentence.part(Some(i)) == Part::Mark);
    match ahead {
        Some(modal) if sentence.has(Some(modal), Signs::MODAL) && !between(modal) => {
            negated(sentence, modal + 2)
        }
        _ => HAPPENED,
    }
}
