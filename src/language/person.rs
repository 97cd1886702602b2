//! Names of people and bodies: which mention may be whom, and what a new one is called.

use super::lexicon::Classes;
use super::mention::{self, MentionKind};
use super::vocabulary;
use crate::model::{ByteRange, Text};

/// Whether a mention may be of the person or body with this name: "Austin" of "Lloyd J. Austin III".
/// Titles do not count, and two full names with one surname are two people.
pub fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (Name::of(a), Name::of(b));
    if a.words.is_empty() || b.words.is_empty() {
        return false;
    }
    if a.body || b.body {
        return a.body == b.body && a.is_like_body(&b);
    }
    a.words == b.words || a.is_like_person(&b)
}

/// Whether it is a person's name with given name and surname: two such that differ are two people.
pub fn is_full_name(name: &str) -> bool {
    let name = Name::of(name);
    !name.body && name.given().is_some()
}

/// The name to propose for a new person or body from a mention: of a named one without title and
/// determiner, of a nominal one its words without the determiner.
pub fn entity_name(text: &Text, range: ByteRange) -> String {
    let words = text.slice(range);
    match mention::mention_kind(text, range) {
        MentionKind::Pronoun => words.to_owned(),
        MentionKind::Nominal => without_determiner(words).to_owned(),
        MentionKind::Named => {
            let all: Vec<&str> = without_determiner(words).split_whitespace().collect();
            let name = person_words(&all);
            name.join(" ").trim_end_matches([',', ';']).to_owned()
        }
    }
}

fn classes(word: &str) -> Classes {
    vocabulary::word(word.trim_matches(|c: char| !c.is_alphanumeric())).listed
}

fn without_determiner(words: &str) -> &str {
    let words = words.trim();
    match words.split_once(char::is_whitespace) {
        Some((first, rest))
            if !is_abbreviated(first) && classes(first).any(Classes::DETERMINER) =>
        {
            rest.trim_start()
        }
        _ => words,
    }
}

/// The words of the name itself: behind the last title, and behind what the title is of.
fn person_words<'w>(words: &[&'w str]) -> Vec<&'w str> {
    let small = |word: &str| word.starts_with(char::is_lowercase) && !is_particle(word);
    let title = words.iter().rposition(|word| {
        let classes = classes(word);
        classes.any(Classes::ROLE | Classes::HONORIFIC)
            || small(word) && !classes.any(Classes::PREPOSITION | Classes::DETERMINER)
    });
    let Some(title) = title else {
        return words.to_vec();
    };
    // "the head of the port, Anna": what follows the title.
    let tail = &words[title + 1..];
    if tail.is_empty() {
        return words.to_vec();
    }
    if !classes(tail[0]).any(Classes::PREPOSITION) {
        return tail.to_vec();
    }
    let last_small = tail
        .iter()
        .rposition(|word| small(word))
        .map_or(0, |i| i + 1);
    let run = &tail[last_small..];
    let full = run
        .iter()
        .filter(|word| !is_suffix(word) && !is_initial(word))
        .count();
    if full < 3 {
        return words.to_vec();
    }
    let mut kept = 0;
    let start = run.iter().rposition(|word| {
        kept += usize::from(!is_suffix(word) && !is_initial(word));
        kept == 2
    });
    run[start.unwrap_or(0)..].to_vec()
}

pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "von"
            | "de"
            | "der"
            | "den"
            | "bin"
            | "al"
            | "el"
            | "da"
            | "di"
            | "du"
            | "la"
            | "le"
            | "ibn"
            | "ben"
            | "dos"
            | "del"
            | "ter"
            | "af"
            | "zu"
    )
}

fn is_suffix(word: &str) -> bool {
    let word = word.trim_matches(['.', ',']);
    matches!(word, "Jr" | "Sr" | "II" | "III" | "IV" | "MP" | "PhD")
}

fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

/// "A.": an initial, not an article.
fn is_abbreviated(word: &str) -> bool {
    word.ends_with('.') && is_initial(word)
}

struct Name {
    /// Lower case, without titles, determiners and suffixes.
    words: Vec<String>,
    /// Whether it is the name of a body rather than of a person.
    body: bool,
}

impl Name {
    fn of(words: &str) -> Self {
        let plain = without_determiner(words);
        let mut all: Vec<&str> = plain.split_whitespace().collect();
        let body = all
            .iter()
            .take_while(|word| !classes(word).any(Classes::PREPOSITION))
            .last()
            .is_some_and(|head| classes(head).any(Classes::BODY));
        if !body {
            all = person_words(&all);
        }
        let words = all
            .iter()
            .filter(|word| {
                !is_suffix(word)
                    && (is_abbreviated(word)
                        || !classes(word).any(Classes::DETERMINER | Classes::PREPOSITION))
            })
            .map(|word| fold(word))
            .filter(|word| !word.is_empty())
            .collect();
        Self { words, body }
    }

    /// "the Security Council" of "the Security Council of Norway": the one's words are among the other's.
    fn is_like_body(&self, other: &Self) -> bool {
        let (few, many) = if self.words.len() <= other.words.len() {
            (self, other)
        } else {
            (other, self)
        };
        few.words.iter().all(|word| many.words.contains(word))
            && (few.words.len() > 1 || few.words == many.words)
    }

    fn is_like_person(&self, other: &Self) -> bool {
        let (Some(last), Some(other_last)) = (self.words.last(), other.words.last()) else {
            return false;
        };
        if last != other_last {
            return false;
        }
        let (Some(first), Some(other_first)) = (self.given(), other.given()) else {
            return true;
        };
        first == other_first
            || (is_initial(first) || is_initial(other_first))
                && first.chars().next() == other_first.chars().next()
    }

    /// The first given name; `None` for a surname alone.
    fn given(&self) -> Option<&str> {
        (self.words.len() > 1).then(|| self.words[0].as_str())
    }
}

/// Lower case, without punctuation and a possessive ending.
fn fold(word: &str) -> String {
    let word = word.trim_end_matches("’s").trim_end_matches("'s");
    word.chars()
        .filter(|c| c.is_alphanumeric() || *c == '-')
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ByteOffset;

    #[test]
    fn one_person_goes_by_several_names() {
        for (a, b, same) in [
            ("Austin", "Lloyd Austin", true),
            ("Lloyd J. Austin III", "Lloyd Austin", true),
            ("Secretary of Defense Lloyd J. Austin III", "Austin", true),
            ("General Patrushev", "Nikolai Patrushev", true),
            ("L. Austin", "Lloyd Austin", true),
            ("Pentagon spokesman John Kirby", "Kirby", true),
            ("The Pentagon", "the Pentagon", true),
            (
                "the Security Council",
                "The Security Council of Norway",
                true,
            ),
            ("John Sullivan", "Jake Sullivan", false),
            ("Anna Berg", "Anna Lund", false),
            ("the Norwegian Council", "the Swedish Council", false),
            ("Austin", "Austin City Council", false),
            ("", "Austin", false),
            ("Lloyd", "Lloyd Austin", false),
        ] {
            assert_eq!(same_person(a, b), same, "{a} / {b}");
            assert_eq!(same_person(b, a), same, "{b} / {a}");
        }
    }

    #[test]
    fn a_new_person_is_called_without_title() {
        for (mention, name) in [
            ("Pentagon spokesman John Kirby", "John Kirby"),
            ("US President Joe Biden", "Joe Biden"),
            (
                "Secretary of Defense Lloyd J. Austin III",
                "Lloyd J. Austin III",
            ),
            (
                "The representative of the Harbour Council apparatus Anna Berg",
                "Anna Berg",
            ),
            (
                "Ambassador to the United States Hamdullah Mohib",
                "Hamdullah Mohib",
            ),
            ("Ludwig van Beethoven", "Ludwig van Beethoven"),
            ("The Pentagon", "Pentagon"),
            (
                "The Security Council of Norway",
                "Security Council of Norway",
            ),
            ("a source", "source"),
            ("the Norwegian department", "Norwegian department"),
            ("him", "him"),
        ] {
            let text = Text::new(mention);
            let range = ByteRange::between(ByteOffset(0), text.end());
            assert_eq!(entity_name(&text, range), name);
        }
    }
}
