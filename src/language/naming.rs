//! How an article names someone again: a surname after the full name, an acronym, a description.
//!
//! Everything looks back a bounded way from the mention, and at few places there.

use super::lexicon::{Classes, Lexicon};
use super::mention::{Mention, MentionKind, Mentions};
use super::person::{entity_name, is_full_name, same_person};
use super::{nature, window};
use crate::model::{ByteOffset, ByteRange, Text};

/// How far back names and descriptions are looked for, in bytes.
const REACH: usize = 30_000;
/// How many places with the same word are looked at.
const PLACES: usize = 12;

/// A fuller name that the article has for someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The name without title.
    pub name: String,
    /// The words that it was read from.
    pub mention: ByteRange,
}

/// The full names before a mention for which its own may be short, the nearest first, each once:
/// of "Lund" both "Anna Lund" and "Nils Lund".
pub fn full_names_before(mentions: &Mentions<'_>, mention: ByteRange) -> Vec<Naming> {
    full_names(mentions, mention, mention.start)
}

/// The full names after a mention for which its own may be short, each once, as far as names are looked for.
pub fn full_names_after(mentions: &Mentions<'_>, mention: ByteRange) -> Vec<Naming> {
    let text = mentions.text();
    let end = text.grapheme_floor(ByteOffset(mention.end.0.saturating_add(REACH)));
    let mut found = full_names(mentions, mention, end);
    found.retain(|naming| naming.mention.start > mention.start);
    found
}

fn full_names(mentions: &Mentions<'_>, mention: ByteRange, end: ByteOffset) -> Vec<Naming> {
    let text = mentions.text();
    let own = entity_name(text, mention);
    let Some(surname) = own.split_whitespace().last() else {
        return Vec::new();
    };
    let mut found: Vec<Naming> = Vec::new();
    for at in places_before(text, end, surname, true) {
        let Some(other) = mentions.at(at) else {
            continue;
        };
        if other.kind != MentionKind::Named || other.range.overlaps(mention) {
            continue;
        }
        let name = entity_name(text, other.range);
        let new = !found.iter().any(|each| same_person(&each.name, &name));
        if new && is_full_name(&name) && same_person(&name, &own) {
            found.push(Naming {
                name,
                mention: other.range,
            });
        }
    }
    found
}

/// What an acronym stands for, where the article says so: "the World Health Organization (WHO)".
pub fn spelled_out(mentions: &Mentions<'_>, mention: ByteRange) -> Option<Naming> {
    let text = mentions.text();
    let own = entity_name(text, mention);
    if !is_acronym(&own) {
        return None;
    }
    let bracket = format!("({own})");
    let at = places_before(text, mention.start, &bracket, true)
        .into_iter()
        .next()?;
    let words_before = text.slice(ByteRange::between(ByteOffset(at.0.saturating_sub(200)), at));
    let end = at.shifted(-((words_before.len() - words_before.trim_end().len()) as isize));
    let long = mentions.at(text.prev_grapheme(end))?;
    let name = entity_name(text, long.range);
    abbreviates(&own, &name).then_some(Naming {
        name,
        mention: long.range,
    })
}

/// Whether one is made of the initials of the other: "WHO" of "World Health Organization".
pub fn abbreviates(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphabetic()).collect();
    let initials: String = long
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
        .filter(|c| c.is_uppercase())
        .collect();
    is_acronym(short) && letters.chars().count() > 1 && letters == initials
}

fn is_acronym(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    !name.contains(' ') && (2..=8).contains(&letters().count()) && letters().all(char::is_uppercase)
}

/// The other half of an apposition, between commas: of "Anna Lund" in "Anna Lund, the harbour
/// master, said" the description, and the other way round.
pub fn apposed(mentions: &Mentions<'_>, mention: Mention) -> Option<Mention> {
    let text = mentions.text();
    let wanted = |other: &Mention| match (mention.kind, other.kind) {
        (MentionKind::Named, MentionKind::Nominal) => is_definite(text.slice(other.range)),
        (MentionKind::Nominal, MentionKind::Named) => is_full_name(&entity_name(text, other.range)),
        _ => false,
    };
    let after = || {
        let start = comma_after(text, mention.range.end)?;
        let other = mentions.at(start)?;
        (other.range.start == start && closes(text, other.range.end)).then_some(other)
    };
    let before = || {
        let end = comma_before(text, mention.range.start)?;
        let other = mentions.at(text.prev_grapheme(end))?;
        (other.range.end == end && closes(text, mention.range.end)).then_some(other)
    };
    after().filter(wanted).or_else(|| before().filter(wanted))
}

/// The name beside a title that a description takes up: of "the secretary of the council" the name in
/// "Anna Lund, Secretary of the Council". The title is written like a name, but is none.
pub fn apposed_to_title(
    mentions: &Mentions<'_>,
    title: Mention,
    description: ByteRange,
) -> Option<Mention> {
    let text = mentions.text();
    let head = head_of(text.slice(description))?;
    let is_title = head_of(text.slice(title.range)) == Some(head);
    let title = Mention {
        kind: MentionKind::Nominal,
        ..title
    };
    is_title.then(|| apposed(mentions, title)).flatten()
}

/// Where the word after ", " begins, right behind `at`.
fn comma_after(text: &Text, at: ByteOffset) -> Option<ByteOffset> {
    let rest = text.get(ByteRange::between(at, ByteOffset(at.0 + 2)))?;
    (rest == ", ").then(|| at.shifted(2))
}

/// Where the word before ", " ends, right before `at`.
fn comma_before(text: &Text, at: ByteOffset) -> Option<ByteOffset> {
    let before = ByteRange::between(ByteOffset(at.0.checked_sub(2)?), at);
    (text.get(before)? == ", ").then_some(before.start)
}

/// Whether an apposition may end here: at a comma, a stop, or a verb of saying.
fn closes(text: &Text, at: ByteOffset) -> bool {
    let rest = text.slice(ByteRange::between(
        at,
        text.grapheme_floor(ByteOffset((at.0 + 40).min(text.len()))),
    ));
    if rest.starts_with([',', '.', ';', ')', '–', '—']) || rest.trim_start().is_empty() {
        return true;
    }
    let word = rest.split_whitespace().next().unwrap_or_default();
    Lexicon::english().word(word).verb.is_some()
}

/// Whether a description takes up someone known: "the minister", "her lawyer", not "a source".
pub fn is_definite(words: &str) -> bool {
    let first = words
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    matches!(
        first.as_str(),
        "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
    )
}

/// The phrases before a definite description that it may take up, the nearest first: of "the
/// spokesman" also "Pentagon spokesman John Kirby".
pub fn taken_up(mentions: &Mentions<'_>, mention: ByteRange) -> Vec<Mention> {
    let text = mentions.text();
    let words = text.slice(mention);
    let (Some(head), true) = (head_of(words), is_definite(words)) else {
        return Vec::new();
    };
    let mut found: Vec<Mention> = Vec::new();
    for at in places_before(text, mention.start, &head, false) {
        let Some(other) = mentions.at(at) else {
            continue;
        };
        let known = found.iter().any(|each| each.range == other.range);
        if !known && !other.range.overlaps(mention) && describes(words, text.slice(other.range)) {
            found.push(other);
        }
    }
    found
}

/// Whether a description may be short for a phrase: the same head, and nothing that is not said there.
fn describes(short: &str, long: &str) -> bool {
    let (few, many) = (content_words(short), content_words(long));
    let Some(head) = head_of(short) else {
        return false;
    };
    many.contains(&head)
        && (few.iter().all(|word| many.contains(word))
            || head_of(long).as_ref() == Some(&head)
                && many.len() > 1
                && many.iter().all(|word| few.contains(word)))
}

/// The noun before the first preposition, in lower case.
fn head_of(words: &str) -> Option<String> {
    let lexicon = Lexicon::english();
    let words = words
        .split_whitespace()
        .map(fold)
        .filter(|word| !lexicon.word(word).classes.any(Classes::DETERMINER));
    let mut head = None;
    for word in words {
        if lexicon.word(&word).classes.any(Classes::PREPOSITION) {
            break;
        }
        head = Some(word);
    }
    head.filter(|head| !head.is_empty())
}

fn content_words(words: &str) -> Vec<String> {
    let function = Classes::DETERMINER | Classes::PREPOSITION;
    words
        .split_whitespace()
        .map(fold)
        .filter(|word| !word.is_empty() && !Lexicon::english().word(word).classes.any(function))
        .collect()
}

fn fold(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = word.trim_end_matches("’s").trim_end_matches("'s");
    word.to_lowercase()
}

/// Whom a pronoun may mean of those that the text mentions before it, by how likely they are: the
/// nearer sentence first, in a sentence from its beginning, which is where its subject stands.
pub fn antecedents(mentions: &Mentions<'_>, pronoun: ByteRange) -> Vec<Mention> {
    let text = mentions.text();
    let wanted = nature(text.slice(pronoun));
    let mut found = Vec::new();
    let here = mentions.paragraph_at(pronoun.start);
    let before =
        window::neighbour(text, here.range.start, -1).map(|range| mentions.paragraph(range));
    for paragraph in std::iter::once(here).chain(before) {
        let marks = &paragraph.marks;
        let quoted = |range: ByteRange| marks.iter().any(|mark| mark.range.covers(range));
        let inside = quoted(pronoun);
        let sentences = paragraph.sentences.iter().rev();
        for &sentence in sentences.filter(|sentence| sentence.start < pronoun.start) {
            let said = mentions.in_sentence(sentence);
            let said = said.iter().copied();
            found.extend(said.filter(|mention| {
                // What is said in a quotation is not taken up outside of it.
                mention.range.end <= pronoun.start
                    && mention.kind != MentionKind::Pronoun
                    && (inside || !quoted(mention.range))
                    && may_be_taken_up(text, *mention, wanted)
            }));
        }
    }
    found
}

/// A lone word in capitals of which nothing is known may be a town or a paper: too little for "he".
fn may_be_taken_up(text: &Text, mention: Mention, wanted: nature::Nature) -> bool {
    let words = text.slice(mention.range);
    let own = nature(words);
    let known = own.sort.is_some() || is_full_name(&entity_name(text, mention.range));
    known && wanted.agrees(own)
}

/// Places of a word before `end`, the nearest first.
fn places_before(text: &Text, end: ByteOffset, word: &str, exact: bool) -> Vec<ByteOffset> {
    let start = text.grapheme_floor(ByteOffset(end.0.saturating_sub(REACH)));
    let stretch = text.slice(ByteRange::between(start, end));
    let mut places = Vec::new();
    if word.is_empty() {
        return places;
    }
    let lower;
    // Lower case must not move what stands behind it; where it would, only exact words are found.
    let stretch = if exact {
        stretch
    } else {
        lower = stretch.to_ascii_lowercase();
        &lower
    };
    for (at, _) in stretch.rmatch_indices(word) {
        let before = stretch
            .get(..at)
            .and_then(|before| before.chars().next_back());
        // A hyphen, an apostrophe or a stop may stand within a word.
        let inside = |c: char| c.is_alphanumeric() || "-‐‑'’._".contains(c);
        if word.starts_with('(') || !before.is_some_and(inside) {
            places.push(start.shifted(at as isize));
        }
        if places.len() == PLACES {
            break;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::mention;
    use super::*;

    /// The mention is written in brackets.
    fn marked(written: &str) -> (Text, ByteRange) {
        let start = written.find('[').unwrap();
        let end = written.find(']').unwrap() - 1;
        let plain: String = written.chars().filter(|c| !"[]".contains(*c)).collect();
        (Text::new(plain), ByteRange::new(start, end))
    }

    #[test]
    fn a_surname_is_short_for_the_full_names_before_it() {
        for (written, names) in [
            ("Anna Lund came. [Lund] said", vec!["Anna Lund"]),
            (
                "Harbour master Anna Lund met Nils Lund. [Lund] said",
                vec!["Nils Lund", "Anna Lund"],
            ),
            ("Anna Lund came. [Ms. Lund] said", vec!["Anna Lund"]),
            ("Lund came. [Lund] said", vec![]),
            ("Anna Lundqvist came. [Lund] said", vec![]),
            ("[Lund] said. Anna Lund came", vec![]),
        ] {
            let (text, mention) = marked(written);
            let found = full_names_before(&Mentions::of(&text), mention);
            let found: Vec<&str> = found.iter().map(|naming| naming.name.as_str()).collect();
            assert_eq!(found, names, "{written}");
        }
    }

    #[test]
    fn an_acronym_stands_for_what_it_was_put_behind() {
        let (text, mention) =
            marked("The Northern Harbour Union (NHU) met. The [NHU] said nothing.");
        assert_eq!(
            spelled_out(&Mentions::of(&text), mention).map(|naming| naming.name),
            Some("Northern Harbour Union".to_owned())
        );
        let (text, mention) = marked("The ferry (NHU) sank. The [NHU] said nothing.");
        assert_eq!(spelled_out(&Mentions::of(&text), mention), None);
        assert!(abbreviates("WHO", "World Health Organization"));
        assert!(!abbreviates("WHO", "White House"));
        assert!(!abbreviates("Who", "World Health Organization"));
    }

    #[test]
    fn names_and_descriptions_stand_side_by_side() {
        for (written, other) in [
            (
                "[Anna Lund], the harbour master, said",
                Some("the harbour master"),
            ),
            ("[The harbour master], Anna Lund, said", Some("Anna Lund")),
            (
                "The harbour master, [Anna Lund], said",
                Some("The harbour master"),
            ),
            ("[Anna Lund], a fisherman and the mayor said", None),
            ("[Anna Lund] said", None),
        ] {
            let (text, range) = marked(written);
            let mention = Mention {
                range,
                kind: mention::mention_kind(&text, range),
            };
            let found = apposed(&Mentions::of(&text), mention).map(|other| text.slice(other.range));
            assert_eq!(found, other, "{written}");
        }
    }

    #[test]
    fn a_description_takes_up_a_title() {
        for (written, found) in [
            (
                "Port spokesman Nils Lund came. [The spokesman] said",
                vec!["Port spokesman Nils Lund"],
            ),
            (
                "The Norwegian ministry met. [The ministry] said",
                vec!["The Norwegian ministry"],
            ),
            (
                "The Norwegian ministry met. [The Swedish ministry] said",
                vec![],
            ),
            ("A source spoke. [A source] said", vec![]),
        ] {
            let (text, mention) = marked(written);
            let phrases = taken_up(&Mentions::of(&text), mention);
            let phrases: Vec<&str> = phrases.iter().map(|each| text.slice(each.range)).collect();
            assert_eq!(phrases, found, "{written}");
        }
    }

    #[test]
    fn pronouns_look_back_for_whom_they_fit() {
        for (written, first) in [
            ("Anna Berg met Nils Lund. [She] left", Some("Anna Berg")),
            ("Anna Berg met Nils Lund. [He] left", Some("Nils Lund")),
            (
                "The ministry thanked Nils Lund. [It] left",
                Some("The ministry"),
            ),
            ("The ministry met officials. [He] left", None),
            ("“Nils Lund lied,” he said. Anna Berg left. [He] left", None),
            ("A source spoke to Reuters. [He] left", Some("A source")),
        ] {
            let (text, pronoun) = marked(written);
            let found = antecedents(&Mentions::of(&text), pronoun);
            assert_eq!(
                found.first().map(|each| text.slice(each.range)),
                first,
                "{written}"
            );
        }
    }
}
