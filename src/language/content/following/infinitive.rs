//! Demands and promises: content that begins with `to`.

use super::super::super::lexicon::{Classes, Frames, Verb};
use super::super::super::noun_phrase;
use super::super::super::parts_of_speech::Part;
use super::super::super::phrase::{Item, Kind};
use super::super::Pattern;
use super::FAR_THAT;

/// "called on X to …", "appealed to X to …": the preposition, and where the infinitive begins.
pub(super) fn appealed(items: &[Item], at: usize, verb: Verb) -> Option<(usize, usize)> {
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
pub(super) fn far_infinitive(
    items: &[Item],
    at: usize,
    verb: Verb,
) -> Option<(usize, Pattern, f32)> {
    if !(verb.frames.any(Frames::INFINITIVE) && verb.frames.any(Frames::RECIPIENT)) {
        return None;
    }
    let end = items.len().min(at + FAR_THAT);
    let to = (at..end)
        .take_while(|&i| items[i].is_word() && !items[i].any(Classes::AUXILIARY | Classes::SUBJECT))
        .find(|&i| infinitive(items, i))?;
    Some((to, Pattern::Clause, 0.75))
}

pub(super) fn infinitive(items: &[Item], at: usize) -> bool {
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
pub(super) fn is_for_anonymity(items: &[Item], at: usize) -> bool {
    let at = at + usize::from(items.get(at).is_some_and(|item| item.is("not")));
    let words = items.get(at..at + 3).unwrap_or_default();
    let secret = ["named", "identified", "quoted", "cited"];
    let named = |item: &Item| secret.iter().any(|word| item.is(word));
    words.get(1).is_some_and(|item| item.is("be")) && words.last().is_some_and(named)
}
