//! The editor through its commands, with caret, selection and marks written into the text.
//!
//! `^` is the caret, `<…>` the selection with the caret at its end, `[…](q)` a mark with the label
//! of that key; `(q1)` twice is one mark in two pieces.

mod attributes;
mod history;
mod linking;
mod notation;
mod people;
mod possible;
mod same_person;
mod suggestions;
mod who;

use super::*;
use crate::model::schema::Role;
use crate::model::{LabelName, Schema, State};
use Command::*;
use notation::{draw, editor, sketch};

/// Does some commands and compares with what is drawn then.
#[track_caller]
fn check(before: &str, commands: &[Command], after: &str) {
    let mut editor = sketch(before);
    for command in commands {
        perform(&mut editor, *command);
    }
    assert_eq!(draw(&editor), after, "after {commands:?} on {before}");
}

fn perform(editor: &mut Editor, command: Command) -> Outcome {
    let text = editor.document().text().clone();
    editor.perform(command, &ParagraphLines(&text))
}

fn key(editor: &Editor, letter: char) -> Command {
    let at = editor
        .document()
        .schema()
        .labels
        .iter()
        .position(|label| label.key == Some(letter));
    Label(at.unwrap() as u8)
}

const S: Command = Label(0);
const Q: Command = Label(1);
const E: Command = Label(2);

#[test]
fn arrows_move_by_what_a_person_counts_as_characters() {
    check("a^👍🏽b", &[Move(Motion::Right)], "a👍🏽^b");
    check("a👍🏽^b", &[Move(Motion::Left)], "a^👍🏽b");
    check("ab^\r\ncd", &[Move(Motion::Right)], "ab\r\n^cd");
    check("^Kirby said.", &[Move(Motion::WordRight)], "Kirby^ said.");
    check("Kirby said^.", &[Move(Motion::WordLeft)], "Kirby ^said.");
}

#[test]
fn shift_extends_and_an_arrow_leaves_at_the_end_it_points_to() {
    check(
        "^Kirby said.",
        &[Extend(Motion::WordRight)],
        "<Kirby> said.",
    );
    check(
        "^Kirby said.",
        &[Extend(Motion::WordRight), Move(Motion::Left)],
        "^Kirby said.",
    );
    check(
        "^Kirby said.",
        &[Extend(Motion::WordRight), Move(Motion::Right)],
        "Kirby^ said.",
    );
    check("<Kirby> said.", &[Escape], "Kirby^ said.");
}

#[test]
fn the_column_is_kept_over_a_short_line() {
    check(
        "abcd^ef\nx\nabcdef",
        &[Move(Motion::Down), Move(Motion::Down)],
        "abcdef\nx\nabcd^ef",
    );
    check(
        "abcdef\nx\nabcd^ef",
        &[Move(Motion::Up), Move(Motion::Up)],
        "abcd^ef\nx\nabcdef",
    );
    check("ab\n\n^cd", &[Move(Motion::ParagraphUp)], "^ab\n\ncd");
    check("^ab\n\ncd", &[Move(Motion::ParagraphDown)], "ab\n\n^cd");
}

#[test]
fn a_label_on_selected_words_marks_them_and_the_marks_alone() {
    check("<Kirby> said.", &[S], "[Kirby^](s) said.");
    check("<Kirby >said.", &[S], "[Kirby](s) ^said.");
    // Marks around it are taken into a quote, a comma outside them is left out.
    check(
        "“<We are ready>,” he said.",
        &[Q],
        "[“We are ready^,”](q) he said.",
    );
    // The same again is no second mark.
    check(
        "<Kirby> said.",
        &[S, Extend(Motion::WordLeft), S],
        "^[Kirby](s) said.",
    );
}

#[test]
fn a_label_at_a_bare_caret_takes_what_stands_there() {
    check("The ta^lks failed.", &[E], "The [ta^lks](e) failed.");
    check("John Ki^rby said it.", &[S], "[John Ki^rby](s) said it.");
    check(
        "^“We are ready,” Kirby said.",
        &[Q],
        "^[“We are ready,”](q) Kirby said.",
    );
}

#[test]
fn a_label_on_a_current_mark_relabels_it() {
    let mut editor = sketch("<Talks> failed.");
    perform(&mut editor, S);
    perform(&mut editor, E);
    assert_eq!(draw(&editor), "[Talks^](e) failed.");
    assert_eq!(editor.history().revisions().len(), 2);
}

#[test]
fn a_label_key_relabels_the_mark_just_taken_and_marks_words_that_the_caret_was_led_to() {
    // The mark is current and the caret has not moved: the key means the mark.
    let mut editor = sketch("Talks [began](e) ^today.");
    perform(&mut editor, PreviousMark);
    let outcome = perform(&mut editor, Q);
    assert_eq!(draw(&editor), "Talks ^[began](q) today.");
    assert_eq!(outcome, Outcome::Told("Relabelled as quote".to_owned()));
    // The caret was led to a word within the current mark: the key means the word.
    let mut editor = sketch("^“The talks began,” he said.");
    perform(&mut editor, Q);
    perform(&mut editor, Escape);
    perform(&mut editor, Move(Motion::WordRight));
    perform(&mut editor, Move(Motion::WordRight));
    perform(&mut editor, E);
    assert_eq!(draw(&editor), "[“The [talks^](e) began,”](q) he said.");
}

#[test]
fn a_kept_label_marks_whatever_the_mouse_chooses_until_it_is_let_go() {
    let mut editor = sketch("^Talks began, then fighting went on.");
    perform(&mut editor, KeepLabel(2));
    for word in ["began", "fighting"] {
        let at = editor.document().text().as_str().find(word).unwrap();
        editor.press(press(at + 1, 2));
        editor.release();
    }
    assert_eq!(
        draw(&editor).replace('^', ""),
        "Talks [began](e), then [fighting](e) went on."
    );
    // A click alone marks nothing, and Esc ends it last.
    editor.press(press(1, 1));
    editor.release();
    assert_eq!(editor.document().spans_len(), 2);
    while perform(&mut editor, Escape) == Outcome::Done {}
    assert_eq!(editor.kept_label(), None);
    editor.press(press(1, 2));
    editor.release();
    assert_eq!(editor.document().spans_len(), 2);
}

#[test]
fn pressing_a_quotes_key_again_goes_through_the_readings_and_round() {
    let mut editor = sketch("^“We are ready,” Kirby said. “We always were.”");
    let mut seen = Vec::new();
    for _ in 0..8 {
        perform(&mut editor, Q);
        let span = editor.current_span().unwrap();
        seen.push(editor.document().words(span));
        assert_eq!(editor.document().spans_len(), 1, "the same mark is moved");
    }
    let round = seen.iter().rposition(|words| *words == seen[0]).unwrap();
    assert!(round > 0, "the first reading comes again: {seen:?}");
    // Anything else in between ends it: the next quote is a new mark.
    perform(&mut editor, Escape);
    perform(&mut editor, Q);
    assert_eq!(editor.document().spans_len(), 2);
}

#[test]
fn boundaries_move_by_words_and_by_characters_and_keep_their_links() {
    let mut editor = sketch("^“We are ready,” said John Kirby today.");
    for command in [Q, TakeCandidate] {
        perform(&mut editor, command);
    }
    let quote = editor.current().unwrap().clone();
    let speaker = editor
        .document()
        .links_from(&quote)
        .next()
        .unwrap()
        .to
        .clone();
    editor.go_to_mark(&speaker);
    perform(&mut editor, Bound(Side::End, Way::Forth, Step::Word));
    assert_eq!(
        draw(&editor),
        "[“We are ready,”](q) said ^[John Kirby today](s)."
    );
    perform(&mut editor, Bound(Side::End, Way::Back, Step::Word));
    perform(&mut editor, Bound(Side::Start, Way::Forth, Step::Word));
    assert_eq!(
        draw(&editor),
        "[“We are ready,”](q) said ^John [Kirby](s) today."
    );
    perform(&mut editor, Bound(Side::Start, Way::Forth, Step::Character));
    assert_eq!(
        draw(&editor),
        "[“We are ready,”](q) said ^John K[irby](s) today."
    );
    assert_eq!(editor.document().links_to(&speaker).count(), 1);
}

#[test]
fn sideways_keys_point_to_where_words_run() {
    let (left, right) = (Motion::Left, Motion::Right);
    check("א^בג abc", &[Move(left)], "אב^ג abc");
    check("א^בג abc", &[Move(right)], "^אבג abc");
    // As the paragraph runs, also among letters that run the other way.
    check("אבג a^bc", &[Move(left)], "אבג ab^c");
    check("ab^c אבג", &[Move(right)], "abc^ אבג");
    check("^שלום לכולם.", &[Move(Motion::WordLeft)], "שלום^ לכולם.");
    check("שלום לכולם^.", &[Move(Motion::WordRight)], "שלום ^לכולם.");
    check("^abc\nשלום", &[Extend(left)], "^abc\nשלום");
    check("abc\n^שלום", &[Extend(left)], "abc\n<ש>לום");
    // An arrow leaves a selection at the side it points to.
    check("<שלום> לך", &[Move(left)], "שלום^ לך");
    check("<שלום> לך", &[Move(right)], "^שלום לך");
}

#[test]
fn an_arrow_moves_a_boundary_to_its_side_and_a_bracket_along_the_text() {
    let map = Keymap::new(&Schema::default()).unwrap();
    let focus = Focus {
        article: true,
        list: false,
        card: false,
    };
    let alt = |key| Chord {
        alt: true,
        ..Chord::plain(key)
    };
    for (before, chord, after) in [
        ("<אמר> דן לנו", alt(Key::Left), "[אמר דן](s)^ לנו"),
        ("<אמר דן> לנו", alt(Key::Right), "[אמר](s)^ דן לנו"),
        ("<said Dan> so", alt(Key::Left), "[said](s)^ Dan so"),
        ("<said> Dan so", alt(Key::Right), "[said Dan](s)^ so"),
        (
            "<אמר> דן לנו",
            Chord::plain(Key::Char(']')),
            "[אמר דן](s)^ לנו",
        ),
    ] {
        let mut editor = sketch(before);
        perform(&mut editor, S);
        let command = map.command(chord, focus).unwrap();
        let command = editor.asked_by(chord, command);
        perform(&mut editor, command);
        let drawn = draw(&editor).replace('^', "");
        assert_eq!(drawn, after.replace('^', ""), "{chord} on {before}");
    }
}

#[test]
fn a_mark_keeps_at_least_a_character() {
    let mut editor = sketch("<a> b");
    perform(&mut editor, S);
    let outcome = perform(&mut editor, Bound(Side::End, Way::Back, Step::Character));
    assert!(matches!(outcome, Outcome::Nothing(_)), "{outcome:?}");
    assert_eq!(draw(&editor), "[a^](s) b");
}

#[test]
fn pieces_are_added_cut_out_and_joined() {
    let mut editor = sketch("<These steps> she said help us.");
    perform(&mut editor, Q);
    let help = editor.document().text().as_str().find("help us").unwrap();
    editor.select(ByteRange::new(help, help + 7));
    perform(&mut editor, AddPiece);
    assert_eq!(draw(&editor), "[These steps](q1) she said [help us^](q1).");

    let mut editor = sketch("<These steps she said help us>.");
    perform(&mut editor, Q);
    let she = editor.document().text().as_str().find("she said").unwrap();
    editor.select(ByteRange::new(she, she + 8));
    perform(&mut editor, CutPiece);
    assert_eq!(draw(&editor), "[These steps](q1) she said^ [help us](q1).");

    let mut editor = sketch("[These steps](q) she said [help us](q).");
    let first = editor.document().spans().next().unwrap().id.clone();
    editor.go_to_mark(&first);
    perform(&mut editor, Join);
    assert_eq!(draw(&editor), "^[These steps](q1) she said [help us](q1).");
    assert_eq!(editor.document().spans_len(), 1);
}

#[test]
fn a_mark_stays_current_while_words_elsewhere_are_chosen_for_it() {
    // By keys.
    let mut editor = sketch("<These steps> she said help us.");
    for command in [Q, Escape, Move(Motion::WordRight), Move(Motion::WordRight)] {
        perform(&mut editor, command);
    }
    for _ in 0..2 {
        perform(&mut editor, Extend(Motion::WordRight));
    }
    perform(&mut editor, AddPiece);
    assert_eq!(draw(&editor), "[These steps](q1) she said [help us^](q1).");
    // By mouse: a drag keeps it, a click elsewhere lets it go.
    let mut editor = sketch("<These steps> she said help us.");
    for command in [Q, Escape] {
        perform(&mut editor, command);
    }
    let help = editor.document().text().as_str().find("help").unwrap();
    editor.press(press(help, 1));
    editor.drag(Place::at(ByteOffset(help + 7)), false);
    editor.release();
    perform(&mut editor, AddPiece);
    assert_eq!(draw(&editor), "[These steps](q1) she said [help us^](q1).");
    editor.press(press(help - 3, 1));
    editor.release();
    assert!(editor.current().is_none());
}

#[test]
fn a_label_away_from_the_current_mark_marks_what_stands_at_the_caret() {
    let mut editor = sketch("<Talks> failed with Anna Petrova.");
    for command in [E, Move(Motion::LineEnd), Move(Motion::WordLeft), S] {
        perform(&mut editor, command);
    }
    assert_eq!(draw(&editor), "[Talks](e) failed with [Anna ^Petrova](s).");
}

#[test]
fn joining_keeps_the_links_of_both() {
    let mut editor = sketch("^“We are,” said John Kirby. “Ready,” said Anna Petrova.");
    for command in [Q, TakeCandidate, Escape, Q, TakeCandidate] {
        perform(&mut editor, command);
    }
    let quotes: Vec<SpanId> = editor
        .document()
        .spans()
        .filter(|span| span.label.as_str() == "quote")
        .map(|span| span.id.clone())
        .collect();
    assert_eq!(quotes.len(), 2);
    editor.go_to_mark(&quotes[0]);
    perform(&mut editor, Join);
    assert_eq!(editor.document().links_from(&quotes[0]).count(), 2);
    perform(&mut editor, Undo);
    assert_eq!(editor.document().links_from(&quotes[1]).count(), 1);
}

#[test]
fn a_mark_of_one_piece_is_not_cut_in_two() {
    let mut editor = sketch("<John the Kirby> said.");
    perform(&mut editor, S);
    editor.select(ByteRange::new(5, 8));
    let outcome = perform(&mut editor, CutPiece);
    assert!(matches!(outcome, Outcome::Nothing(_)), "{outcome:?}");
}

#[test]
fn escape_closes_the_list_then_drops_the_selection_then_the_mark() {
    let mut editor = sketch("^“We are ready,” said John Kirby.");
    perform(&mut editor, Q);
    perform(&mut editor, Extend(Motion::WordRight));
    assert!(editor.choices().is_some());
    perform(&mut editor, Escape);
    assert!(editor.choices().is_none() && !editor.selection().is_empty());
    perform(&mut editor, Escape);
    assert!(editor.selection().is_empty() && editor.current().is_some());
    perform(&mut editor, Escape);
    assert!(editor.current().is_none());
    assert_eq!(editor.document().spans_len(), 1, "and decides nothing");
}

#[test]
fn deleting_removes_a_persons_mark_and_rejects_a_taggers() {
    let mut ours = sketch("[John](s) said.");
    let id = ours.document().spans().next().unwrap().id.clone();
    ours.go_to_mark(&id);
    perform(&mut ours, Delete);
    assert_eq!(ours.document().spans_len(), 0);

    let mut theirs = notation::suggested("[John](s) said.");
    let id = theirs.document().spans().next().unwrap().id.clone();
    theirs.go_to_mark(&id);
    perform(&mut theirs, Delete);
    assert_eq!(theirs.document().span(&id).unwrap().state, State::Rejected);
    assert!(theirs.current().is_none());
}

#[test]
fn a_changed_suggestion_keeps_what_it_was() {
    let mut editor = notation::suggested("[John](s) Kirby said.");
    let id = editor.document().spans().next().unwrap().id.clone();
    editor.go_to_mark(&id);
    perform(&mut editor, Bound(Side::End, Way::Forth, Step::Word));
    perform(&mut editor, Bound(Side::End, Way::Forth, Step::Word));
    let span = editor.document().span(&id).unwrap();
    assert_eq!(span.state, State::Accepted);
    assert_eq!(
        span.proposed.as_ref().unwrap().fragments.hull(),
        ByteRange::new(0, 4)
    );
    assert_eq!(span.decided.as_ref().unwrap().name, "anna");
}

#[test]
fn clicks_take_the_innermost_mark_then_the_next_outward() {
    let mut editor = sketch("[“We told [John](s) so,”](q) she said.");
    let spans: Vec<SpanId> = editor
        .document()
        .spans()
        .map(|span| span.id.clone())
        .collect();
    let mut click = press(editor.document().text().as_str().find("ohn").unwrap(), 1);
    click.hit = vec![spans[1].clone(), spans[0].clone()];
    for wanted in [&spans[1], &spans[0], &spans[1]] {
        editor.press(click.clone());
        editor.release();
        assert_eq!(editor.current(), Some(wanted));
    }
}

#[test]
fn a_drag_snaps_to_words_unless_by_character() {
    let at = |editor: &Editor, words: &str| editor.document().text().as_str().find(words).unwrap();
    for (from, to, freely, drawn) in [
        ("eady", "irby", false, "We are <ready, said Kirby> today."),
        ("eady", "Kir", true, "We are r<eady, said >Kirby today."),
        ("eady", "e are", false, "<We are ready>, said Kirby today."),
        // The pointer just before a word has not entered it.
        ("eady", "said", false, "We are <ready, >said Kirby today."),
    ] {
        let mut editor = sketch("We are ready, said Kirby today.");
        editor.press(press(at(&editor, from), 1));
        editor.drag(Place::at(ByteOffset(at(&editor, to))), freely);
        editor.release();
        let selection = editor.selection();
        let text = editor.document().text();
        let shown = format!(
            "{}<{}>{}",
            &text.as_str()[..selection.start.0],
            text.slice(selection),
            &text.as_str()[selection.end.0..]
        );
        assert_eq!(shown, drawn, "from {from} to {to}");
    }
}

#[test]
fn dragging_an_edge_moves_the_boundary_once_it_is_let_go() {
    let mut editor = sketch("[John](s) Kirby said.");
    let id = editor.document().spans().next().unwrap().id.clone();
    editor.go_to_mark(&id);
    let mut grab = press(4, 1);
    grab.edge = Some(Edge {
        span: id,
        fragment: 0,
        side: Side::End,
    });
    editor.press(grab);
    editor.drag(Place::at(ByteOffset(7)), false);
    assert!(editor.history().revisions().is_empty());
    editor.release();
    assert_eq!(draw(&editor), "^[John Kirby](s) said.");
    assert_eq!(editor.history().revisions().len(), 1);
}

#[test]
fn ctrl_tab_walks_all_marks_and_u_those_without_a_decision() {
    let mut editor = sketch("[John](s) said [it rained](q) and [it poured](q).");
    let words = |editor: &Editor| editor.document().words(editor.current_span().unwrap());
    let mut seen = Vec::new();
    for _ in 0..4 {
        perform(&mut editor, NextMark);
        seen.push(words(&editor));
    }
    assert_eq!(seen, ["John", "it rained", "it poured", "John"]);
    perform(&mut editor, NextUndecided);
    assert_eq!(words(&editor), "it rained");
    perform(&mut editor, Nobody);
    perform(&mut editor, NextUndecided);
    assert_eq!(words(&editor), "it poured");
    perform(&mut editor, Nobody);
    assert!(matches!(
        perform(&mut editor, NextUndecided),
        Outcome::Nothing(_)
    ));
}

#[test]
fn the_first_edit_puts_the_article_in_work_and_undo_takes_it_back() {
    let mut editor = sketch("<John> said.");
    let before = editor.document().clone();
    perform(&mut editor, S);
    assert_eq!(
        editor.document().header().status,
        crate::model::Status::InWork
    );
    perform(&mut editor, Undo);
    assert!(*editor.document() == before);
}

#[test]
fn fifty_mixed_steps_undone_leave_nothing_behind() {
    let mut editor = editor(
        "“We are ready,” said John Kirby. He told Anna Petrova that it rained.\n\nTalks failed.",
    );
    let before = editor.document().clone();
    let mut made = 0;
    while made < 50 {
        let e = key(&editor, 'e');
        for command in [
            Move(Motion::Top),
            Q,
            TakeCandidate,
            Move(Motion::ParagraphDown),
            e,
            Extend(Motion::WordRight),
            S,
            Bound(Side::End, Way::Forth, Step::Word),
            Move(Motion::Top),
            NextMark,
            Join,
            Delete,
            Move(Motion::Top),
            NextMark,
            NextMark,
            Nobody,
        ] {
            perform(&mut editor, command);
        }
        let now = editor.history().revisions().len();
        assert!(now > made, "the steps change something");
        made = now;
    }
    while let Outcome::Told(_) = perform(&mut editor, Undo) {}
    assert!(*editor.document() == before);
    while let Outcome::Told(_) = perform(&mut editor, Redo) {}
    assert_eq!(editor.history().current().0, made);
}

fn press(at: usize, clicks: u8) -> Press {
    Press {
        place: Place::at(ByteOffset(at)),
        clicks,
        extend: false,
        hit: Vec::new(),
        edge: None,
        add: false,
    }
}
