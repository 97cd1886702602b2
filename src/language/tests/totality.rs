//! What holds for every text and every caret: no panic, and only ranges that a person could select.

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

fn check_all(text: &Text, at: ByteOffset, other: ByteOffset) {
    let paragraph = text.paragraphs()[text.paragraph_at(at)];
    let selection = ByteRange::between(at, other);
    word_at(text, at)
        .into_iter()
        .for_each(|range| check(text, range));
    for stop in [
        next_word_end(text, at),
        next_word_start(text, at),
        prev_word_start(text, at),
    ] {
        check(text, ByteRange::empty_at(stop));
    }
    check(text, sentence_at(text, at));
    sentences(text, paragraph)
        .into_iter()
        .for_each(|range| check(text, range));
    for quotation in quotations(text, paragraph) {
        check(text, quotation.range);
        check(text, quotation.inner);
    }
    for attribution in attributions(text, paragraph) {
        attribution
            .content
            .iter()
            .for_each(|range| check(text, range));
        attribution
            .speaker
            .into_iter()
            .for_each(|range| check(text, range));
        check(text, attribution.cue);
    }
    for reading in quote_readings(text, at, &[selection]) {
        reading
            .fragments
            .iter()
            .for_each(|range| check(text, range));
    }
    check(text, tidy_quote(text, selection));
    mention_at(text, at)
        .into_iter()
        .for_each(|mention| check(text, mention.range));
    for mention in mentions_in(text, selection) {
        check(text, mention.range);
        mention_kind(text, mention.range);
        entity_name(text, mention.range);
    }
    if let Ok(quote) = Fragments::one(selection) {
        quote_kind(text, &quote);
        let known = [KnownMention {
            range: text.whole_graphemes(ByteRange::empty_at(at)),
            name: None,
        }];
        for candidate in speakers_for(text, &quote, &known) {
            check(text, candidate.mention);
            candidate
                .cue
                .into_iter()
                .for_each(|range| check(text, range));
        }
    }
    grow(text, selection)
        .into_iter()
        .for_each(|range| check(text, range));
    next_stop(text, at)
        .into_iter()
        .for_each(|range| check(text, range));
    prev_stop(text, at)
        .into_iter()
        .for_each(|range| check(text, range));
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
    #![proptest_config(ProptestConfig::with_cases(300))]

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
fn a_paragraph_without_end_stays_quick() {
    for piece in [
        "Kirby said that “it” rained, he said, and Berg called for ‘an end’ ",
        "a",
        "said “",
        "' ",
        "I said. ",
    ] {
        let text = Text::new(piece.repeat(100_000 / piece.len()));
        let started = std::time::Instant::now();
        let at = ByteOffset(text.len() / 2);
        let at = text.grapheme_floor(at);
        quote_readings(&text, at, &[]);
        mention_at(&text, at);
        grow(&text, ByteRange::empty_at(at));
        next_stop(&text, at);
        word_at(&text, at);
        next_word_start(&text, at);
        let took = started.elapsed();
        println!("{piece:.20}: {took:?}");
        assert!(took.as_millis() < 3000, "{piece:?} took {took:?}");
    }
}
