//! The window's behaviour, by accessible name, without a screen.

#![cfg(feature = "window")]
#![expect(
    clippy::disallowed_methods,
    reason = "the tests make the files that the window reads"
)]

mod ahead;
mod articles;
mod attributes;
mod blind_sample;
mod cards;
mod exchange;
mod find;
mod first_steps;
mod history;
mod keeping;
mod keys;
#[path = "../made/later_steps.rs"]
mod later_steps;
mod linking;
mod listening;
mod menus;
mod outline;
mod outside;
mod palette;
mod panics;
mod people;
mod person;
mod projects;
mod scripts;
mod suggestions;
mod tagger;
mod text_change;
#[path = "../made/typefaces.rs"]
mod typefaces;

use dictum::model::schema::Role;
use dictum::store;
use egui_kittest::kittest::Queryable as _;
use person::{EXAMPLE, Person, document_json};

#[test]
fn an_easy_quote_its_speaker_and_the_link_take_three_actions_with_the_mouse() {
    let mut person = Person::on_article(EXAMPLE);
    let quote = "that the United States would firmly oppose Russia’s “unprovoked and unjustified invasion of Ukraine.”";
    person.bring_in_view(quote);
    // Getting there is the reader's; from here on every drag, click and key counts.
    person.actions = 0;
    person.drag_over(quote);
    person.click("Quote");
    person.press("Enter");
    assert_eq!(person.actions, 3);
    assert_eq!(
        person.said(),
        [(quote.to_owned(), vec!["Sullivan".to_owned()])]
    );
}

#[test]
fn a_paragraph_closed_and_never_opened_takes_two_keys() {
    let mut person = Person::on_article(EXAMPLE);
    person.click_before("Topical issues");
    person.actions = 0;
    person.press("q");
    person.press("Enter");
    assert_eq!(person.actions, 2);
    let quote = "Topical issues of international security, including the situation in Ukraine, were discussed. \
        The conversation took place at the initiative of the American side,”";
    assert_eq!(
        person.said(),
        [(quote.to_owned(), vec!["the Russian department".to_owned()])]
    );
}

#[test]
fn clicking_a_candidate_on_the_card_says_who() {
    let mut person = Person::on_article("“We are ready,” said Anna Petrova.");
    person.click_before("We are");
    person.press("q");
    person.click("Candidate 1: Anna Petrova");
    assert_eq!(person.said()[0].1, ["Anna Petrova"]);
    // The mark has a name, and a click on it makes it current.
    person.press("Escape");
    person.press("Escape");
    person.click("Quote by Anna Petrova");
    assert_eq!(person.current_label().as_deref(), Some("quote"));
}

#[test]
fn clicking_the_ghost_says_who() {
    let mut person = Person::on_article("“We are ready,” said Anna Petrova.");
    person.click_before("We are");
    person.press("q");
    person.click_before("Petrova");
    assert_eq!(person.said()[0].1, ["Anna Petrova"]);
}

#[test]
fn dragging_an_edge_mends_a_boundary() {
    let mut person = Person::on_article("“We are ready,” said Anna Petrova today.");
    person.double_click("Anna");
    person.press("s");
    person.drag_edge("Anna", "Petrova");
    assert_eq!(person.words_of(Role::Speaker), ["Anna Petrova"]);
    person.press("Ctrl+Z");
    assert_eq!(person.words_of(Role::Speaker), ["Anna"]);
}

#[test]
fn letters_act_on_the_article_only_while_it_has_the_keys() {
    let mut person = Person::on_article(EXAMPLE);
    person.double_click("conversation");
    person.press("e");
    person.click("Note");
    person.type_text("q and s are letters here");
    assert_eq!(person.editor().document().spans_len(), 1);
    // F6 goes round and leaves the field, which writes the note.
    person.press("F6");
    let note = person
        .editor()
        .document()
        .spans()
        .next()
        .unwrap()
        .note
        .clone();
    assert_eq!(note.as_deref(), Some("q and s are letters here"));
}

#[test]
fn f6_goes_round_the_panes_and_back_to_the_article() {
    let mut person = Person::on_article(EXAMPLE);
    assert!(person.article_has_focus());
    person.press("F6");
    assert!(!person.article_has_focus());
    person.press("F6");
    person.press("F6");
    assert!(person.article_has_focus());
}

#[test]
fn tab_and_arrows_stay_with_the_article() {
    let mut person = Person::on_article(EXAMPLE);
    for key in ["Tab", "ArrowDown", "ArrowRight", "Escape"] {
        person.press(key);
        assert!(person.article_has_focus(), "{key} left the article");
    }
}

#[test]
fn what_is_saved_opens_again_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = Person::on_article(EXAMPLE);
    person.click_before("Topical issues");
    person.press("q");
    person.press("Enter");
    for name in ["a.ron", "a.json"] {
        let path = folder.path().join(name);
        person.save_as(&path);
        let mut again = Person::on_path(&path);
        assert!(
            *again.editor().document() == *person.editor().document(),
            "{name}"
        );
        assert_eq!(again.said(), person.said());
        // Saved again, it is the same file.
        let bytes = std::fs::read(&path).unwrap();
        again.press("Ctrl+S");
        again.wait();
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn undo_after_fifty_mixed_edits_gives_the_first_file_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let mut person = Person::on_article(EXAMPLE);
    person.save_as(&path);
    let first = std::fs::read(&path).unwrap();
    let edits = |person: &Person| person.editor().history().revisions().len();
    person.press("Ctrl+Home");
    while edits(&person) < 50 {
        let before = edits(&person);
        for key in [
            "Ctrl+ArrowDown",
            "q",
            "Enter",
            "Alt+ArrowRight",
            "Escape",
            ".",
            "s",
            "Alt+Shift+ArrowRight",
            "Ctrl+Tab",
            "j",
            "Ctrl+ArrowDown",
            "e",
            "Ctrl+ArrowRight",
            "Ctrl+Shift+ArrowRight",
            "q",
            "n",
            "Delete",
        ] {
            person.press(key);
        }
        assert!(edits(&person) > before, "these keys change something");
    }
    person.press("Ctrl+S");
    person.wait();
    assert_ne!(std::fs::read(&path).unwrap(), first);
    for _ in 0..edits(&person) {
        person.press("Ctrl+Z");
    }
    person.press("Ctrl+S");
    person.wait();
    assert_eq!(std::fs::read(&path).unwrap(), first);
}

#[test]
fn a_folder_that_cannot_be_written_keeps_the_work_and_offers_another_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = Person::on_article(EXAMPLE);
    person.click_before("Topical issues");
    person.press("q");
    person.save_as(&folder.path().join("missing folder").join("a.ron"));
    assert!(person.shows("Not saved"), "{}", person.everything());
    assert_eq!(person.editor().document().spans_len(), 1);
    person.click("Save elsewhere…");
    let path = folder.path().join("a.ron");
    person.type_path(&path);
    assert!(path.is_file());
    assert!(person.shows("Saved"));
}

#[test]
fn leaving_with_unsaved_work_asks() {
    let mut person = Person::on_article(EXAMPLE);
    assert!(person.app().may_close());
    person.click_before("Topical issues");
    person.press("q");
    assert!(!person.app().may_close());
    person.settle();
    assert!(person.shows("Save your work?"));
    person.click("Cancel");
    assert!(!person.shows("Save your work?"));
    assert!(person.article_has_focus());
}

#[test]
fn a_damaged_file_is_named_and_the_window_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.json");
    let whole = document_json("Kirby said.", "[]");
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let mut person = Person::on_article(EXAMPLE);
    person.open(&path);
    assert!(person.shows("line"), "{}", person.everything());
    assert!(person.shows("cut.json"));
    assert_eq!(person.editor().document().text().as_str(), EXAMPLE);
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        whole[..whole.len() / 2]
    );
}

#[test]
fn marks_that_do_not_fit_are_listed_and_hold_back_the_save_until_decided() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let spans = r#"[
        {"id": "s1", "label": "speaker", "fragments": [{"start": 5, "end": 10, "text": "Kirby"}]},
        {"id": "s2", "label": "speaker", "fragments": [{"start": 90, "end": 95, "text": "Nobody"}]}
    ]"#;
    let written = document_json("Now Kirby said it.", spans);
    std::fs::write(&path, &written).unwrap();
    let mut person = Person::on_path(&path);
    assert!(
        person.shows("2 marks of this file do not fit"),
        "{}",
        person.everything()
    );
    person.press("Ctrl+S");
    person.wait();
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        written,
        "nothing is written over it"
    );
    // Nor by naming the same file.
    person.save_as(&path);
    person.press("Enter");
    person.wait();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);
    person.click_first("Find its text again");
    assert_eq!(person.words_of(Role::Speaker), ["Kirby"]);
    // Undone, it is to be decided on again.
    person.press("Ctrl+Z");
    assert!(person.shows("2 marks of this file"));
    person.press("Ctrl+Shift+Z");
    person.click_first("Drop");
    assert!(!person.shows("do not fit"));
    person.press("Ctrl+S");
    person.wait();
    let saved = store::open(&dictum::disk::RealDisk::default(), &path).unwrap();
    assert_eq!(saved.document.spans_len(), 1);
    assert!(saved.misfits.is_empty());
}

#[test]
fn odd_articles_open_with_true_offsets() {
    for text in ["", "   \n  ", "👍🏽🇺🇦👨‍👩‍👧", "a\r\nb\rc\u{2028}d", "\u{301}x"]
    {
        let mut person = Person::on_article(text);
        for key in [
            "Ctrl+A",
            "e",
            "ArrowRight",
            "q",
            "s",
            "e",
            "Ctrl+End",
            "ArrowLeft",
            "Shift+ArrowLeft",
            "e",
            "Ctrl+Tab",
        ] {
            person.press(key);
        }
        let document = person.editor().document();
        assert_eq!(document.text().as_str(), text);
        for span in document.spans() {
            for range in &span.fragments {
                assert!(
                    document.text().is_grapheme_boundary(range.start),
                    "{text:?} {range}"
                );
                assert!(
                    document.text().is_grapheme_boundary(range.end),
                    "{text:?} {range}"
                );
            }
        }
    }
}

#[test]
fn the_keys_list_is_made_from_the_commands() {
    let mut person = Person::on_article(EXAMPLE);
    person.press("F1");
    person.type_text("join");
    assert!(person.shows("Join with next mark"));
    person.press("Escape");
    assert!(!person.shows("Join with next mark"));
    assert!(person.article_has_focus());
}

#[test]
fn text_size_and_theme_answer_to_their_keys() {
    let mut person = Person::on_article(EXAMPLE);
    let size = person.app().session().unwrap().view.text_size;
    person.press("Ctrl+Plus");
    assert!(person.app().session().unwrap().view.text_size > size);
    person.press("Ctrl+0");
    assert_eq!(person.app().session().unwrap().view.text_size, size);
    assert!(person.article_has_focus());
    assert!(person.harness.query_by_label("Article text").is_some());
}

#[test]
fn an_open_menu_has_the_keys_to_itself() {
    let mut person = Person::on_article(EXAMPLE);
    person.click("Edit");
    assert!(person.shows("Grow selection"));
    person.press("q");
    assert_eq!(person.editor().document().spans_len(), 0);
    person.press("Escape");
    assert!(!person.shows("Grow selection"));
    assert!(person.article_has_focus());
}

#[test]
fn an_article_worked_on_before_leads_to_that_work() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("talks.txt");
    std::fs::write(&article, "“We are ready,” said Anna Petrova.").unwrap();
    let mut person = Person::on_path(&article);
    assert!(!person.shows("worked on before"));
    for key in ["q", "Enter", "Ctrl+S", "Enter"] {
        person.press(key);
    }
    person.wait();
    assert!(folder.path().join("talks.ron").is_file());
    let mut again = Person::on_path(&article);
    assert!(again.said().is_empty());
    again.click("Open that");
    again.wait();
    assert_eq!(again.said()[0].1, ["Anna Petrova"]);
    assert!(!again.shows("worked on before"));
}

#[test]
fn keys_typed_ahead_mean_what_they_mean_when_typed_slowly() {
    let mut person = Person::on_article("“We are ready,” said Anna Petrova.");
    person.press_at_once(&["q", "Enter"]);
    assert_eq!(person.said()[0].1, ["Anna Petrova"]);
    // What is typed after Ctrl+S is the path, not commands.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("seen.ron");
    person.type_ahead("Ctrl+Shift+S", &path.display().to_string(), "Enter");
    person.wait();
    assert!(path.is_file(), "{}", person.everything());
    assert_eq!(person.editor().document().spans_len(), 2);
}

#[test]
fn a_done_article_says_what_was_looked_for_throughout() {
    let mut person = Person::on_article(EXAMPLE);
    assert!(!person.shows("All quotes"));
    person.click("Done");
    person.click("All quotes");
    person.click("All speakers");
    person.click("All quotes");
    let header = person.editor().document().header();
    assert_eq!(header.status, dictum::model::Status::Done);
    assert_eq!(header.labels_done, ["speaker".into()]);
}

#[test]
fn a_dialog_keeps_its_keys_when_its_field_has_lost_them() {
    let mut person = Person::on_article(EXAMPLE);
    person.press("Ctrl+O");
    person.press("Tab");
    person.press("Tab");
    assert!(person.shows("Open an article or a document"));
    person.press("Escape");
    assert!(!person.shows("Open an article or a document"));
    assert!(person.article_has_focus());
}
