//! Tables and properties of finding.

use super::{Finder, Matches, Query, QueryError};
use crate::language::word_at;
use crate::model::{ByteOffset, ByteRange, Text};
use proptest::prelude::*;

fn query(words: &str, how: &str) -> Query {
    Query {
        words: words.to_owned(),
        match_case: how.contains('c'),
        whole_words: how.contains('w'),
        is_expression: how.contains('r'),
    }
}

fn all(finder: &Finder, text: &Text) -> Matches {
    finder.all(text, || true).unwrap()
}

/// The text with each match in brackets.
fn marked(text: &Text, matches: &Matches) -> String {
    let mut marked = String::new();
    let mut at = ByteOffset(0);
    for found in matches.as_slice() {
        marked += text.slice(ByteRange::between(at, found.start));
        marked += &format!("[{}]", text.slice(*found));
        at = found.end;
    }
    marked += text.slice(ByteRange::between(at, text.end()));
    marked
}

#[test]
fn what_is_found() {
    for (words, how, expected) in [
        ("war", "", "[War] and the [war]den"),
        ("war", "c", "War and the [war]den"),
        ("war", "w", "[War] and the warden"),
        ("ВОЙНА", "", "[война] и [Война]"),
        ("straße", "", "[Straße]"),
        ("don't", "", "I [don’t], I [don't]"),
        ("\"we", "", "[“We] [\"we] [”we]"),
        ("the US", "", "[The\u{a0}US] [the us]"),
        ("self", "w", "self-made, [self]"),
        ("U.S.", "w", "the [U.S.] army"),
        ("a.c", "", "abc [a.c]"),
        ("(", "", "[(]a)"),
        // A cluster is not cut: neither an accent, nor a flag, nor a family.
        ("cafe", "", "cafe\u{301} [cafe]s"),
        ("🇺", "", "🇺🇦"),
        ("👩", "", "👩‍👩‍👧 [👩]"),
        ("aa", "", "[aa]a"),
        (r"\bS\w+n\b", "r", "[Sullivan] said"),
        (r"s\w+n", "rc", "Sullivan [seven]"),
        ("^the", "r", "[the] the\n[The] end\r\n[the]"),
        ("end$", "r", "end [end]\nthe [end]"),
        ("a*", "r", "b[aa]b[a]"),
        (r"a\s+b", "r", "a\nb [a  b]"),
        (".+", "r", "[one]\n\n[two]"),
        ("", "", "nothing"),
        ("", "r", "nothing"),
        ("a\nb", "", "a\nb"),
    ] {
        let text = Text::new(expected.replace(['[', ']'], ""));
        let finder = query(words, how).compile().unwrap();
        assert_eq!(
            marked(&text, &all(&finder, &text)),
            expected,
            "{words:?} {how}"
        );
    }
}

#[test]
fn an_expression_that_is_none_says_what_is_wrong() {
    for (words, told) in [
        ("(a", "Unclosed group"),
        ("[a", "Unclosed character class"),
        ("a{2,1}", "Invalid repetition count range"),
        ("*", "Repetition operator missing expression"),
        (r"\k", "Unrecognized escape sequence"),
    ] {
        let error = query(words, "r").compile().unwrap_err();
        assert!(error.to_string().starts_with(told), "{words}: {error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }
    let large = query(&r"\w{500}".repeat(20), "r").compile();
    assert_eq!(large.unwrap_err(), QueryError::TooLarge);
}

#[test]
fn what_is_cancelled_gives_nothing() {
    let text = Text::new("a ".repeat(1000));
    let finder = query("a", "").compile().unwrap();
    assert_eq!(finder.all(&text, || false), None);
}

#[test]
fn near_looks_no_further_than_told() {
    let text = Text::new(format!(
        "{}here\n{}there",
        "x ".repeat(500),
        "x ".repeat(500)
    ));
    let near = |words, from, reach| {
        let finder = query(words, "").compile().unwrap();
        finder
            .near(&text, ByteOffset(from), reach)
            .map(|found| found.start.0)
    };
    assert_eq!(near("here", 0, 2000), Some(1000));
    assert_eq!(near("here", 0, 900), None);
    assert_eq!(near("here", 1001, 1500), Some(2006));
    assert_eq!(near("there", 1001, 900), None);
    // What the cut goes through is not taken for whole.
    assert_eq!(near("x+ x", 0, 2), None);
}

fn texts() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("a"),
        Just("A"),
        Just("b"),
        Just("ab"),
        Just("e\u{301}"),
        Just("e"),
        Just(" "),
        Just("\n"),
        Just("\r\n"),
        Just("-"),
        Just("’"),
        Just("ж"),
        Just("Ж"),
        Just("🇺🇦"),
        Just("."),
        Just("\u{2029}"),
    ];
    proptest::collection::vec(parts, 0..60).prop_map(|parts| parts.concat())
}

fn queries() -> impl Strategy<Value = Query> {
    let words = prop_oneof![
        Just("a"),
        Just("ab"),
        Just("aba"),
        Just("b a"),
        Just("e"),
        Just("ж"),
        Just("'"),
        Just("a-a"),
        Just("."),
    ];
    (words, any::<bool>(), any::<bool>()).prop_map(|(words, match_case, whole_words)| Query {
        words: words.to_owned(),
        match_case,
        whole_words,
        is_expression: false,
    })
}

/// Every place where the words stand, one letter after the other.
fn naive(text: &Text, query: &Query) -> Vec<ByteRange> {
    let same = |typed: char, printed: char| match typed {
        '\'' => "'’‘ʼ‚‛".contains(printed),
        typed if query.match_case => typed == printed,
        typed => typed.to_lowercase().eq(printed.to_lowercase()),
    };
    let begins = |rest: &str| {
        let mut len = 0;
        let mut chars = rest.chars();
        for typed in query.words.chars() {
            let printed = chars.next().filter(|printed| same(typed, *printed))?;
            len += printed.len_utf8();
        }
        Some(len)
    };
    let within = |at: ByteOffset| {
        query.whole_words && word_at(text, at).is_some_and(|word| word.start < at && at < word.end)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match begins(&text.as_str()[at..]) {
            Some(len) => {
                let range = ByteRange::new(at, at + len);
                if text.whole_graphemes(range) == range
                    && !within(range.start)
                    && !within(range.end)
                {
                    found.push(range);
                }
                at += len;
            }
            None => at += text.as_str()[at..].chars().next().unwrap().len_utf8(),
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_found_is_what_a_plain_search_finds(string in texts(), query in queries()) {
        let text = Text::new(string);
        let finder = query.compile().unwrap();
        let found = all(&finder, &text);
        prop_assert_eq!(found.as_slice(), naive(&text, &query));
    }

    #[test]
    fn next_and_previous_visit_every_match_once(
        string in texts(),
        query in queries(),
        expression in proptest::option::of(prop_oneof![Just("a+"), Just("[ab]"), Just("^."), Just(r"\w+$")]),
        from in 0usize..80,
    ) {
        let text = Text::new(string);
        let query = match expression {
            Some(words) => Query { words: words.to_owned(), is_expression: true, ..query },
            None => query,
        };
        let finder = query.compile().unwrap();
        let found = all(&finder, &text);
        let from = text.grapheme_floor(ByteOffset(from));
        prop_assert_eq!(finder.next(&text, from), found.next(from));
        prop_assert_eq!(finder.previous(&text, from), found.previous(from));
        prop_assert_eq!(finder.near(&text, from, 1000), found.next(from).filter(|next| next.start >= from));

        let mut forth = Vec::new();
        let mut at = from;
        for _ in 0..found.len() {
            let next = finder.next(&text, at).unwrap();
            at = next.end;
            forth.push(next);
        }
        let mut back = Vec::new();
        let mut at = from;
        for _ in 0..found.len() {
            let previous = finder.previous(&text, at).unwrap();
            at = previous.start;
            back.push(previous);
        }
        forth.sort();
        back.sort();
        prop_assert_eq!(&forth, &found.as_slice());
        prop_assert_eq!(&back, &found.as_slice());
        for (index, each) in found.as_slice().iter().enumerate() {
            prop_assert_eq!(found.number(*each), Some(index + 1));
        }
    }
}
