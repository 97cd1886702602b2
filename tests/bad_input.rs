//! Damaged files: each a clear error with its place, never a panic, never a document that lies.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its input is not what it must be"
)]

use dictum::article::{Article, ArticleError, decode};
use dictum::model::Schema;
use dictum::store::{ReadError, read, write_json, write_ron};
use std::path::Path;
use std::sync::Arc;

const RON: &str = include_str!("../annotations/pentagon-shoigu-call.ron");
const JSON: &str = include_str!("../annotations/pentagon-shoigu-call.json");

fn error(text: &str, file: &str) -> ReadError {
    read(text.as_bytes(), Path::new(file)).unwrap_err()
}

fn message(text: &str) -> String {
    error(text, "dir/doc").to_string()
}

// ---- documents ------------------------------------------------------------------------------

/// A document with one of everything, in both formats.
fn small() -> [String; 2] {
    let json = r#"{"text": "“Жук”, he said.\r\n", "mood": {"a": [1, null]}, "schema": {"name": "news"},
        "spans": [{"id": "q1", "label": "quote", "fragments": [{"start": 0, "end": 5}], "attributes": {"kind": "direct"}},
            {"id": "s1", "label": "speaker", "entity": "p1", "fragments": [{"start": 7, "end": 9, "text": "he"}],
             "proposed": {"label": "cue", "fragments": [{"start": 7, "end": 8}]}}],
        "links": [{"id": "l1", "label": "said_by", "from": "q1", "to": "s1"}],
        "entities": [{"id": "p1", "name": "Жук", "origin": {"by": "tagger", "score": 0.5}}]}"#;
    let mut document = read(json.as_bytes(), Path::new("a.json")).unwrap().document;
    // A schema of its own would be most of the file.
    let mut draft = dictum::model::Draft::new(&document);
    draft.set_schema(Arc::new(Schema::default())).unwrap();
    document.apply(&draft.finish()).unwrap();
    [write_ron(&document), write_json(&document)]
}

#[test]
fn a_file_cut_anywhere_is_an_error_with_a_place() {
    for whole in &small() {
        let end = whole.trim_end().len();
        for cut in (0..end)
            .step_by(3)
            .filter(|&cut| whole.is_char_boundary(cut))
        {
            match error(&whole[..cut], "a.ron") {
                ReadError::Malformed { line, reason, .. } => {
                    let lines = 2 + whole[..cut].lines().count();
                    assert!(line >= 1 && line <= lines, "{cut}: {line}");
                    assert!(!reason.is_empty());
                }
                ReadError::NotADocument { .. } if cut == 0 => {}
                other => panic!("{cut}: {other}"),
            }
        }
    }
    for (whole, file) in [(RON, "a.ron"), (JSON, "a.json")] {
        let half = whole.floor_char_boundary(whole.len() / 2);
        let last = whole[..half].lines().count();
        match error(&whole[..half], file) {
            ReadError::Malformed { line, .. } => assert!(line == last, "{line}, not {last}"),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn what_is_nested_too_deep_is_refused_on_a_small_stack() {
    let deep = |open: &str, close: &str| [open.repeat(10_000), close.repeat(10_000)].concat();
    let mut files = Vec::new();
    for (open, close) in [
        ("[", "]"),
        ("{\"a\":", "}"),
        ("(", ")"),
        ("(a:", ")"),
        ("Some(", ")"),
    ] {
        let nest = deep(open, close);
        let half = open.repeat(10_000);
        for nest in [nest, half] {
            files.push(nest.clone());
            for key in [
                "mood", "extra", "spans", "metadata", "schema", "text", "title",
            ] {
                files.push(format!("{{\"text\": \"a\", \"{key}\": {nest}}}"));
                files.push(format!("(text: \"a\", {key}: {nest})"));
            }
            files.push(format!(
                "{{\"text\": \"a\", \"spans\": [{{\"attributes\": {{\"a\": {nest}}}}}]}}"
            ));
            files.push(format!(
                "(text: \"a\", spans: [(attributes: {{\"a\": {nest}}})])"
            ));
        }
    }
    // Within the formats' own limits and wrong at the bottom, so that it is read twice.
    for depth in [30, 60, 100, 120, 126] {
        let (list, map) = ("[".repeat(depth), "{\"a\":".repeat(depth));
        files.push(format!("{{\"text\": \"a\", \"mood\": {list}\"\\ud800\"}}"));
        files.push(format!("{{\"text\": \"a\", \"mood\": {map}nil}}"));
        files.push(format!("(text: \"a\", mood: {list}'ab')"));
        files.push(format!(
            "(text: \"a\", mood: {}1{}, spans: 5)",
            "[".repeat(depth),
            "]".repeat(depth)
        ));
        files.push(format!("(text: \"a\", mood: {map}, spans: 5)"));
        files.push(format!(
            "{{\"text\": \"a\", \"mood\": {}1{}}}",
            "[".repeat(depth),
            "]".repeat(depth)
        ));
    }
    std::thread::Builder::new()
        .name("small".to_owned())
        .stack_size(512 * 1024)
        .spawn(move || {
            for file in files {
                let begin: String = file.chars().take(60).collect();
                let read = read(file.as_bytes(), Path::new("a.ron"));
                // Thirty deep is not too deep to be kept.
                let is_fine = file.len() < 100 && read.is_ok();
                assert!(is_fine || read.is_err(), "{begin}");
            }
        })
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn a_value_kept_in_one_format_can_be_read_in_the_other() {
    for depth in [1, 20, 39, 40, 41, 44, 48, 49] {
        let value = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        for json in [
            format!("{{\"text\": \"a\", \"mood\": {value}}}"),
            format!(
                "{{\"text\": \"a\", \"spans\": [{{\"label\": \"quote\", \"fragments\": [{{\"start\": 0, \"end\": 1, \"mood\": {value}}}]}}]}}"
            ),
            format!(
                "{{\"text\": \"a\", \"spans\": [{{\"label\": \"quote\", \"fragments\": [{{\"start\": 0, \"end\": 1}}], \"proposed\": {{\"label\": \"q\", \"fragments\": [{{\"start\": 0, \"end\": 1, \"mood\": {value}}}]}}}}]}}"
            ),
        ] {
            let Ok(opened) = read(json.as_bytes(), Path::new("a.json")) else {
                assert!(depth > 40, "{depth}");
                continue;
            };
            let ron = write_ron(&opened.document);
            let again = read(ron.as_bytes(), Path::new("a.ron")).unwrap();
            assert!(again.document == opened.document);
            let json = write_json(&again.document);
            assert!(
                read(json.as_bytes(), Path::new("a.json")).unwrap().document == opened.document
            );
        }
    }
}

#[test]
fn a_wrong_field_is_named_with_its_line() {
    let cases = [
        (
            "{\"text\": \"a\",\n\"spans\": [{\"label\": 5}]}",
            "line 2",
            "spans[0].label",
        ),
        (
            "{\"text\": \"a\",\n\"spans\": [{\"label\": \"q\", \"fragments\":\n [{\"start\": -1, \"end\": 2}]}]}",
            "line 3",
            "spans[0].fragments[0].start",
        ),
        (
            "{\"text\": \"a\", \"spans\": [{\"fragments\": []}]}",
            "line 1",
            "missing field `label`",
        ),
        (
            "{\"text\": \"a\", \"spans\": [{\"label\": \"q\"}]}",
            "spans[0]",
            "missing field `fragments`",
        ),
        ("{\"spans\": []}", "line 1", "missing field `text`"),
        (
            "{\"text\": \"a\", \"status\": \"asleep\"}",
            "status",
            "unknown variant `asleep`",
        ),
        (
            "{\"text\": \"a\", \"text\": \"b\"}",
            "line 1",
            "duplicate field `text`",
        ),
        ("{\"text\": \"\\ud83d\"}", "line 1", "hex escape"),
        (
            "(text: \"a\",\nspans: [(label: 5)])",
            "line 2",
            "spans[0].label",
        ),
        (
            "(text: \"a\", spans: [\n(label: \"q\",\n fragments: [(start: 0, end: \"x\")])])",
            "line 3",
            "spans[0].fragments[0].end",
        ),
        ("(text: \"a\", status: asleep)", "status", "asleep"),
        (
            "{\"text\": \"a\", \"spans\": [{\"label\": \"q\", \"fragments\": [], \"attributes\": {\"a\": null}}]}",
            "spans[0].attributes.a",
            "an attribute is text",
        ),
        ("(spans: [])", "line 1", "text"),
        ("(text: \"a\") rest", "line 1", ""),
        ("{\"text\": \"a\"} rest", "line 1", "trailing characters"),
    ];
    for (text, place, what) in cases {
        let message = message(text);
        assert!(
            message.contains(place) && message.contains(what),
            "{message}\nfor {text}"
        );
        assert!(message.ends_with(": dir/doc"), "{message}");
    }
}

#[test]
fn parts_that_do_not_fit_together_are_named_with_their_line() {
    let span = |id: &str| {
        format!(
            "{{\"id\": \"{id}\", \"label\": \"quote\", \"fragments\": [{{\"start\": 0, \"end\": 1}}]}}"
        )
    };
    let document = |spans: &[String], links: &str, entities: &str| {
        let spans = spans.join(",\n");
        format!(
            "{{\"text\": \"a\",\n\"spans\": [\n{spans}],\n\"links\": [{links}],\n\"entities\": [{entities}]}}"
        )
    };
    let link = "{\"id\": \"l\", \"label\": \"said_by\", \"from\": \"a\", \"to\": \"b\"}";
    let misfit = span("a").replace("\"end\": 1", "\"end\": 9");
    let cases = [
        (
            document(&[span("a"), span("a")], "", ""),
            "line 4: spans[1] has the id a, which is used before",
        ),
        (
            document(&[span("a"), span("a"), span("a")], "", ""),
            "line 4: spans[1] has the id a, which is used before (and 1 more flaw)",
        ),
        (
            document(&[span("a")], link, ""),
            "line 4: links[0] leads to or from the span b, which is not there",
        ),
        (
            document(&[], link, ""),
            "line 4: links[0] leads to or from the span a, which is not there (and 1 more flaw)",
        ),
        (
            document(&[span("a")], "", "{\"id\": \"a\"}"),
            "line 5: entities[0] has the id a, which is used before",
        ),
        (
            document(&[], "", "{\"id\": \"p\"},\n{\"id\": \"p\"}"),
            "line 6: entities[1] has the id p, which is used before",
        ),
        (
            document(&[span("a\", \"entity\": \"p")], "", ""),
            "line 3: spans[0] means the entity p, which is not there",
        ),
        // A misfit before it does not change how the others are counted, and has an id too.
        (
            document(&[misfit.clone(), span("b"), span("b")], "", ""),
            "line 5: spans[2] has the id b, which is used before",
        ),
        (
            document(&[misfit.clone(), span("a")], "", ""),
            "line 3: spans[0] has the id a, which is used before",
        ),
        (
            document(
                &[misfit, span("c")],
                &format!("{link},\n{}", link.replace("\"a\"", "\"c\"")),
                "",
            ),
            "line 6: links[1] leads to or from the span b, which is not there",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(message(&text), format!("{expected}: dir/doc"), "{text}");
    }
    let ron = "(text: \"a\", spans: [\n(id: \"a\", label: \"q\", fragments: [(start: 0, end: 1)]),\n\n(id: \"a\", label: \"q\", fragments: [(start: 0, end: 1)]),\n])";
    assert!(
        message(ron).starts_with("line 4: spans[1]"),
        "{}",
        message(ron)
    );
}

#[test]
fn a_later_format_and_a_foreign_one_are_told_from_damage() {
    let later = [
        "{\"format\": \"dictum/2\", \"text\": \"a\"}",
        "(format: \"dictum/12\", body: [\"a\"])",
        "{\"format\": \"dictum/2\", \"spans\": 5}",
    ];
    for text in later {
        assert!(
            matches!(error(text, "a"), ReadError::Newer { .. }),
            "{}",
            message(text)
        );
    }
    assert!(message(later[0]).contains("dictum/2") && message(later[0]).contains("dictum/1"));
    let other = "{\"format\": \"brat\", \"text\": \"a\"}";
    assert!(matches!(error(other, "a"), ReadError::OtherFormat { .. }));
    assert!(
        read(
            b"{\"format\": \"dictum/1.3\", \"text\": \"a\"}",
            Path::new("a")
        )
        .is_ok()
    );
}

#[test]
fn what_is_no_document_at_all_is_said_to_be_none() {
    for text in [
        "",
        "  \n",
        "Just an article.",
        "\u{feff}",
        "<html>",
        "- yaml: true",
        "\u{0}\u{1}",
    ] {
        assert!(
            matches!(error(text, "a.txt"), ReadError::NotADocument { .. }),
            "{text:?}"
        );
    }
    for text in ["[1, 2]", "null", "\"text\"", "{}", "()", "Just an article."] {
        for file in ["a.json", "a.ron"] {
            assert!(
                matches!(error(text, file), ReadError::Malformed { .. }),
                "{text:?}"
            );
        }
    }
    let bytes = read(b"{\"text\": \"a\xFF\"}", Path::new("a.json")).unwrap_err();
    assert_eq!(bytes.to_string(), "not UTF-8 from byte 11 on: a.json");
}

#[test]
fn a_flipped_byte_never_gives_a_panic_or_a_document_that_reads_otherwise() {
    for whole in &small() {
        for at in (0..whole.len()).step_by(11) {
            for byte in [b'"', b'}', b'9', 0, 0xFF] {
                let mut bytes = whole.as_bytes().to_vec();
                bytes[at] = byte;
                if let Ok(opened) = read(&bytes, Path::new("a.ron")) {
                    let again = write_ron(&opened.document);
                    let again = read(again.as_bytes(), Path::new("a.ron")).unwrap();
                    assert!(again.document == opened.document, "byte {at}");
                }
            }
        }
    }
}

// ---- articles -------------------------------------------------------------------------------

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(unit)
        .collect()
}

#[test]
fn every_text_is_taken_unchanged_in_every_encoding() {
    let line = "word ".repeat(1 << 20);
    let article = Article::new(line.as_bytes(), Path::new("a")).unwrap();
    assert!(article.text.as_str() == line);
    for text in [
        "",
        "   ",
        "\n\n",
        "👍🏽🇺🇦",
        "a\r\nb\rc\nd\u{2028}e\u{2029}f",
        "\u{85}",
    ] {
        let with_mark = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            with_mark,
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
        ] {
            let article = Article::new(&bytes, Path::new("dir/An article.txt")).unwrap();
            assert!(article.text.as_str() == text);
            assert_eq!(article.id, "An article");
            assert_eq!(article.source, "dir/An article.txt");
            assert_eq!(article.title.is_none(), text.trim().is_empty());
        }
    }
    // Only the first mark is one; a second is a character of the text.
    assert_eq!(
        decode(b"\xEF\xBB\xBF\xEF\xBB\xBFa", Path::new("a")).unwrap(),
        "\u{feff}a"
    );
}

#[test]
fn a_title_is_the_first_line_cut_at_a_word() {
    let title = |text: &str| {
        Article::new(text.as_bytes(), Path::new("a"))
            .unwrap()
            .title
            .unwrap_or_default()
    };
    assert_eq!(title("\r\n  \u{2028} The title \rText"), "The title");
    let cut = title(&"word ".repeat(100));
    assert!(cut.ends_with("word…") && cut.chars().count() <= 201);
    assert_eq!(title(&"ж".repeat(500)).chars().count(), 201);
}

#[test]
fn what_is_no_text_is_refused_with_its_byte() {
    let cases: [(&[u8], &str); 7] = [
        (b"ab\xFFc", "not UTF-8 from byte 2 on: a.txt"),
        (b"\xEF\xBB\xBFab\xC3", "not UTF-8 from byte 5 on: a.txt"),
        (b"PK\x03\x04\x00", "not text: a NUL at byte 4: a.txt"),
        (b"a\x00b\x00", "not text: a NUL at byte 1: a.txt"),
        (
            b"\xFF\xFEa\x00b",
            "not UTF-16 at byte 4, though it begins so: a.txt",
        ),
        (
            b"\xFF\xFEa\x00\x00\xD8b\x00",
            "not UTF-16 at byte 4, though it begins so: a.txt",
        ),
        (
            b"\xFF\xFE\x00\x00a\x00\x00\x00",
            "not text: a NUL at byte 2: a.txt",
        ),
    ];
    for (bytes, expected) in cases {
        let error: ArticleError = decode(bytes, Path::new("a.txt")).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}
