//! Which person a mark means.

use super::*;

#[test]
fn the_likeliest_people_come_first_and_the_own_one_last() {
    let mut editor =
        editor("John Kirby spoke. Anna Petrova came. John Kirby left. Then Petrova said it.");
    for words in ["John Kirby", "Anna Petrova", "John Kirby left"] {
        let at = editor.document().text().as_str().find(words).unwrap();
        let name = words.trim_end_matches(" left").len();
        editor.select(ByteRange::new(at, at + name));
        perform(&mut editor, S);
    }
    let at = editor
        .document()
        .text()
        .as_str()
        .find("Petrova said")
        .unwrap();
    editor.select(ByteRange::new(at, at + 7));
    perform(&mut editor, S);
    let mark = editor.person_asked().unwrap();
    editor.set_person(&mark, &Person::Unknown);
    let names = |editor: &Editor, mark| -> Vec<(String, usize)> {
        let people = editor.likely_people(mark).into_iter();
        people
            .map(|person| {
                let name = &editor.document().entity(&person.id).unwrap().name;
                (name.clone(), person.mentions)
            })
            .collect()
    };
    let kirby = ("John Kirby".to_owned(), 2);
    let petrova = |mentions| ("Anna Petrova".to_owned(), mentions);
    assert_eq!(names(&editor, &mark), [petrova(1), kirby.clone()]);
    let anna = editor.likely_people(&mark)[0].id.clone();
    editor.set_person(&mark, &Person::Known(anna));
    assert_eq!(names(&editor, &mark), [kirby, petrova(2)]);
}

#[test]
fn a_quote_asks_for_the_person_of_its_speaker() {
    let mut editor = sketch("^“We are ready,” said John Kirby. [Talks](e) failed.");
    perform(&mut editor, Q);
    assert_eq!(editor.person_asked(), None);
    assert!(matches!(
        perform(&mut editor, SamePerson),
        Outcome::Nothing(_)
    ));
    perform(&mut editor, TakeCandidate);
    let mark = editor.person_asked().unwrap();
    let words = editor
        .document()
        .words(editor.document().span(&mark).unwrap());
    assert_eq!(words, "John Kirby");
    assert_eq!(
        perform(&mut editor, SamePerson),
        Outcome::Window(SamePerson)
    );
    perform(&mut editor, NextMark);
    perform(&mut editor, NextMark);
    assert_eq!(editor.person_asked(), None, "an event names nobody");
}
