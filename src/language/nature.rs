//! What the words of a mention tell of whom it means: one or several, man or woman, person or body.

use super::lexicon::{Classes, Lexicon};
use super::person::is_particle;
use std::collections::HashMap;
use std::sync::OnceLock;

/// One or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// "the minister"
    One,
    /// "officials"
    Many,
}

/// As English pronouns tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

/// A human being or an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Someone, or several of them.
    Person,
    /// A ministry, a company, a paper.
    Body,
}

/// What is known of someone; `None` is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nature {
    /// One or several.
    pub number: Option<Number>,
    /// Man or woman.
    pub gender: Option<Gender>,
    /// Person or body.
    pub sort: Option<Sort>,
}

impl Nature {
    const fn of(number: Number, gender: Option<Gender>, sort: Option<Sort>) -> Self {
        Self {
            number: Some(number),
            gender,
            sort,
        }
    }

    /// What this does not tell is taken from the other.
    pub fn or(self, other: Self) -> Self {
        Self {
            number: self.number.or(other.number),
            gender: self.gender.or(other.gender),
            sort: self.sort.or(other.sort),
        }
    }

    /// Whether both may be said of one. "They" may be said of a body, "he" of neither several nor a body.
    pub fn agrees(self, other: Self) -> bool {
        let bodily = [self.sort, other.sort].contains(&Some(Sort::Body));
        let same_number = same(self.number, other.number) || bodily && self.sort != other.sort;
        same_number && same(self.gender, other.gender) && same(self.sort, other.sort)
    }
}

fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// What the words of a mention tell, or those of a name.
pub fn nature(words: &str) -> Nature {
    // "A. Lund": an initial, no article.
    let initial = |word: &&str| word.ends_with('.') && word.chars().count() == 2;
    let words: Vec<&str> = words
        .split_whitespace()
        .filter(|word| !initial(word))
        .map(plain)
        .collect();
    match words.as_slice() {
        [] => Nature::default(),
        [word] if pronoun(&word.to_lowercase()).is_some() => {
            pronoun(&word.to_lowercase()).unwrap_or_default()
        }
        words => of_phrase(words),
    }
}

fn pronoun(word: &str) -> Option<Nature> {
    use Gender::{Female, Male};
    use Number::{Many, One};
    use Sort::{Body, Person};
    Some(match word {
        "he" | "him" | "his" | "himself" => Nature::of(One, Some(Male), Some(Person)),
        "she" | "her" | "hers" | "herself" => Nature::of(One, Some(Female), Some(Person)),
        "it" | "its" | "itself" => Nature::of(One, None, Some(Body)),
        "they" | "them" | "their" | "theirs" | "themselves" => Nature::of(Many, None, None),
        "i" | "me" | "my" | "mine" | "myself" => Nature::of(One, None, Some(Person)),
        _ => return None,
    })
}

fn of_phrase(words: &[&str]) -> Nature {
    let all: Vec<Word> = words.iter().map(|word| Word::of(word)).collect();
    let article = all
        .first()
        .is_some_and(|first| first.any(Classes::DETERMINER));
    let words = &all[usize::from(article)..];
    // Behind a preposition stands what the head is of: "the head of the Pentagon".
    let core = words
        .iter()
        .position(|word| word.any(Classes::PREPOSITION))
        .unwrap_or(words.len());
    let core = &words[..core];
    let Some(head) = core.last() else {
        return Nature::default();
    };
    let several = core.iter().any(|word| word.lower == "and");
    let named = core.iter().find_map(|word| given_name(&word.lower));
    let titled = core.iter().rev().find_map(Word::as_title);
    if let Some(title) = titled {
        let gender = title.gender.or(named).filter(|_| !several);
        let number = if several {
            Some(Number::Many)
        } else {
            title.number
        };
        return Nature {
            number,
            gender,
            ..title
        };
    }
    if let Some(gender) = named.filter(|_| head.capital && !several) {
        return Nature::of(Number::One, Some(gender), Some(Sort::Person));
    }
    // People's names go without an article: "the Pentagon".
    let body = head.any(Classes::BODY) || head.acronym || article && head.capital;
    let many = several || head.any(Classes::BODY) && head.singular().is_some();
    Nature {
        number: Some(if many { Number::Many } else { Number::One }),
        gender: None,
        sort: (body && !several).then_some(Sort::Body),
    }
}

struct Word {
    lower: String,
    classes: Classes,
    capital: bool,
    /// In capitals throughout: "NATO".
    acronym: bool,
}

impl Word {
    fn of(words: &str) -> Self {
        let base = words.trim_end_matches("’s").trim_end_matches("'s");
        let lower = base.to_lowercase();
        let letters = || base.chars().filter(|c| c.is_alphabetic());
        let classes = Lexicon::english().word(&lower).classes;
        Self {
            acronym: letters().count() > 1
                && letters().all(char::is_uppercase)
                && !classes.any(Classes::ROLE | Classes::HONORIFIC),
            capital: base.starts_with(char::is_uppercase),
            classes,
            lower,
        }
    }

    fn any(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    /// What a title or a word for people tells; `None` of any other word.
    fn as_title(&self) -> Option<Nature> {
        if is_particle(&self.lower) {
            return None;
        }
        let people = self.any(Classes::ROLE | Classes::PERSON | Classes::HONORIFIC);
        if !people {
            return None;
        }
        let many = is_plural(&self.lower) || self.singular().is_some();
        let number = if many { Number::Many } else { Number::One };
        let gender = gender_of_title(&self.lower).filter(|_| !many);
        Some(Nature::of(number, gender, Some(Sort::Person)))
    }

    /// The singular, where the lists know it as a noun for people or bodies.
    fn singular(&self) -> Option<String> {
        let known = |word: &str| {
            let classes = Lexicon::english().word(word).classes;
            classes.any(Classes::ROLE | Classes::PERSON | Classes::BODY)
        };
        let stem = match self.lower.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => self.lower.strip_suffix('s')?.to_owned(),
        };
        (known(&stem) && !stem.ends_with('s')).then_some(stem)
    }
}

/// Plurals that a final `s` does not tell, or whose singular is no word for people.
fn is_plural(word: &str) -> bool {
    word.ends_with("men") && word != "women's"
        || matches!(
            word,
            "people"
                | "children"
                | "police"
                | "authorities"
                | "others"
                | "many"
                | "some"
                | "staff"
                | "crew"
                | "family"
                | "public"
                | "troops"
                | "parents"
                | "relatives"
                | "citizens"
                | "messrs"
                | "deputies"
                | "secretaries"
                | "witnesses"
                | "eyewitnesses"
                | "coaches"
                | "wives"
        )
        || word.ends_with("ers") && word != "messrs"
}

fn gender_of_title(word: &str) -> Option<Gender> {
    let female = word.ends_with("woman")
        || matches!(
            word,
            "mrs"
                | "ms"
                | "miss"
                | "madam"
                | "lady"
                | "dame"
                | "queen"
                | "princess"
                | "mother"
                | "sister"
                | "daughter"
                | "wife"
                | "aunt"
                | "actress"
                | "girl"
                | "girlfriend"
        );
    let male = !female && word.ends_with("man")
        || matches!(
            word,
            "mr" | "sir"
                | "lord"
                | "king"
                | "prince"
                | "father"
                | "brother"
                | "son"
                | "husband"
                | "uncle"
                | "boy"
                | "boyfriend"
                | "pope"
                | "patriarch"
                | "imam"
        );
    match (female, male) {
        (true, _) => Some(Gender::Female),
        (_, true) => Some(Gender::Male),
        _ => None,
    }
}

fn given_name(lower: &str) -> Option<Gender> {
    static NAMES: OnceLock<HashMap<&'static str, Gender>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let list = include_str!("../../assets/language/en/given_names.txt");
        let line = |line: &'static str| {
            let (name, gender) = line.split_once(' ')?;
            match gender {
                "m" => Some((name, Gender::Male)),
                "f" => Some((name, Gender::Female)),
                _ => None,
            }
        };
        list.lines().filter_map(line).collect()
    });
    names.get(lower).copied()
}

/// A word without the marks around it.
fn plain(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `1` or `+`, `m` or `f`, `p` or `b`; `?` for what is not known.
    fn told(words: &str) -> String {
        let nature = nature(words);
        let number = match nature.number {
            Some(Number::One) => '1',
            Some(Number::Many) => '+',
            None => '?',
        };
        let gender = match nature.gender {
            Some(Gender::Male) => 'm',
            Some(Gender::Female) => 'f',
            None => '?',
        };
        let sort = match nature.sort {
            Some(Sort::Person) => 'p',
            Some(Sort::Body) => 'b',
            None => '?',
        };
        [number, gender, sort].iter().collect()
    }

    #[test]
    fn words_tell_number_gender_and_sort() {
        for (words, expected) in [
            ("he", "1mp"),
            ("Her", "1fp"),
            ("it", "1?b"),
            ("them", "+??"),
            ("Mr. Lund", "1mp"),
            ("Mrs Berg", "1fp"),
            ("spokeswoman Kim Berg", "1fp"),
            ("the chairman of the council", "1mp"),
            ("Anna Berg", "1fp"),
            ("US President Joe Biden", "1mp"),
            ("Secretary Lund", "1?p"),
            ("Lund", "1??"),
            ("Brisk Lund", "1??"),
            ("a source", "1?p"),
            ("officials", "+?p"),
            ("two harbour workers", "+?p"),
            ("police", "+?p"),
            ("Anna Berg and Nils Lund", "+??"),
            ("the Pentagon", "1?b"),
            ("NATO", "1?b"),
            ("the Norwegian Harbour Council", "1?b"),
            ("The Security Council of Norway", "1?b"),
            ("the secretary of the Norwegian Council", "1?p"),
            ("several companies", "+?b"),
            ("", "???"),
        ] {
            assert_eq!(told(words), expected, "{words}");
        }
    }

    #[test]
    fn a_pronoun_agrees_with_whom_it_may_be_said_of() {
        for (pronoun, words, agrees) in [
            ("he", "John Kirby", true),
            ("he", "Anna Berg", false),
            ("he", "officials", false),
            ("he", "the ministry", false),
            ("she", "the minister", true),
            ("they", "officials", true),
            ("they", "the ministry", true),
            ("they", "John Kirby", false),
            ("it", "the ministry", true),
            ("it", "the minister", false),
        ] {
            assert_eq!(
                nature(pronoun).agrees(nature(words)),
                agrees,
                "{pronoun} / {words}"
            );
        }
    }
}
