//! Several threads at one export or import: nobody can tell how many there were.

use super::{document, folder, run, run_on};
use dictum::formats::{self, Layout};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file below a folder, or the file itself, with its bytes.
fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut open = vec![path.to_owned()];
    while let Some(next) = open.pop() {
        if next.is_dir() {
            let entries = fs::read_dir(&next).unwrap();
            open.extend(entries.map(|entry| entry.unwrap().path()));
        } else {
            let name = next.strip_prefix(path).unwrap().display().to_string();
            all.insert(name, fs::read(&next).unwrap());
        }
    }
    all
}

#[test]
fn an_export_and_an_import_are_the_same_for_any_number_of_threads() {
    // One of them cannot be read, and is named in its place.
    let native: Vec<(String, String)> = (0..40)
        .map(|number| {
            let id = format!("a{number:02}");
            let text = document(
                &id,
                "anna",
                if number % 7 == 0 { "in_work" } else { "done" },
            );
            let text = if number == 17 {
                text.replace("\"spans\"", "spans")
            } else {
                text
            };
            (format!("in/{id}.json"), text)
        })
        .collect();
    let native: Vec<(&str, &str)> = native
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let folder = folder(&native);
    for format in formats::ALL
        .into_iter()
        .filter(|format| format.writes.is_some())
    {
        let name = format.name;
        let layout = format.writes.map(|writes| writes.layout());
        let extension = match layout {
            Some(Layout::One { extensions, .. }) => format!(".{}", extensions[0]),
            _ => String::new(),
        };
        let mut outcomes = Vec::new();
        for jobs in [1, 4] {
            let out = format!("out{jobs}-{name}{extension}");
            let ended = run(
                folder.path(),
                &format!("export in --to {name} --list --jobs {jobs} -o {out}"),
            );
            assert_eq!(ended.code, Some(1), "{name}: {}", ended.told);
            let told = ended.told.replace(&out, "OUT");
            let written = files(&folder.path().join(&out));
            let imported = format.reads.is_some().then(|| {
                let back = format!("back{jobs}-{name}.jsonl");
                let ended = run(
                    folder.path(),
                    &format!("import {out} --from {name} --jobs {jobs} -o {back}"),
                );
                assert!(matches!(ended.code, Some(0 | 1)), "{name}: {}", ended.told);
                let told = ended.told.replace(&out, "OUT");
                let bytes = fs::read(folder.path().join(&back)).unwrap();
                (told, String::from_utf8(bytes).unwrap())
            });
            outcomes.push((told, written, imported));
        }
        let [one, four] = &outcomes[..] else { panic!() };
        assert_eq!(one.0, four.0, "{name}");
        assert!(
            one.1 == four.1,
            "{name}: other files with 4 threads than with 1"
        );
        assert_eq!(one.2, four.2, "{name}");
    }
}

#[test]
fn a_format_that_is_told_for_a_folder_passes_over_files_of_others() {
    let folder = folder(&[("a.json", &document("a", "anna", "done"))]);
    for name in ["brat", "w3c"] {
        let to = format!("export a.json --to {name} -o {name}");
        assert_eq!(run(folder.path(), &to).code, Some(0));
        // The text lies beside, and with brat a configuration.
        let ended = run(folder.path(), &format!("import {name} --from {name}"));
        assert_eq!(ended.code, Some(0), "{}", ended.told);
        assert_eq!(ended.out.lines().count(), 1);
        let told = "of no format that Dictum knows, or belong";
        assert!(ended.told.contains(told), "{}", ended.told);
    }
}

#[test]
fn standard_input_is_converted() {
    let native = document("a", "anna", "done");
    let folder = folder(&[]);
    let ended = run_on(folder.path(), "convert - a.ron", native.as_bytes());
    assert_eq!(ended.code, Some(0), "{}", ended.told);
    let ended = run(folder.path(), "convert a.ron - --to jsonl");
    let line: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(line["spans"].as_array().unwrap().len(), 5);
}
