//! Linking the current mark to another.

use super::*;

const TEXT: &str =
    "[Anna](s) came. [It rained](q), [she](s) [said](c). [It poured](q), said [John](s).";

fn find(editor: &Editor, words: &str) -> SpanId {
    let document = editor.document();
    let mut spans = document.spans();
    let found = spans.find(|span| document.words(span) == words);
    found.unwrap().id.clone()
}

/// The links as "words label words", in the order of their ids.
fn links(editor: &Editor) -> Vec<String> {
    let document = editor.document();
    let words = |id| document.words(document.span(id).unwrap());
    let links = document.links();
    links
        .map(|link| format!("{} {} {}", words(&link.from), link.label, words(&link.to)))
        .collect()
}

#[test]
fn the_schema_says_what_a_mark_may_be_linked_to_and_the_nearest_comes_first() {
    for (words, ways, targets) in [
        (
            "It rained",
            vec!["said_by", "cued_by"],
            vec!["she", "Anna", "John"],
        ),
        (
            "It poured",
            vec!["said_by", "cued_by"],
            vec!["she", "John", "Anna"],
        ),
        ("she", vec!["said_by"], vec!["It poured", "It rained"]),
        ("said", vec!["cued_by"], vec!["It poured", "It rained"]),
    ] {
        let mut editor = notation::with_cues(TEXT);
        let id = find(&editor, words);
        editor.go_to_mark(&id);
        let found = editor.link_ways();
        let names: Vec<&str> = found.iter().map(|way| way.label.as_str()).collect();
        assert_eq!(names, ways, "{words}");
        let near = editor.link_targets(&found[0]);
        let near: Vec<String> = near
            .iter()
            .map(|target| editor.document().words(&target.span))
            .collect();
        assert_eq!(near, targets, "{words}");
    }
}

#[test]
fn a_link_is_one_step_is_not_doubled_and_takes_nobody_back() {
    let mut editor = notation::with_cues(TEXT);
    let (quote, she) = (find(&editor, "It rained"), find(&editor, "she"));
    editor.go_to_mark(&quote);
    perform(&mut editor, Nobody);
    let steps = editor.history().revisions().len();
    let way = editor.link_ways().remove(0);
    assert_eq!(editor.link(&way, &she), Outcome::Done);
    assert_eq!(links(&editor), ["It rained said_by she"]);
    assert!(editor.document().span(&quote).unwrap().no_links.is_empty());
    assert_eq!(editor.history().revisions().len(), steps + 1);
    assert!(matches!(editor.link(&way, &she), Outcome::Nothing(_)));
    // From the speaker's side it is the same link.
    editor.go_to_mark(&she);
    let back = editor.link_ways().remove(0);
    assert!(back.reversed);
    assert!(matches!(editor.link(&back, &quote), Outcome::Nothing(_)));
    let poured = find(&editor, "It poured");
    editor.link(&back, &poured);
    assert_eq!(
        links(&editor),
        ["It rained said_by she", "It poured said_by she"]
    );
    perform(&mut editor, Undo);
    perform(&mut editor, Undo);
    assert!(links(&editor).is_empty());
    assert_eq!(editor.document().span(&quote).unwrap().no_links.len(), 1);
}

#[test]
fn what_the_schema_does_not_join_is_not_linked() {
    let mut editor = notation::with_cues(TEXT);
    let (quote, cue) = (find(&editor, "It rained"), find(&editor, "said"));
    editor.go_to_mark(&quote);
    let way = editor.link_ways().remove(0);
    assert!(matches!(editor.link(&way, &cue), Outcome::Nothing(_)));
    assert!(matches!(editor.link(&way, &quote), Outcome::Nothing(_)));
    assert_eq!(editor.link_target_at(&way, &[cue, quote]), None);
    assert_eq!(links(&editor), [""; 0]);
}

#[test]
fn a_rejected_link_is_accepted_rather_than_made_again() {
    let mut editor = notation::suggested("[It rained](q), [she](s) said.");
    let (quote, she) = (find(&editor, "It rained"), find(&editor, "she"));
    editor.go_to_mark(&quote);
    let way = editor.link_ways().remove(0);
    editor.link(&way, &she);
    let spans = [&quote, &she].map(|id| editor.document().span(id).unwrap().state);
    assert_eq!(
        spans,
        [State::Accepted; 2],
        "who links two marks accepts them"
    );
    let link = editor.document().links().next().unwrap().id.clone();
    let mut tagged = editor.document().clone();
    let mut draft = crate::model::Draft::new(&tagged);
    let mut theirs = crate::model::Link::clone(tagged.link(&link).unwrap());
    theirs.origin.by = crate::model::Maker::Tagger;
    theirs.state = State::Rejected;
    draft.put_link(theirs).unwrap();
    tagged.apply(&draft.finish()).unwrap();
    let clock = Box::new(|| Timestamp::from_rfc3339("2026-11-22T10:00:00Z"));
    let mut again = Editor::new(tagged, "anna", clock);
    again.go_to_mark(&quote);
    assert!(!again.link_targets(&way)[0].linked);
    again.link(&way, &she);
    let states: Vec<State> = again.document().links().map(|link| link.state).collect();
    assert_eq!(states, [State::Accepted]);
}
