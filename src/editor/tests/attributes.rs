//! The card of attributes: digits choose.

use super::*;
use crate::model::AttributeValue;

/// Makes the first mark of a label current.
fn on(editor: &mut Editor, label: &str) {
    let spans = editor.document().spans();
    let id = spans
        .map(|span| (span.label.clone(), span.id.clone()))
        .find(|(name, _)| name.as_str() == label)
        .unwrap()
        .1;
    editor.go_to_mark(&id);
}

fn held(editor: &Editor, name: &str) -> Option<AttributeValue> {
    let span = editor.current_span().unwrap();
    span.attributes.get(&name.into()).cloned()
}

#[test]
fn digits_set_values_again_unset_them_and_a_goes_on() {
    for (commands, name, value) in [
        (vec![Attributes, SetValue(2)], "kind", Some("indirect")),
        (vec![Attributes, SetValue(2), SetValue(2)], "kind", None),
        (
            vec![Attributes, SetValue(2), SetValue(3)],
            "kind",
            Some("mixed"),
        ),
        (
            vec![Attributes, Attributes, SetValue(2)],
            "tone",
            Some("angry"),
        ),
        (
            vec![Attributes, NextAttribute, SetValue(1)],
            "tone",
            Some("plain"),
        ),
        // Round at the end, and back at the start.
        (
            vec![Attributes, Attributes, Attributes, SetValue(1)],
            "kind",
            Some("direct"),
        ),
        (
            vec![Attributes, PreviousAttribute, SetValue(1)],
            "tone",
            Some("plain"),
        ),
        (vec![Attributes, SetValue(9)], "kind", None),
        (vec![Attributes, SetValue(2), Undo], "kind", None),
        (
            vec![Attributes, SetValue(2), CloseAttributes, SetValue(3)],
            "kind",
            Some("indirect"),
        ),
    ] {
        let mut editor = notation::with_attributes("[It rained](q), she said.");
        on(&mut editor, "quote");
        for command in &commands {
            perform(&mut editor, *command);
        }
        assert_eq!(
            held(&editor, name),
            value.map(AttributeValue::from),
            "{commands:?}"
        );
    }
}

#[test]
fn values_beyond_nine_are_on_the_next_page() {
    let mut editor = notation::with_attributes("[Talks](e) failed.");
    on(&mut editor, "event");
    for command in [Attributes, MoreValues, SetValue(3)] {
        perform(&mut editor, command);
    }
    assert_eq!(held(&editor, "class"), Some("c12".into()));
    assert!(!editor.is_possible(SetValue(4)), "there is no thirteenth");
    for command in [MoreValues, SetValue(9)] {
        perform(&mut editor, command);
    }
    assert_eq!(held(&editor, "class"), Some("c9".into()));
}

#[test]
fn many_are_ticked_flags_toggled_and_words_typed() {
    let mut editor = notation::with_attributes("[Talks](e) failed.");
    on(&mut editor, "event");
    for command in [Attributes, Attributes, SetValue(2), SetValue(1)] {
        perform(&mut editor, command);
    }
    let both = AttributeValue::Many(vec!["y".to_owned(), "x".to_owned()]);
    assert_eq!(held(&editor, "tags"), Some(both));
    for command in [SetValue(1), SetValue(2)] {
        perform(&mut editor, command);
    }
    assert_eq!(held(&editor, "tags"), None);
    for (digit, value) in [(1, Some(AttributeValue::Flag(true))), (1, None)] {
        editor.show_attribute(2);
        perform(&mut editor, SetValue(digit));
        assert_eq!(held(&editor, "sure"), value);
    }
    let id = editor.current().unwrap().clone();
    editor.set_words(&id, &"remark".into(), " said twice ");
    assert_eq!(held(&editor, "remark"), Some("said twice".into()));
    let steps = editor.history().revisions().len();
    editor.set_words(&id, &"remark".into(), "said twice");
    assert_eq!(
        editor.history().revisions().len(),
        steps,
        "the same is no step"
    );
    editor.set_words(&id, &"remark".into(), "");
    assert_eq!(held(&editor, "remark"), None);
}

#[test]
fn the_list_of_speakers_comes_back_when_the_card_is_closed() {
    let mut editor = notation::with_attributes("^“We are ready,” said John Kirby.");
    for command in [Q, Attributes, SetValue(2)] {
        perform(&mut editor, command);
    }
    assert!(editor.choices().is_some() && editor.attribute_card().is_some());
    perform(&mut editor, Escape);
    assert!(editor.choices().is_some() && editor.attribute_card().is_none());
    perform(&mut editor, TakeCandidate);
    assert_eq!(draw(&editor), "^[“We are ready,”](q) said [John Kirby](s).");
    assert_eq!(held(&editor, "kind"), Some("indirect".into()));
}

#[test]
fn the_card_goes_with_its_mark() {
    let mut editor = notation::with_attributes("[It rained](q) and [it poured](q).");
    on(&mut editor, "quote");
    for leave in [NextMark, Delete, E] {
        on(&mut editor, "quote");
        perform(&mut editor, Attributes);
        perform(&mut editor, leave);
        let card = editor.attribute_card();
        let fits = card.is_none_or(|card| Some(&card.span) == editor.current());
        assert!(fits, "{leave:?}: {card:?}");
    }
    let mut bare = sketch("[John](s) said.");
    on(&mut bare, "speaker");
    assert!(matches!(
        perform(&mut bare, Attributes),
        Outcome::Nothing(_)
    ));
}
