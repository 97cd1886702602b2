//! Whether an event happened: what the words around it say.

use super::lexicon::Forms;
use super::sentence::{Reading, Sentence};
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

/// Verbs after which an infinitive has happened all the same.
const CARRIED_OUT: [&str; 22] = [
    "managed",
    "manages",
    "began",
    "begins",
    "begun",
    "continued",
    "continues",
    "started",
    "starts",
    "went",
    "goes",
    "came",
    "helped",
    "helps",
    "used",
    "forced",
    "continue",
    "happened",
    "proceeded",
    "led",
    "rushed",
    "failed",
];

/// Verbs, nouns and adjectives whose object is wished, feared, asked, planned or possible.
const IN_MIND: [&str; 94] = [
    "call",
    "calls",
    "called",
    "calling",
    "demand",
    "demands",
    "demanded",
    "demanding",
    "seek",
    "seeks",
    "sought",
    "seeking",
    "want",
    "wants",
    "wanted",
    "plan",
    "plans",
    "planned",
    "planning",
    "hope",
    "hopes",
    "hoped",
    "threaten",
    "threatens",
    "threatened",
    "threat",
    "threats",
    "avoid",
    "avoids",
    "avoided",
    "avoiding",
    "prevent",
    "prevents",
    "prevented",
    "preventing",
    "urge",
    "urges",
    "urged",
    "propose",
    "proposes",
    "proposed",
    "proposal",
    "fear",
    "fears",
    "feared",
    "expect",
    "expects",
    "expected",
    "consider",
    "considers",
    "considering",
    "considered",
    "need",
    "needs",
    "needed",
    "offer",
    "offers",
    "offered",
    "intend",
    "intends",
    "promise",
    "promises",
    "promised",
    "risk",
    "risks",
    "possibility",
    "danger",
    "prospect",
    "chance",
    "request",
    "requests",
    "requested",
    "possible",
    "potential",
    "future",
    "upcoming",
    "forthcoming",
    "likely",
    "scheduled",
    "due",
    "ask",
    "asks",
    "asked",
    "try",
    "tries",
    "tried",
    "trying",
    "attempt",
    "attempts",
    "avert",
    "deter",
    "request",
    "any",
    "stop",
];

/// Verbs after which something did not happen.
const REFUSED: [&str; 20] = [
    "refuse",
    "refuses",
    "refused",
    "refusing",
    "refusal",
    "decline",
    "declines",
    "declined",
    "declining",
    "fail",
    "fails",
    "failed",
    "failing",
    "failure",
    "forbidden",
    "barred",
    "without",
    "denied",
    "instead",
    "neglected",
];

const NEGATIONS: [&str; 12] = [
    "not", "n't", "never", "no", "nobody", "none", "neither", "nor", "without", "nothing",
    "cannot", "hardly",
];

const USUALLY: [&str; 14] = [
    "usually",
    "typically",
    "normally",
    "generally",
    "always",
    "rarely",
    "seldom",
    "often",
    "frequently",
    "sometimes",
    "commonly",
    "whenever",
    "every",
    "each",
];

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
        if sentence.is_modal(here) {
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
        } else if sentence.is(here, &REFUSED) && forms.any(Forms::GERUND) {
            return NOT;
        } else if sentence.is(here, &IN_MIND) && forms.any(Forms::GERUND) {
            return negated(sentence, before);
        } else if sentence.is(here, &["of", "from", "for", "against"]) && forms.any(Forms::GERUND) {
            let governs = before.checked_sub(1);
            return if sentence.is(governs, &IN_MIND) {
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
    let usual = (i.saturating_sub(3)..at).any(|i| sentence.is(Some(i), &USUALLY));
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
        () if sentence.is(Some(before), &REFUSED) => Some(Governor::Refuses),
        () if sentence.is(Some(before), &CARRIED_OUT) => Some(Governor::CarriesOut(before)),
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
    sentence.is(Some(at), &NEGATIONS)
        || sentence
            .token(at)
            .is_some_and(|token| token.lower.ends_with("n't"))
}

/// "if Russia attacks", "whether it attacked".
fn is_conditional(sentence: &Sentence<'_>, at: usize) -> bool {
    for i in (0..at).rev().take(REACH) {
        if sentence.is(Some(i), &["if", "unless", "whether", "lest"]) {
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
        if !definite && sentence.is(here, &IN_MIND) || !definite && sentence.is_modal(here) {
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
        Some(modal) if sentence.is_modal(Some(modal)) && !between(modal) => {
            negated(sentence, modal + 2)
        }
        _ => HAPPENED,
    }
}
