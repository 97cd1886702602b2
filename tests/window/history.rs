//! Going to any step of what was done.

use crate::person::Person;

const TALKS: &str = "“We are ready,” said Anna Petrova.\n\n“So are we,” said Boris Ivanov.\n";

#[test]
fn any_step_is_gone_to_and_what_came_after_is_not_lost() {
    let mut person = Person::on_article(TALKS);
    person.click_before("We are");
    person.press("q");
    person.press("Enter");
    person.press("Ctrl+Z");
    person.click_before("So are we");
    person.press("q");
    person.press("Ctrl+H");
    let rows = person.options();
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert!(rows[0].starts_with("Mark quote"), "{rows:?}");
    assert!(rows[3].starts_with("As it was at first"), "{rows:?}");
    assert!(person.shows("undone") && person.shows("now") && person.shows("a moment ago"));
    // The step that was undone, on its branch.
    person.press("ArrowDown");
    person.press("Enter");
    assert_eq!(
        person.said(),
        [("We are ready,".to_owned(), vec!["Anna Petrova".to_owned()])]
    );
    assert!(
        person.told().starts_with("Now as after: "),
        "{}",
        person.told()
    );
    assert!(person.article_has_focus());
    // And back to the latest.
    person.press("Ctrl+H");
    person.press("Home");
    person.press("Enter");
    let said: Vec<String> = person.said().into_iter().map(|(words, _)| words).collect();
    assert_eq!(said, ["We are ready,", "So are we,"]);
    person.press("Ctrl+H");
    person.type_text("first");
    person.press("Enter");
    assert_eq!(person.editor().document().spans_len(), 0);
    assert_eq!(person.editor().history().revisions().len(), 3);
}
