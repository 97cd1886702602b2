//! Mentions of people and bodies, as written.

use super::lexicon::Classes;
use super::noun_phrase;
use super::phrase::{self, Item, Kind};
use super::{sentences, window};
use crate::model::{ByteOffset, ByteRange, Text};

mod lookup;

pub use lookup::Mentions;

/// How a mention names whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// By a name: "Pentagon spokesman John Kirby", "the White House".
    Named,
    /// By what they are: "a source", "the US Secretary of Defense".
    Nominal,
    /// "he", "them".
    Pronoun,
}

impl MentionKind {
    /// The value of the speaker attribute `mention` in the schema `news`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
        }
    }
}

/// A stretch that means someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words, with determiner and title.
    pub range: ByteRange,
    /// How it names.
    pub kind: MentionKind,
}

/// The mention at the caret, on any of its words or right after it: the whole phrase as written, with
/// determiner and title. `None` where no noun, name or pronoun stands.
pub fn mention_at(text: &Text, at: ByteOffset) -> Option<Mention> {
    Mentions::of(text).at(at)
}

/// Whether a mention is of someone who may speak, as far as its words tell: a name, a pronoun, a noun
/// for people or bodies.
pub fn means_someone(text: &Text, mention: Mention) -> bool {
    match mention.kind {
        MentionKind::Named | MentionKind::Pronoun => true,
        MentionKind::Nominal => super::nature(text.slice(mention.range)).sort.is_some(),
    }
}

/// The names, known nouns and pronouns of a stretch, in order, none within another.
pub fn mentions_in(text: &Text, range: ByteRange) -> Vec<Mention> {
    let range = text.whole_graphemes(range);
    let mut mentions: Vec<Mention> = Vec::new();
    for sentence in sentences::sentences(text, window::near(text, range, range.start)) {
        walk(&phrase::items(text, sentence, &[]), &mut mentions);
    }
    mentions.dedup_by(|next, last| next.range.overlaps(last.range));
    mentions
}

fn walk(items: &[Item], to: &mut Vec<Mention>) {
    let mut at = 0;
    while at < items.len() {
        at = match seed(items, at) {
            Some((first, last)) => {
                to.push(mention(items, first, last));
                last.max(at) + 1
            }
            None => at + 1,
        };
    }
}

/// The mention that a walk over the words meets at `at`.
fn seed(items: &[Item], at: usize) -> Option<(usize, usize)> {
    let item = &items[at];
    let personal = item.any(Classes::PRONOUN) && !item.is("it") && !item.any(Classes::DETERMINER);
    let noun = item.any(Classes::ROLE | Classes::PERSON | Classes::BODY) && !item.is_function();
    if !(personal || item.is_name() || noun) {
        return None;
    }
    noun_phrase::around(items, at)
}

/// How a stretch of words names: for an attribute of a mention that a person has marked.
pub fn mention_kind(text: &Text, range: ByteRange) -> MentionKind {
    let items = phrase::items(text, window::near(text, range, range.start), &[]);
    match items.len() {
        0 => MentionKind::Nominal,
        n => kind(&items, 0, n - 1),
    }
}

pub(super) fn mention(items: &[Item], first: usize, last: usize) -> Mention {
    Mention {
        range: ByteRange::between(items[first].range.start, items[last].base_end),
        kind: kind(items, first, last),
    }
}

/// Named when the head is a name, or a name closes the phrase.
fn kind(items: &[Item], first: usize, last: usize) -> MentionKind {
    let phrase = &items[first..=last];
    if phrase.len() == 1 && phrase[0].any(Classes::PRONOUN) {
        return MentionKind::Pronoun;
    }
    let is_tie = |item: &Item| item.any(Classes::PREPOSITION) || item.kind == Kind::Comma;
    let core_end = phrase.iter().position(is_tie).unwrap_or(phrase.len());
    let core = &phrase[..core_end];
    let head = core.iter().rev().find(|item| item.is_word());
    let named_head = head.is_some_and(|head| {
        head.is_name()
            && !head.any(Classes::ROLE | Classes::PERSON)
            && !head.any(Classes::HONORIFIC)
    });
    if named_head || core_end < phrase.len() && closes_with_name(phrase) {
        MentionKind::Named
    } else {
        MentionKind::Nominal
    }
}

/// "The representative of the council apparatus Anna Smith", "Ambassador to the United States Anna Smith".
fn closes_with_name(phrase: &[Item]) -> bool {
    let run = phrase
        .iter()
        .rev()
        .take_while(|item| item.is_name())
        .count();
    let before = phrase.len().checked_sub(run + 1).map(|i| &phrase[i]);
    match before {
        Some(word) if word.any(Classes::DETERMINER) || word.any(Classes::PREPOSITION) => {
            run >= 4 || run == 3 && !phrase[0].any(Classes::DETERMINER)
        }
        Some(word) => run > 0 && word.is_noun(),
        None => run > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mention is written in brackets, the caret as `|`.
    #[test]
    fn the_mention_at_the_caret_is_the_phrase_as_written() {
        for (marked, kind) in [
            ("[Pentagon spokesman John Ki|rby] said.", MentionKind::Named),
            ("[Pentagon spokes|man John Kirby] said.", MentionKind::Named),
            (
                "In April, [the US Secretary of Defe|nse] personally stated it.",
                MentionKind::Nominal,
            ),
            (
                "It was good, [a sou|rce] told Reuters.",
                MentionKind::Nominal,
            ),
            ("But, according to [h|im], it failed.", MentionKind::Pronoun),
            (
                "[The representative of the Harbour Council apparatus Anna Ber|g], in turn, said no.",
                MentionKind::Named,
            ),
            (
                "[The Harbour Council of Nor|way] reported that",
                MentionKind::Named,
            ),
            (
                "These steps, [the secretary of the Norwegian Harbour Coun|cil] said, fail.",
                MentionKind::Nominal,
            ),
            (
                "It went on after [US President Joe Bi|den] once again called.",
                MentionKind::Named,
            ),
            ("During it, [Sulli|van] said that", MentionKind::Named),
            ("delivered by [the White Hou|se].", MentionKind::Named),
            ("[The fire depart|ment] said", MentionKind::Nominal),
            ("On Tuesday [Ki|rby] left", MentionKind::Named),
            ("He spoke with [Dr. Anna Be|rg] today", MentionKind::Named),
            (
                "He saw [the minister’s deputy Anna Be|rg] and left",
                MentionKind::Named,
            ),
            (
                "[a spokesman for the minis|try] added",
                MentionKind::Nominal,
            ),
            ("“[We| ]do not know”", MentionKind::Pronoun),
        ] {
            let marked = marked.replace("| ]", "|] ");
            let caret = marked.find('|').unwrap() - 1;
            let start = marked.find('[').unwrap();
            let plain: String = marked.chars().filter(|c| !"[]|".contains(*c)).collect();
            let end = marked.find(']').unwrap() - 2;
            let text = Text::new(plain);
            let found = mention_at(&text, ByteOffset(caret));
            assert_eq!(
                found.map(|m| (text.slice(m.range), m.kind)),
                Some((text.slice(ByteRange::new(start, end)), kind)),
                "{marked}"
            );
        }
    }

    #[test]
    fn no_mention_where_none_stands() {
        for (words, at) in [
            ("It was and is", 8),
            ("", 0),
            ("… – …", 4),
            ("He went home", 4),
        ] {
            let text = Text::new(words);
            assert_eq!(mention_at(&text, ByteOffset(at)), None, "{words}");
        }
    }

    #[test]
    fn mentions_of_a_stretch() {
        let text = Text::new(
            "Sullivan told General Patrushev that Moscow should stop. The Pentagon agreed with him.",
        );
        let found: Vec<&str> = mentions_in(&text, ByteRange::between(ByteOffset(0), text.end()))
            .iter()
            .map(|mention| text.slice(mention.range))
            .collect();
        assert_eq!(
            found,
            [
                "Sullivan",
                "General Patrushev",
                "Moscow",
                "The Pentagon",
                "him"
            ]
        );
    }
}
