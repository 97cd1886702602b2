//! Attributes by `a` and digits, through the window.

use crate::person::{EXAMPLE, Person};

fn kind(person: &Person) -> Option<String> {
    let span = person.editor().current_span().expect("a mark is current");
    let value = span.attributes.get(&"kind".into());
    value.and_then(|value| value.as_str()).map(str::to_owned)
}

#[test]
fn a_and_2_make_a_quote_indirect_in_two_keys() {
    let mut person = Person::on_article(EXAMPLE);
    person.click_before("Topical issues");
    person.press("q");
    person.actions = 0;
    person.press("a");
    person.press("2");
    assert_eq!(person.actions, 2);
    assert_eq!(kind(&person).as_deref(), Some("indirect"));
    assert!(person.shows("Value 2: Indirect"));
    assert!(person.article_has_focus());
    // The list of speakers is there again afterwards.
    person.press("Enter");
    assert!(!person.shows("Value 2: Indirect"));
    person.press("Enter");
    assert_eq!(person.said()[0].1, ["the Russian department"]);
}

#[test]
fn values_can_be_clicked_and_the_article_keeps_the_keys() {
    let mut person = Person::on_article(EXAMPLE);
    person.double_click("conversation");
    person.press("e");
    person.press("a");
    person.click("Value 1: Contact");
    person.click("Attribute Polarity");
    person.click("Value 2: Negative");
    let span = person.editor().current_span().expect("a mark is current");
    let set: Vec<&str> = span
        .attributes
        .values()
        .filter_map(|value| value.as_str())
        .collect();
    assert_eq!(set, ["contact", "negative"]);
    assert!(person.article_has_focus());
    person.press("Tab");
    assert!(person.shows("Value 9: Establish"), "round to the first");
    person.press("0");
    assert!(person.shows("Value 6: Other"), "its second page");
    person.press("Escape");
    assert!(!person.shows("Value 6: Other"));
}
