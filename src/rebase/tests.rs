//! Spans are written into the old text: `[words]`, the parts of one in several pieces `[1:…]`; what they
//! become is written into the new one the same way.

use super::*;
use crate::model::{ByteRange, Header, Origin, Parts};
use crate::store::schemas;
use std::collections::BTreeMap;

/// A text with marks written into it, and the marks by number.
fn marked(written: &str) -> (String, BTreeMap<usize, Vec<ByteRange>>) {
    let (mut text, mut marks) = (String::new(), BTreeMap::<usize, Vec<ByteRange>>::new());
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => {
                let number = rest.split(':').next().and_then(|n| n.parse().ok());
                let number: usize = number.unwrap_or(100 + marks.len() + open.len());
                if let Some(at) = rest.find(':').filter(|_| number < 100) {
                    rest = &rest[at + 1..];
                }
                open.push((number, text.len()));
            }
            ']' => {
                let (number, start) = open.pop().unwrap();
                let range = ByteRange::new(start, text.len());
                marks.entry(number).or_default().push(range);
            }
            c => text.push(c),
        }
    }
    (text, marks)
}

fn document(written: &str) -> Document {
    let (text, marks) = marked(written);
    let spans = marks.into_iter().map(|(number, ranges)| {
        let fragments = Fragments::new(ranges).unwrap();
        let id = format!("q{number}").into();
        Span::new(id, "quote".into(), fragments, Origin::human("anna"))
    });
    Document::build(Parts {
        header: Header::default(),
        schema: schemas::news(),
        spans: spans.collect(),
        text: Text::new(text),
        links: Vec::new(),
        entities: Vec::new(),
    })
    .unwrap()
}

/// The document with the new text, after its edit has been seen to go both ways.
fn applied(document: &Document, text: &str) -> (Document, Rebased) {
    let rebased = rebase(document, &Text::new(text)).unwrap();
    let mut after = document.clone();
    after.apply(&rebased.edit).unwrap();
    assert_eq!(after.text().as_str(), text);
    let mut back = after.clone();
    back.apply(&rebased.edit.inverse()).unwrap();
    assert!(back == *document);
    (after, rebased)
}

#[test]
fn marks_go_with_their_words() {
    for (old, new) in [
        // Before, behind, between.
        ("He [1:left] now.", "Yes: he was. He [1:left] now."),
        ("He [1:left] now.", "He [1:left] now. So?"),
        ("A [1:b c] d [2:e].", "A [1:b c] dd d [2:e]."),
        // At the very edges of a mark.
        (
            "One [1:two three] four.",
            "One new [1:two three] more four.",
        ),
        // Marks over and within each other, in pieces, over blanks.
        (
            "He [1:said [2:so] now] and went.",
            "Well, he. He [1:said [2:so] now] and went.",
        ),
        (
            "[1:“We go,”] he said, [1:“at once.”]",
            "Then: [1:“We go,”] she said, [1:“at once.”]",
        ),
        (
            "One[1: ]two, [2:three\n]four.",
            "Oh. One[1: ]two, [2:three\n]four.",
        ),
        // Within a word.
        (
            "The un[1:happ]y man went home.",
            "Lo! The un[1:happ]y man went home.",
        ),
        // The same word again and again.
        (
            "he said, he [1:said], he said",
            "he said, he [1:said], he said, he said so",
        ),
        // Printed otherwise.
        ("“[1:Don’t go]”, she said.", "\"[1:Don't go]\", she said."),
        ("He [1:said\nso  now].", "He [1:said so now]."),
        ("[1:caf\u{e9} noir] and tea", "[1:cafe\u{301} noir] and tea"),
        ("They [1:went…] home – late.", "They [1:went...] home—late."),
        // A corrected letter, at either end and within.
        (
            "The [1:Presidnet spoke] at noon.",
            "The [1:President spoke] at noon.",
        ),
        (
            "Then [1:he spoke loudyl] to all.",
            "Then [1:he spoke loudly] to all.",
        ),
        ("[1:the President] of all", "[1:The president] of all"),
        // Other scripts.
        ("他说[1:明天]会来。", "昨天，他说[1:明天]会来。"),
        ("Он [1:сказал] нет.", "Вчера он. Он [1:сказал] нет."),
        // A newline of another kind.
        (
            "Title\r\n\r\nHe [1:left] now.\r\n",
            "Title\n\nHe [1:left] now.\n",
        ),
    ] {
        let (after, rebased) = applied(&document(old), &marked(new).0);
        assert!(
            rebased.undecided.is_empty(),
            "{old}: {:?}",
            rebased.undecided
        );
        let wanted = document(new);
        let places = |document: &Document| -> Vec<(String, Fragments)> {
            let spans = document.spans();
            spans
                .map(|span| (span.id.to_string(), span.fragments.clone()))
                .collect()
        };
        assert_eq!(places(&after), places(&wanted), "{old} -> {new}");
    }
}

#[test]
fn what_is_moved_takes_its_marks_along() {
    let first = "Officials met on Monday [1:in the old harbour] to talk about fish.";
    let second = "Nobody had expected that the [2:talks would last so long], a diplomat said.";
    let third = "Prices [3:rose] again in the north of the country last week.";
    let old = format!("{first}\n{second}\n{third}\n");
    let new = format!("{third}\n{first}\nA word between.\n{second}\n");
    let (after, rebased) = applied(&document(&old), &marked(&new).0);
    assert!(rebased.undecided.is_empty(), "{:?}", rebased.undecided);
    assert_eq!(rebased.kept, 3);
    for id in ["q1", "q2", "q3"] {
        let wanted = document(&new);
        let (got, wanted) = (
            after.span(&id.into()).unwrap(),
            wanted.span(&id.into()).unwrap(),
        );
        assert_eq!(got.fragments, wanted.fragments, "{id}");
    }
}

#[test]
fn what_is_not_sure_is_put_up_for_a_decision() {
    for (old, new, was, now, reason) in [
        (
            "We [1:will go home] now.",
            "We [1:will not go home] now.",
            "will go home",
            "will not go home",
            Reason::Changed,
        ),
        (
            "The [1:minister] said so.",
            "The [1:chancellor] said so.",
            "minister",
            "chancellor",
            Reason::Changed,
        ),
        (
            "It cost [1:ten million] euros.",
            "It cost [1:ten billion] euros.",
            "ten million",
            "ten billion",
            Reason::Changed,
        ),
        (
            "He came [1:in 2015] to us.",
            "He came [1:in 2016] to us.",
            "in 2015",
            "in 2016",
            Reason::Changed,
        ),
        (
            "He went home. [1:She stayed.] They slept.",
            "He went home. They slept.",
            "She stayed.",
            "",
            Reason::Gone,
        ),
        (
            "It is so, [1:he said]. Then they all went home.",
            "It is so. Then they all went home.",
            "he said",
            "",
            Reason::Gone,
        ),
    ] {
        let (after, rebased) = applied(&document(old), &marked(new).0);
        assert_eq!(rebased.undecided.len(), 1, "{old}");
        let undecided = &rebased.undecided[0];
        assert_eq!(
            (
                undecided.was.as_str(),
                undecided.now.as_str(),
                undecided.reason
            ),
            (was, now, reason)
        );
        // It waits in the document, where the decision finds it.
        assert_eq!(after.spans_len(), 0);
        let waiting = apart::of(after.header());
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].words(), was);
    }
}

#[test]
fn a_word_in_a_sentence_that_is_another_is_not_taken_for_the_same() {
    let old = "The rain stopped early. [1:Biden] [2:said] the war in the east was going on longer than he had hoped. It was late.";
    let new = "The rain stopped early. Inflation fell more sharply in June, economists who follow the numbers said on Friday. It was late.";
    let (_, rebased) = applied(&document(old), new);
    let reasons: Vec<Reason> = rebased.undecided.iter().map(|it| it.reason).collect();
    assert_eq!(reasons.len(), 2, "{:?}", rebased.undecided);
    assert_ne!(reasons[1], Reason::Changed);
}

#[test]
fn links_people_and_all_else_stay_and_come_back() {
    let old = document("“[1:We will go home]”, [2:she] said to [3:them].");
    let mut draft = Draft::new(&old);
    let person = draft.new_entity_id();
    let origin = crate::model::Origin {
        by: crate::model::Maker::Tagger,
        ..Origin::default()
    };
    draft
        .put_entity(crate::model::Entity::new(person.clone(), "She", origin))
        .unwrap();
    draft
        .change_span(&"q2".into(), |span| span.entity = Some(person.clone()))
        .unwrap();
    let link = Link {
        id: "l1".into(),
        label: "said_by".into(),
        from: "q1".into(),
        to: "q2".into(),
        attributes: Default::default(),
        state: Default::default(),
        origin: Origin::human("anna"),
        decided: None,
        proposed: None,
        extra: Default::default(),
    };
    draft.put_link(link.clone()).unwrap();
    let old = draft.into_document();

    let (after, rebased) = applied(&old, "“We won't go home”, the woman said to them.");
    assert_eq!(rebased.undecided.len(), 2);
    assert_eq!(after.links_len(), 0);
    // The person is not tidied away while the mark waits.
    assert!(crate::store::tidying(&after).is_empty());

    // Read from a file, it waits still.
    let file = crate::store::write_ron(&after);
    let read = crate::store::read(file.as_bytes(), std::path::Path::new("a.ron")).unwrap();
    assert!(read.document == after);

    let mut draft = Draft::new(&read.document);
    apart::decide(&mut draft, &"q1".into(), apart::Decision::Here).unwrap();
    assert_eq!(draft.document().links_len(), 0);
    apart::decide(&mut draft, &"q2".into(), apart::Decision::Here).unwrap();
    let decided = draft.into_document();
    let words = |id: &str| decided.words(decided.span(&id.into()).unwrap());
    assert_eq!(
        (words("q1").as_str(), words("q2").as_str()),
        ("We won't go home", "the woman")
    );
    assert_eq!(
        decided.link(&"l1".into()).map(|it| Link::clone(it)),
        Some(link)
    );
    assert_eq!(decided.span(&"q2".into()).unwrap().entity, Some(person));
    assert!(!apart::any(decided.header()));
}

#[test]
fn decisions_say_why_they_cannot_be_done() {
    let (after, _) = applied(
        &document("He went. [1:She stayed.] They slept."),
        "He went. They slept.",
    );
    let decide = |decision| {
        let mut draft = Draft::new(&after);
        apart::decide(&mut draft, &"q1".into(), decision).map(|()| draft.into_document())
    };
    assert!(matches!(
        decide(apart::Decision::Here),
        Err(apart::Undone::NothingHere)
    ));
    assert!(matches!(
        decide(apart::Decision::Again),
        Err(apart::Undone::Lost(_))
    ));
    let dropped = decide(apart::Decision::Drop).unwrap();
    assert!(!apart::any(dropped.header()));
    let mut draft = Draft::new(&dropped);
    let again = apart::decide(&mut draft, &"q1".into(), apart::Decision::Drop);
    assert!(matches!(again, Err(apart::Undone::Decided)));
}

#[test]
fn the_same_text_is_no_edit() {
    let document = document("He [1:left] now.");
    let rebased = rebase(&document, &Text::new("He left now.")).unwrap();
    assert!(rebased.edit.is_empty());
    assert_eq!(rebased.kept, 1);
}

#[test]
fn what_a_file_held_as_deep_as_may_be_is_kept_apart_too() {
    let nested = |deep| (0..deep).fold(serde_json::Value::from(1), |inner, _| vec![inner].into());
    let old = document("One [1:two] three. [2:Four] five six.");
    let mut draft = Draft::new(&old);
    let link = Link {
        id: "l1".into(),
        label: "said_by".into(),
        from: "q1".into(),
        to: "q2".into(),
        attributes: Default::default(),
        state: Default::default(),
        origin: Origin::human("anna"),
        decided: None,
        proposed: None,
        extra: [("later".to_owned(), nested(48))].into(),
    };
    draft.put_link(link).unwrap();
    let deepen = |span: &mut Span| span.extra = [("later".to_owned(), nested(48))].into();
    draft.change_span(&"q1".into(), deepen).unwrap();
    let (after, _) = applied(&draft.into_document(), "Seven eight.");
    for (file, name) in [
        (crate::store::write_ron(&after), "a.ron"),
        (crate::store::write_json(&after), "a.json"),
    ] {
        let read = crate::store::read(file.as_bytes(), std::path::Path::new(name)).unwrap();
        assert!(read.document == after, "{name}");
    }
}
