mod article;
mod political;

use super::*;
use crate::language::tests::show;
use crate::model::ByteOffset;
use std::fmt::Write as _;

/// The first paragraph with the contents in brackets, the speakers in braces and the cues between bars.
fn annotated(words: &str) -> String {
    let text = Text::new(words);
    let first = text.paragraphs()[0];
    let mut marks: Vec<(ByteOffset, u8, char)> = Vec::new();
    for attribution in attributions(&text, first) {
        if attribution.nested {
            continue;
        }
        for range in &attribution.content {
            marks.extend([(range.start, 1, '['), (range.end, 0, ']')]);
        }
        if let Some(speaker) = attribution.speaker {
            marks.extend([(speaker.start, 1, '{'), (speaker.end, 0, '}')]);
        }
        marks.extend([
            (attribution.cue.start, 1, '|'),
            (attribution.cue.end, 0, '|'),
        ]);
    }
    marks.sort_unstable();
    marks.dedup();
    let mut shown = words.to_owned();
    for (at, _, mark) in marks.into_iter().rev() {
        shown.insert(at.0, mark);
    }
    shown
}

/// Each rule with an example that it takes and, after it, one that it leaves alone.
#[test]
fn a_rule_takes_its_example_and_leaves_its_counter_example() {
    let lines = [
        // A clause with `that`; "that" after a noun opens none.
        "{Berg} |said| [that it rained].",
        "The rain that fell was warm.",
        // A clause without it; a passive reports nothing.
        "{Berg} |said| [it rained].",
        "The man was told nothing.",
        // The hearer and the time belong to nothing.
        "{The minister} |told| Reuters on Tuesday [that it rained].",
        "{A source} has also |told| the daily paper [that it rained].",
        // Far from its verb.
        "{The US Secretary of State} personally |stated| at a Senate hearing [that he was tired].",
        // Infinitives; a wish is none.
        "{Berg} |urged| the crew [to leave].",
        "{Berg} |called on| the crew [to leave].",
        "Norway should ask to leave.",
        // What a verb of saying is about.
        "{Berg} |called for| [a quick end of the strike].",
        "{Berg} |warned| the crew about [the storm].",
        "{Berg} |called for| [a quick end] and |stressed| [the need for talks].",
        "Berg called the harbour.",
        // Naming.
        "{Berg} |called| [the line a “safe bet.”]",
        "{Berg} |described| [the line as useful].",
        "A ship called Anna sank.",
        // According to.
        "|According to| {Berg}, [it rained].",
        "But, |according to| {him}, [it rained].",
        "[It rained], |according to| {the captain of the port}.",
        "[The storm], |according to| {Berg}, [was strong].",
        "All went according to plan B",
        // After the content, inverted and not.
        "[“It rained,”] {Berg} |said|.",
        "[“It rained,”] |said| {Captain Anna Berg}.",
        "[The wind was “strong”], {a source} |told| Reuters.",
        "[It rained], {Berg} |said| on Tuesday.",
        "On Tuesday, {Berg} |said| [it rained].",
        "[“Why?”] {Berg} |asked|.",
        // On both sides.
        "[These steps], {the captain of the port} |said|, [only lead to delays].",
        "[“It rained,”] {Berg} |said|, [“and how.”]",
        "[“It rained,”] {Berg} |said|. [“We left.”]",
        "[“It rained,”] {Berg} |said|, smiling at the crew.",
        // Marked.
        "{Berg} |said|: [“It rained. We left.”]",
        "{Berg} |added|, [“It rained.”]",
        "After the leak, {CEO of the Harbour Council Anna Berg} |told| Sky News [any form “must be short”: “It rains.”]",
        "{Berg} |told| Sky News [any form would do].",
        // As news writes it.
        "[“It rained,”] {Berg} |told| reporters on Tuesday.",
        "[“It rained,”] |said| {Berg}, who lives in Oslo.",
        "[“It rained,”] {Berg} |said| in a statement.",
        "{Berg} |said| on Twitter: [“It rained.”]",
        "In a statement, {the ministry} |said| [it rained].",
        "Asked about the rain, {Berg} |said| [“no comment.”]",
        "{The company}, which sails to Oslo, |said| [it would pay].",
        "{Prime Minister Anna Berg} |said| Friday [that it rained].",
        "{Police} |said| [three people died].",
        "[Three people died], {police} |said|.",
        "{Officials in Oslo} |warned| [that the port might close].",
        "[“I saw it. It was big,”] {he} |added|.",
        "[“It rained,”] |says| {Anna Berg}, a captain.",
        "{Berg} |said| [she was tired, but she would not leave].",
        "{Lund}, 42, |said| [he was tired].",
        "A spokeswoman for the ministry declined to comment.",
        "The ministry denied the claims.",
        "{She} |tweeted|: [“It rained.”]",
        "[The ship “is lost”], |according to| {a report by the port}.",
        "{The two ministers} |vowed| [to meet].",
        "The two ministers agreed to meet.",
        "{Berg and Lund} |said| [it rained].",
        "[“It rained,”] {Berg’s lawyer} |said|.",
        "{Berg’s lawyer} |said| [it rained].",
        "{He} |said| [he did not know whether it rained].",
        "{Ms. Berg} |said| [the U.S. would pay].",
        // A parenthesis between speaker and verb.
        "{The captain of the port Anna Berg}, in turn, |said| [that it rained].",
        // Nouns that look like verbs.
        "The report of the captain was long.",
        "{The report} |says| [it rained].",
        "Moscow’s claims about the port were false.",
        // The clause ends where another cue begins.
        "{Berg} |said| [it rained], and {Lund} |said| [it snowed].",
        "{Berg} |said| [it rained]; the ships left.",
        "{Berg} |said| [it rained], |adding| [that it was warm].",
    ];
    let mut wrong = String::new();
    for line in lines {
        let plain: String = line.chars().filter(|c| !"[]{}|".contains(*c)).collect();
        let found = annotated(&plain);
        let shared = line.contains("adding") || line.contains("stressed");
        if found != line && !(shared && found.matches(['[', '|']).eq(line.matches(['[', '|']))) {
            let _ = writeln!(wrong, "wanted {line}\n found {found}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_cue_may_stand_next_door() {
    for (words, content, speaker) in [
        (
            "It rained. We left,”\n\nthe harbour office said.",
            "It rained. We left,”",
            "the harbour office",
        ),
        (
            "It rained, ”-\n\nprovided by the Harbour Council.",
            "It rained, ”",
            "the Harbour Council",
        ),
        (
            "Berg asked for help,” he said.\n\nreported in the Harbour Council.",
            "Berg asked for help,”",
            "the Harbour Council",
        ),
        ("“It rained.”\n\nBerg promised.", "“It rained.”", "Berg"),
    ] {
        let text = Text::new(words);
        let found = attributions(&text, text.paragraphs()[0]);
        let next = found
            .iter()
            .find(|a| a.pattern == Pattern::NextParagraph)
            .unwrap();
        assert_eq!(text.slice(next.content.hull()), content);
        assert_eq!(next.speaker.map(|range| text.slice(range)), Some(speaker));
    }
    // A paragraph that has its own sentence to tell is no cue of the one before.
    for words in [
        "“It rained.”\n\nBerg said that the ships had left the harbour in time.",
        "It rained.\n\nBerg promised.",
        "“It rained,” said Lund. Then they left.\n\nBerg said.",
    ] {
        let text = Text::new(words);
        let found = attributions(&text, text.paragraphs()[0]);
        assert!(
            found.iter().all(|a| a.pattern != Pattern::NextParagraph),
            "{words}"
        );
    }
}

#[test]
fn a_colon_before_the_paragraph_is_a_cue() {
    let text = Text::new("Berg wrote on her page:\n\n“It rained.”");
    let found = attributions(&text, text.paragraphs()[2]);
    let before = found.first().unwrap();
    assert_eq!(before.pattern, Pattern::ParagraphBefore);
    assert_eq!(
        show(&text, &before.content),
        "Berg wrote on her page:\n\n[“It rained.”]"
    );
    assert_eq!(before.speaker.map(|range| text.slice(range)), Some("Berg"));
}
