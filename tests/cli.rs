//! The commands that open no window, run as a person or a script runs them.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::string_add,
    reason = "a test ends where its input is not what it must be, makes the files it is about, and says when it cannot run"
)]

use dictum::model::{Maker, State, Status};
use dictum::store::{self, Opened};
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const RAIN: &str = "Ann Lee said that it would rain on Monday.\n";
const SUN: &str = "“It is sunny,” said Bob Wu.\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// The program in a folder, its arguments parted by spaces.
fn dictum(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dictum"));
    command.current_dir(folder).args(arguments.split(' '));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

struct Ended {
    code: Option<i32>,
    out: String,
    told: String,
}

impl Ended {
    fn documents(&self) -> Vec<Opened> {
        let lines = self.out.lines();
        lines
            .map(|line| store::read(line.as_bytes(), Path::new("out.jsonl")).unwrap())
            .collect()
    }

    fn ids(&self) -> Vec<String> {
        let documents = self.documents().into_iter();
        documents
            .map(|opened| opened.document.header().id.clone())
            .collect()
    }
}

fn ended(output: Output) -> Ended {
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        told: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(folder: &Path, arguments: &str) -> Ended {
    ended(dictum(folder, arguments).output().unwrap())
}

fn run_with_input(folder: &Path, arguments: &str, input: &str) -> Ended {
    let mut command = dictum(folder, arguments);
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    // It may have stopped reading, as it is allowed to.
    let _ = writer.join().unwrap();
    ended(output)
}

fn line(id: &str, text: &str) -> String {
    serde_json::json!({"id": id, "text": text}).to_string() + "\n"
}

#[test]
fn an_article_becomes_a_line_with_suggestions_that_say_where_they_are_from() {
    let folder = folder(&[("rain.txt", RAIN)]);
    let ended = run(folder.path(), "tag rain.txt");
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    assert!(
        ended.told.starts_with("tagged 1 article, "),
        "{}",
        ended.told
    );
    let [opened] = &ended.documents()[..] else {
        panic!("{}", ended.out)
    };
    let document = &opened.document;
    assert_eq!(opened.notes, []);
    assert_eq!(document.header().id, "rain");
    assert_eq!(document.header().status, Status::Tagged);
    assert_eq!(document.text().as_str(), RAIN);
    let said: Vec<String> = document
        .links()
        .map(|link| {
            let words = |id| document.words(document.span(id).unwrap());
            format!("{}: {}", words(&link.to), words(&link.from))
        })
        .collect();
    assert_eq!(said, ["Ann Lee: that it would rain on Monday"]);
    for span in document.spans() {
        assert_eq!(span.state, State::Suggested);
        assert_eq!(span.origin.by, Maker::Tagger);
        assert_eq!(span.origin.name.as_deref(), Some("rules"));
        assert!(span.origin.reason.is_some());
        assert!(
            span.origin
                .score
                .is_some_and(|score| (0.0..=1.0).contains(&score))
        );
    }
}

#[test]
fn the_order_is_that_of_the_input_and_the_bytes_are_the_same_with_any_number_of_jobs() {
    let stream: String = (0..100)
        .map(|number| {
            let text = if number % 7 == 0 {
                RAIN.repeat(10)
            } else {
                SUN.to_owned()
            };
            line(&format!("a{number}"), &text)
        })
        .collect();
    let folder = folder(&[]);
    let one = run_with_input(folder.path(), "tag - --jobs 1", &stream);
    let ids: Vec<String> = (0..100).map(|number| format!("a{number}")).collect();
    assert_eq!(one.ids(), ids);
    for jobs in [2, 5] {
        let arguments = format!("tag - --jobs {jobs}");
        let more = run_with_input(folder.path(), &arguments, &stream);
        assert!(more.out == one.out, "{jobs} jobs write other bytes");
    }
    // What it wrote is read again, and nothing is left to add.
    let again = run_with_input(folder.path(), "tag -", &one.out);
    assert_eq!(again.code, Some(0), "{}", again.told);
    assert!(again.out == one.out, "tagging again changes something");
}

#[test]
fn folders_are_read_through_by_name_and_an_article_with_its_document_once() {
    let folder = folder(&[
        ("news/b.txt", SUN),
        ("news/a/late.txt", RAIN),
        ("news/a/early.txt", RAIN),
        ("news/.hidden.txt", RAIN),
        ("news/.git/c.txt", RAIN),
        ("news/d.txt", RAIN),
        ("news/d.json", &line("the-d", RAIN)),
        ("news/e.jsonl", &(line("e1", SUN) + "\n" + &line("e2", SUN))),
        ("news/f.png", "no text"),
        ("news/LICENSE", "no article"),
        ("news/dictum.ron", "(name: \"a project\")"),
    ]);
    let ended = run(folder.path(), "tag news");
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    assert_eq!(ended.ids(), ["early", "late", "b", "the-d", "e1", "e2"]);
}

#[test]
fn what_cannot_be_read_is_named_with_its_line_and_the_rest_is_done() {
    let stream = [
        line("one", RAIN).as_str(),
        "{\"id\": \"two\", \"text\": \n",
        "[1, 2]\n",
        "{\"id\": \"no text\"}\n",
        "\n",
        line("", SUN).as_str(),
        "nonsense",
    ]
    .concat();
    let folder = folder(&[
        ("news.jsonl", &stream),
        ("bad.txt", "a\0b"),
        ("x.pdf", "%PDF"),
    ]);
    let ended = run(folder.path(), "tag news.jsonl bad.txt x.pdf");
    assert_eq!(ended.code, Some(1), "{}", ended.told);
    assert_eq!(ended.ids(), ["one", "news-6"]);
    let told: Vec<&str> = ended.told.lines().collect();
    let begins = [
        "news.jsonl:2: ",
        "news.jsonl:3: ",
        "news.jsonl:4: ",
        "news.jsonl:7: ",
        "bad.txt: not text: a NUL at byte 1",
        "x.pdf: Dictum reads .txt, .ron, .json and .jsonl",
        "tagged 2 articles, ",
    ];
    assert_eq!(told.len(), begins.len(), "{}", ended.told);
    for (told, begin) in told.iter().zip(begins) {
        assert!(told.starts_with(begin), "{told}");
        assert!(!told.contains("panicked"), "{told}");
    }
    assert!(
        told[6].ends_with("6 could not be, as told above"),
        "{}",
        told[6]
    );
}

#[test]
fn where_nothing_is_done_the_code_is_2_and_nothing_is_written() {
    let folder = folder(&[
        ("bad.jsonl", "{\n"),
        ("rain.txt", RAIN),
        ("kept.jsonl", "kept"),
    ]);
    for (arguments, told) in [
        ("tag missing.txt", "nothing is there to tag: missing.txt"),
        ("tag bad.jsonl -o out.jsonl", "bad.jsonl:1: "),
        ("tag rain.txt -o out.docx", "-o takes a folder or a file"),
        ("tag rain.txt --schema nowhere", "no schema of this name"),
        ("tag rain.txt -o kept.jsonl", "--force"),
        ("tag rain.txt bad.jsonl -o out.ron", "no room for several"),
        ("tag rain.txt --tagger ", "tagger"),
        ("tag", "Usage"),
    ] {
        let ended = run(folder.path(), arguments);
        assert_eq!(ended.code, Some(2), "{arguments}: {}", ended.told);
        assert!(ended.told.contains(told), "{arguments}: {}", ended.told);
        assert_eq!(ended.out, "", "{arguments}");
    }
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["bad.jsonl", "kept.jsonl", "rain.txt"]);
    assert_eq!(fs::read(folder.path().join("kept.jsonl")).unwrap(), b"kept");
}

#[test]
fn documents_go_into_a_file_a_stream_or_a_folder() {
    let folder = folder(&[("in/rain.txt", RAIN), ("in/sun.txt", SUN)]);
    let at = |name: &str| folder.path().join(name);
    for (arguments, files) in [
        ("tag in/rain.txt -o one.ron", &["one.ron"][..]),
        ("tag in/rain.txt -o one.json", &["one.json"]),
        ("tag in -o all.jsonl", &["all.jsonl"]),
        ("tag in -o out", &["out/rain.ron", "out/sun.ron"]),
    ] {
        let ended = run(folder.path(), arguments);
        assert_eq!(ended.code, Some(0), "{arguments}: {}", ended.told);
        assert_eq!(ended.out, "");
        for file in files {
            let bytes = fs::read(at(file)).unwrap();
            let first = bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap();
            let bytes = if file.ends_with("jsonl") {
                first
            } else {
                &bytes
            };
            let opened = store::read(bytes, &at(file)).unwrap();
            assert_eq!(opened.document.header().status, Status::Tagged, "{file}");
        }
    }
    // Again in place: what was read may be written, and nothing has changed.
    let before = fs::read(at("out/rain.ron")).unwrap();
    let again = run(folder.path(), "tag out -o out");
    assert_eq!(again.code, Some(0), "{}", again.told);
    assert_eq!(fs::read(at("out/rain.ron")).unwrap(), before);
    // From the articles it is another matter: somebody may have worked on the documents.
    fs::write(at("out/rain.ron"), "work").unwrap();
    let refused = run(folder.path(), "tag in -o out");
    assert_eq!(refused.code, Some(2), "{}", refused.told);
    assert!(
        refused.told.contains("in/rain.txt: not written"),
        "{}",
        refused.told
    );
    assert_eq!(fs::read(at("out/rain.ron")).unwrap(), b"work");
    let forced = run(folder.path(), "tag in -o out --force");
    assert_eq!(forced.code, Some(0), "{}", forced.told);
    assert_eq!(fs::read(at("out/rain.ron")).unwrap(), before);
}

#[test]
fn two_articles_of_one_id_do_not_write_over_each_other() {
    let stream = line("../a", RAIN) + &line("../a", SUN) + &line("b", SUN);
    let folder = folder(&[("in.jsonl", &stream)]);
    let ended = run(folder.path(), "tag in.jsonl -o out --force");
    assert_eq!(ended.code, Some(1), "{}", ended.told);
    assert!(
        ended.told.contains("in.jsonl:2: article ../a: not written"),
        "{}",
        ended.told
    );
    let names = fs::read_dir(folder.path().join("out")).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["%2e.%2fa.ron", "b.ron"]);
}

#[test]
fn a_document_that_does_not_fit_its_text_is_left_for_a_person() {
    let document = r#"{"id": "a", "text": "It rained.", "spans": [
        {"label": "quote", "fragments": [{"start": 3, "end": 99}]}]}"#;
    let folder = folder(&[("a.json", document)]);
    let ended = run(folder.path(), "tag a.json -o a.json");
    assert_eq!(ended.code, Some(2), "{}", ended.told);
    assert!(
        ended.told.contains("a.json: 1 mark does not fit the text"),
        "{}",
        ended.told
    );
    assert_eq!(
        fs::read(folder.path().join("a.json")).unwrap(),
        document.as_bytes()
    );
}

#[test]
fn the_schema_is_the_documents_own_else_the_one_asked_for() {
    let own = r#"{"id": "own", "text": "Ann said it rained.", "schema": {"name": "attribution"},
        "spans": [{"label": "cue", "fragments": [{"start": 4, "end": 8}], "state": "accepted"}]}"#;
    let stream = line("bare", RAIN) + &own.replace('\n', " ") + "\n";
    let folder = folder(&[("in.jsonl", &stream)]);
    for (arguments, expected) in [
        ("tag in.jsonl", ["news", "attribution"]),
        (
            "tag in.jsonl --schema attribution",
            ["attribution", "attribution"],
        ),
    ] {
        let ended = run(folder.path(), arguments);
        assert_eq!(ended.code, Some(0), "{}", ended.told);
        let documents = ended.documents();
        let names = documents.iter();
        let names: Vec<&str> = names
            .map(|opened| opened.document.schema().name.as_str())
            .collect();
        assert_eq!(names, expected, "{arguments}");
        // A schema that comes with the program is named in a stream, not repeated.
        assert!(
            ended
                .out
                .contains(r#""schema": {"name": "attribution", "sha256": "#)
        );
    }
}

#[test]
fn the_report_is_json_when_asked_for() {
    let folder = folder(&[("in.jsonl", &(line("a", RAIN) + "{\n"))]);
    let ended = run(folder.path(), "tag in.jsonl --json");
    assert_eq!(ended.code, Some(1));
    let told: Vec<serde_json::Value> = ended
        .told
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let finding = told.iter().find_map(|told| told.get("finding")).unwrap();
    assert_eq!(finding["file"], "in.jsonl");
    assert_eq!(finding["line"], 2);
    assert!(finding["reason"].as_str().unwrap().len() > 5);
    let summary = &told.last().unwrap()["summary"];
    assert_eq!(summary["tagged"], 1);
    assert_eq!(summary["findings"], 1);
    assert_eq!(summary["bytes"], RAIN.len());
}

#[test]
fn quiet_tells_findings_alone() {
    let folder = folder(&[("in.jsonl", &(line("a", RAIN) + "{\n")), ("b.txt", SUN)]);
    assert_eq!(run(folder.path(), "tag b.txt --quiet").told, "");
    let ended = run(folder.path(), "tag in.jsonl -q");
    assert_eq!(ended.told.lines().count(), 1, "{}", ended.told);
}

#[test]
fn whoever_reads_the_output_may_stop_reading() {
    let folder = folder(&[("in.jsonl", &line("a", &SUN.repeat(50)).repeat(2000))]);
    let mut command = dictum(folder.path(), "tag in.jsonl");
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut begin = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut begin).unwrap();
    let mut told = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut told)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{told}");
    assert_eq!(told, "");
}

#[cfg(unix)]
#[test]
fn asked_to_stop_it_leaves_no_half_written_file() {
    let folder = folder(&[]);
    let mut command = dictum(folder.path(), "tag - -o out.jsonl");
    let mut child = command
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(line("a", RAIN).as_bytes()).unwrap();
    stdin.flush().unwrap();
    let files = || fs::read_dir(folder.path()).unwrap().count();
    while files() == 0 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    // Its standard input is still open: it does not wait for more.
    let mut told = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut told)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{told}");
    assert!(told.starts_with("stopped: "), "{told}");
    assert_eq!(files(), 0);
}

fn has_python() -> bool {
    let found = Command::new("python3").arg("--version").output().is_ok();
    if !found {
        eprintln!("SKIPPED: there is no python3 to run taggers with");
    }
    found
}

const TAGGER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/taggers/quoted.py");

#[test]
fn the_worked_example_of_a_tagger_tags() {
    if !has_python() {
        return;
    }
    let article = "😀 “I know it,” said Ann J. Lee. Bob Wu said: “Say so.” The “hub” closed.";
    let long = "x".repeat(300);
    let stream = line("a", article) + &line("long", &long) + "{\n" + &line("b", SUN);
    let folder = folder(&[("in.jsonl", &stream)]);
    let mut command = dictum(folder.path(), "tag in.jsonl --tagger");
    let command = command.arg(format!("python3 '{TAGGER}' --longest 200"));
    let ended = ended(command.output().unwrap());
    assert_eq!(ended.code, Some(1), "{}", ended.told);
    let told: Vec<&str> = ended.told.lines().collect();
    assert_eq!(
        told[0],
        "in.jsonl:2: article long: the tagger quoted says: more than 200 characters"
    );
    assert!(told[1].starts_with("in.jsonl:3: "), "{}", told[1]);
    assert_eq!(ended.ids(), ["a", "b"]);
    let document = &ended.documents()[0].document;
    let said: Vec<String> = document
        .links()
        .map(|link| {
            let words = |id| document.words(document.span(id).unwrap());
            format!("{}: {}", words(&link.to), words(&link.from))
        })
        .collect();
    assert_eq!(said, ["Ann J. Lee: “I know it,”", "Bob Wu: “Say so.”"]);
    let mut names: Vec<&str> = document.entities().map(|each| each.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Ann J. Lee", "Bob Wu"]);
    for span in document.spans() {
        assert_eq!(span.state, State::Suggested);
        assert_eq!(span.origin.by, Maker::Tagger);
        assert_eq!(span.origin.name.as_deref(), Some("quoted"));
    }
}

#[test]
fn a_command_that_is_not_there_or_no_command_is_named() {
    let folder = folder(&[("a.txt", SUN)]);
    for (tagger, told) in [
        (
            "no-such-tagger",
            "the tagger no-such-tagger does not start: ",
        ),
        ("quote 'open", "not 'quote 'open'"),
        ("", "the command is empty"),
    ] {
        let ended = ended(
            dictum(folder.path(), "tag a.txt --tagger")
                .arg(tagger)
                .output()
                .unwrap(),
        );
        assert_eq!(ended.code, Some(2), "{}", ended.told);
        assert!(ended.told.contains(told), "{}", ended.told);
        assert_eq!(ended.told.lines().count(), 1, "{}", ended.told);
    }
}

#[test]
fn of_a_project_each_article_is_tagged_once() {
    let made = folder(&[
        (
            "p/dictum.ron",
            "(format: \"dictum-project/1\", name: \"P\")",
        ),
        ("p/articles/rain.txt", RAIN),
        ("p/articles/sun.txt", SUN),
    ]);
    // What an annotator made of an article is no article of its own.
    let begun = "tag p/articles/rain.txt -o p/annotations/rain/anna.ron --quiet";
    fs::create_dir_all(made.path().join("p/annotations/rain")).unwrap();
    assert!(dictum(made.path(), begun).status().unwrap().success());
    for input in ["p", "p/dictum.ron"] {
        let output = dictum(made.path(), &format!("tag {input}"))
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{told}");
        let out = String::from_utf8(output.stdout).unwrap();
        assert_eq!(out.lines().count(), 2, "{out}");
    }
}

// ---- rebase -------------------------------------------------------------------------------------

/// A folder with two tagged articles.
fn tagged() -> TempDir {
    let folder = folder(&[("a/rain.txt", RAIN), ("a/sun.txt", SUN)]);
    assert_eq!(run(folder.path(), "tag a -o tagged").code, Some(0));
    folder
}

fn opened(folder: &TempDir, file: &str) -> Opened {
    let path = folder.path().join(file);
    store::read(&fs::read(&path).unwrap(), &path).unwrap()
}

#[test]
fn marks_move_with_the_words_of_a_corrected_text() {
    let folder = tagged();
    let before = opened(&folder, "tagged/rain.ron").document;
    assert!(before.spans_len() > 1);
    let text = format!("A headline\n\n{}", RAIN.replace("on Monday", "on Mondya"));
    fs::write(folder.path().join("new.txt"), &text).unwrap();

    let said = run(folder.path(), "check tagged/rain.ron --against new.txt");
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.told);
    assert!(said.out.contains("at their words"), "{}", said.out);
    let again = opened(&folder, "tagged/rain.ron").document;
    assert!(again == before, "checking writes nothing");

    let done = run(
        folder.path(),
        "rebase tagged/rain.ron --to new.txt -o tagged/rain.ron",
    );
    assert_eq!(done.code, Some(0), "{}", done.told);
    let after = opened(&folder, "tagged/rain.ron").document;
    assert_eq!(after.text().as_str(), text);
    assert_eq!(after.spans_len(), before.spans_len());
    assert_eq!(after.links_len(), before.links_len());
}

#[test]
fn what_changed_is_named_and_waits_in_the_document() {
    let folder = tagged();
    fs::create_dir(folder.path().join("new")).unwrap();
    let changed = SUN.replace("Bob Wu", "a man in the street");
    fs::write(folder.path().join("new/sun.txt"), changed).unwrap();
    fs::write(folder.path().join("new/rain.txt"), RAIN).unwrap();
    for (command, at) in [
        ("check tagged --against new", 0),
        ("rebase tagged --to new -o out", 1),
    ] {
        let ended = run(folder.path(), command);
        assert_eq!(ended.code, Some(1), "{command}: {}", ended.told);
        let told = [&ended.out, &ended.told][at];
        assert!(
            told.contains("“Bob Wu” is now “a man in the street”"),
            "{command}: {told}"
        );
    }
    let sun = opened(&folder, "out/sun.ron");
    assert!(sun.misfits.is_empty());
    let waiting = store::apart::of(sun.document.header());
    assert_eq!(waiting.len(), 1);
    // It is a finding until someone has decided.
    let checked = run(folder.path(), "check out");
    assert_eq!(checked.code, Some(1));
    assert!(
        checked.told.contains("waits for a decision"),
        "{}",
        checked.told
    );
    // And for programs.
    let ended = run(
        folder.path(),
        "rebase tagged/sun.ron --to new --json -o sun.json",
    );
    let told: serde_json::Value = serde_json::from_str(ended.told.trim()).unwrap();
    assert_eq!(told["undecided"][0]["was"], "Bob Wu");
    assert_eq!(told["undecided"][0]["reason"], "changed");
}

#[test]
fn a_text_that_is_not_there_is_named_and_nothing_is_written() {
    let folder = tagged();
    let ended = run(folder.path(), "rebase tagged --to nowhere.txt -o out");
    assert_eq!(ended.code, Some(2));
    fs::create_dir(folder.path().join("new")).unwrap();
    fs::write(folder.path().join("new/sun.txt"), SUN).unwrap();
    let ended = run(folder.path(), "rebase tagged --to new -o out");
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.told.contains("rain.ron: no text of it is in new"),
        "{}",
        ended.told
    );
    assert!(!folder.path().join("out/rain.ron").exists());
    // What is there stays, unless it was the input or force is asked for.
    let ended = run(
        folder.path(),
        "rebase tagged/rain.ron --to a/rain.txt -o tagged/sun.ron",
    );
    assert_eq!(ended.code, Some(2));
}
