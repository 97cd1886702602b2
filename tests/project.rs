//! Project folders: what stands in their file, whose document is where, what may run.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "the tests make the projects that are opened, and end where something is not what it must be"
)]

use dictum::disk::{Disk as _, RealDisk};
use dictum::project::{Agreements, FILE, Project, ProjectError, TaggerChoice, Work};
use dictum::store;
use std::fs;
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, words) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, words).unwrap();
    }
    folder
}

fn ids(project: &Project) -> Vec<String> {
    let listed = project.articles(&disk()).unwrap();
    listed.into_iter().map(|each| each.id).collect()
}

fn disk() -> RealDisk {
    RealDisk::default()
}

#[test]
fn what_a_project_says_is_read_in_both_spellings() {
    let whole = r#"(format: "dictum-project/1", name: "Money", schema: (name: "money", labels: [(name: "amount")]), tagger: (command: ["python3", "tag.py"]), guidelines: "All sums.", blind_every: 5)"#;
    let cases = [
        ("(name: \"A\")", "A", "news", None),
        ("(tagger: \"rules\")", "", "news", Some(TaggerChoice::Rules)),
        (
            "(schema: \"attribution\", tagger: (model: \"m.dictum-model\"))",
            "",
            "attribution",
            Some(TaggerChoice::Model("m.dictum-model".to_owned())),
        ),
        (
            "{\"schema\": \"own.ron\", \"tagger\": {\"model\": \"m\"}}",
            "",
            "own",
            Some(TaggerChoice::Model("m".to_owned())),
        ),
        (
            whole,
            "Money",
            "money",
            Some(TaggerChoice::Command(vec![
                "python3".to_owned(),
                "tag.py".to_owned(),
            ])),
        ),
    ];
    for (words, name, schema, tagger) in cases {
        let folder = folder(&[(FILE, words), ("own.ron", "(name: \"own\")")]);
        let project = Project::open(&disk(), folder.path()).unwrap();
        assert_eq!(project.schema().name, schema, "{words}");
        assert_eq!(project.tagger(), tagger.as_ref(), "{words}");
        if !name.is_empty() {
            assert_eq!(project.name(), name);
        }
        let by_file = Project::open(&disk(), &folder.path().join(FILE)).unwrap();
        assert_eq!(project, by_file);
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let cases = [
        ("(name: 3)", "line 1, column 7, name"),
        ("(\n  tagger: \"rule\",\n)", "line 2"),
        ("(tagger: (command: []))", "a tagger is \"rules\""),
        ("(tagger: (command: [\"\"]))", "a tagger is"),
        ("(blind_every: -1)", "line 1"),
        ("(schema: \"new\")", "there is no schema “new”"),
        ("(schema: \"gone.ron\")", "cannot read"),
        (
            "(format: \"dictum-project/2\")",
            "this version reads dictum-project/1",
        ),
        ("(format: \"dictum/1\")", "which is not dictum-project/1"),
        ("", "neither RON nor JSON"),
    ];
    for (words, expected) in cases {
        let folder = folder(&[(FILE, words)]);
        let error = Project::open(&disk(), folder.path())
            .unwrap_err()
            .to_string();
        assert!(error.contains(expected), "{words}: {error}");
    }
}

#[test]
fn unknown_keys_stay_when_the_tagger_changes() {
    let words = r#"(format: "dictum-project/1", name: "A", later: (deep: [1, "two"]))"#;
    let folder = folder(&[(FILE, words)]);
    let mut project = Project::open(&disk(), folder.path()).unwrap();
    project.set_tagger(Some(TaggerChoice::Command(vec!["a b".to_owned()])));
    project.save(&disk()).unwrap();
    let again = Project::open(&disk(), folder.path()).unwrap();
    assert_eq!(again, project);
    let written = fs::read_to_string(folder.path().join(FILE)).unwrap();
    assert!(
        written.contains("two") && written.contains("(command: [\"a b\"])"),
        "{written}"
    );
}

#[test]
fn articles_are_listed_by_id_with_those_that_only_annotations_hold() {
    let folder = folder(&[
        (FILE, "()"),
        ("articles/b.txt", "B"),
        ("articles/+anna.txt", "A"),
        ("articles/C D.txt", "C"),
        ("articles/notes.pdf", "-"),
        ("annotations/b/anna.ron", "(text: \"B\", spans: [])"),
        ("annotations/only/anna.ron", "(text: \"O\", spans: [])"),
    ]);
    let project = Project::open(&disk(), folder.path()).unwrap();
    assert_eq!(ids(&project), ["Anna", "C D", "b", "only"]);
    let begun: Vec<bool> = project
        .articles(&disk())
        .unwrap()
        .iter()
        .map(|each| each.is_begun)
        .collect();
    assert_eq!(begun, [false, false, true, true]);
    let annotators = project.annotators(&disk(), "b").unwrap();
    assert_eq!(annotators[0].0, "anna");
}

#[test]
fn each_annotator_has_a_document_of_the_text() {
    let folder = folder(&[
        (FILE, "(schema: \"attribution\")"),
        ("articles/a b.txt", "Hello."),
    ]);
    let project = Project::open(&disk(), folder.path()).unwrap();
    let Work::New(document) = project.work(&disk(), "a b", "Zoë").unwrap() else {
        panic!("nobody has begun")
    };
    assert_eq!(document.text().as_str(), "Hello.");
    assert_eq!(document.header().id, "a b");
    assert_eq!(document.schema().name, "attribution");
    let place = project.place("a b", "Zoë");
    store::save(&disk(), &place, &document).unwrap_err();
    disk().create_dir(place.parent().unwrap()).unwrap();
    store::save(&disk(), &place, &document).unwrap();
    assert!(matches!(
        project.work(&disk(), "a b", "Zoë").unwrap(),
        Work::Found(_)
    ));
    assert!(matches!(
        project.work(&disk(), "a b", "Bob").unwrap(),
        Work::New(_)
    ));
    assert_eq!(project.article_of(&place).as_deref(), Some("a b"));
    let around = Project::around(&disk(), &place).unwrap().unwrap();
    assert_eq!(around, project);
    // Someone else's document holds the text as well.
    fs::remove_file(folder.path().join("articles/a b.txt")).unwrap();
    let Work::New(document) = project.work(&disk(), "a b", "Bob").unwrap() else {
        panic!("Bob has not begun")
    };
    assert_eq!(document.text().as_str(), "Hello.");
    let error = project.work(&disk(), "../gone", "Bob").unwrap_err();
    assert!(matches!(error, ProjectError::NoSuchArticle { .. }));
}

#[test]
fn a_path_elsewhere_belongs_to_no_project() {
    let folder = folder(&[("articles/a.txt", "A"), ("b.txt", "B")]);
    for name in ["articles/a.txt", "b.txt"] {
        let path = folder.path().join(name);
        assert!(Project::around(&disk(), &path).unwrap().is_none(), "{name}");
    }
}

#[test]
fn a_new_project_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let project = Project::create(&disk(), folder.path(), "Mine").unwrap();
    assert_eq!(
        (project.name().as_str(), project.tagger()),
        ("Mine", Some(&TaggerChoice::Rules))
    );
    assert!(Project::create(&disk(), folder.path(), "Other").is_err());
    assert_eq!(
        Project::open(&disk(), folder.path()).unwrap().name(),
        "Mine"
    );
}

#[test]
fn about_every_nth_article_is_blind_and_always_the_same() {
    let blind = |every: &str| {
        let folder = folder(&[(FILE, &format!("(blind_every: {every})"))]);
        Project::open(&disk(), folder.path()).unwrap()
    };
    let count = |project: &Project| {
        (0..1000)
            .filter(|n| project.is_blind(&format!("article-{n}")))
            .count()
    };
    assert_eq!(count(&blind("None")), 0);
    assert_eq!(count(&blind("0")), 0);
    assert_eq!(count(&blind("1")), 1000);
    assert!(
        (70..130).contains(&count(&blind("10"))),
        "{}",
        count(&blind("10"))
    );
}

#[test]
fn many_articles_are_listed_fast() {
    let folder = folder(&[(FILE, "()"), ("articles/a.txt", "A")]);
    for n in 0..300 {
        fs::File::create(folder.path().join(format!("articles/article-{n}.txt"))).unwrap();
    }
    let project = Project::open(&disk(), folder.path()).unwrap();
    let begin = std::time::Instant::now();
    assert_eq!(project.articles(&disk()).unwrap().len(), 301);
    let took = begin.elapsed();
    assert!(took.as_secs_f32() < 0.5, "{took:?}");
}

#[test]
fn an_agreement_is_for_one_project_and_one_command_on_this_machine() {
    let (project, other, state) = (folder(&[]), folder(&[]), folder(&[]));
    let command = ["python3".to_owned(), "tag.py".to_owned()];
    let state_folder = state.path().join("dictum");
    let load = || Agreements::load(&disk(), Some(&state_folder));
    let mut agreements = load();
    assert!(!agreements.has(project.path(), &command));
    agreements.give(&disk(), project.path(), &command).unwrap();
    for agreements in [&agreements, &load()] {
        assert!(agreements.has(project.path(), &command));
        assert!(agreements.has(&project.path().join("."), &command));
        assert!(!agreements.has(other.path(), &command));
        assert!(!agreements.has(project.path(), &command[..1]));
        // The same words cut in another way are another command.
        assert!(!agreements.has(project.path(), &["python3 tag.py".to_owned()]));
    }
    fs::write(state_folder.join("agreed.ron"), "[(").unwrap();
    assert!(!load().has(project.path(), &command));
}
