//! Saying who: the ghost, the list of candidates, nobody.

use super::*;

#[test]
fn enter_takes_the_ghost_with_its_link_and_person_in_one_step() {
    let mut editor = sketch("^“We are ready,” said John Kirby.");
    perform(&mut editor, Q);
    assert_eq!(editor.ghosts().len(), 1);
    perform(&mut editor, TakeCandidate);
    assert_eq!(draw(&editor), "^[“We are ready,”](q) said [John Kirby](s).");
    let quote = editor.current_span().unwrap().clone();
    let link = editor
        .document()
        .links_from(&quote.id)
        .next()
        .unwrap()
        .clone();
    assert_eq!(
        (link.label.as_str(), link.state),
        ("said_by", State::Accepted)
    );
    let speaker = editor.document().span(&link.to).unwrap();
    let person = editor
        .document()
        .entity(speaker.entity.as_ref().unwrap())
        .unwrap();
    assert_eq!(person.name, "John Kirby");
    // Undo leads to where something went.
    perform(&mut editor, Undo);
    assert_eq!(draw(&editor), "[“We are ready,”](q) said ^John Kirby.");
    perform(&mut editor, Undo);
    assert_eq!(editor.document().entities().count(), 0);
}

#[test]
fn words_marked_as_speaker_while_the_list_is_open_are_the_answer() {
    let mut editor = sketch("^“We are ready,” said a man near Anna Petrova.");
    perform(&mut editor, Q);
    let anna = editor.document().text().as_str().find("Petrova").unwrap();
    editor.press(press(anna + 2, 2));
    editor.release();
    perform(&mut editor, Extend(Motion::WordRight));
    editor.select(ByteRange::new(anna - 5, anna + 7));
    perform(&mut editor, S);
    assert!(editor.choices().is_none());
    let quote = editor.current_span().unwrap().clone();
    assert_eq!(quote.label.as_str(), "quote");
    let said_by: Vec<_> = editor
        .document()
        .links_from(&quote.id)
        .map(|link| link.to.clone())
        .collect();
    assert_eq!(said_by.len(), 1);
    assert_eq!(
        editor
            .document()
            .words(editor.document().span(&said_by[0]).unwrap()),
        "Anna Petrova"
    );
}

#[test]
fn ticked_candidates_are_taken_together_and_nobody_takes_them_back() {
    let mut editor = sketch("^“We are ready,” John Kirby told Anna Petrova.");
    perform(&mut editor, Q);
    assert!(
        editor.choices().unwrap().all.len() >= 2,
        "{:?}",
        editor.choices()
    );
    for command in [TickCandidate, NextCandidate, TickCandidate, TakeCandidate] {
        perform(&mut editor, command);
    }
    let quote = editor.current().unwrap().clone();
    assert_eq!(editor.document().links_from(&quote).count(), 2);
    perform(&mut editor, Nobody);
    assert_eq!(editor.document().links_from(&quote).count(), 0);
    assert_eq!(
        editor.document().span(&quote).unwrap().no_links,
        [LabelName::from("said_by")]
    );
    // Saying who takes "nobody" back.
    perform(&mut editor, Who);
    perform(&mut editor, TakeCandidate);
    assert!(editor.document().span(&quote).unwrap().no_links.is_empty());
}

#[test]
fn each_person_stands_once_among_the_candidates() {
    let mut editor =
        sketch("John Kirby came. ^“We are ready,” Kirby said. John Kirby left with Anna Petrova.");
    perform(&mut editor, Q);
    let people: Vec<&Person> = editor
        .choices()
        .unwrap()
        .all
        .iter()
        .map(|choice| &choice.person)
        .collect();
    for (i, person) in people.iter().enumerate() {
        assert!(!people[..i].contains(person), "{people:?}");
    }
    assert!(people.len() >= 2, "{people:?}");
}

#[test]
fn another_speaker_takes_the_place_of_the_first() {
    let mut editor = sketch("^“We are ready,” John Kirby told Anna Petrova.");
    for command in [Q, TakeCandidate, Who, NextCandidate, TakeCandidate] {
        perform(&mut editor, command);
    }
    let quote = editor.current().unwrap().clone();
    assert_eq!(editor.document().links_from(&quote).count(), 1);
}

#[test]
fn a_click_on_a_marked_mention_says_who() {
    let mut editor = sketch("Later [Anna Petrova](s) came. ^“We are ready,” said a man.");
    perform(&mut editor, Q);
    let anna = editor.document().spans().next().unwrap().clone();
    let mut press = press(anna.fragments.start().0 + 1, 1);
    press.hit = vec![anna.id.clone()];
    editor.press(press);
    editor.release();
    let quote = editor.current().unwrap().clone();
    assert_eq!(
        editor.document().links_from(&quote).next().unwrap().to,
        anna.id
    );
}

#[test]
fn in_a_schema_with_cues_the_ghost_brings_the_cue() {
    let mut editor = notation::with_cues("^“We are ready,” said John Kirby.");
    perform(&mut editor, Q);
    let roles: Vec<Role> = editor.ghosts().into_iter().map(|(_, role)| role).collect();
    assert_eq!(roles, [Role::Speaker, Role::Cue]);
    perform(&mut editor, TakeCandidate);
    assert_eq!(
        draw(&editor),
        "^[“We are ready,”](q) [said](c) [John Kirby](s)."
    );
    let quote = editor.current().unwrap();
    let links: Vec<_> = editor
        .document()
        .links_from(quote)
        .map(|link| link.label.to_string())
        .collect();
    assert_eq!(links, ["said_by", "cued_by"]);
}

/// The words of the current quote's speakers, in the text's order.
fn speakers(editor: &Editor) -> Vec<String> {
    let document = editor.document();
    let quote = document
        .spans()
        .find(|span| span.label.as_str() == "quote")
        .unwrap();
    let mut spans: Vec<_> = document
        .links_from(&quote.id)
        .map(|link| document.span(&link.to).unwrap())
        .collect();
    spans.sort_by_key(|span| span.fragments.start());
    spans.iter().map(|span| document.words(span)).collect()
}

/// Clicks some words, with Ctrl or without.
fn click(editor: &mut Editor, words: &str, add: bool) -> Outcome {
    let at = editor.document().text().as_str().find(words).unwrap() + 1;
    let touched = editor.document().places().touching(ByteOffset(at));
    let hit = touched.map(|placed| placed.span.id.clone()).collect();
    editor.press(Press {
        hit,
        add,
        ..press(at, 1)
    });
    editor.release()
}

const TOLD: &str = "Earlier the mayor spoke with Nils Lund.\n\n^“We are ready,” Anna Berg told \
    Mia Holm at the ministry.\n\nFinn Dahl disagreed.";

#[test]
fn with_the_list_open_a_click_on_any_mention_answers_in_one_step() {
    for (words, speaker, person) in [
        ("Berg", "Anna Berg", "Anna Berg"),
        ("mayor", "the mayor", "mayor"),
        ("Dahl", "Finn Dahl", "Finn Dahl"),
        ("ministry", "the ministry", "ministry"),
    ] {
        let mut editor = sketch(TOLD);
        perform(&mut editor, Q);
        click(&mut editor, words, false);
        assert_eq!(speakers(&editor), [speaker]);
        assert!(editor.choices().is_none());
        let names: Vec<_> = editor
            .document()
            .entities()
            .map(|entity| entity.name.clone())
            .collect();
        assert_eq!(names, [person]);
        assert_eq!(editor.current_span().unwrap().label.as_str(), "quote");
        perform(&mut editor, Undo);
        assert_eq!(editor.document().spans_len(), 1, "one step");
    }
    // What means nobody, and the quote itself, are no answers.
    let mut editor = sketch(TOLD);
    perform(&mut editor, Q);
    for words in ["Earlier", "We are"] {
        click(&mut editor, words, false);
        assert!(editor.choices().is_some(), "{words}");
        assert_eq!(editor.document().spans_len(), 1, "{words}");
    }
}

#[test]
fn a_double_click_selects_a_word_and_its_first_click_has_answered_nothing() {
    let mut editor = sketch(TOLD);
    perform(&mut editor, Q);
    click(&mut editor, "Dahl", false);
    let at = editor.document().text().as_str().find("Dahl").unwrap() + 1;
    editor.press(press(at, 2));
    editor.release();
    assert!(editor.choices().is_some());
    assert_eq!(editor.document().spans_len(), 1);
    perform(&mut editor, S);
    assert_eq!(speakers(&editor), ["Dahl"]);
}

#[test]
fn a_drag_that_begins_on_a_mention_selects_and_answers_nothing() {
    let mut editor = sketch(TOLD);
    perform(&mut editor, Q);
    let at = |words: &str| editor.document().text().as_str().find(words).unwrap();
    let (from, to) = (at("Dahl"), at("disagreed") + 4);
    editor.press(press(from, 1));
    editor.drag(Place::at(ByteOffset(to)), false);
    editor.release();
    assert!(editor.choices().is_some());
    assert_eq!(
        editor.document().text().slice(editor.selection()),
        "Dahl disagreed"
    );
}

#[test]
fn ctrl_and_a_click_ticks_a_mention_beside_others() {
    let mut editor = sketch(TOLD);
    perform(&mut editor, Q);
    for words in ["Berg", "Dahl", "Holm"] {
        click(&mut editor, words, true);
    }
    // A second time takes the tick away.
    click(&mut editor, "Holm", true);
    perform(&mut editor, TakeCandidate);
    assert_eq!(speakers(&editor), ["Anna Berg", "Finn Dahl"]);
}

#[test]
fn the_list_opened_again_begins_with_the_speakers_there_are() {
    let said = |commands: &[Command]| {
        let mut editor = sketch(TOLD);
        for command in [
            Q,
            TickCandidate,
            NextCandidate,
            TickCandidate,
            TakeCandidate,
        ] {
            perform(&mut editor, command);
        }
        assert_eq!(speakers(&editor), ["Anna Berg", "Mia Holm"]);
        for command in commands {
            perform(&mut editor, *command);
        }
        speakers(&editor).join(" + ")
    };
    // Enter leaves it so.
    assert_eq!(said(&[Who, TakeCandidate]), "Anna Berg + Mia Holm");
    // One is taken away, or all.
    assert_eq!(said(&[Who, TickCandidate, TakeCandidate]), "Mia Holm");
    let all = [
        Who,
        TickCandidate,
        NextCandidate,
        TickCandidate,
        TakeCandidate,
    ];
    assert_eq!(said(&all), "");
    // One is added.
    let more = [
        Who,
        NextCandidate,
        NextCandidate,
        TickCandidate,
        TakeCandidate,
    ];
    assert_eq!(said(&more).split(" + ").count(), 3);
    // Without a tick, another takes their place; so does a digit.
    assert_eq!(
        said(&[Who, NextCandidate, NextCandidate, TakeCandidate])
            .split(" + ")
            .count(),
        1
    );
    assert_eq!(said(&[Who, PickCandidate(2)]), "Mia Holm");
}

#[test]
fn a_person_answers_by_its_nearest_mention() {
    for (written, speaker) in [
        (
            "[Anna Berg](s) came. [Berg](s) left. ^“We are ready.” Then [she](s) sat.",
            "Berg",
        ),
        (
            "^“We are ready.” Then [Berg](s) sat and [Anna Berg](s) rose.",
            "Berg",
        ),
    ] {
        let mut editor = sketch(written);
        let marks: Vec<_> = editor
            .document()
            .spans()
            .map(|span| span.id.clone())
            .collect();
        for mark in &marks {
            editor.set_person(mark, &Person::New("Anna Berg".to_owned()));
            let first = editor.document().entities().next().unwrap().id.clone();
            editor.set_person(mark, &Person::Known(first));
        }
        perform(&mut editor, Q);
        let person = editor.document().entities().next().unwrap().id.clone();
        editor.answer_with_person(&person, false);
        assert_eq!(speakers(&editor), [speaker], "{written}");
    }
}

#[test]
fn with_the_list_closed_a_click_on_a_mention_changes_no_link() {
    let mut editor = sketch(TOLD);
    perform(&mut editor, Q);
    perform(&mut editor, TakeCandidate);
    let before = editor.history().current();
    for words in ["Dahl", "Berg", "Holm"] {
        click(&mut editor, words, false);
    }
    assert_eq!(editor.history().current(), before);
    assert_eq!(speakers(&editor), ["Anna Berg"]);
}
