//! `-`: standard input for `import` and `check`.

use super::{document, folder, json_lines, run_on};
use std::fs;

#[test]
fn every_format_of_one_file_is_recognised_on_standard_input() {
    let native = document("a", "anna", "done");
    let folder = folder(&[("a.json", &native)]);
    let one_line = native.replace('\n', " ");
    let mut inputs: Vec<(&str, Vec<u8>)> = vec![
        ("json", native.clone().into_bytes()),
        // One document on one line is as well the one as the other.
        ("json", one_line.clone().into_bytes()),
        (
            "jsonl",
            format!("\u{feff}{one_line}\r\n\r\n{one_line}\n").into_bytes(),
        ),
    ];
    for (format, file) in [
        ("ron", "a.ron"),
        ("doccano", "x.jsonl"),
        ("prodigy", "x.jsonl"),
        ("spacy", "x.spacy"),
        ("hf", "x.parquet"),
        ("hf", "y.jsonl"),
        ("iob2", "x.iob2"),
        ("label-studio", "x.json"),
        ("cas-json", "cas/a.json"),
        ("citron", "citron/a.json"),
        ("webanno-tsv", "tsv/a.tsv"),
    ] {
        let (place, _) = file.split_once('/').unwrap_or((file, ""));
        let to = format!("export a.json --to {format} --unfinished --force -o {place}");
        let made = run_on(folder.path(), &to, b"");
        assert_eq!(made.code, Some(0), "{to}: {}", made.told);
        inputs.push((format, fs::read(folder.path().join(file)).unwrap()));
    }
    for (format, bytes) in inputs {
        let shown = String::from_utf8_lossy(&bytes);
        let checked = run_on(folder.path(), "check -", &bytes);
        assert_eq!(checked.code, Some(0), "{format}: {}\n{shown}", checked.told);
        let named = checked.out.contains(&format!(" ({format}): "));
        assert!(named, "{format}: {}\n{shown}", checked.out);
        assert!(
            checked.out.starts_with("standard input:"),
            "{}",
            checked.out
        );
        let imported = run_on(folder.path(), "import -", &bytes);
        assert_eq!(imported.code, Some(0), "{format}: {}", imported.told);
        let lines = json_lines(&imported.out);
        assert_eq!(lines[0]["text"], "Ann said it rains.", "{format}");
    }
}

#[test]
fn what_is_wrong_on_standard_input_is_named_with_its_place() {
    let folder = folder(&[]);
    let good = "{\"text\": \"Ann\", \"label\": [[0, 3, \"X\"]]}\n";
    for (arguments, input, code, told) in [
        (
            "check -",
            "",
            2,
            "standard input: of no format that Dictum knows: give --from",
        ),
        (
            "check -",
            "?",
            2,
            "standard input: of no format that Dictum knows: give --from",
        ),
        (
            "import -",
            "{\"a\": 1}",
            2,
            "standard input: of no format that Dictum knows: give --from",
        ),
        (
            "import - --from doccano",
            &format!("{good}{{\"text\": \n{good}"),
            1,
            "standard input:2: ",
        ),
        (
            "import - --from doccano",
            &format!("{good}{}", good.replace("[0, 3", "[2, 30")),
            1,
            "standard input:2: a mark X: piece 1 reaches to 30",
        ),
        ("import - --from tie", good, 2, "no format is called tie"),
        (
            "import - --from tei",
            good,
            2,
            "Dictum writes TEI and does not read it",
        ),
    ] {
        let ended = run_on(folder.path(), arguments, input.as_bytes());
        assert_eq!(
            ended.code,
            Some(code),
            "{arguments}: {input}: {}",
            ended.told
        );
        assert!(
            ended.told.contains(told),
            "{arguments}: {input}: {}",
            ended.told
        );
    }
}
