//! What holds for every text and every caret: no panic, and only ranges that a person could select.
#![expect(clippy::print_stdout, reason = "the figures are read by people")]

use crate::language::*;
use crate::model::{ByteOffset, ByteRange, Fragments, Text};
use proptest::prelude::*;

fn check(text: &Text, range: ByteRange) {
    assert!(
        range.start <= range.end && range.end <= text.end(),
        "{range:?} outside"
    );
    assert!(
        text.is_grapheme_boundary(range.start),
        "{range:?} cuts at its start"
    );
    assert!(
        text.is_grapheme_boundary(range.end),
        "{range:?} cuts at its end"
    );
}

fn check_every(text: &Text, ranges: impl IntoIterator<Item = ByteRange>) {
    for range in ranges {
        check(text, range);
    }
}

fn check_all(text: &Text, at: ByteOffset, other: ByteOffset) {
    let paragraph = text.paragraphs()[text.paragraph_at(at)];
    let selection = ByteRange::between(at, other);
    let steps = [
        next_word_end(text, at),
        next_word_start(text, at),
        prev_word_start(text, at),
    ];
    check_every(text, steps.map(ByteRange::empty_at));
    check_every(text, word_at(text, at));
    check_every(text, [sentence_at(text, at), tidy_quote(text, selection)]);
    check_every(text, sentences(text, paragraph));
    check_every(
        text,
        quotations(text, paragraph)
            .iter()
            .flat_map(|q| [q.range, q.inner]),
    );
    for attribution in attributions(text, paragraph) {
        check_every(text, attribution.content.iter());
        check_every(text, attribution.speaker);
        check(text, attribution.cue);
    }
    for reading in quote_readings(text, at, &[selection]) {
        check_every(text, reading.fragments.iter());
    }
    check_every(text, mention_at(text, at).map(|mention| mention.range));
    for mention in mentions_in(text, selection) {
        check(text, mention.range);
        mention_kind(text, mention.range);
        entity_name(text, mention.range);
    }
    if let Ok(quote) = Fragments::one(selection) {
        quote_kind(text, &quote);
        let range = text.whole_graphemes(ByteRange::empty_at(at));
        for candidate in speakers_for(text, &quote, &[KnownMention { range, name: None }]) {
            check(text, candidate.mention);
            check_every(text, candidate.cue);
        }
    }
    check_every(text, grow(text, selection));
    check_every(text, next_stop(text, at));
    check_every(text, prev_stop(text, at));
}

/// Pieces that the rules look for, and pieces that break carets.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "``",
        "''",
        "「",
        "」",
        "said",
        "that",
        "to",
        "according",
        "Kirby",
        "the",
        "minister",
        "of",
        "he",
        "him",
        "and",
        "called",
        "a",
        "told",
        "stressed",
        "for",
        "on",
        "Tuesday",
        "U.S.",
        "Mr.",
        "J.",
        ",",
        ".",
        ":",
        ";",
        "?",
        "—",
        "-",
        "(",
        ")",
        "[",
        "]",
        " ",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "\u{2028}",
        "👩‍👩‍👧",
        "🇳🇴",
        "e\u{301}",
        "\u{301}",
        "Киев",
        "сказал",
        "中文。",
        "\u{200d}",
        "’s",
        "İ",
        "ß",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_range_can_be_selected(words in prop_oneof![pieces(), ".{0,80}"], at in 0usize..400, other in 0usize..400) {
        let text = Text::new(words);
        let at = text.grapheme_floor(ByteOffset(at % (text.len() + 1)));
        let other = text.grapheme_floor(ByteOffset(other % (text.len() + 1)));
        check_all(&text, at, other);
    }

    #[test]
    fn names_compare_without_panic(a in ".{0,40}", b in ".{0,40}") {
        prop_assert_eq!(same_person(&a, &b), same_person(&b, &a));
    }

    #[test]
    fn any_offset_is_answered(words in pieces(), at in 0usize..1000) {
        let text = Text::new(words);
        let at = ByteOffset(at);
        check(&text, sentence_at(&text, at));
        mention_at(&text, at);
        word_at(&text, at);
        quote_readings(&text, at, &[]);
        next_stop(&text, at);
        prev_stop(&text, at);
        next_word_end(&text, at);
        prev_word_start(&text, at);
        grow(&text, ByteRange::empty_at(at));
    }
}

#[test]
fn a_paragraph_without_end_costs_no_more_than_a_long_one() {
    for piece in [
        "Kirby said that “it” rained, he said, and Berg called for ‘an end’ ",
        "a",
        "said “",
        "' ",
        "I said. ",
    ] {
        let long = quickest(piece, 30_000);
        let endless = quickest(piece, 300_000);
        println!("{piece:.20}: {long:?} in 30 KB, {endless:?} in 300 KB");
        // Ten times the paragraph: a rule that read all of it would take ten times as long.
        let bound = 4 * long.max(std::time::Duration::from_millis(5));
        assert!(
            endless < bound,
            "{piece:?} took {endless:?}, in a tenth of the text {long:?}"
        );
    }
}

/// The least of a few times for every question in the middle of a paragraph: noise only adds.
fn quickest(piece: &str, bytes: usize) -> std::time::Duration {
    let text = Text::new(piece.repeat(bytes / piece.len()));
    let at = text.grapheme_floor(ByteOffset(text.len() / 2));
    let ask = || {
        let started = std::time::Instant::now();
        quote_readings(&text, at, &[]);
        mention_at(&text, at);
        grow(&text, ByteRange::empty_at(at));
        next_stop(&text, at);
        word_at(&text, at);
        next_word_start(&text, at);
        started.elapsed()
    };
    (0..2).map(|_| ask()).min().unwrap_or_default()
}
