use super::*;
use crate::language::tests::marked;

/// The quote is written in brackets; then the first candidate, its cue, and the reason.
#[test]
fn the_first_candidate_and_its_reason() {
    for (line, speaker, cue, reason) in [
        (
            "Berg said [that it rained].",
            "Berg",
            Some("said"),
            "subject of *said*",
        ),
        (
            "But, according to him, [it rained].",
            "him",
            Some("according to"),
            "after *according to*",
        ),
        (
            "[It rained,”]\n\nBerg promised.",
            "Berg",
            Some("promised"),
            "next paragraph: *Berg promised*",
        ),
        (
            "[It rained,”]\n\nprovided by the ministry.",
            "the ministry",
            Some("provided by"),
            "next paragraph: *provided by the ministry*",
        ),
        (
            "Berg said that it rained. Also, [Norway should wait].",
            "Berg",
            None,
            "speaker of the quote before",
        ),
        (
            "The port also opened a line to avoid [“delays and losses.”]",
            "The port",
            None,
            "subject of the sentence",
        ),
        (
            "[“It rained.”] — Anna Berg",
            "Anna Berg",
            None,
            "named after the quote",
        ),
        (
            "Berg left. Lund, who is captain, told Reuters [that it rained].",
            "Lund",
            Some("told"),
            "subject of *told*",
        ),
    ] {
        let (text, quote) = marked(line);
        let candidates = speakers_for(&text, &quote, &[]);
        let first = &candidates[0];
        assert_eq!(text.slice(first.mention), speaker, "{line}");
        assert_eq!(first.cue.map(|cue| text.slice(cue)), cue, "{line}");
        assert_eq!(first.reason, reason, "{line}");
        assert!(candidates.len() <= 9 && candidates.is_sorted_by(|a, b| a.score >= b.score));
        assert!(candidates.iter().all(|c| (0.0..=1.0).contains(&c.score)));
    }
}

#[test]
fn a_marked_mention_is_taken_as_it_was_marked() {
    let (text, quote) = marked("The old captain Anna Berg said [that it rained].");
    let start = text.as_str().find("Anna").unwrap();
    let range = ByteRange::new(start, start + "Anna Berg".len());
    let known = [KnownMention {
        range,
        name: Some("Anna Berg"),
    }];
    assert_eq!(speakers_for(&text, &quote, &known)[0].mention, range);
}
