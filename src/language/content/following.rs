//! Content that follows its verb.

use super::super::lexicon::{Classes, Frames, Verb};
use super::super::noun_phrase;
use super::super::parts_of_speech::Part;
use super::super::phrase::{Item, Kind};
use super::bounds::{clause_end, trimmed_end};
use super::cue::Subject;
use super::{Finding, Pattern};

/// Items searched for the verb of a clause that nothing opens.
const FAR_VERB: usize = 40;

/// Items searched for a `that` behind "at a hearing in the Senate".
const FAR_THAT: usize = 14;

/// What the verb `at` reports on its right; `None` when nothing follows it.
pub(super) fn content(items: &[Item], at: usize, subject: &Subject, verb: Verb) -> Option<Finding> {
    let mut cue_end = at;
    let mut next = at + 1;
    if verb.frames.any(Frames::OUT) {
        if !items.get(next)?.is("out") {
            return None;
        }
        cue_end = next;
        next += 1;
    }
    if is_back(items, next, verb) {
        cue_end = next;
        next += 1;
    }
    // "can tell whether": it is seen, and nobody is told.
    let seen = verb.frames.any(Frames::HEARER)
        && items
            .get(next)
            .is_some_and(|item| item.is("whether") || item.is("if"));
    if seen {
        return None;
    }
    let found = particle(items, next, verb).map(|(part, first)| {
        cue_end = part.unwrap_or(cue_end);
        (first, Pattern::Matter, 0.8)
    });
    let behind = skip_hearer(items, next, verb);
    let (first, pattern, score) = found
        .or_else(|| {
            appealed(items, next, verb).map(|(on, to)| {
                cue_end = on;
                (to, Pattern::Clause, 0.85)
            })
        })
        .or_else(|| opened(items, behind, verb))
        .or_else(|| after_as(items, behind, subject))
        .or_else(|| naming(items, next, verb))
        .or_else(|| far_that(items, next, verb))
        .or_else(|| far_infinitive(items, behind, verb).filter(|_| !is_for_anonymity(items, next)))
        .or_else(|| bare(items, behind, verb))
        .or_else(|| bare(items, next, verb).filter(|_| behind > next))?;
    let last = match pattern {
        Pattern::Naming => naming_end(items, first),
        Pattern::Marked if items.get(first)?.kind == Kind::Quote => marked_end(items, first),
        _ => clause_end(items, first),
    }?;
    let last = if in_clause(items, subject) {
        before_comma(items, first, last)
    } else {
        last
    };
    Some(Finding {
        content: vec![(first, last)],
        speaker: Some((subject.first, subject.last)),
        cue: (at, cue_end),
        hearer: None,
        pattern,
        belief: verb.frames.any(Frames::BELIEF),
        score: if subject.own { score } else { score - 0.05 },
    })
}

/// The item after the hearer, the time and the medium: "told Reuters on Tuesday in a statement".
pub(super) fn skip_hearer(items: &[Item], at: usize, verb: Verb) -> usize {
    let mut next = at + usize::from(is_back(items, at, verb));
    while items.get(next).is_some_and(|item| {
        let listed =
            item.any(Classes::ADVERB) && !item.any(Classes::PREPOSITION | Classes::DETERMINER);
        listed || item.part == Part::Adverb && item.lower.ends_with("ly")
    }) {
        next += 1;
    }
    let direct = verb.frames.any(Frames::RECIPIENT)
        && items.get(next).is_some_and(|item| !item.is("that"))
        && !items.get(next).is_some_and(|item| item.is("it"));
    let titled = |at: usize| {
        items.get(at).is_some_and(|item| item.kind == Kind::Quote)
            && items.get(at + 1).is_some_and(|item| item.is("that"))
    };
    if direct && titled(next) {
        // "told “Meet the Nation” that"
        next += 1;
    } else if direct
        && let Some(last) = noun_phrase::starting_at(items, next).or_else(|| object(items, next))
    {
        next = last + 1;
    } else if items.get(next).is_some_and(|item| item.is("to"))
        && let Some(last) = hearer(items, next + 1)
    {
        next = last + 1;
    }
    loop {
        let after = skip_time_or_medium(items, next);
        if after == next {
            return next;
        }
        next = after;
    }
}

/// "shot *back*"
pub(super) fn is_back(items: &[Item], at: usize, verb: Verb) -> bool {
    verb.frames.any(Frames::BACK) && items.get(at).is_some_and(|item| item.is("back"))
}

/// Whom the verb names as its hearer: "told *Reuters*", "said to *her*".
pub(super) fn addressee(items: &[Item], at: usize, verb: Verb) -> Option<(usize, usize)> {
    let opens = items.get(at)?;
    if verb.frames.any(Frames::RECIPIENT) && !opens.is("that") && !opens.is("it") {
        let last = noun_phrase::starting_at(items, at).or_else(|| object(items, at))?;
        return Some((at, last));
    }
    let last = hearer(items, at + 1).filter(|_| opens.is("to"))?;
    Some((at + 1, last))
}

fn object(items: &[Item], at: usize) -> Option<usize> {
    items.get(at)?.any(Classes::PRONOUN).then_some(at)
}

/// A hearer after "to": a name, a pronoun, a known noun or a phrase with a determiner.
fn hearer(items: &[Item], at: usize) -> Option<usize> {
    let item = items.get(at)?;
    let opens = item.is_name()
        || item.any(Classes::PRONOUN | Classes::DETERMINER)
        || item.any(Classes::PERSON | Classes::ROLE);
    opens
        .then(|| noun_phrase::starting_at(items, at).or_else(|| object(items, at)))
        .flatten()
}

/// "on Tuesday", "last week", "in a statement", "at a press conference", "also".
fn skip_time_or_medium(items: &[Item], at: usize) -> usize {
    let Some(item) = items.get(at) else { return at };
    if item.any(Classes::TEMPORAL) {
        return at + 1;
    }
    if matches!(
        item.lower.as_str(),
        "last" | "next" | "this" | "earlier" | "late" | "early"
    ) && items
        .get(at + 1)
        .is_some_and(|next| next.any(Classes::TEMPORAL))
    {
        return at + 2;
    }
    if !item.any(Classes::PREPOSITION) {
        return at;
    }
    let Some(next) = items.get(at + 1) else {
        return at;
    };
    let titled = next.kind == Kind::Quote && items.get(at + 2).is_some_and(|item| item.is("that"));
    if titled {
        return at + 2;
    }
    if next.any(Classes::TEMPORAL) {
        return after_date(items, at + 2);
    }
    match noun_phrase::starting_at(items, at + 1) {
        Some(last)
            if items[at + 1..=last]
                .iter()
                .any(|item| item.any(Classes::MEDIUM)) =>
        {
            last + 1
        }
        _ => at,
    }
}

fn after_date(items: &[Item], mut at: usize) -> usize {
    let number = |item: &Item| item.lower.starts_with(|c: char| c.is_ascii_digit());
    while items
        .get(at)
        .is_some_and(|item| number(item) || item.any(Classes::TEMPORAL))
    {
        at += 1;
        let year = items.get(at).is_some_and(|item| item.kind == Kind::Comma)
            && items
                .get(at + 1)
                .is_some_and(|item| number(item) && item.lower.len() == 4);
        at += usize::from(year);
    }
    at
}

/// "called for X", "warned Y about X": the particle when it belongs to the cue, and where the matter begins.
fn particle(items: &[Item], at: usize, verb: Verb) -> Option<(Option<usize>, usize)> {
    let item = items.get(at)?;
    if verb.frames.any(Frames::FOR) && item.is("for") {
        return Some((Some(at), at + 1));
    }
    if !verb.frames.any(Frames::ABOUT) {
        return None;
    }
    let about = |at: usize| {
        items
            .get(at)
            .is_some_and(|item| matches!(item.lower.as_str(), "about" | "of" | "against"))
    };
    let at = if about(at) {
        at
    } else {
        skip_hearer(items, at, verb)
    };
    about(at).then_some((None, at + 1)).filter(|&(_, first)| {
        items
            .get(first)
            .is_some_and(|i| i.is_word() || i.kind == Kind::Quote)
    })
}

/// "called on X to …", "appealed to X to …": the preposition, and where the infinitive begins.
fn appealed(items: &[Item], at: usize, verb: Verb) -> Option<(usize, usize)> {
    let item = items.get(at)?;
    if !verb.frames.any(Frames::INFINITIVE)
        || !matches!(item.lower.as_str(), "on" | "upon" | "to" | "for")
    {
        return None;
    }
    let last = noun_phrase::starting_at(items, at + 1)?;
    infinitive(items, last + 1).then_some((at, last + 1))
}

/// "urged people near the site to leave": the infinitive behind a hearer of many words.
fn far_infinitive(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
    if !(verb.frames.any(Frames::INFINITIVE) && verb.frames.any(Frames::RECIPIENT)) {
        return None;
    }
    let end = items.len().min(at + FAR_THAT);
    let to = (at..end)
        .take_while(|&i| items[i].is_word() && !items[i].any(Classes::AUXILIARY | Classes::SUBJECT))
        .find(|&i| infinitive(items, i))?;
    Some((to, Pattern::Clause, 0.75))
}

/// Whether the cue's own clause depends on another: "after Berg promised to leave, the port …".
fn in_clause(items: &[Item], subject: &Subject) -> bool {
    let before = subject.first.checked_sub(1).and_then(|i| items.get(i));
    subject.own
        && before.is_some_and(|item| {
            [
                "after", "when", "while", "since", "because", "although", "though", "before",
            ]
            .iter()
            .any(|word| item.is(word))
        })
}

/// The last item before the first comma of `first..=last`, a comma within marks included.
fn before_comma(items: &[Item], first: usize, last: usize) -> usize {
    let ends = |at: usize| {
        let item = items.get(at)?;
        let comma = item.kind == Kind::Comma && at > first;
        (item.is_quote_ending(&[',']) || comma).then(|| at - usize::from(comma))
    };
    (first..last).find_map(ends).unwrap_or(last)
}

/// The end of what begins with a quotation: of the quotation, when only a circumstance follows it.
fn marked_end(items: &[Item], first: usize) -> Option<usize> {
    let last = clause_end(items, first)?;
    let rest = items.get(first + 1..=last).unwrap_or_default();
    let circumstance = rest.first().is_some_and(|item| {
        item.any(Classes::PREPOSITION | Classes::TEMPORAL | Classes::SUBORDINATOR | Classes::ADVERB)
    });
    let leads_away = rest.first().is_some_and(|item| {
        ["when", "after", "as", "before", "while", "during"]
            .iter()
            .any(|word| item.is(word))
    });
    let said = rest
        .iter()
        .any(|item| item.is_verbal() && !item.is_ing() || item.kind == Kind::Quote);
    Some(if leads_away || circumstance && !said {
        first
    } else {
        last
    })
}

fn infinitive(items: &[Item], at: usize) -> bool {
    let at = at + usize::from(items.get(at).is_some_and(|item| item.is("not")));
    items.get(at).is_some_and(|item| item.is("to"))
        && items.get(at + 1).is_some_and(|next| {
            let verb = matches!(
                next.part,
                Part::Unknown | Part::Verb | Part::Auxiliary | Part::Adverb
            );
            next.kind == Kind::Quote
                || next.is_word()
                    && !next.capital
                    && (verb || next.verb().is_some())
                    && !next.lower.starts_with(|c: char| c.is_ascii_digit())
                    && !next.any(Classes::DETERMINER | Classes::PRONOUN)
                    && !(next.is_noun() && next.verb().is_none())
                    && !["ment", "tion"].iter().any(|end| next.lower.ends_with(end))
        })
}

/// "asked not to be named": how a source is kept secret is nobody's words.
fn is_for_anonymity(items: &[Item], at: usize) -> bool {
    let at = at + usize::from(items.get(at).is_some_and(|item| item.is("not")));
    let words = items.get(at..at + 3).unwrap_or_default();
    let secret = ["named", "identified", "quoted", "cited"];
    let named = |item: &Item| secret.iter().any(|word| item.is(word));
    words.get(1).is_some_and(|item| item.is("be")) && words.last().is_some_and(named)
}

/// Content that something opens: `that`, a question word, `to`, a colon, a mark.
fn opened(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
    let item = items.get(at)?;
    let quote_at = |at: usize| items.get(at).is_some_and(|item| item.kind == Kind::Quote);
    let words_at = |at: usize| {
        items
            .get(at)
            .is_some_and(|item| item.is_word() || item.kind == Kind::Quote)
    };
    match item.kind {
        Kind::Quote
            if verb
                .frames
                .any(Frames::QUOTE | Frames::THAT | Frames::CLAUSE | Frames::NOUN | Frames::AS) =>
        {
            Some((at, Pattern::Marked, 0.95))
        }
        Kind::Quote => None,
        Kind::Comma if quote_at(at + 1) && verb.frames.any(Frames::QUOTE | Frames::THAT) => {
            Some((at + 1, Pattern::Marked, 0.95))
        }
        Kind::Colon if words_at(at + 1) => Some((at + 1, Pattern::Marked, 0.95)),
        Kind::Comma => {
            // "said, that", "said, in turn, that"
            let opens = items.get(at + 1).is_some_and(|next| {
                next.is("that") || next.is("whether") && verb.frames.any(Frames::QUESTION)
            });
            if opens {
                return Some((at + 1, Pattern::Clause, 0.85));
            }
            let that = (at + 1..items.len().min(at + 8)).find(|&i| items[i].is("that"))?;
            (items[that - 1].kind == Kind::Comma).then_some((that, Pattern::Clause, 0.8))
        }
        // "argue — and others agree — that"
        Kind::Dash => {
            let close = (at + 1..items.len().min(at + FAR_THAT))
                .find(|&i| items[i].kind == Kind::Dash && !items[i - 1].is("that"))?;
            items
                .get(close + 1)
                .filter(|next| next.is("that"))
                .map(|_| (close + 1, Pattern::Clause, 0.8))
        }
        Kind::Word
            if item.is("that")
                && verb.frames.any(Frames::THAT | Frames::CLAUSE)
                && items
                    .get(at + 1)
                    .is_some_and(|next| next.kind != Kind::Stop) =>
        {
            Some((at, Pattern::Clause, 0.95))
        }
        Kind::Word
            if item.any(Classes::QUESTION)
                && verb
                    .frames
                    .any(Frames::QUESTION | Frames::BELIEF | Frames::RECIPIENT) =>
        {
            Some((at, Pattern::Clause, 0.8))
        }
        Kind::Word
            if verb.frames.any(Frames::INFINITIVE)
                && infinitive(items, at)
                && !is_for_anonymity(items, at) =>
        {
            Some((at, Pattern::Clause, 0.8))
        }
        _ => None,
    }
}

/// "As Berg told Reuters, …"
fn after_as(items: &[Item], at: usize, subject: &Subject) -> Option<(usize, Pattern, f32)> {
    let led = subject
        .first
        .checked_sub(1)
        .is_some_and(|i| i < 2 && items[i].is("as"));
    let goes_on = items.get(at + 1).is_some_and(Item::is_word);
    (led && items.get(at)?.kind == Kind::Comma && goes_on).then_some((
        at + 1,
        Pattern::Clause,
        0.85,
    ))
}

/// "called the line a “…”", "described him as …".
fn naming(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
    if !verb
        .frames
        .any(Frames::NAMING | Frames::AS | Frames::CHARGE)
    {
        return None;
    }
    if verb.frames.any(Frames::CHARGE)
        && let Some(found) = charge(items, at)
    {
        return Some(found);
    }
    if !verb.frames.any(Frames::NAMING | Frames::AS) {
        return None;
    }
    let quote = |at: usize| items.get(at).is_some_and(|item| item.kind == Kind::Quote);
    if verb.frames.any(Frames::AS) && items.get(at)?.is("as") && quote(at + 1) {
        // "dismissed as “nonsense” the report"
        return Some((at + 1, Pattern::Naming, 0.85));
    }
    let last = noun_phrase::starting_at(items, at).or_else(|| object(items, at));
    let Some(last) = last else {
        return marked_name(items, at, verb);
    };
    let next = items.get(last + 1)?;
    let named = verb.frames.any(Frames::NAMING)
        && (next.kind == Kind::Quote || matches!(next.lower.as_str(), "a" | "an" | "the"));
    let compared = next.is("as") && items.get(last + 2).is_some();
    (named || compared && verb.frames.any(Frames::AS))
        .then_some((at, Pattern::Naming, 0.85))
        .or_else(|| marked_name(items, at, verb))
}

/// "accused the minister of delay", "blamed the wind for it".
fn charge(items: &[Item], at: usize) -> Option<(usize, Pattern, f32)> {
    let opens = items.get(at)?;
    let end = items.len().min(at + FAR_THAT);
    let tie = (at + 1..end)
        .take_while(|&i| items[i].is_word() || items[i].kind == Kind::Bracket)
        .find(|&i| items[i].is("of") || items[i].is("for"));
    (opens.is_word() && tie.is_some()).then_some((at, Pattern::Naming, 0.85))
}

/// "called the talks in the port “a waste”": the name between marks behind a long object.
fn marked_name(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
    let opens = items.get(at)?;
    if !opens.is_word() || opens.any(Classes::PREPOSITION | Classes::ADVERB) {
        return None;
    }
    let end = items.len().min(at + FAR_THAT);
    let name = (at + 1..end)
        .take_while(|&i| {
            !matches!(
                items[i].kind,
                Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon
            ) && !items[i].any(Classes::RELATIVE | Classes::AUXILIARY | Classes::SUBJECT)
                && !items[i].is("to")
        })
        .find(|&i| {
            let compared = items[i].is("as") && verb.frames.any(Frames::AS);
            compared || items[i].kind == Kind::Quote && verb.frames.any(Frames::NAMING)
        })?;
    (name > at).then_some((at, Pattern::Naming, 0.8))
}

/// A name given between marks ends with them; one without marks with its clause.
fn naming_end(items: &[Item], first: usize) -> Option<usize> {
    let last = clause_end(items, first)?;
    let Some(quote) = (first..=last).find(|&i| items[i].kind == Kind::Quote) else {
        return Some(last);
    };
    let quote = last_of_list(items, quote, last);
    let goes_on = items.get(quote + 1).is_some_and(|next| {
        next.any(Classes::CONJUNCTION)
            && items
                .get(quote + 2)
                .is_some_and(|i| i.kind == Kind::Quote || i.any(Classes::DETERMINER))
            || next.any(Classes::PREPOSITION | Classes::DETERMINER)
            || matches!(next.part, Part::Noun | Part::Adjective | Part::Name)
                && !next.any(Classes::TEMPORAL)
    });
    if goes_on {
        Some(last)
    } else {
        trimmed_end(items, first, quote + 1)
    }
}

/// "“austere,” “late” and, in one case, “cold”": the last of quotations in a row.
fn last_of_list(items: &[Item], first: usize, last: usize) -> usize {
    let mut quote = first;
    let ties =
        |item: &Item| item.kind == Kind::Comma || item.any(Classes::CONJUNCTION) || item.is("who");
    while items
        .get(quote + 1..=last)
        .is_some_and(|rest| rest.first().is_some_and(ties))
        || items
            .get(quote + 1)
            .is_some_and(|next| next.kind == Kind::Quote)
    {
        let next = (quote + 1..=last.min(quote + 7)).find(|&i| items[i].kind == Kind::Quote);
        match next.filter(|&next| items[quote..next].iter().all(|item| !item.is_verbal())) {
            Some(next) => quote = next,
            None => break,
        }
    }
    quote
}

/// "stated at a hearing in the Senate that …"
fn far_that(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
    if !verb.frames.any(Frames::THAT)
        || !items
            .get(at)?
            .any(Classes::PREPOSITION | Classes::TEMPORAL | Classes::ADVERB)
    {
        return None;
    }
    let far = items.get(at..)?.iter().take(FAR_THAT);
    let stops = |item: &Item| {
        !item.is_word() || item.any(Classes::CONJUNCTION | Classes::AUXILIARY | Classes::SUBJECT)
    };
    let (that, found) = far
        .enumerate()
        .find(|(_, item)| item.is("that") || stops(item))?;
    found
        .is("that")
        .then_some((at + that, Pattern::Clause, 0.85))
}

/// Content that nothing opens: "said it rained", "stressed the need for talks".
fn bare(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
    let item = items.get(at)?;
    if !item.is_word()
        || item.any(Classes::BE)
        || item.is("so") && items.get(at + 1).is_none_or(|next| !next.is_word())
    {
        return None;
    }
    if verb.frames.any(Frames::CLAUSE)
        && let Some(first) = clause_start(items, at)
        && has_own_verb(items, first)
    {
        return Some((first, Pattern::Clause, 0.75));
    }
    if super::nominal::is_reported(items, at) {
        return None;
    }
    let matter = item.is_name()
        || item.any(Classes::DETERMINER)
        || noun_phrase::is_nominal(items, at) && !item.lower.ends_with("ed");
    (verb.frames.any(Frames::NOUN) && matter && !item.any(Classes::PREPOSITION)).then_some((
        at,
        Pattern::Matter,
        0.6,
    ))
}

/// Whether what begins here is a clause: its first verb belongs to it and not to a relative clause in it.
/// Without parts of speech nobody can tell, and it is taken to be one.
fn has_own_verb(items: &[Item], first: usize) -> bool {
    let rest = items.get(first..).unwrap_or_default();
    if rest.iter().all(|item| item.part == Part::Unknown) {
        return true;
    }
    let subject = |item: &Item| {
        ["she", "he", "they", "we", "i"]
            .iter()
            .any(|word| item.is(word))
    };
    if rest.first().is_some_and(subject) {
        return true;
    }
    let rest = rest.get(..rest.len().min(FAR_VERB)).unwrap_or_default();
    // "victory, saying that it …": what follows is another clause.
    let aside = |i: &usize| rest[*i].kind == Kind::Comma && rest[*i + 1].is_ing();
    let rest = (0..rest.len().saturating_sub(1))
        .find(aside)
        .map_or(rest, |comma| &rest[..comma]);
    // "in pushing for reform", "about “ants”": what stands behind a preposition is no clause.
    let bound = |i: usize| {
        let before = i.checked_sub(1).and_then(|i| rest.get(i));
        before.is_some_and(|before| before.any(Classes::PREPOSITION))
            && (rest[i].is_ing() || rest[i].kind == Kind::Quote)
    };
    // "the wall looked old": a past that was taken for an adjective.
    let is_past = |i: usize| {
        let before = i.checked_sub(1).and_then(|i| rest.get(i));
        rest[i].lower.ends_with("ed")
            && rest[i].part == Part::Adjective
            && before.is_some_and(|item| matches!(item.part, Part::Noun | Part::Name))
    };
    let decides = |&i: &usize| {
        let item = &rest[i];
        let opens = is_past(i)
            || item.is_verbal()
            || item.any(Classes::RELATIVE)
            || item.is("than")
            || matches!(item.kind, Kind::Stop | Kind::Quote);
        opens && !bound(i)
    };
    // "using force was wrong" has a verb of its own, "using force" has none.
    let from = usize::from(rest.first().is_some_and(Item::is_ing));
    let first_verb = (from..rest.len().min(FAR_VERB)).find(decides);
    first_verb.is_some_and(|i| {
        is_past(i)
            || rest[i].is_verbal()
            || rest[i].kind == Kind::Quote
            || rest[i].any(Classes::RELATIVE) && goes_on_behind(&rest[i..])
    })
}

/// Whether a verb follows the relative clause that begins here: "the plan, which was new, *would* fail".
fn goes_on_behind(relative: &[Item]) -> bool {
    let clause = relative.windows(2).take_while(|pair| {
        pair.last().is_some_and(|item| {
            !item.any(Classes::CONJUNCTION)
                && matches!(item.kind, Kind::Word | Kind::Comma | Kind::Bracket)
        })
    });
    let begins = |pair: &&[Item]| {
        let [before, item] = pair else { return false };
        let helped = before.any(Classes::AUXILIARY | Classes::ADVERB) || before.is("to");
        let continues = before.is_verbal() && !item.any(Classes::AUXILIARY);
        item.is_verbal() && !item.is_ing() && !helped && !continues
    };
    clause.filter(begins).count() > 1
}

/// Where a clause without `that` begins: behind a place, "said in Kyiv it rained".
fn clause_start(items: &[Item], at: usize) -> Option<usize> {
    let item = &items[at];
    let measure = items
        .get(at + 1)
        .is_some_and(|next| matches!(next.lower.as_str(), "least" | "most" | "all" | "some"));
    if item.any(Classes::PREPOSITION) && !measure && !item.any(Classes::SUBORDINATOR) {
        let last = noun_phrase::starting_at(items, at + 1)?;
        let next = items.get(last + 1)?;
        if next.kind == Kind::Comma {
            // "estimated by 2050, growth would": the circumstance belongs to what is said.
            return items
                .get(last + 2)
                .filter(|item| {
                    item.any(Classes::SUBJECT | Classes::DETERMINER)
                        || item.is_name()
                        || item.is_ing()
                        || matches!(item.part, Part::Noun | Part::Adjective)
                })
                .map(|_| at);
        }
        let opens =
            next.any(Classes::SUBJECT | Classes::DETERMINER) || next.is_name() || next.is("there");
        return opens.then_some(last + 1);
    }
    let leads_away = item.any(Classes::CONJUNCTION)
        || item.is("as")
        || item.is("when")
        || item.is("while")
        || item.is("after")
        || item.is("before");
    // A clause has a subject and a verb.
    (!leads_away
        && items.get(at + 1).is_some_and(|next| {
            next.is_word() || next.kind == Kind::Bracket || next.kind == Kind::Quote
        }))
    .then_some(at)
}
