//! Noun phrases, found by word lists and capitals: no tagger.
//!
//! Positions are indices into the items of a sentence; a phrase is its first and last item.

use super::lexicon::{Classes, Form};
use super::parts_of_speech::Part;
use super::phrase::{Item, Kind};

/// Items that a phrase may run over at most, from one end to the other.
const LONGEST: usize = 24;

/// Where the phrase whose last word is `last` begins. `None` when no phrase can end there.
pub(super) fn ending_at(items: &[Item], last: usize) -> Option<usize> {
    let item = items.get(last)?;
    if item.any(Classes::PRONOUN) {
        return Some(last);
    }
    if item.kind == Kind::Bracket && last > 0 && items[last - 1].is_name() {
        return ending_at(items, last - 1);
    }
    if !is_nominal(items, last) {
        return None;
    }
    let mut first = base_start(items, last);
    while last - first < LONGEST {
        let Some(head) = governor(items, first) else {
            break;
        };
        first = base_start(items, head);
    }
    Some(first)
}

/// Where the phrase that begins with item `first` ends. `None` when none begins there.
pub(super) fn starting_at(items: &[Item], first: usize) -> Option<usize> {
    let item = items.get(first)?;
    if item.any(Classes::SUBJECT) || item.any(Classes::PRONOUN) && !item.any(Classes::DETERMINER) {
        return Some(first);
    }
    let mut last = None;
    let mut at = first;
    while at < items.len() && at - first < LONGEST {
        if let Some(end) = base_end(items, at) {
            last = Some(end);
            match complement(items, end) {
                Some(next) => at = next,
                None => break,
            }
        } else if is_count(item)
            && items.get(at + 1).is_some_and(|next| next.is("of"))
            && at == first
        {
            // "two of the people"
            at += 2;
        } else {
            break;
        }
    }
    last
}

/// The phrase as written around the word `at`: to the right as far as names and known nouns go, then to the left.
pub(super) fn around(items: &[Item], at: usize) -> Option<(usize, usize)> {
    let item = items.get(at)?;
    if item.any(Classes::PRONOUN) && !item.any(Classes::DETERMINER) {
        return Some((at, at));
    }
    if item.any(Classes::DETERMINER) {
        let last = starting_at(items, at).filter(|&last| last > at);
        return last
            .map(|last| (at, last))
            .or_else(|| item.any(Classes::PRONOUN).then_some((at, at)));
    }
    if !is_nominal(items, at) {
        // "of" and its like within a phrase.
        let inside =
            item.any(Classes::PREPOSITION) && at > 0 && complement(items, at - 1).is_some();
        return inside.then(|| around(items, at - 1)).flatten();
    }
    let last = rightmost(items, at);
    ending_at(items, last).map(|first| (first, last))
}

/// Whether the word can be a part of a phrase's core: a name, a number, a noun, or a word no list knows.
pub(super) fn is_nominal(items: &[Item], at: usize) -> bool {
    let item = &items[at];
    if !item.is_word() || item.any(Classes::VERB) {
        return false;
    }
    if item.any(Classes::TEMPORAL) && item.capital {
        // "Theresa May", but not "Tuesday".
        return matches!(item.lower.as_str(), "may" | "april" | "june" | "august")
            && at > 0
            && items[at - 1].is_name();
    }
    // Right after a verb of saying no verb follows: "said lead author Anna".
    let follows_verb = at > 0 && (items[at - 1].verb().is_some() || is_possessor(&items[at - 1]));
    let after_according = at > 1 && items[at - 1].is("to") && items[at - 2].is("according");
    if item.is_function() || is_finite(item) && !follows_verb && !after_according {
        return false;
    }
    item.verb().is_none() || reads_as_noun(items, at)
}

/// "its", "the": no verb follows.
fn is_possessor(item: &Item) -> bool {
    ["the", "its", "his", "their", "my", "our", "your"]
        .iter()
        .any(|word| item.is(word))
}

/// A verb in its sentence that is no participle by its looks: "won", "keep".
fn is_finite(item: &Item) -> bool {
    let participle = ["ed", "ing", "en"]
        .iter()
        .any(|ending| item.lower.ends_with(ending));
    matches!(item.part, Part::Verb | Part::Auxiliary)
        && !item.capital
        && !participle
        && !item.is_noun()
}

/// Whether a word that is a form of a verb of saying stands where a noun does: "the report", "Moscow's claims".
pub(super) fn reads_as_noun(items: &[Item], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &items[i]) else {
        // "Reports say": a noun when another verb follows; the caller knows better.
        return items[at].is_noun();
    };
    // "according to records": no infinitive.
    if before.is("to") && at > 1 && items[at - 2].is("according") {
        return true;
    }
    let closed = items.get(at + 1).is_none_or(|next| !next.is_word());
    if closed && at > 2 && items[at - 2].is("to") && items[at - 3].is("according") {
        return true;
    }
    let plural = items[at].lower.ends_with('s') && !before.any(Classes::SUBJECT);
    let verb_follows = |next: &Item| ["have", "are", "were"].iter().any(|word| next.is(word));
    if plural && items.get(at + 1).is_some_and(verb_follows) {
        return true;
    }
    if let Some(noun) = noun_by_part(items, at) {
        return noun;
    }
    if items[at].is_gerund() && items[at].is_noun() && before.is_word() && !before.is_function() {
        return true;
    }
    // "a blog post", but not "officials report".
    let compound = items[at].is_noun() && before.is_noun() && !before.capital;
    if compound && !before.lower.ends_with('s') && !before.any(Classes::PERSON) {
        return items[at].verb().is_some_and(|verb| verb.form == Form::Base);
    }
    let determined = before.any(Classes::DETERMINER) && !before.any(Classes::PRONOUN)
        || before.possessive
        || before.any(Classes::PREPOSITION) && !before.is("to");
    let ended = items[at].lower.ends_with("ed") || items[at].is_gerund();
    determined && (items[at].is_noun() || !ended)
        || items[at].is_noun() && at > 0 && is_modifier(items, at - 1)
}

/// What the sentence makes of a form that verb and noun share ("claims", "report"): `None` when it does not say.
fn noun_by_part(items: &[Item], at: usize) -> Option<bool> {
    let item = &items[at];
    let shared = item.verb()?.form != Form::Gerund
        && !["ed", "id", "ote", "oke", "ew"]
            .iter()
            .any(|ending| item.lower.ends_with(ending));
    if !shared {
        return None;
    }
    let next_finite = items
        .get(at + 1)
        .is_some_and(|next| next.any(Classes::AUXILIARY) || is_finite(next));
    let before = &items[at - 1];
    let held = before.any(Classes::DETERMINER) && !before.any(Classes::PRONOUN)
        || before.possessive
        || before.part == Part::Adjective;
    // "the mailer claims she", "officials report that": only a verb stands there.
    let opens = items.get(at + 1).is_some_and(|next| {
        next.any(Classes::SUBJECT) || next.is("that") || next.any(Classes::DETERMINER)
    });
    let plural = before.lower.ends_with('s') && before.is_noun() && !before.capital;
    match item.part {
        Part::Noun if held => Some(true),
        Part::Noun if opens || calls_for(items, at) => Some(false),
        Part::Noun if plural && item.verb()?.form == Form::Base => Some(false),
        Part::Noun | Part::Adjective if next_finite => Some(true),
        // The frequent noun is a verb all the same where only a verb can stand: "Officials report that".
        Part::Noun => Some(
            !items.get(at + 1).is_some_and(|next| {
                next.is("that") && at > 0 && (items[at - 1].is_name() || items[at - 1].is_noun())
            }) && !items[at - 1].any(Classes::SUBJECT),
        ),
        _ => None,
    }
}

/// Whether a noun may be a part of a longer one: "blog", but nobody who acts.
fn compounds(before: &Item) -> bool {
    let common = before.is_noun() && !before.capital && !before.possessive;
    common && !before.lower.ends_with('s') && !before.any(Classes::PERSON | Classes::ROLE)
}

/// "a blog post": a noun behind another one, though it might be a verb elsewhere.
fn is_compound(items: &[Item], at: usize) -> bool {
    let base = items[at].verb().is_some_and(|verb| verb.form == Form::Base);
    base && at > 0 && compounds(&items[at - 1]) && !takes_clause(items.get(at + 1))
}

/// Whether what follows shows that a verb stood before it.
fn takes_clause(next: Option<&Item>) -> bool {
    next.is_some_and(|next| {
        next.is("that") || next.any(Classes::SUBJECT) || next.any(Classes::DETERMINER)
    })
}

/// "the platform calls for a wall"
fn calls_for(items: &[Item], at: usize) -> bool {
    use super::lexicon::Frames;
    let takes = items[at]
        .verb()
        .is_some_and(|verb| verb.form == Form::Finite && verb.frames.any(Frames::FOR));
    let determined = |item: &Item| item.any(Classes::DETERMINER);
    let acts = at > 0 && items[at - 1].verb().is_none() && items[at - 1].part == Part::Noun;
    takes
        && acts
        && items.get(at + 1).is_some_and(|next| next.is("for"))
        && items.get(at + 2).is_some_and(determined)
}

/// A known adjective-like word: here only names ending as adjectives of place do, and words after a determiner.
fn is_modifier(items: &[Item], at: usize) -> bool {
    let item = &items[at];
    let after_determiner =
        at > 0 && items[at - 1].any(Classes::DETERMINER) && !item.is_function() && !item.is_noun();
    after_determiner && !item.capital
        || is_demonym(item) && at > 0 && items[at - 1].any(Classes::DETERMINER)
}

/// "Russian", "British", "Chinese": a capital word that is an adjective of place by its ending.
pub(super) fn is_demonym(item: &Item) -> bool {
    item.is_name()
        && [
            "ian", "ean", "can", "man", "ish", "ese", "nch", "tch", "raqi", "aeli", "hani",
        ]
        .iter()
        .any(|ending| item.lower.ends_with(ending))
}

fn base_start(items: &[Item], last: usize) -> usize {
    let mut first = last;
    while first > 0 && last - first < LONGEST {
        let before = &items[first - 1];
        match before.kind {
            Kind::Word if before.any(Classes::DETERMINER) && !before.any(Classes::SUBORDINATOR) => {
                return outer_determiner(items, first - 1);
            }
            // "that" and "which" are no determiners before a subject.
            Kind::Word if before.possessive && !before.is_function() => first -= 1,
            Kind::Word if joins_left(items, first - 1, last) => first -= 1,
            Kind::Bracket
                if first > 1 && is_nominal(items, first - 2) && !items[first - 2].is_function() =>
            {
                first -= 2;
            }
            Kind::Quote if first > 1 && items[first - 2].any(Classes::DETERMINER) => {
                return first - 2;
            }
            Kind::Other
                if (items[first].range.start == before.range.end || before.lower == "&")
                    && first > 1
                    && items[first - 2].is_name() =>
            {
                first -= 2;
            }
            _ => break,
        }
    }
    trim_left(items, first, last)
}

fn outer_determiner(items: &[Item], at: usize) -> usize {
    let outer = at > 0 && items[at].any(Classes::DETERMINER) && {
        let before = &items[at - 1];
        matches!(
            before.lower.as_str(),
            "all"
                | "both"
                | "the"
                | "these"
                | "those"
                | "his"
                | "her"
                | "their"
                | "its"
                | "our"
                | "my"
                | "another"
                | "at"
        ) && before.any(Classes::DETERMINER)
            && !items[at].is("the") | before.is("all") | before.is("both")
    };
    if outer { at - 1 } else { at }
}

/// Whether the word `at` belongs to the phrase that begins right after it.
fn joins_left(items: &[Item], at: usize, last: usize) -> bool {
    let (item, next) = (&items[at], &items[at + 1]);
    if item.range.end < next.range.start && !is_nominal(items, at) {
        return item.is_name() && item.any(Classes::HONORIFIC);
    }
    if !is_nominal(items, at) {
        return false;
    }
    if item.capital {
        return !(at == 0 && item.lower.ends_with("ly"));
    }
    if next.is_name() && at < last {
        // Before a name only what a person can be called: "opposition leader Anna".
        // Or what a title is of: "the captain of the port Anna".
        let of_title = at > 1
            && items[at - 1].any(Classes::DETERMINER)
            && matches!(items[at - 2].lower.as_str(), "of" | "for");
        let called = item.is_noun() || item.part == Part::Noun && !item.any(Classes::TEMPORAL);
        return (called || of_title) && !item.possessive;
    }
    !item.lower.ends_with("ly")
}

/// Drops words at the start that are verbs or participles rather than modifiers, when no determiner holds them.
fn trim_left(items: &[Item], first: usize, last: usize) -> usize {
    (first..last)
        .rev()
        .find(|&i| {
            let item = &items[i];
            !item.capital
                && !item.is_noun()
                && (item.lower.ends_with("ing") || item.lower.ends_with("ed"))
        })
        .map_or(first, |i| i + 1)
}

/// The word that governs the phrase at `first`: "spokesman" in "spokesman for the army".
fn governor(items: &[Item], first: usize) -> Option<usize> {
    let preposition = first.checked_sub(1)?;
    let head = preposition.checked_sub(1)?;
    if !items[preposition].any(Classes::PREPOSITION)
        || !is_nominal(items, head) && !is_count(&items[head])
    {
        return None;
    }
    links(items, head, preposition).then_some(head)
}

/// "one of the men", "many of them".
fn is_count(item: &Item) -> bool {
    item.any(Classes::DETERMINER) && !matches!(item.lower.as_str(), "the" | "a" | "an")
}

/// The first item of the phrase that a preposition ties to the one ending at `end`.
fn complement(items: &[Item], end: usize) -> Option<usize> {
    let preposition = end + 1;
    let item = items.get(preposition)?;
    let next = items.get(preposition + 1)?;
    let opens = next.is_name()
        || next.any(Classes::DETERMINER) && !next.any(Classes::SUBORDINATOR)
        || is_nominal(items, preposition + 1) && !item.is("to");
    (item.any(Classes::PREPOSITION) && opens && links(items, end, preposition))
        .then_some(preposition + 1)
}

/// Whether the preposition makes one phrase of what stands on its two sides.
fn links(items: &[Item], head: usize, preposition: usize) -> bool {
    let head = &items[head];
    match items[preposition].lower.as_str() {
        "of" => true,
        "from" if head.any(Classes::MEDIUM | Classes::SAYING) => true,
        "for" | "to" | "at" | "from" | "with" => {
            head.any(Classes::ROLE) || head.any(Classes::PERSON) && !head.capital
        }
        "in" | "on" => {
            // "Officials in Oslo", also at a sentence's start; not "President in".
            let common = !head.capital || head.lower.ends_with('s');
            common
                && head.any(Classes::PERSON | Classes::ROLE | Classes::MEDIUM)
                && items
                    .get(preposition + 1)
                    .is_some_and(|next| !next.any(Classes::TEMPORAL))
        }
        "by" => !head.capital && head.any(Classes::MEDIUM),
        _ => false,
    }
}

/// The end of the core that begins at `first`: determiner, modifiers, noun or name.
fn base_end(items: &[Item], first: usize) -> Option<usize> {
    let mut at = first;
    while at < items.len() && items[at].any(Classes::DETERMINER) {
        at += 1;
    }
    let determined = at > first;
    let mut last = None;
    let mut headed = false;
    while at < items.len() && at - first < LONGEST {
        let item = &items[at];
        let joins = match item.kind {
            Kind::Word if !is_nominal(items, at) => false,
            Kind::Word if item.capital => true,
            Kind::Word if item.is_noun() => {
                !(headed && item.verb().is_some()) || determined && is_compound(items, at)
            }
            // "a radio host"
            Kind::Word if headed && item.part == Part::Noun && compounds(&items[at - 1]) => {
                item.verb().is_none() && !item.lower.ends_with('s')
            }
            Kind::Word => {
                !headed && (determined || last.is_none()) && !leaves(items, first, at)
                    || modifies(items, at)
            }
            Kind::Quote => last.is_none() && determined,
            Kind::Bracket => items.get(at + 1).is_some_and(Item::is_name) && last.is_some(),
            _ => false,
        };
        if !joins {
            break;
        }
        headed |= item.is_noun() || item.is_name() && !is_demonym(item);
        last = Some(at);
        at += 1;
    }
    last
}

/// An unknown word after a core of unknown words: likely the verb, when it looks like one.
fn leaves(items: &[Item], first: usize, at: usize) -> bool {
    let seen = (first..at)
        .filter(|&i| !items[i].any(Classes::DETERMINER))
        .count();
    let verb = items[at].part == Part::Verb
        || items[at].lower.ends_with("ed")
        || items[at].lower.ends_with("ing");
    seen > 0 && verb || seen > 4 && !items[at].is_nounlike()
}

/// An unknown word right before a noun or a role: "opposition leader".
fn modifies(items: &[Item], at: usize) -> bool {
    let looks_verbal = ["ed", "ing", "ly"]
        .iter()
        .any(|ending| items[at].lower.ends_with(ending));
    !looks_verbal
        && items.get(at + 1).is_some_and(|next| {
            next.is_word() && !next.capital && next.any(Classes::ROLE | Classes::BODY)
        })
}

fn rightmost(items: &[Item], at: usize) -> usize {
    let mut last = at;
    while last + 1 < items.len() && last - at < LONGEST {
        if items[last].possessive {
            break;
        }
        let next = &items[last + 1];
        let joins = match next.kind {
            Kind::Word if next.capital => is_nominal(items, last + 1),
            Kind::Word if next.is_noun() && !next.is_function() => {
                next.verb().is_none() && (items[last].capital || items[last].is_noun())
                    || reads_as_noun(items, last + 1)
            }
            Kind::Word => {
                (is_demonym(&items[last]) || items[last].capital)
                    && is_nominal(items, last + 1)
                    && modifies(items, last + 1)
            }
            _ => false,
        };
        if joins {
            last += 1;
        } else if let Some(next) = complement(items, last)
            && let Some(end) = base_end(items, next)
        {
            last = end;
        } else {
            break;
        }
    }
    last
}
