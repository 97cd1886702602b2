//! What someone is called: the fullest of the names that the article uses, and what else.

use super::cast::{People, Person};
use crate::language::{Nature, Number, Sort, full_names_after, is_full_name, nature};
use crate::tagger::ProposedEntity;
use smol_str::SmolStr;

/// Whether a pronoun means who says it: "I", "we".
pub(super) fn is_speaking(words: &str) -> bool {
    matches!(
        words.to_lowercase().as_str(),
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"
    )
}

/// Adds a name: the fuller one comes first.
pub(super) fn add(names: &mut Vec<String>, name: String) {
    if names.iter().any(|known| known == &name) {
        return;
    }
    match names.first() {
        Some(first) if fullness(&name) > fullness(first) => names.insert(0, name),
        _ => names.push(name),
    }
}

/// How much a name says: a name in full before anything else, then the longer.
fn fullness(name: &str) -> (bool, bool, usize) {
    let named = name
        .split_whitespace()
        .next_back()
        .is_some_and(|last| last.starts_with(char::is_uppercase));
    (named, is_full_name(name), name.len())
}

/// Whether a name is one word in capitals: "WHO".
pub(super) fn is_short(name: &str) -> bool {
    !name.contains(' ') && name.chars().all(|c| c.is_uppercase() || c == '.')
}

/// What a name would be for short: "WHO" of "World Health Organization", as a word to look up.
pub(super) fn initials(name: &str) -> Option<String> {
    let first = name.split([' ', '-']).filter_map(|word| {
        let first = word.chars().next()?;
        first.is_uppercase().then_some(first)
    });
    let initials: String = first.collect();
    (initials.chars().count() > 1).then(|| initials.to_lowercase())
}

/// The words of a name, to look it up by.
pub(super) fn words(name: &str) -> impl Iterator<Item = String> {
    name.split_whitespace().filter_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.trim_end_matches("’s").trim_end_matches("'s");
        (!word.is_empty()).then(|| word.to_lowercase())
    })
}

/// Gives those of whom only a surname has been met the full name that the article has further down,
/// if it has one alone and nobody else goes by it.
pub(super) fn complete(people: &mut People<'_>) {
    for id in 0..people.people.len() {
        if let Some(name) = people.people.get(id).and_then(|person| {
            let surname = person.lone_name()?;
            let mut full = full_names_after(people.mentions, surname).into_iter();
            let only = full.next().filter(|_| full.next().is_none())?;
            let fits = person.nature().agrees(nature(&only.name));
            fits.then_some(only.name)
        }) && !people.is_called(&name)
        {
            people.call(id, name);
        }
    }
}

/// What is proposed of someone.
pub(super) fn entity(person: Person) -> ProposedEntity {
    let kind = kind(person.nature());
    let mut names = person.names.into_iter();
    ProposedEntity {
        name: names.next().unwrap_or_default(),
        kind,
        aliases: names.collect(),
    }
}

fn kind(nature: Nature) -> Option<SmolStr> {
    Some(SmolStr::new_static(match (nature.sort?, nature.number) {
        (Sort::Body, _) => "organization",
        (Sort::Person, Some(Number::Many)) => "group",
        (Sort::Person, _) => "person",
    }))
}
