//! `dictum export`, `import`, `convert` and `check`, run as a person or a script runs them.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test ends where its input is not what it must be, and makes the files it is about"
)]

mod dataset;
mod long_articles;
mod standard_input;
mod threads;

use dictum::store;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A document of "Ann said it rains." with a quote and a speaker, a link between them and a suggestion.
fn document(id: &str, annotator: &str, status: &str) -> String {
    format!(
        r#"{{"format": "dictum/1", "id": "{id}", "annotator": "{annotator}", "status": "{status}",
"labels_done": ["quote", "speaker"], "text": "Ann said it rains.",
"spans": [
{{"id": "s1", "label": "speaker", "fragments": [{{"start": 0, "end": 3, "text": "Ann"}}], "state": "accepted"}},
{{"id": "q1", "label": "quote", "fragments": [{{"start": 9, "end": 17, "text": "it rains"}}], "state": "accepted"}},
{{"id": "q2", "label": "quote", "fragments": [{{"start": 0, "end": 17, "text": "Ann said it rains"}}]}},
{{"id": "q3", "label": "quote", "fragments": [{{"start": 4, "end": 8, "text": "said"}}], "state": "rejected"}},
{{"id": "e1", "label": "event", "fragments": [{{"start": 12, "end": 17, "text": "rains"}}], "state": "accepted"}}
],
"links": [
{{"id": "l1", "label": "said_by", "from": "q1", "to": "s1", "state": "accepted"}},
{{"id": "l2", "label": "said_by", "from": "q2", "to": "s1", "state": "accepted"}}
]}}"#
    )
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

struct Ended {
    code: Option<i32>,
    out: String,
    told: String,
}

fn run(folder: &Path, arguments: &str) -> Ended {
    run_on(folder, arguments, b"")
}

/// Runs it with these bytes on standard input.
fn run_on(folder: &Path, arguments: &str, input: &[u8]) -> Ended {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dictum"))
        .current_dir(folder)
        .args(arguments.split(' '))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        told: String::from_utf8(output.stderr).unwrap(),
    }
}

fn json_lines(text: &str) -> Vec<serde_json::Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn what_is_finished_goes_out_and_the_rest_is_counted_by_reason() {
    let done = document("a", "anna", "done");
    let open = document("b", "anna", "in_work");
    let folder = folder(&[
        ("in/a.json", &done),
        ("in/b.json", &open),
        ("in/c.txt", "No marks."),
    ]);
    let ended = run(folder.path(), "export in --to doccano");
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    let lines = json_lines(&ended.out);
    let [line] = lines.as_slice() else {
        panic!("{lines:?}")
    };
    assert_eq!(line["id"], "a");
    let labels: Vec<&str> = line["entities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| each["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, ["speaker", "quote"]);
    assert_eq!(line["relations"].as_array().unwrap().len(), 1);
    for told in [
        "left out: 1 article not done (--unfinished takes such articles and labels too)",
        "left out: 1 mark rejected",
        "left out: 1 mark not decided on",
        "left out: 1 mark of a label that was not looked for throughout",
        "left out: 1 link of which one end is left out",
        "wrote 1 article, 2 marks, 1 link as doccano: standard output",
    ] {
        assert!(ended.told.contains(told), "{told}\n{}", ended.told);
    }
}

#[test]
fn other_selections_are_asked_for() {
    let folder = folder(&[("a.json", &document("a", "anna", "in_work"))]);
    for (arguments, spans, links) in [
        ("--unfinished", 3, 1),
        ("--unfinished --state live", 4, 2),
        ("--unfinished --state suggested", 1, 0),
        ("--unfinished --labels event", 1, 0),
        ("--unfinished --annotator anna", 3, 1),
    ] {
        let ended = run(
            folder.path(),
            &format!("export a.json --to doccano {arguments}"),
        );
        assert_eq!(ended.code, Some(0), "{arguments}: {}", ended.told);
        let lines = json_lines(&ended.out);
        let count = |key: &str| lines[0][key].as_array().unwrap().len();
        assert_eq!(
            (count("entities"), count("relations")),
            (spans, links),
            "{arguments}"
        );
    }
    let nothing = run(
        folder.path(),
        "export a.json --to doccano --annotator bob --unfinished",
    );
    assert_eq!(nothing.code, Some(2));
    assert_eq!(nothing.out, "");
    assert!(
        nothing
            .told
            .contains("left out: 1 article by another annotator"),
        "{}",
        nothing.told
    );
}

#[test]
fn several_annotators_of_an_article_are_listed_and_nothing_is_written() {
    let folder = folder(&[
        ("in/a/anna.json", &document("a", "anna", "done")),
        ("in/a/bob.json", &document("a", "bob", "done")),
        ("in/b/bob.json", &document("b", "bob", "done")),
    ]);
    let ended = run(folder.path(), "export in --to doccano -o out.jsonl");
    assert_eq!(ended.code, Some(2));
    assert!(ended.told.contains("\n  a: anna, bob"), "{}", ended.told);
    assert!(!ended.told.contains("b: bob"), "{}", ended.told);
    assert!(!folder.path().join("out.jsonl").exists());
    let ended = run(
        folder.path(),
        "export in --to doccano -o out.jsonl --annotator bob",
    );
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    assert_eq!(
        fs::read_to_string(folder.path().join("out.jsonl"))
            .unwrap()
            .lines()
            .count(),
        2
    );
}

#[test]
fn losses_are_named_and_strict_refuses_them() {
    let folder = folder(&[("a.json", &document("a", "anna", "done").replace(
        r#""label": "quote", "fragments": [{"start": 9"#,
        r#""label": "quote", "note": "odd", "attributes": {"kind": "indirect"}, "fragments": [{"start": 9"#,
    ))]);
    let ended = run(folder.path(), "export a.json --to doccano --json");
    let told = json_lines(&ended.told);
    let losses: Vec<(&str, &str)> = told
        .iter()
        .filter_map(|line| line.get("loss"))
        .map(|loss| {
            (
                loss["lost"].as_str().unwrap(),
                loss["item"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(losses, [("attribute", "q1"), ("note", "q1")]);
    assert_eq!(told.last().unwrap()["summary"]["losses"], 2);

    let dry = run(folder.path(), "export a.json --to doccano --dry-run");
    assert_eq!((dry.code, dry.out.as_str()), (Some(0), ""));
    assert!(
        dry.told.contains("1 attribute kind dropped (q1 in a)"),
        "{}",
        dry.told
    );
    assert!(dry.told.contains("would write 1 article"), "{}", dry.told);

    let strict = run(
        folder.path(),
        "export a.json --to doccano --strict -o out.jsonl",
    );
    assert_eq!(strict.code, Some(2));
    assert!(
        strict.told.contains("1 note dropped (q1 in a)"),
        "{}",
        strict.told
    );
    assert!(!folder.path().join("out.jsonl").exists());
    let native = run(
        folder.path(),
        "export a.json --to jsonl --strict -o out.jsonl",
    );
    assert_eq!(native.code, Some(0), "{}", native.told);
}

#[test]
fn what_is_there_is_replaced_whole_and_only_by_force() {
    let folder = folder(&[
        ("in/a.json", &document("a", "anna", "done")),
        ("out/old.txt", "old"),
        ("in/broken.json", "{\"text\": \"x\", \"spans\": ["),
    ]);
    let refused = run(folder.path(), "export in --to ron -o out");
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.told.contains("--force replaces it whole"),
        "{}",
        refused.told
    );
    assert!(folder.path().join("out/old.txt").exists());

    let forced = run(folder.path(), "export in --to ron -o out --force");
    assert_eq!(forced.code, Some(1), "{}", forced.told);
    assert!(
        forced.told.contains("in/broken.json:1: "),
        "{}",
        forced.told
    );
    assert!(!folder.path().join("out/old.txt").exists());
    let written = folder.path().join("out/a.ron");
    let read = store::read(&fs::read(&written).unwrap(), &written).unwrap();
    assert_eq!(read.document.spans_len(), 2);

    for own in [
        "export in --to ron -o in --force",
        "export in --to ron -o . --force",
    ] {
        let ended = run(folder.path(), own);
        assert_eq!(ended.code, Some(2), "{own}: {}", ended.told);
        assert!(folder.path().join("in/broken.json").exists());
    }
    let leftovers = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(leftovers, 2, "only in and out");
}

#[test]
fn converting_between_our_own_loses_nothing() {
    let folder = folder(&[("a.json", &document("a", "anna", "in_work"))]);
    for arguments in [
        "convert a.json b.ron",
        "convert b.ron c.jsonl",
        "convert c.jsonl d.json",
        "convert a.json e.json",
    ] {
        let ended = run(folder.path(), arguments);
        assert_eq!(ended.code, Some(0), "{arguments}: {}", ended.told);
    }
    let bytes = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(bytes("d.json"), bytes("e.json"));
    let read = store::read(&bytes("d.json"), Path::new("d.json")).unwrap();
    assert_eq!(read.document.spans_len(), 5);
}

#[test]
fn a_mistyped_command_is_no_file_to_open() {
    let folder = folder(&[]);
    let ended = run(folder.path(), "chekc a.json");
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""));
    assert!(
        ended.told.contains("no command is called so"),
        "{}",
        ended.told
    );
    assert!(ended.told.trim_end().ends_with(": chekc"), "{}", ended.told);
}

#[test]
fn labels_are_called_as_the_table_says_on_both_ways() {
    let folder = folder(&[
        (
            "in.jsonl",
            "{\"text\": \"Ann said it rains.\", \"label\": [[0, 3, \"Quelle\"], [9, 17, \"Content\"]]}\n",
        ),
        ("names.ron", "(labels: {\"Quelle\": \"speaker\"})"),
    ]);
    let ended = run(folder.path(), "import in.jsonl --map names.ron -o a.ron");
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    let path = folder.path().join("a.ron");
    let read = store::read(&fs::read(&path).unwrap(), &path).unwrap();
    let labels: Vec<String> = read
        .document
        .spans()
        .map(|span| span.label.to_string())
        .collect();
    assert_eq!(labels, ["speaker", "quote"]);
    // Back to where it came from, everything is called what it was called there.
    let back = run(folder.path(), "export a.ron --to doccano --unfinished");
    let line = &json_lines(&back.out)[0];
    assert_eq!(line["entities"][0]["label"], "Quelle");
    assert_eq!(line["entities"][1]["label"], "Content");
    let bad = run(folder.path(), "import in.jsonl --map nowhere.ron -o b.ron");
    assert_eq!(bad.code, Some(2));
    assert!(bad.told.contains("nowhere.ron"), "{}", bad.told);
}

#[test]
fn check_says_what_is_proven_and_names_what_does_not_fit() {
    let good = document("a", "anna", "done");
    let bad = good.replace("\"text\": \"rains\"", "\"text\": \"snows\"");
    let folder = folder(&[
        ("good.json", &good),
        ("bad.json", &bad),
        (
            "plain.jsonl",
            "{\"text\": \"ab\", \"label\": [[0, 1, \"X\"]]}\n",
        ),
        ("other.xyz", "?"),
    ]);
    let ended = run(folder.path(), "check good.json plain.jsonl");
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    assert_eq!(
        ended.out,
        "good.json: a (json): 5 marks, all proven by their words, counted in code points\n\
         plain.jsonl:1: plain-1 (doccano): 1 mark, unverified: the format stores no words, counted in UTF-16 code units\n"
    );
    let ended = run(folder.path(), "check bad.json");
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.told.contains(
            "bad.json: article a: e1 (event): piece 1 should read “snows”, but “rains” stands there"
        ),
        "{}",
        ended.told
    );
    for (arguments, told) in [
        (
            "check other.xyz",
            "of no format that Dictum knows: give --from",
        ),
        (
            "check nowhere.json",
            "nothing is there to check: nowhere.json",
        ),
        (
            "check good.json --from word",
            "no format is called word; there are ",
        ),
        (
            "export good.json --to word",
            "no format is called word; there are ",
        ),
        (
            "convert good.json b.xyz",
            "which format is b.xyz to be? Give --to",
        ),
        (
            "import plain.jsonl --from doccano -o out.docx",
            "-o takes a folder or a file",
        ),
    ] {
        let ended = run(folder.path(), arguments);
        assert_eq!(ended.code, Some(2), "{arguments}");
        assert!(ended.told.contains(told), "{arguments}: {}", ended.told);
    }
}

#[test]
fn what_is_imported_as_done_goes_out_again() {
    let line = r#"{"text": "Ann said it rains.", "label": [[0, 3, "speaker"]]}"#;
    let folder = folder(&[("gold.jsonl", line)]);
    for (done, code) in [("", 2), (" --done speaker,quote", 0)] {
        let import = format!("import gold.jsonl --from doccano --force -o gold.json{done}");
        let imported = run(folder.path(), &import);
        assert_eq!(imported.code, Some(0), "{}", imported.told);
        let ended = run(folder.path(), "export gold.json --to doccano");
        assert_eq!(ended.code, Some(code), "{done}: {}", ended.told);
        assert_eq!(ended.out.contains("speaker"), code == 0, "{done}");
    }
    let document = fs::read_to_string(folder.path().join("gold.json")).unwrap();
    assert!(document.contains(r#""labels_done": ["speaker", "quote"]"#));
}
