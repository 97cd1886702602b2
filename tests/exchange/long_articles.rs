//! Articles that are longer than what is looked at to tell a format.

use super::{document, folder, run};

#[test]
fn a_format_is_told_however_long_the_article_is() {
    let native = document("a", "anna", "done").replace("rains.", &"rains. “Нет.” ".repeat(20_000));
    let folder = folder(&[("a.json", &native)]);
    for (format, file) in [
        ("json", "a.json"),
        ("jsonl", "own.jsonl"),
        ("doccano", "x.jsonl"),
        ("prodigy", "x.jsonl"),
        ("label-studio", "x.json"),
        ("cas-json", "cas/a.json"),
        ("citron", "citron/a.json"),
        ("w3c", "w3c/a.jsonld"),
    ] {
        let (place, _) = file.split_once('/').unwrap_or((file, ""));
        if format != "json" {
            let to = format!("export a.json --to {format} --unfinished --force -o {place}");
            let made = run(folder.path(), &to);
            assert_eq!(made.code, Some(0), "{to}: {}", made.told);
        }
        let checked = run(folder.path(), &format!("check {file}"));
        assert_eq!(checked.code, Some(0), "{format}: {}", checked.told);
        let named = checked.out.contains(&format!(" ({format}): "));
        assert!(named, "{format}: {}", checked.out);
    }
}
