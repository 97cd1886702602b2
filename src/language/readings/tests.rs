use super::*;
use crate::language::tests::{marked, show};

/// The first reading at the paragraph's start is written in brackets.
#[test]
fn the_first_reading_at_the_start_of_the_paragraph() {
    for line in [
        "[“It rained,”] Berg said.",
        "[It rained. We left,”]\n\nBerg said.",
        "Berg said [that it rained].",
        "Berg said [it rained].",
        "But, according to him, [it rained].",
        "[It rained], according to Berg.",
        "[It rained, the wind was “strong”], a source told Reuters.",
        "[These ships], the captain said, [only sail at night].",
        "Berg called [the plan a “minor miracle.”]",
        "He left after Prime Minister Anna Berg called [the plan a “miracle”].",
        "Norway opened a port to avoid [“delays and losses.”]",
        "The minister personally stated at a Senate hearing [that he was tired].",
        "The captain of the port Anna Berg, in turn, said [that Oslo was warned of “the storm.”]",
    ] {
        let (text, quote) = marked(line);
        let readings = quote_readings(&text, ByteOffset(0), &[]);
        let first = readings
            .first()
            .map(|reading| show(&text, &reading.fragments));
        assert_eq!(
            first.as_deref(),
            Some(line),
            "wanted {}",
            show(&text, &quote)
        );
    }
}

#[test]
fn the_next_reading_is_the_next_quote() {
    let (text, quote) =
        marked("Berg said [that it rained]. According to her, the wind was strong.");
    let taken: Vec<ByteRange> = quote.iter().collect();
    let first = quote_readings(&text, ByteOffset(0), &taken);
    assert_eq!(
        show(&text, &first[0].fragments),
        "Berg said that it rained. According to her, [the wind was strong]."
    );
    let again = quote_readings(&text, ByteOffset(0), &[]);
    assert_eq!(again[1].fragments, first[0].fragments);
}

#[test]
fn a_sentence_without_cue_goes_on_with_the_words_before() {
    let (text, quote) = marked("Berg said [that it rained]. Also, Norway should wait.");
    let taken: Vec<ByteRange> = quote.iter().collect();
    let first = &quote_readings(&text, ByteOffset(0), &taken)[0];
    assert_eq!(
        show(&text, &first.fragments),
        "Berg said that it rained. Also, [Norway should wait]."
    );
    assert_eq!(first.kind, QuoteKind::FreeIndirect);
}

#[test]
fn what_is_nested_comes_first_only_for_a_caret_inside() {
    let (text, quote) = marked("[Berg called for a quick end of the strike.”]\n\nShe said.");
    let taken: Vec<ByteRange> = quote.iter().collect();
    let inside = ByteOffset(text.as_str().find("quick").unwrap());
    let first = &quote_readings(&text, inside, &taken)[0];
    assert_eq!(
        text.slice(first.fragments.hull()),
        "a quick end of the strike"
    );
    let whole = &quote_readings(&text, inside, &[])[0];
    assert_eq!(whole.fragments, quote);
}

#[test]
fn a_selection_takes_its_marks_and_leaves_its_stop() {
    for (line, tidy) in [
        ("He said “[it rained],” once", "He said [“it rained,”] once"),
        ("He said [that it rained.]", "He said [that it rained]."),
        ("He said [ it rained ]", "He said  [it rained] "),
        (
            "He said [that it was “wet]”.",
            "He said [that it was “wet”].",
        ),
        ("[It rained. We left],”", "[It rained. We left,”]"),
        ("in [the U.S.]", "in [the U.S.]"),
        ("a “quote in” [the] middle", "a “quote in” [the] middle"),
    ] {
        let (text, selection) = marked(line);
        let range = tidy_quote(&text, selection.hull());
        assert_eq!(show(&text, &Fragments::one(range).unwrap()), tidy);
    }
}
