use super::compare;
use crate::model::ByteOffset;
use crate::review::made::document;
use crate::review::{Comparison, Marks, Score, Wanted};

fn compared(gold: &str, other: &str) -> Comparison {
    let of = |marked| Marks::of(&document(marked), Wanted::Live);
    compare(of(gold), of(other))
}

/// The score in short: gold, other, any, half, exact, with speaker.
fn short(score: Score) -> [usize; 6] {
    let Score {
        gold,
        other,
        any,
        half,
        exact,
        with_speaker,
    } = score;
    [gold, other, any, half, exact, with_speaker]
}

#[test]
fn quotes_are_measured_by_overlap_and_speaker() {
    for (gold, other, score) in [
        (
            "{q one two} {s Ann} | ",
            "{q one two} {s Ann} | ",
            [1, 1, 1, 1, 1, 1],
        ),
        (
            "{q1 one two} said {s1 Ann} | q1>s1",
            "{q1 one two} said {s1 Ann} | q1>s1",
            [1, 1, 1, 1, 1, 1],
        ),
        (
            "{q1 one two} said {s1 Ann} | q1>s1",
            "{q1 one two} said {s1 Ann}",
            [1, 1, 1, 1, 1, 0],
        ),
        (
            "{q1 one two} said {s1 Ann B} | q1>s1",
            "{q1 one two} said Ann {s1 B} | q1>s1",
            [1, 1, 1, 1, 1, 1],
        ),
        (
            "“{q one two, three}.”",
            "{q “one two, three.”}",
            [1, 1, 1, 1, 1, 1],
        ),
        (
            "“{q one two, three}.”",
            "{q “one two, three.”}",
            [1, 1, 1, 1, 1, 1],
        ),
        ("{q one two three}", "one {q two three}", [1, 1, 1, 1, 0, 1]),
        ("{q one two three}", "{q one} two three", [1, 1, 1, 0, 0, 0]),
        (
            "{q one} two {q three}",
            "{q one two three}",
            [2, 1, 1, 0, 0, 0],
        ),
        (
            "{q1 one} he said {q1+ two}",
            "{q one} he said two",
            [1, 1, 1, 1, 0, 1],
        ),
        ("one", "{q one}", [0, 1, 0, 0, 0, 0]),
        ("{q one}", "{q9x one}", [1, 0, 0, 0, 0, 0]),
        (
            "{q1 one} {s1 Ann} {s2 Bob} | q1>s1",
            "{q1 one} {s1 Ann} {s2 Bob} | q1>s2",
            [1, 1, 1, 1, 1, 0],
        ),
    ] {
        assert_eq!(
            short(compared(gold, other).quotes),
            score,
            "{gold} / {other}"
        );
    }
}

#[test]
fn quotes_with_marks_are_measured_apart() {
    let made = compared("“{q one}” {q two}", "“{q one}” {q two}");
    assert_eq!(
        (short(made.quotes)[0], short(made.quoted)),
        (2, [1, 1, 1, 1, 1, 1])
    );
}

#[test]
fn what_the_gold_leaves_out_is_left_out() {
    let of = |marked| Marks::of(&document(marked), Wanted::Live);
    let flat = Marks {
        nested: false,
        ..of("{q one two three} {e war} is {e peace}")
    };
    let mut flat = flat.kept(|_, _| true);
    flat.scored_to = Some(ByteOffset("one two three war".len()));
    flat.marks
        .retain(|mark| mark.end() <= flat.scored_to.unwrap());
    let made = compare(flat, of("{q one {q two} three} {e war} is {e peace}"));
    assert_eq!(short(made.quotes), [1, 1, 1, 1, 1, 1]);
    assert_eq!(short(made.events), [1, 1, 1, 1, 1, 1]);
    assert_eq!(made.disagreements, []);
}

#[test]
fn the_optional_is_neither_missed_nor_wrong() {
    let of = |marked| Marks::of(&document(marked), Wanted::Live);
    let mut gold = of("{q one} and {q two}");
    gold.marks[1].optional = true;
    assert_eq!(
        short(compare(gold.clone(), of("{q one} and {q two}")).quotes),
        [1, 1, 1, 1, 1, 1]
    );
    let made = compare(gold, of("{q one} and two"));
    assert_eq!(
        (short(made.quotes), made.disagreements),
        ([1, 1, 1, 1, 1, 1], vec![])
    );
}

#[test]
fn white_space_at_the_ends_moves_nothing_apart() {
    let made = compared("\n {q one} {q two}", "{q one} {q two}\n");
    assert_eq!(short(made.quotes), [2, 2, 2, 2, 2, 2]);
}

#[test]
fn a_label_counts_where_its_absence_means_something() {
    let of = |marked| Marks::of(&document(marked), Wanted::Live);
    let mut gold = of("{q one} in Rome");
    gold.looked_for = Some([].into());
    let made = compare(gold.clone(), of("{q one} in {p Rome}"));
    assert_eq!(
        made.labels
            .keys()
            .map(|name| name.as_str())
            .collect::<Vec<_>>(),
        ["quote"]
    );
    gold.looked_for = Some(["place".into()].into());
    let made = compare(gold, of("{q one} in {p Rome}"));
    assert_eq!(short(made.labels[&"place".into()]), [0, 1, 0, 0, 0, 0]);
}

#[test]
fn links_are_the_same_when_their_ends_are() {
    let made = compared(
        "{q1 one} {s1 Ann} {q2 two} {s2 Bob} | q1>s1 q2>s2",
        "{q1 one} {s1 Ann} {q2 two} {s2 Bob} | q1>s1 q2>s1 q1>s2",
    );
    assert_eq!(short(made.links[&"said_by".into()]), [2, 3, 1, 1, 1, 0]);
}

#[test]
fn differences_are_told_by_kind_in_the_texts_order() {
    for (gold, other, told) in [
        ("{q one} two", "{q one} two", vec![]),
        (
            "{q one} two",
            "one {q two}",
            vec!["missed one", "extra two"],
        ),
        (
            "{q one two}",
            "one {q two}",
            vec!["other boundary one two / two"],
        ),
        (
            "{q one} in Rome",
            "{e one} in Rome",
            vec!["other label one / one"],
        ),
        (
            "{q1 one} {s1 Ann} | q1>s1",
            "{q1 one} {s1 Ann}",
            vec!["other speaker one / one"],
        ),
        (
            "{e war} and {e peace}",
            "{e war} and peace",
            vec!["missed peace"],
        ),
    ] {
        let made = compared(gold, other);
        let text = document(other).text().clone();
        let words = |mark: &crate::review::Mark| {
            let words: Vec<&str> = mark
                .stretches
                .iter()
                .map(|&range| text.slice(range))
                .collect();
            words.concat()
        };
        let tell = |each: &crate::review::Disagreement| {
            let sides = [&each.gold, &each.other].into_iter().flatten().map(words);
            format!(
                "{} {}",
                each.kind.name(),
                sides.collect::<Vec<_>>().join(" / ")
            )
        };
        let found: Vec<String> = made.disagreements.iter().map(tell).collect();
        assert_eq!(found, told, "{gold} / {other}");
    }
}
