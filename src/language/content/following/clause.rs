//! Content that nothing opens: "said it rained", "stressed the need for talks".

use super::super::super::lexicon::{Classes, Frames, Verb};
use super::super::super::noun_phrase;
use super::super::super::parts_of_speech::Part;
use super::super::super::phrase::{Item, Kind};
use super::super::{Pattern, nominal};

/// Items searched for the verb of a clause that nothing opens.
const FAR_VERB: usize = 40;

/// Content that nothing opens: "said it rained", "stressed the need for talks".
pub(super) fn bare(items: &[Item], at: usize, verb: Verb) -> Option<(usize, Pattern, f32)> {
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
    if nominal::is_reported(items, at) {
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
    // "victory, saying that it …": what follows is another clause; but not "by 2050, growing …".
    let leads = !rest
        .first()
        .is_some_and(|item| item.any(Classes::PREPOSITION));
    let aside = |i: &usize| leads && rest[*i].kind == Kind::Comma && rest[*i + 1].is_ing();
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
