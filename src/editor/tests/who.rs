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
