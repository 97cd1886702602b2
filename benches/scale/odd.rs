//! Articles that are odd: marks in a heap, a paragraph without end, suggestions by the ten thousand.

use super::window::Window;
use super::{SMALL, document, in_turn, line};
use dictum::editor::{Command, Editor, ParagraphLines};
use dictum::model::{Document, Fragments, Origin, Parts, Span, State, Text, Timestamp};
use dictum::store::schemas;
use std::time::{Duration, Instant};

pub fn lines() {
    let heap = |marks| Window::with(heap(marks));
    frames("overlap_1000", &mut heap(1), &mut heap(1_000));
    let paragraph = |bytes| Window::with(one_paragraph(bytes));
    frames(
        "paragraph_5_mb",
        &mut paragraph(5_000),
        &mut paragraph(5_000_000),
    );
    suggestions();
}

fn frames(name: &str, small: &mut Window, large: &mut Window) {
    for (act, what) in [
        (Window::scroll as super::Act, "scroll"),
        (Window::hover, "hover"),
    ] {
        let (a, b) = in_turn(small, large, act);
        line(&format!("{name}_{what}"), a, b);
    }
}

/// So many marks that all have one word in common, each longer than the last.
fn heap(marks: usize) -> Document {
    let small = document::build(SMALL.0, 1);
    let text = small.text().clone();
    let floor = |at: usize| text.grapheme_floor(dictum::model::ByteOffset(at)).0;
    let spans = (0..marks).filter_map(|number| {
        let (from, to) = (floor(1_000 - number), floor(1_010 + number * 3));
        mark(number, from, to, State::Accepted)
    });
    with(text.clone(), spans.collect())
}

fn one_paragraph(bytes: usize) -> Document {
    let text = document::build(bytes, 50)
        .text()
        .as_str()
        .replace('\n', " ");
    let text = Text::new(text);
    let floor = |at: usize| text.grapheme_floor(dictum::model::ByteOffset(at)).0;
    let marks = bytes / 100;
    let spans = (0..marks).filter_map(|number| {
        let at = number * 99;
        mark(number, floor(at), floor(at + 20), State::Accepted)
    });
    with(text.clone(), spans.collect())
}

/// All accepted at once, and that undone: as one edit each.
fn suggestions() {
    let (mut few, mut many) = (suggested(50), suggested(50_000));
    let (a, b) = (
        timed(&mut few, Command::AcceptInView),
        timed(&mut many, Command::AcceptInView),
    );
    line("accept_50000", a, b);
    line(
        "accept_50000_undone",
        timed(&mut few, Command::Undo),
        timed(&mut many, Command::Undo),
    );
}

fn suggested(marks: usize) -> Editor {
    let bytes = 5_000 * marks / 50;
    let text = document::build(bytes, marks).text().clone();
    let floor = |at: usize| text.grapheme_floor(dictum::model::ByteOffset(at)).0;
    let spans = (0..marks).filter_map(|number| {
        let at = number * (bytes / marks);
        mark(number, floor(at), floor(at + 20), State::Suggested)
    });
    let document = with(text.clone(), spans.collect());
    let clock = || Timestamp::from_rfc3339("2026-11-23T10:00:00Z");
    Editor::new(document, "anna", Box::new(clock))
}

fn timed(editor: &mut Editor, command: Command) -> Duration {
    let text = editor.document().text().clone();
    let before = editor.history().current();
    let start = Instant::now();
    editor.perform(command, &ParagraphLines(&text));
    let time = start.elapsed();
    assert_ne!(editor.history().current(), before, "nothing was done");
    time
}

fn mark(number: usize, from: usize, to: usize, state: State) -> Option<Span> {
    let fragments = Fragments::one((from..to).into()).ok()?;
    let origin = Origin::human("bench");
    let mut span = Span::new(
        format!("s{number}").into(),
        "event".into(),
        fragments,
        origin,
    );
    span.state = state;
    Some(span)
}

fn with(text: Text, spans: Vec<Span>) -> Document {
    let parts = Parts {
        header: Default::default(),
        schema: schemas::news(),
        text,
        spans,
        links: Vec::new(),
        entities: Vec::new(),
    };
    match Document::build(parts) {
        Ok(document) => document,
        Err(flaws) => panic!("the benchmark's document is flawed: {:?}", flaws.first()),
    }
}
