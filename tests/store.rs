//! Documents in files: written, read, converted, and what does not fit.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its input is not what it must be"
)]

#[path = "made/documents.rs"]
mod documents;

use dictum::article;
use dictum::disk::{Disk as _, FailingDisk, RealDisk};
use dictum::model::{Document, Maker, State};
use dictum::store::schemas;
use dictum::store::{self, Format, Note, Opened, Problem};
use proptest::prelude::*;
use std::io::ErrorKind;
use std::path::Path;

fn read(text: &str) -> Opened {
    store::read(text.as_bytes(), Path::new("doc")).unwrap()
}

// ---- without loss ---------------------------------------------------------------------------

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_document_comes_back_from_either_format(document in documents::document()) {
        let (ron, json) = (store::write_ron(&document), store::write_json(&document));
        let line = store::write_jsonl(&document);
        prop_assert_eq!(line.find('\n'), Some(line.len() - 1));
        prop_assert!(!ron.contains('\r') && !json.contains('\r'));
        for (text, format) in [(&ron, Format::Ron), (&json, Format::Json), (&line, Format::Json)] {
            let opened = store::read(text.as_bytes(), Path::new("doc")).unwrap();
            prop_assert_eq!(opened.format, format);
            prop_assert!(opened.misfits.is_empty());
            prop_assert!(opened.document == document, "{}\n{}", text, store::write_ron(&opened.document));
            prop_assert_eq!(store::write_ron(&opened.document), ron.as_str());
            prop_assert_eq!(store::write_json(&opened.document), json.as_str());
        }
    }
}

#[test]
fn unknown_keys_stay_where_they_stood() {
    let json = r##"{"text": "“Yes”, he said.", "mood": {"grey": [1, 2.5, null]}, "spans": [
        {"label": "quote", "colour": "red", "extra": {"old": true},
         "fragments": [{"start": 0, "end": 5, "page": 3}],
         "origin": {"by": "tagger", "host": "a"}, "decided": {"name": "x", "why": "y"}}],
        "metadata": {"desk": "foreign"},
        "schema": {"name": "own", "labels": [{"name": "quote", "weight": 2, "color": {"light": "#000000", "hue": 3}}]}}"##;
    let ron = r##"(text: "“Yes”, he said.", mood: {"grey": [1, 2.5, ()]}, spans: [
        (label: "quote", colour: "red", extra: {"old": true},
         fragments: [(start: 0, end: 5, page: 3)],
         origin: (by: tagger, host: "a"), decided: (name: "x", why: "y"))],
        metadata: (desk: "foreign"),
        schema: (name: "own", labels: [(name: "quote", weight: 2, color: (light: "#000000", hue: 3))]))"##;
    let document = read(json).document;
    assert!(document == read(ron).document);
    let written = store::write_json(&document);
    for part in [
        r#"{"start": 0, "end": 5, "text": "“Yes”", "extra": {"page": 3}}"#,
        r#""origin": {"by": "tagger", "extra": {"host": "a"}}"#,
        r#""decided": {"name": "x", "extra": {"why": "y"}}"#,
        r#""note": null, "extra": {"colour": "red", "old": true}}"#,
        r#""extra": {"desk": "foreign"}"#,
        r##""color": {"light": "#000000", "dark": "#aab0b8", "extra": {"hue": 3}}"##,
        r#""extra": {"weight": 2}"#,
        r#""extra": {"mood": {"grey": [1, 2.5, null]}}"#,
    ] {
        assert!(written.contains(part), "{part}\nin\n{written}");
    }
    assert!(read(&written).document == document);
    assert!(read(&store::write_ron(&document)).document == document);
}

// ---- little is asked ------------------------------------------------------------------------

#[test]
fn a_text_and_marked_stretches_are_enough() {
    let json = r#"{"text": "Жук “ні”", "spans": [
        {"label": "speaker", "fragments": [{"start": 0, "end": 3}]},
        {"label": "quote", "id": "q1", "fragments": [{"start": 4, "end": 8}]},
        {"label": "quote", "fragments": [{"start": 5, "end": 7}]},
        {"label": "odd", "fragments": [{"start": 5, "end": 7}]}]}"#;
    let opened = read(json);
    let document = &opened.document;
    let seen: Vec<(&str, String, State, Maker)> = document
        .spans()
        .map(|span| {
            (
                span.id.as_str(),
                document.words(span),
                span.state,
                span.origin.by,
            )
        })
        .collect();
    let imported = |id, words: &str| (id, words.to_owned(), State::Suggested, Maker::Import);
    assert_eq!(
        seen,
        [
            imported("s1", "Жук"),
            imported("q1", "“ні”"),
            imported("o1", "ні"),
            imported("q2", "ні")
        ]
    );
    assert_eq!(document.schema(), &schemas::news());
    assert_eq!(
        opened.notes,
        [Note::UnknownLabel {
            label: "odd".into(),
            count: 1
        }]
    );
}

/// The same file with a key so long that it is read in two threads.
fn lengthened(file: &str, key: &str) -> String {
    let long = "x".repeat(1 << 20);
    let (before, end) = file.split_at(file.rfind(['}', ')']).unwrap());
    let before = before.trim_end().trim_end_matches(',');
    format!("{before}, {key}: \"{long}\"{end}")
}

#[test]
fn a_long_file_is_read_as_a_short_one_is() {
    let json = r#"{"text": "“Yes”, he said. e\u0301", "spans": [
        {"id": "q1", "label": "quote", "fragments": [{"start": 0, "end": 5, "text": "“Yes”"}]},
        {"label": "speaker", "fragments": [{"start": 7, "end": 9}]},
        {"label": "speaker", "fragments": [{"start": 7, "end": 9, "text": "she"}]},
        {"label": "mood", "fragments": [{"start": 16, "end": 17}], "proposed": {"label": "mood", "fragments": [{"start": 90, "end": 91}]}},
        {"id": "m1", "label": "mood", "fragments": [{"start": 16, "end": 17}]}],
        "links": [{"label": "said_by", "from": "q1", "to": "m1"}, {"label": "odd", "from": "m1", "to": "q1"}],
        "schema": {"name": "nowhere"}}"#;
    let ron = store::write_ron(&example());
    let example = store::write_json(&example());
    for (short, key) in [(json, "\"pad\""), (&ron, "pad"), (&example, "\"pad\"")] {
        let one = read(short);
        let mut two = read(&lengthened(short, key));
        let pad = |header: &mut dictum::model::Header| header.extra.remove("pad").is_some();
        let mut draft = dictum::model::Draft::new(&two.document);
        draft.change_header(|header| assert!(pad(header))).unwrap();
        two.document.apply(&draft.finish()).unwrap();
        assert!(one.document == two.document, "{:?}", two.document);
        assert_eq!(one.misfits, two.misfits);
        assert_eq!(one.notes, two.notes);
        assert_eq!(one.document.spans().count(), two.document.spans().count());
    }
    let opened = read(json);
    assert_eq!((opened.document.spans_len(), opened.misfits.len()), (3, 2));
}

#[test]
fn what_is_wrong_with_a_long_file_is_told_as_of_a_short_one() {
    let span = |id: &str| {
        format!(r#"{{"id": "{id}", "label": "quote", "fragments": [{{"start": 0, "end": 1}}]}}"#)
    };
    let (a, b) = (span("a"), span("b"));
    for wrong in [
        format!(r#"{{"text": "x", "spans": [{a}, {a}]}}"#),
        format!(r#"{{"text": "x", "text": "y", "spans": [{a}]}}"#),
        format!(r#"{{"text": "x", "spans": [{a}], "spans": [{b}]}}"#),
        format!(r#"{{"text": null, "spans": [{a}]}}"#),
        format!(r#"{{"spans": [{a}]}}"#),
        format!(r#"{{"text": "x", "spans": [{a}, 5]}}"#),
        r#"{"text": "x", "spans": {}}"#.to_owned(),
        r#"{"text": 5}"#.to_owned(),
        format!(r#"{{"text": "x", "spans": [{a}], "entities": [{{"id": "a"}}]}}"#),
        format!(
            r#"{{"text": "x", "spans": [{a}], "links": [{{"label": "l", "from": "a", "to": "c"}}]}}"#
        ),
    ] {
        let refusal = |file: &str| match store::read(file.as_bytes(), Path::new("doc")) {
            Ok(_) => panic!("{wrong}"),
            // What is missing is missed at the end, which is elsewhere.
            Err(error) => error
                .to_string()
                .split_once(": ")
                .map(|(_, why)| why.to_owned()),
        };
        assert_eq!(refusal(&wrong), refusal(&lengthened(&wrong, "\"pad\"")));
    }
}

#[test]
fn spans_may_stand_before_the_article() {
    let behind =
        r#"{"text": "ab", "spans": [{"label": "quote", "fragments": [{"start": 0, "end": 1}]}]}"#;
    let before =
        r#"{"spans": [{"label": "quote", "fragments": [{"start": 0, "end": 1}]}], "text": "ab"}"#;
    assert!(read(before).document == read(behind).document);
    assert_eq!(read(before).document.spans_len(), 1);
    assert!(read(&lengthened(before, "\"pad\"")).document.spans_len() == 1);
}

#[test]
fn a_long_document_is_saved_as_it_is_spelled() {
    let folder = tempfile::tempdir().unwrap();
    let disk = RealDisk::default();
    let text = "„Ja“, sagte er. ".repeat(80_000);
    let json = format!(
        r#"{{"text": "{text}", "spans": [{{"label": "quote", "fragments": [{{"start": 0, "end": 4}}]}}]}}"#
    );
    let document = read(&json).document;
    for (name, spelled) in [
        ("a.ron", store::write_ron(&document)),
        ("a.json", store::write_json(&document)),
        ("a.jsonl", store::write_jsonl(&document)),
    ] {
        let path = folder.path().join(name);
        let saved = store::save(&disk, &path, &document).unwrap();
        let written = disk.read(&path).unwrap();
        assert!(written == spelled.as_bytes(), "{name}");
        assert_eq!(saved.hash, dictum::disk::FileHash::of(&written));
        assert!(store::open(&disk, &path).unwrap().document == document);
    }
}

#[test]
fn a_byte_order_mark_and_null_for_a_default_are_taken() {
    let json = "\u{feff}{\"text\": \"a\", \"spans\": null, \"title\": null, \"schema\": null, \"extra\": null}\r\n";
    assert_eq!(read(json).document.text().as_str(), "a");
    assert_eq!(
        read("\u{feff}(text: \"a\", title: \"t\")")
            .document
            .header()
            .title
            .as_deref(),
        Some("t")
    );
    let ron =
        "// by hand\n#![enable(implicit_some)]\nDocument(text: \"a\", title: None, spans: None)";
    let opened = store::read(ron.as_bytes(), Path::new("a.ron")).unwrap();
    assert_eq!(
        (opened.format, opened.document.spans_len()),
        (Format::Ron, 0)
    );
}

#[test]
fn a_schema_may_be_given_by_name() {
    let with = |schema: &str| {
        let json = format!(
            r#"{{"text": "ab", "schema": {schema}, "spans": [
                {{"id": "a", "label": "x", "fragments": [{{"start": 0, "end": 1}}]}},
                {{"id": "b", "label": "y", "fragments": [{{"start": 1, "end": 2}}]}}],
                "links": [{{"label": "to", "from": "a", "to": "b"}}]}}"#
        );
        let opened = read(&json);
        let changed = opened
            .notes
            .iter()
            .any(|note| matches!(note, Note::SchemaChanged { .. }));
        let missing = opened
            .notes
            .iter()
            .any(|note| matches!(note, Note::SchemaMissing { .. }));
        (
            opened.document.schema().name.clone(),
            changed,
            missing,
            opened,
        )
    };
    let sha256 = schemas::sha256(&schemas::attribution());
    let by_hash = with(&format!(
        r#"{{"name": "attribution", "sha256": "{sha256}"}}"#
    ));
    assert_eq!(
        (by_hash.0.as_str(), by_hash.1, by_hash.2),
        ("attribution", false, false)
    );
    let other = with(r#"{"name": "news", "sha256": "00"}"#);
    assert_eq!((other.0.as_str(), other.1, other.2), ("news", true, false));
    let unknown = with(r#"{"name": "ours", "sha256": "00"}"#);
    assert_eq!(
        (unknown.0.as_str(), unknown.1, unknown.2),
        ("ours", false, true)
    );
    let made = unknown.3.document.schema().clone();
    assert!(made.label(&"x".into()).is_some() && made.label(&"y".into()).is_some());
    assert!(
        made.link(&"to".into())
            .unwrap()
            .joins(&"x".into(), &"y".into())
    );
}

#[test]
fn another_text_and_a_cut_character_are_told() {
    let opened = read(
        r#"{"text": "e\u0301 🇺🇦", "sha256": "00", "spans": [
            {"id": "a", "label": "quote", "fragments": [{"start": 0, "end": 1}]},
            {"id": "b", "label": "quote", "fragments": [{"start": 3, "end": 4}]},
            {"id": "c", "label": "quote", "fragments": [{"start": 3, "end": 5}]}]}"#,
    );
    let notes: Vec<String> = opened.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "the text is not the one whose hash the file holds",
            "span a cuts a character in two at 1",
            "span b cuts a character in two at 4",
        ]
    );
    assert_eq!(opened.document.spans_len(), 3);
}

// ---- what does not fit ----------------------------------------------------------------------

/// A document of this text with one speaker that fits and spans of these fragments.
fn with_fragments(text: &str, fragments: &[&str]) -> Opened {
    let spans: Vec<String> = fragments
        .iter()
        .enumerate()
        .map(|(number, fragments)| {
            format!(r#"{{"id": "m{number}", "label": "quote", "fragments": [{fragments}]}}"#)
        })
        .collect();
    read(&format!(
        r#"{{"text": {text:?}, "spans": [{{"id": "s1", "label": "speaker", "fragments": [{{"start": 0, "end": 2}}]}}, {}],
            "links": [{{"id": "l1", "label": "said_by", "from": "m0", "to": "s1"}}]}}"#,
        spans.join(",")
    ))
}

#[test]
fn a_span_that_does_not_fit_is_kept_apart_with_its_links() {
    let words = |fragment, stored: &str, found: &str| Problem::Text {
        fragment,
        stored: stored.to_owned(),
        found: found.to_owned(),
    };
    let cases = [
        (
            r#"{"start": 3, "end": 6, "text": "you"}"#,
            words(0, "you", "yes"),
        ),
        (r#"{"start": 3, "end": 3}"#, Problem::Empty(0)),
        (r#"{"start": 5, "end": 3}"#, Problem::Backwards(0)),
        (
            r#"{"start": 5, "end": 99}"#,
            Problem::Outside(0, dictum::model::CharOffset(99)),
        ),
        (
            r#"{"start": 5, "end": 6}, {"start": 0, "end": 2}"#,
            Problem::Order(1),
        ),
        (
            r#"{"start": 0, "end": 2}, {"start": 2, "end": 4}"#,
            Problem::Order(1),
        ),
        ("", Problem::None),
    ];
    for (fragments, problem) in cases {
        let opened = with_fragments("he yes", &[fragments]);
        assert_eq!(opened.misfits.len(), 1, "{fragments}");
        let misfit = &opened.misfits[0];
        assert_eq!(misfit.problem, problem);
        assert_eq!(misfit.links.len(), 1);
        assert_eq!(
            (opened.document.spans_len(), opened.document.links_len()),
            (1, 0)
        );
        assert!(!misfit.problem.to_string().is_empty());
    }
}

#[test]
fn a_misfit_is_found_again_at_the_nearest_place_of_its_words() {
    let find = |text: &str, fragments: &str| {
        let opened = with_fragments(text, &[fragments]);
        let (span, links) = opened.misfits[0].find_again(&opened.document).ok()?;
        assert_eq!(links.len(), 1);
        let mut document = opened.document;
        let mut draft = dictum::model::Draft::new(&document);
        draft.put_span(span.clone()).unwrap();
        for link in links {
            draft.put_link(link).unwrap();
        }
        document.apply(&draft.finish()).unwrap();
        assert_eq!(document.links_len(), 1);
        let at = span
            .fragments
            .iter()
            .map(|range| range.start.0)
            .collect::<Vec<_>>();
        Some((at, document.words(&span)))
    };
    let found = |at: &[usize], words: &str| Some((at.to_vec(), words.to_owned()));
    let yes = |start| {
        format!(
            r#"{{"start": {start}, "end": {}, "text": "yes"}}"#,
            start + 3
        )
    };
    //             0         10        20
    let text = "he yes ... yes and no yes";
    assert_eq!(find(text, &yes(4)), found(&[3], "yes"));
    assert_eq!(find(text, &yes(9)), found(&[11], "yes"));
    assert_eq!(find(text, &yes(99)), found(&[22], "yes"));
    assert_eq!(find(text, &yes(17)), found(&[22], "yes"));
    assert_eq!(find("he no", &yes(0)), None);
    assert_eq!(
        find(
            text,
            r#"{"start": 10, "end": 13, "text": "yes"}, {"start": 18, "end": 20, "text": "no"}"#
        ),
        found(&[11, 19], "yes … no")
    );
    // After the last "no" there is no "yes" to begin with.
    assert_eq!(
        find(
            "he no yes",
            r#"{"start": 4, "end": 7, "text": "yes"}, {"start": 8, "end": 10, "text": "no"}"#
        ),
        None
    );
    // Only touching: joined where they stand.
    assert_eq!(
        find(text, r#"{"start": 0, "end": 2}, {"start": 2, "end": 6}"#),
        found(&[0], "he yes")
    );
    // Overlapping occurrences are all tried.
    assert_eq!(
        find("aaaa", r#"{"start": 9, "end": 12, "text": "aaa"}"#),
        found(&[1], "aaa")
    );
}

#[test]
fn places_come_nearest_first_and_ids_taken_meanwhile_are_changed() {
    let opened = with_fragments(
        "he yes yes yes",
        &[r#"{"start": 6, "end": 9, "text": "yes"}"#],
    );
    let misfit = &opened.misfits[0];
    let starts: Vec<usize> = misfit
        .places(&opened.document, 9)
        .iter()
        .map(|fragments| fragments.start().0)
        .collect();
    assert_eq!(starts, [7, 3, 11]);
    let mut document = opened.document.clone();
    let mut draft = dictum::model::Draft::new(&document);
    let (mut span, _) = misfit.find_again(&document).unwrap();
    span.label = "event".into();
    draft.put_span(span).unwrap();
    document.apply(&draft.finish()).unwrap();
    let (again, links) = misfit.find_again(&document).unwrap();
    assert_eq!(again.id.as_str(), "m1");
    assert_eq!(links[0].from.as_str(), "m1");
}

#[test]
fn a_proposal_that_does_not_fit_is_no_reason_to_lose_it() {
    let opened = read(
        r#"{"text": "he yes", "spans": [{"id": "q1", "label": "quote", "fragments": [{"start": 3, "end": 6, "text": "yes"}],
            "proposed": {"label": "event", "fragments": [{"start": 0, "end": 3, "text": "yes"}]}}]}"#,
    );
    assert!(opened.misfits[0].in_proposal);
    let (span, _) = opened.misfits[0].find_again(&opened.document).unwrap();
    assert_eq!(span.fragments, span.proposed.unwrap().fragments);
}

// ---- saving ---------------------------------------------------------------------------------

fn example() -> Document {
    read(include_str!("../annotations/pentagon-shoigu-call.ron")).document
}

#[test]
fn a_save_chooses_by_extension_and_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let disk = RealDisk::default();
    let document = example();
    for (name, saved_as, format) in [
        ("a.ron", "a.ron", Format::Ron),
        ("a.json", "a.json", Format::Json),
        ("a.jsonl", "a.jsonl", Format::Json),
        ("b", "b.ron", Format::Ron),
    ] {
        let saved = store::save(&disk, &folder.path().join(name), &document).unwrap();
        assert_eq!(saved.path, folder.path().join(saved_as));
        let opened = store::open(&disk, &saved.path).unwrap();
        assert_eq!((opened.format, opened.hash), (format, saved.hash));
        assert_eq!(disk.hash(&saved.path).unwrap(), saved.hash);
        assert!(opened.document == document);
    }
    let other = store::save(&disk, &folder.path().join("a.txt"), &document).unwrap_err();
    assert!(other.to_string().contains("a.txt"));
}

#[test]
fn people_only_a_tagger_made_go_when_nobody_means_them() {
    let opened = read(
        r#"{"text": "he she it", "entities": [
            {"id": "p1", "name": "kept by a live mention", "origin": {"by": "tagger"}},
            {"id": "p2", "name": "only rejected", "origin": {"by": "tagger"}},
            {"id": "p3", "name": "a person made it", "origin": {"by": "human"}},
            {"id": "p4", "name": "nobody means it", "origin": {"by": "tagger"}}],
          "spans": [
            {"id": "s1", "label": "speaker", "entity": "p1", "fragments": [{"start": 0, "end": 2}]},
            {"id": "s2", "label": "speaker", "entity": "p2", "state": "rejected", "fragments": [{"start": 3, "end": 6}]}]}"#,
    );
    let folder = tempfile::tempdir().unwrap();
    let disk = RealDisk::default();
    let saved = store::save(&disk, &folder.path().join("a.json"), &opened.document).unwrap();
    let document = store::open(&disk, &saved.path).unwrap().document;
    let ids: Vec<&str> = document
        .entities()
        .map(|entity| entity.id.as_str())
        .collect();
    assert_eq!(ids, ["p1", "p3"]);
    assert_eq!(document.spans_len(), 2);
    assert!(store::tidying(&document).is_empty());
}

#[test]
fn a_save_that_fails_at_any_step_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let disk = FailingDisk::default();
    let path = folder.path().join("a.ron");
    store::save(&disk, &path, &read(r#"{"text": "old"}"#).document).unwrap();
    let steps = disk.steps().len();
    assert!(steps >= 5, "{:?}", disk.steps());
    let old = disk.read(&path).unwrap();
    for at in 0..steps {
        disk.fail_at(at, ErrorKind::StorageFull);
        let error = store::save(&disk, &path, &example())
            .unwrap_err()
            .to_string();
        assert!(error.ends_with("a.ron"), "{error}");
        disk.mend();
        let names = disk.list(folder.path()).unwrap();
        assert_eq!(names, std::slice::from_ref(&path), "step {at}");
        // Only the last step comes after the new file is in place.
        if at + 1 < steps {
            assert_eq!(disk.read(&path).unwrap(), old, "step {at}");
        }
    }
}

#[test]
fn an_article_becomes_a_document_with_nothing_marked() {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/articles/pentagon-shoigu-call.txt");
    let document = article::read(&RealDisk::default(), &file)
        .unwrap()
        .into_document(schemas::news());
    assert_eq!(document.header().id, "pentagon-shoigu-call");
    assert_eq!(document.text(), example().text());
    assert_eq!(document.header().title, example().header().title);
}

// ---- size -----------------------------------------------------------------------------------

#[test]
#[ignore = "measures: run it by name in an optimised build"]
#[expect(clippy::print_stderr, reason = "it is there to be read")]
fn ten_megabytes_with_a_hundred_thousand_spans() {
    use dictum::model::{ByteRange, Draft, Fragments, Link, Origin, Parts, Span, Text};
    let line =
        "“Так”, said the minister — and \\ left the room at 5 o’clock, nobody knows why.\r\n";
    let text = Text::new(line.repeat(10_000_000 / line.len()));
    let spans: Vec<Span> = (0..100_000)
        .map(|number| {
            let start = number % 2 + number / 2 * line.len() * 2;
            let start = text.grapheme_floor(dictum::model::ByteOffset(start % (text.len() - 100)));
            let end = text.grapheme_ceil(start.shifted(30));
            let fragments = Fragments::one(ByteRange::between(start, end)).unwrap();
            let origin = Origin {
                by: Maker::Tagger,
                name: Some("rules".into()),
                version: Some("0.1".into()),
                score: Some(0.93),
                reason: Some("paragraph closed by ” and never opened".into()),
            };
            let mut span = Span::new(
                format!("q{number}").into(),
                "quote".into(),
                fragments,
                origin,
            );
            span.attributes = [("kind".into(), "direct".into())].into();
            span
        })
        .collect();
    let links = (0..30_000)
        .map(|number| Link {
            id: format!("l{number}").into(),
            label: "said_by".into(),
            from: format!("q{number}").into(),
            to: format!("q{}", number + 1).into(),
            attributes: [].into(),
            state: State::Suggested,
            origin: Origin::default(),
            decided: None,
            proposed: None,
            extra: [].into(),
        })
        .collect();
    let document = Document::build(Parts {
        schema: schemas::news(),
        text,
        spans,
        links,
        ..Parts::default()
    })
    .unwrap();
    let time = |name: &str, work: &mut dyn FnMut() -> usize| {
        let begin = std::time::Instant::now();
        let bytes = work();
        eprintln!(
            "{name}: {:?} for {:.1} MB",
            begin.elapsed(),
            bytes as f64 / 1e6
        );
    };
    document.text().sha256();
    let (ron, json) = (store::write_ron(&document), store::write_json(&document));
    time("write RON", &mut || store::write_ron(&document).len());
    time("write JSON", &mut || store::write_json(&document).len());
    time("write JSONL", &mut || store::write_jsonl(&document).len());
    for (name, file) in [("read RON", &ron), ("read JSON", &json)] {
        time(name, &mut || {
            assert!(read(file).document == document);
            file.len()
        });
    }
    time("tidy", &mut || store::tidying(&document).changes.len());
    // The whole text moved by one letter: every span is a misfit, and each is found again.
    let mut moved = document.clone();
    let mut draft = Draft::new(&moved);
    draft.replace_text(ByteRange::new(0, 0), "x").unwrap();
    moved.apply(&draft.finish()).unwrap();
    let mut shifted = json;
    shifted.insert(shifted.find("“Так").unwrap(), 'x');
    let mut opened = None;
    time("read misfits", &mut || {
        opened = Some(read(&shifted));
        shifted.len()
    });
    let opened = opened.unwrap();
    eprintln!("{} misfits", opened.misfits.len());
    time("find all again", &mut || {
        opened
            .misfits
            .iter()
            .filter(|misfit| misfit.find_again(&moved).is_ok())
            .count()
    });
}
