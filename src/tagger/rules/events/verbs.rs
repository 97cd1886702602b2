//! Verbs that tell of an event.

use super::Finding;
use super::lexicon::{Forms, Kinds};
use super::nouns;
use super::reading::Reading;
use super::sentence::Sentence;
use super::signs::Signs;
use crate::language::Part;

/// The event that the verb here tells of.
pub(super) fn at(sentence: &Sentence<'_>, at: usize) -> Option<Finding> {
    let Reading::Verb(forms) = sentence.reading(at) else {
        return None;
    };
    let verb = sentence.entry(at).verb.unwrap_or_default();
    let idle = is_preposition(sentence, at)
        || is_quality(sentence, at, forms)
        || only_helps(sentence, at)
        || verb.kinds.any(Kinds::LIGHT) && has_event_object(sentence, at)
        || verb.kinds.any(Kinds::ASPECT) && governs_verb(sentence, at);
    if idle {
        return None;
    }
    let state = verb.kinds.any(Kinds::STATE | Kinds::MENTAL);
    Some(Finding {
        at,
        class: verb.class.unwrap_or("other"),
        score: if state { 0.5 } else { 0.9 },
        what: if state {
            "verb that may be a state"
        } else {
            kind(sentence, at, forms)
        },
    })
}

fn kind(sentence: &Sentence<'_>, at: usize, forms: Forms) -> &'static str {
    let before = sentence.before(at);
    let past = forms.any(Forms::PAST | Forms::PARTICIPLE) && !forms.any(Forms::BASE);
    match () {
        () if sentence.has(before, Signs::BE) && forms.any(Forms::PARTICIPLE) => {
            "verb in the passive"
        }
        () if forms.any(Forms::GERUND) => "verb in -ing",
        () if sentence.is(before, &["to"]) => "infinitive",
        () if sentence.has(before, Signs::MODAL) => "verb after a modal verb",
        () if past => "verb in the past",
        () => "verb in the present",
    }
}

/// "including", "judging by".
fn is_preposition(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.has(Some(at), Signs::PREPOSITION) && !sentence.is_auxiliary(sentence.before(at))
}

/// Whether a participle only says of which kind the noun after it is: "the limited use".
fn is_quality(sentence: &Sentence<'_>, at: usize, forms: Forms) -> bool {
    let next = Some(at + 1);
    let noun_next =
        sentence.reading(at + 1) == Reading::Noun || sentence.part(next) == Part::Adjective;
    if !forms.any(Forms::PARTICIPLE | Forms::GERUND) || !noun_next {
        return false;
    }
    if sentence.has(Some(at), Signs::QUALITY) {
        return !sentence.is_auxiliary(sentence.before(at));
    }
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let after_preposition =
        !forms.any(Forms::GERUND) && sentence.part(Some(before)) == Part::Adposition;
    let in_phrase =
        sentence.is_within_phrase(Some(before)) && !sentence.has(Some(before), Signs::POINTING);
    in_phrase || after_preposition
}

/// "is going to leave", "used to live", "took place"; and "do", which says nothing.
fn only_helps(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.after(at);
    let to_verb = sentence.is(next, &["to"])
        && next.is_some_and(|to| matches!(sentence.reading(to + 1), Reading::Verb(_)));
    // "was used to open" is a use of something.
    let used = sentence.is(Some(at), &["used"]) && !sentence.has(sentence.before(at), Signs::BE);
    (used || sentence.is(Some(at), &["going", "supposed"])) && to_verb
        || sentence.is(Some(at), &["take", "takes", "took", "taken", "taking"])
            && sentence.is(next, &["place"])
        || sentence.is(Some(at), &["done", "doing", "get", "got", "gets"])
}

/// Words after a verb among which its object's noun stands.
const OBJECT: usize = 7;

/// Whether the object of the verb here is an event itself: "held long talks".
fn has_event_object(sentence: &Sentence<'_>, at: usize) -> bool {
    let mut noun = None;
    for i in (at + 1..sentence.len()).take(OBJECT) {
        let here = Some(i);
        match sentence.reading(i) {
            Reading::Noun => noun = here,
            _ if noun.is_some() => break,
            Reading::Verb(forms) if forms.any(Forms::PARTICIPLE | Forms::GERUND) => {}
            _ if sentence.is_within_phrase(here) || sentence.has(here, Signs::QUOTATION) => {}
            _ if matches!(sentence.part(here), Part::Adverb | Part::Determiner) => {}
            _ => break,
        }
    }
    noun.is_some_and(|noun| nouns::may_tell(sentence, noun))
}

/// Whether another verb depends on the one here: "began to fight", "stopped fighting".
fn governs_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(next) = sentence.after(at) else {
        return false;
    };
    let to = sentence.is(Some(next), &["to"]);
    let verb = if to { sentence.after(next) } else { Some(next) };
    match verb.map(|verb| sentence.reading(verb)) {
        Some(Reading::Verb(forms)) => to || forms.any(Forms::GERUND),
        _ => false,
    }
}
