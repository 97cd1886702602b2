use super::*;

fn found(words: &str) -> Vec<(String, QuotationKind, usize)> {
    let text = Text::new(words);
    quotations(&text, ByteRange::between(ByteOffset(0), text.end()))
        .iter()
        .map(|q| (text.slice(q.range).to_owned(), q.kind, q.depth))
        .collect()
}

#[test]
fn every_style_pairs() {
    for (words, quotation) in [
        ("He said “yes” twice", "“yes”"),
        ("He said \"yes\" twice", "\"yes\""),
        ("Er sagte „ja“ laut", "„ja“"),
        ("Han sa ”ja” två gånger", "”ja”"),
        ("Il dit « oui » deux fois", "« oui »"),
        ("Er sagte »ja« laut", "»ja«"),
        ("Il dit ‹oui› ici", "‹oui›"),
        ("He said ‘yes’ and can’t", "‘yes’"),
        ("He said 'yes' and can't", "'yes'"),
        ("彼は「はい」と言った", "「はい」"),
        ("彼は『はい』と言った", "『はい』"),
        ("He said ``yes'' twice", "``yes''"),
        (
            "‘It was the boys’ fault,’ he said",
            "‘It was the boys’ fault,’",
        ),
        (
            "'It was the boys' fault,' he said",
            "'It was the boys' fault,'",
        ),
        ("He said ‘yes’ and left the boys’ room", "‘yes’"),
        ("the '80s and 'then' 5'10\" tall", "'then'"),
        ("«Да», — сказал он", "«Да»"),
    ] {
        assert_eq!(
            found(words),
            [(quotation.to_owned(), QuotationKind::Paired, 0)],
            "{words}"
        );
    }
}

#[test]
fn apostrophes_are_no_marks() {
    for words in [
        "The students’ union can’t",
        "rock 'n roll",
        "It's the '90s",
        "d’Ettorre’s",
        "O'Brien's",
    ] {
        assert_eq!(found(words), [], "{words}");
    }
}

#[test]
fn half_quotations_are_told() {
    use QuotationKind::*;
    let one = |words: &str, kind| vec![(words.to_owned(), kind, 0)];
    assert_eq!(
        found("It rained. We left,”"),
        one("It rained. We left,”", Unopened)
    );
    assert_eq!(
        found("It rained now, ”-"),
        one("It rained now, ”", Unopened)
    );
    assert_eq!(
        found("“It rained. We left."),
        one("“It rained. We left.", Unclosed)
    );
    assert_eq!(
        found("It rained,\" he said."),
        one("It rained,\"", Unopened)
    );
    assert_eq!(
        found("We heard “boom” and ran,”"),
        [
            ("We heard “boom” and ran,”".to_owned(), Unopened, 0),
            ("“boom”".to_owned(), Paired, 1)
        ]
    );
    assert_eq!(
        found("“One,” he said. Two and three.”"),
        [
            ("“One,”".to_owned(), Paired, 0),
            ("Two and three.”".to_owned(), Unopened, 0)
        ]
    );
}

#[test]
fn quotations_nest() {
    use QuotationKind::Paired;
    assert_eq!(
        found("“He said ‘no’ to me”"),
        [
            ("“He said ‘no’ to me”".to_owned(), Paired, 0),
            ("‘no’".to_owned(), Paired, 1)
        ]
    );
}
