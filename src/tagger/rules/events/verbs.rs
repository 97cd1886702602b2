//! Verbs that tell of an event.

use super::Finding;
use super::lexicon::{Forms, Kinds};
use super::nouns;
use super::sentence::{Reading, Sentence};
use crate::language::Part;

/// Gerunds that are prepositions.
const PREPOSITIONS: [&str; 18] = [
    "including",
    "according",
    "following",
    "regarding",
    "concerning",
    "excluding",
    "during",
    "pending",
    "depending",
    "considering",
    "barring",
    "notwithstanding",
    "based",
    "compared",
    "given",
    "owing",
    "involving",
    "related",
];

/// Gerunds and participles that say how a thing is, before a noun.
const QUALITIES: [&str; 36] = [
    "existing",
    "operating",
    "disappointing",
    "opening",
    "leading",
    "remaining",
    "missing",
    "living",
    "working",
    "interesting",
    "exciting",
    "daunting",
    "outstanding",
    "ruling",
    "standing",
    "running",
    "closing",
    "following",
    "surrounding",
    "neighbouring",
    "neighboring",
    "preceding",
    "presiding",
    "aging",
    "ageing",
    "acting",
    "outgoing",
    "incoming",
    "ongoing",
    "promising",
    "sweeping",
    "increased",
    "limited",
    "united",
    "combined",
    "estimated",
];

/// The event that the verb here tells of.
pub(super) fn at(sentence: &Sentence<'_>, at: usize) -> Option<Finding> {
    let Reading::Verb(forms) = sentence.reading(at) else {
        return None;
    };
    let token = sentence.token(at)?;
    if is_preposition(sentence, at) || is_attribute(sentence, at, forms) || only_helps(sentence, at)
    {
        return None;
    }
    let verb = sentence.entry(at).verb.unwrap_or_default();
    if verb.kinds.any(Kinds::LIGHT) && has_event_object(sentence, at) {
        return None;
    }
    if verb.kinds.any(Kinds::ASPECT) && governs_verb(sentence, at) {
        return None;
    }
    let place = sentence.is(sentence.after(at), &["place"]) && verb.kinds.any(Kinds::LIGHT);
    if place || token.is_one_of(&["do", "done", "doing", "get", "got", "gets"]) {
        return None;
    }
    let what = kind(sentence, at, forms);
    let weak = verb.kinds.any(Kinds::STATE) || verb.kinds.any(Kinds::MENTAL);
    Some(Finding {
        at,
        class: verb.class.unwrap_or("other"),
        score: if weak { 0.5 } else { 0.9 },
        what,
    })
}

fn kind(sentence: &Sentence<'_>, at: usize, forms: Forms) -> &'static str {
    let before = sentence.before(at);
    match () {
        () if sentence.is_be(before) && forms.any(Forms::PARTICIPLE) => "verb in the passive",
        () if forms.any(Forms::GERUND) => "verb in -ing",
        () if sentence.is(before, &["to"]) => "infinitive",
        () if sentence.is_modal(before) => "verb after a modal verb",
        () if forms.any(Forms::PAST | Forms::PARTICIPLE) && !forms.any(Forms::BASE) => {
            "verb in the past"
        }
        () => "verb",
    }
}

fn is_preposition(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(Some(at), &PREPOSITIONS) && !sentence.is_auxiliary(sentence.before(at))
}

/// Whether a participle only says of which kind the noun after it is: "the limited use".
fn is_attribute(sentence: &Sentence<'_>, at: usize, forms: Forms) -> bool {
    if !forms.any(Forms::PARTICIPLE | Forms::GERUND)
        || at == 0 && !sentence.is(Some(at), &QUALITIES)
    {
        return false;
    }
    let noun_next = matches!(sentence.reading(at + 1), Reading::Noun)
        || matches!(sentence.part(Some(at + 1)), Part::Adjective);
    let before = at.checked_sub(1);
    if noun_next && sentence.is(Some(at), &QUALITIES) {
        return true;
    }
    let participle = !forms.any(Forms::GERUND);
    noun_next
        && (sentence.is_within_phrase(before)
            || participle && sentence.part(before) == Part::Adposition
            || sentence.part(before) == Part::Adjective)
        && !sentence.is(before, &["that", "which", "who"])
}

/// "going to leave", "used to live", "be able to".
fn only_helps(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.after(at);
    sentence.is(Some(at), &["going", "used", "supposed", "ought"])
        && sentence.is(next, &["to"])
        && next.is_some_and(|to| matches!(sentence.reading(to + 1), Reading::Verb(_)))
}

/// Whether the object of the verb here is an event itself.
fn has_event_object(sentence: &Sentence<'_>, at: usize) -> bool {
    let mut last_noun = None;
    for i in (at + 1..sentence.len()).take(7) {
        match sentence.reading(i) {
            Reading::Noun => last_noun = Some(i),
            _ if last_noun.is_some() => break,
            _ if sentence.is_within_phrase(Some(i)) => {}
            _ if matches!(sentence.part(Some(i)), Part::Adverb | Part::Determiner) => {}
            Reading::Verb(forms) if forms.any(Forms::PARTICIPLE | Forms::GERUND) => {}
            _ if sentence.is(Some(i), &["“", "\"", "`", "'"]) => {}
            _ => break,
        }
    }
    last_noun.is_some_and(|noun| nouns::may_tell(sentence, noun))
}

/// Whether another verb depends on the one here: "began to fight", "stopped fighting".
fn governs_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(next) = sentence.after(at) else {
        return false;
    };
    let verb = if sentence.is(Some(next), &["to"]) {
        sentence.after(next)
    } else {
        Some(next)
    };
    let Some(verb) = verb else { return false };
    match sentence.reading(verb) {
        Reading::Verb(forms) => verb != next || forms.any(Forms::GERUND),
        _ => false,
    }
}
