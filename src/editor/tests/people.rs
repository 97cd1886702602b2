//! People: whom a new mention is taken to mean, merging and splitting.

use super::*;
use crate::model::{EntityId, SpanId};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// An editor on a text in which mentions are written `[words|person]`, marked with `s` one after the
/// other as the text has them, and each mention's mark with the person written behind it.
fn marked(written: &str) -> (Editor, Vec<(SpanId, String)>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (words, after) = after.split_once('|').unwrap();
        let (person, after) = after.split_once(']').unwrap();
        let start = text.len();
        text.push_str(words);
        mentions.push((ByteRange::new(start, text.len()), person.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    let mut editor = editor(&text);
    let marks = mentions.into_iter().map(|(range, person)| {
        editor.select(range);
        perform(&mut editor, S);
        (editor.current().unwrap().clone(), person)
    });
    let marks = marks.collect();
    (editor, marks)
}

fn entity_of(editor: &Editor, span: &SpanId) -> Option<EntityId> {
    editor.document().span(span).unwrap().entity.clone()
}

/// Mentions with the same letter must mean one person, with different letters different ones, with
/// `-` nobody.
#[track_caller]
fn check_people(written: &str) {
    let (editor, marks) = marked(written);
    let mut people: BTreeMap<String, EntityId> = BTreeMap::new();
    for (span, person) in &marks {
        let words = editor
            .document()
            .words(editor.document().span(span).unwrap());
        let entity = entity_of(&editor, span);
        if person == "-" {
            assert_eq!(entity, None, "{words} in {written}");
            continue;
        }
        let entity = entity.unwrap_or_else(|| panic!("{words} means nobody in {written}"));
        let name = &editor.document().entity(&entity).unwrap().name;
        let known = people
            .entry(person.clone())
            .or_insert_with(|| entity.clone());
        assert_eq!(*known, entity, "{words} is {name} in {written}");
    }
    let mut ids: Vec<&EntityId> = people.values().collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), people.len(), "two are one in {written}");
}

#[test]
fn names_find_their_people() {
    for written in [
        "[Anna Lund|a] came. [Lund|a] said so. [Ms. Lund|a] left. [Minister Lund|a] too.",
        "[Harbour master Anna Lund|a] came. [Anna Lund|a] said so. [A. Lund|a] left.",
        // A surname alone makes no two full names one, in whatever order they come.
        "[Anna Lund|a] met [Nils Lund|b]. [Lund|b] left.",
        "[Lund|a] came. [Anna Lund|a] met [Nils Lund|b].",
        "[Nils Lund|b] came. [Lund|b] spoke. [Anna Lund|a] came. [Lund|a] spoke. [Nils Lund|b] left.",
        "[Mr. Lund|b] met [Mrs. Lund|a].",
        "[Nils Lund|b] came. [Mrs. Lund|a] left.",
        // Bodies.
        "[The Northern Harbour Union|u] met. [the NHU|u] said no.",
        "[The Norwegian Harbour Council|a] met [the Swedish Harbour Council|b].",
        "[The Security Council of Norway|a] met. [the Security Council|a] left.",
        "[The Kremlin|k] spoke. [the Kremlin|k] was silent.",
        "[Lund|a] met [the Lund City Council|b].",
    ] {
        check_people(written);
    }
}

#[test]
fn descriptions_find_their_people() {
    for written in [
        "[Harbour spokesman Nils Lund|a] came. [The spokesman|a] left.",
        "[Anna Lund|a], the harbour master, came. [The harbour master|a] left.",
        "[The harbour master|a], Anna Lund, came. [Lund|a] left.",
        "They phoned [Anna Lund|a], Secretary of the Harbour Council. [The secretary of the Harbour Council|a] left.",
        "[Secretary of Defence Anna Lund|a] came. [The secretary of defence|a] left.",
        "[The harbour master|a] came. [The harbour master|a] left.",
        "[The Norwegian ministry|a] met. [The ministry|a] left.",
        "[The Norwegian ministry|a] met. [The Swedish ministry|b] left.",
        // What begins with "a" is somebody new.
        "[A source|a] spoke. [A source|b] was silent.",
        "[A fisherman|a] spoke. [Another fisherman|b] was silent.",
        "[Harbour spokesman Nils Lund|a] came. [A spokesman|b] left.",
    ] {
        check_people(written);
    }
}

#[test]
fn pronouns_find_their_people() {
    for written in [
        "[Anna Berg|a] met [Nils Lund|b]. [She|a] left. [He|b] stayed.",
        "[Nils Lund|b] thanked [the ministry|m]. [He|b] left.",
        "[Nils Lund|b] met [officials|o]. [They|o] left. [He|b] stayed.",
        "[The ministry|m] said no. [They|m] were firm.",
        "[The ministry|m] met. [He|-] left.",
        "[Police|p] came. [She|-] left.",
        "[Spokeswoman Aho|a] met [Chairman Aho|b]. [She|a] left.",
        "[A source|a] spoke to the press. According to [him|a], it rained.",
        // Nobody marked the one it means.
        "Anna Berg rose. [She|a] said no. [Berg|a] left.",
        "[He|-] left.",
    ] {
        check_people(written);
    }
}

#[test]
fn of_i_in_a_quote_whoever_says_it() {
    let mut editor = sketch("^“I am ready,” said Anna Berg.");
    for command in [Q, TakeCandidate] {
        perform(&mut editor, command);
    }
    let at = editor.document().text().as_str().find('I').unwrap();
    editor.select(ByteRange::new(at, at + 1));
    perform(&mut editor, S);
    let people: Vec<_> = editor.document().entities().collect();
    assert_eq!(people.len(), 1);
}

#[test]
fn whom_it_is_taken_for_is_told_and_so_are_others_it_may_be() {
    for (written, told) in [
        ("[Anna Lund|a] came. [She|a] left.", "She = Anna Lund"),
        ("[Anna Lund|a] came. [Lund|a] left.", "Lund = Anna Lund"),
        (
            "[Anna Lund|a] met [Nils Lund|b]. [Lund|b] left.",
            "Lund = Nils Lund, or Anna Lund?",
        ),
        ("[Anna Lund|a] left.", "Anna Lund: a new person"),
        ("Anna Lund came. [Lund|a] left.", "Lund = Anna Lund"),
    ] {
        let (mut editor, marks) = marked(written);
        let (last, _) = marks.last().unwrap();
        let range = editor.document().span(last).unwrap().fragments.hull();
        perform(&mut editor, Undo);
        editor.select(range);
        assert_eq!(
            perform(&mut editor, S),
            Outcome::Told(told.to_owned()),
            "{written}"
        );
    }
}

#[test]
fn what_was_decided_by_hand_stays() {
    let (mut editor, marks) = marked("[Anna Lund|a] met [Nils Lund|b]. [Lund|b] left.");
    let anna = entity_of(&editor, &marks[0].0).unwrap();
    editor.set_person(&marks[2].0, &Person::Known(anna.clone()));
    // Marked again, and taken for an answer, it stays so.
    let range = editor
        .document()
        .span(&marks[2].0)
        .unwrap()
        .fragments
        .hull();
    editor.select(range);
    perform(&mut editor, S);
    assert_eq!(entity_of(&editor, &marks[2].0), Some(anna));
    editor.set_person(&marks[2].0, &Person::Unknown);
    editor.select(range);
    perform(&mut editor, S);
    assert_eq!(entity_of(&editor, &marks[2].0), None);
}

#[test]
fn a_new_person_is_told_to_be_what_its_words_say() {
    for (words, kind) in [
        ("Minister Anna Lund", Some("person")),
        ("officials", Some("group")),
        ("the ministry", Some("organization")),
        ("Lund", None),
    ] {
        let (editor, marks) = marked(&format!("[{words}|a] came."));
        let entity = entity_of(&editor, &marks[0].0).unwrap();
        let entity = editor.document().entity(&entity).unwrap();
        assert_eq!(entity.kind.as_deref(), kind, "{words}");
    }
}

#[test]
fn merged_people_keep_the_longer_name_and_all_mentions() {
    let (mut editor, marks) = marked("[Lund|a] came. [Berg|b] left. [Anna Berg-Lund|c] sat.");
    let ids: Vec<EntityId> = marks
        .iter()
        .map(|(span, _)| entity_of(&editor, span).unwrap())
        .collect();
    let told = editor.merge_people(&ids[2], &ids[0]);
    assert_eq!(
        told,
        Outcome::Told("1 mention moved: Anna Berg-Lund".to_owned())
    );
    let entity = editor.document().entity(&ids[0]).unwrap();
    assert_eq!(
        (entity.name.as_str(), entity.aliases.as_slice()),
        ("Anna Berg-Lund", &["Lund".to_owned()][..])
    );
    assert!(editor.document().entity(&ids[2]).is_none());
    // Of two as long, the one that is mentioned first.
    editor.merge_people(&ids[0], &ids[1]);
    perform(&mut editor, Undo);
    perform(&mut editor, Undo);
    editor.merge_people(&ids[1], &ids[0]);
    assert_eq!(editor.document().entity(&ids[0]).unwrap().name, "Lund");
    assert!(matches!(
        editor.merge_people(&ids[0], &ids[0]),
        Outcome::Nothing(_)
    ));
}

#[test]
fn a_mention_split_off_is_someone_else() {
    let (mut editor, marks) =
        marked("[Anna Lund|a] met [Nils Berg|b]. [Lund|a] left. [She|a] sat.");
    let anna = entity_of(&editor, &marks[0].0).unwrap();
    editor.split_person(&[marks[2].0.clone(), marks[3].0.clone()]);
    let new = entity_of(&editor, &marks[2].0).unwrap();
    assert_ne!(new, anna);
    assert_eq!(entity_of(&editor, &marks[3].0), Some(new.clone()));
    assert_eq!(editor.document().entity(&new).unwrap().name, "Lund");
    let alone = editor.split_person(&[marks[0].0.clone()]);
    assert!(
        matches!(alone, Outcome::Nothing(_)),
        "the last mention stays"
    );
    assert!(matches!(editor.remove_person(&anna), Outcome::Nothing(_)));
}

#[test]
fn merging_a_suggestion_keeps_what_it_was_and_decides_nothing() {
    let mut editor = notation::suggested("[Anna](s) met [Nils](s).");
    let spans: Vec<SpanId> = editor
        .document()
        .spans()
        .map(|span| span.id.clone())
        .collect();
    editor
        .commit("tag", |draft, hand| {
            for (number, span) in spans.iter().enumerate() {
                let id = EntityId::from(format!("t{number}"));
                draft.put_entity(crate::model::Entity::new(id.clone(), "T", hand.origin()))?;
                draft.change_span(span, |span| span.entity = Some(id))?;
            }
            Ok(())
        })
        .unwrap();
    editor.merge_people(&"t1".into(), &"t0".into());
    let span = editor.document().span(&spans[1]).unwrap();
    assert_eq!(span.state, State::Suggested);
    assert_eq!(span.proposed.as_ref().unwrap().entity, Some("t1".into()));
}

/// How many of the example's mentions get the person that its annotators gave them, marked in the
/// text's order. The bound holds what there is; the figure itself is printed.
#[test]
#[expect(clippy::print_stdout, reason = "the figure is to be seen")]
fn the_examples_mentions_get_their_people() {
    let file: serde_json::Value = serde_json::from_str(include_str!(
        "../../../annotations/pentagon-shoigu-call.json"
    ))
    .unwrap();
    let chars: Vec<char> = file["text"].as_str().unwrap().chars().collect();
    let bytes = |count: u64| {
        chars[..count as usize]
            .iter()
            .map(|c| c.len_utf8())
            .sum::<usize>()
    };
    let mut editor = notation::on_text(file["text"].as_str().unwrap());
    // Each person of the document, with the person that its first mention has in the file.
    let mut people: BTreeMap<EntityId, String> = BTreeMap::new();
    let mut made: Vec<String> = Vec::new();
    let (mut right, mut all) = (0, 0);
    for span in file["spans"].as_array().unwrap() {
        if span["label"] != "speaker" {
            continue;
        }
        let part = &span["fragments"][0];
        let bound = |key: &str| bytes(part[key].as_u64().unwrap());
        editor.select(ByteRange::new(bound("start"), bound("end")));
        perform(&mut editor, S);
        let wanted = span["entity"].as_str().unwrap().to_owned();
        let mark = editor.current().unwrap().clone();
        let known = entity_of(&editor, &mark).map(|entity| {
            let new = !people.contains_key(&entity);
            (
                people
                    .entry(entity)
                    .or_insert_with(|| wanted.clone())
                    .clone(),
                new,
            )
        });
        let fits = match known {
            // A person that the document has already must not be made again.
            Some((person, true)) => !made.contains(&person),
            Some((person, false)) => person == wanted,
            None => false,
        };
        made.push(wanted);
        all += 1;
        right += usize::from(fits);
        if !fits {
            println!("another person: {}", part["text"]);
        }
    }
    println!("{right} of {all} mentions get their person");
    assert_eq!(all, 24);
    assert!(right >= 19, "{right} of {all}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is merged and split, every mention keeps a person and no person is left over; and all
    /// undone is what there was.
    #[test]
    fn merging_and_splitting_lose_nobody(acts in prop::collection::vec((any::<bool>(), 0usize..5, 0usize..5), 1..8)) {
        let (mut editor, marks) = marked(
            "[Anna Lund|a] met [Nils Berg|b]. [Lund|a] left. [The ministry|m] said no to [Berg|b].",
        );
        let start = editor.history().current();
        let before = format!("{:?}", editor.document().snapshot().entities().collect::<Vec<_>>());
        let spans = |editor: &Editor| format!("{:?}", editor.document().spans().collect::<Vec<_>>());
        let spans_before = spans(&editor);
        for (merge, a, b) in acts {
            let of = |i: usize| entity_of(&editor, &marks[i].0).unwrap();
            if merge {
                let (from, into) = (of(a), of(b));
                editor.merge_people(&from, &into);
            } else {
                editor.split_person(&[marks[a].0.clone()]);
            }
            for (span, _) in &marks {
                let entity = entity_of(&editor, span);
                prop_assert!(entity.is_some_and(|entity| editor.document().entity(&entity).is_some()));
            }
            for entity in editor.document().entities() {
                prop_assert!(editor.document().mentions_of(&entity.id).next().is_some());
            }
        }
        while editor.history().current() != start {
            perform(&mut editor, Undo);
        }
        prop_assert_eq!(format!("{:?}", editor.document().entities().collect::<Vec<_>>()), before);
        prop_assert_eq!(spans(&editor), spans_before);
    }
}
