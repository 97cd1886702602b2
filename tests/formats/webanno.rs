//! WebAnno TSV: tokens and parts of them, numbers, chains, relations, features that others fill.

use crate::samples::folder;
use crate::{made, trip};
use dictum::formats::{Imported, Lost, named};
use dictum::model::{AttributeValue, Document, Entity, Link, Origin, Parts, Span};
use std::path::Path;

fn read(file: &str) -> Imported {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tsv");
    std::fs::write(&path, file).unwrap();
    trip::read(named("webanno-tsv").unwrap(), &path).remove(0)
}

fn refused(file: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tsv");
    std::fs::write(&path, file).unwrap();
    let disk = dictum::disk::RealDisk::default();
    let source = dictum::formats::Source {
        disk: &disk,
        path: &path,
    };
    let mut give = |_| std::ops::ControlFlow::Continue(());
    let reads = named("webanno-tsv").unwrap().reads.unwrap();
    reads.read(&source, &mut give).unwrap_err().to_string()
}

fn told(imported: &Imported) -> Vec<String> {
    let told =
        |fault: &dictum::formats::Fault| format!("{}: {}", fault.line.unwrap_or(0), fault.reason);
    imported.faults.iter().map(told).collect()
}

/// What a document says of its marks, ids aside.
fn said(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for span in document.spans() {
        let entity = span.entity.as_ref().and_then(|id| document.entity(id));
        let entity = entity.map(|entity| (&entity.id, &entity.name, &entity.kind));
        let hull = span.fragments.hull();
        lines.push(format!(
            "{} {hull:?} {:?} {:?} {:?} {:?} {entity:?}",
            span.label, span.attributes, span.no_links, span.state, span.note
        ));
    }
    for link in document.links() {
        let words = |id| document.span(id).map(|span| document.words(span));
        lines.push(format!(
            "{} {:?} {:?} {:?}",
            link.label,
            words(&link.from),
            words(&link.to),
            link.attributes
        ));
    }
    lines.sort();
    lines
}

#[test]
fn the_example_and_every_hard_thing_come_back() {
    let format = named("webanno-tsv").unwrap();
    for document in made::hard().into_iter().chain([made::example()]) {
        let id = document.header().id.clone();
        let out = trip::out(format, std::slice::from_ref(&document));
        let lost: Vec<Lost> = out
            .losses
            .iter()
            .map(|loss| loss.lost)
            .filter(|lost| !matches!(lost, Lost::Provenance | Lost::Metadata))
            .collect();
        let split = document
            .spans()
            .filter(|span| span.fragments.len() > 1)
            .count();
        let fragments = lost.iter().filter(|lost| **lost == Lost::Fragments).count();
        assert_eq!(fragments, split, "{id}");
        assert!(
            lost.iter()
                .all(|lost| matches!(lost, Lost::Fragments | Lost::Entity)),
            "{id}: {lost:?}"
        );
        let back = trip::back(format, &out);
        let [back] = back.as_slice() else {
            panic!("{id}: {} documents", back.len())
        };
        assert_eq!(back.faults, [], "{id}");
        assert_eq!(
            back.document.text().as_str(),
            document.text().as_str(),
            "{id}"
        );
        assert_eq!(back.document.header().id, id);
        if split == 0 {
            assert_eq!(said(&back.document), said(&document), "{id}");
        }
        // Once there, it stays as it is.
        let again = trip::out(format, std::slice::from_ref(&back.document));
        let file = |out: &trip::Out| std::fs::read_to_string(&out.files[0]).unwrap();
        assert_eq!(file(&again), file(&out), "{id}");
    }
}

#[test]
fn all_that_can_be_set_comes_back() {
    let made = made::document(
        "set",
        "  “Go_on|now,” Anna Lund said.\n\n\nHe  went.  ",
        &[
            ("q1", "quote", &["Go_on|now,"]),
            ("q2", "quote", &["on|"]),
            ("q3", "quote", &["n|n"]),
            ("s1", "speaker", &["Anna Lund"]),
            ("s2", "speaker", &["Lund"]),
        ],
        &[("l1", "said_by", "q1", "s1"), ("l2", "said_by", "q2", "s2")],
    );
    let spans = made.spans().map(|span| {
        let mut span = Span::clone(span);
        match span.id.as_str() {
            "q1" => {
                span.attributes
                    .insert("kind".into(), "free_indirect".into());
                span.attributes
                    .insert("sure".into(), AttributeValue::Flag(true));
                span.attributes.insert("note".into(), "[1]*->\\".into());
                span.note = Some("Twice;\n\tsee|above_".to_owned());
            }
            "q2" => span.no_links = vec!["cued_by".into(), "said_to".into()],
            _ => span.entity = Some("p1".into()),
        }
        span
    });
    let links = made.links().map(|link| {
        let mut link = Link::clone(link);
        link.attributes.insert("certainty".into(), "high".into());
        link
    });
    let mut person = Entity::new("p1".into(), "Anna Lund", Origin::default());
    person.kind = Some("person".into());
    let document = Document::build(Parts {
        header: (**made.header()).clone(),
        schema: made.schema().clone(),
        text: made.text().clone(),
        spans: spans.collect(),
        links: links.collect(),
        entities: vec![person],
    })
    .unwrap();
    let format = named("webanno-tsv").unwrap();
    let out = trip::out(format, std::slice::from_ref(&document));
    let lost: Vec<String> = out
        .losses
        .iter()
        .filter(|loss| loss.lost != Lost::Provenance)
        .map(|loss| format!("{:?} {}", loss.lost, loss.detail))
        .collect();
    assert_eq!(lost, ["Name note"]);
    let back = trip::back(format, &out);
    assert_eq!(told(&back[0]), [] as [&str; 0]);
    assert_eq!(back[0].document.text().as_str(), document.text().as_str());
    let mut back = said(&back[0].document);
    for line in &mut back {
        *line = line.replace("\"_note\"", "\"note\"");
    }
    // The renamed one stands before the others.
    let sorted = |lines: Vec<String>| -> Vec<Vec<char>> {
        let letters = lines.into_iter().map(|line| {
            let mut letters: Vec<char> = line.chars().collect();
            letters.sort_unstable();
            letters
        });
        letters.collect()
    };
    assert_eq!(sorted(back), sorted(said(&document)));
}

/// Every element of an XMI file with a place in the text, but tokens and sentences: its name, its place, and
/// for relations what they join.
fn placed(xmi: &str) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    for element in xmi.split('<').skip(1) {
        let name = element.split([' ', '>', '/']).next().unwrap_or_default();
        let value = |key: &str| {
            let key = format!(" {key}=\"");
            let rest = element.split_once(&key)?.1;
            rest.split_once('"')?.0.parse::<usize>().ok()
        };
        let Some((_, name)) = name.split_once(':') else {
            continue;
        };
        // What is the text's own, and no mark on it.
        let is_text = [
            "DocumentMetaData",
            "DocumentAnnotation",
            "TagsetDescription",
            "Sentence",
            "Token",
        ]
        .contains(&name);
        if let (Some(begin), Some(end)) = (value("begin"), value("end"))
            && !is_text
            && begin < end
        {
            found.push((name.to_owned(), begin, end));
        }
    }
    found
}

/// The tool's own samples, each beside what it says in another format.
#[test]
fn the_samples_say_what_their_xmi_says() {
    let Some(folder) = folder() else { return };
    let mut compared = 0;
    for folder in std::fs::read_dir(folder.join("webanno_tsv")).unwrap() {
        let folder = folder.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(xmi) = std::fs::read_to_string(folder.join("reference.xmi")) else {
            continue;
        };
        compared += 1;
        let read = trip::read(named("webanno-tsv").unwrap(), &folder.join("reference.tsv"));
        let document = &read[0].document;
        let sofa = xmi.split_once("sofaString=\"").unwrap().1;
        let sofa = sofa.split_once('"').unwrap().0;
        let sofa = sofa
            .replace("&#10;", "\n")
            .replace("&#9;", "\t")
            .replace("&#128522;", "😊");
        assert_eq!(document.text().as_str(), sofa, "{name}");
        let text = document.text();
        let mut ours: Vec<(String, usize, usize)> = Vec::new();
        let layer = |extra: &dictum::model::Extra| {
            let layer = extra["webanno"]["layer"].as_str().unwrap();
            layer.rsplit('.').next().unwrap().to_owned()
        };
        let place = |span: &Span| {
            let hull = span.fragments.hull();
            (
                text.utf16_offset(hull.start).0,
                text.utf16_offset(hull.end).0,
            )
        };
        for span in document.spans() {
            let (begin, end) = place(span);
            if layer(&span.extra) != "Token" {
                ours.push((layer(&span.extra), begin, end));
            }
        }
        for link in document.links() {
            if link.extra["webanno"].get("slot").is_none() {
                let (begin, end) = place(document.span(&link.to).unwrap());
                ours.push((layer(&link.extra), begin, end));
            }
        }
        let mut theirs = placed(&xmi);
        // The two files of some samples call a layer differently.
        for mark in ours.iter_mut().chain(&mut theirs) {
            for (one, other) in [("NamedEntity", "Span"), ("Dependency", "Relation")] {
                if mark.0 == one {
                    other.clone_into(&mut mark.0);
                }
            }
        }
        theirs.sort();
        ours.sort();
        assert_eq!(ours, theirs, "{name}");
    }
    assert!(compared > 10);
}

#[test]
fn what_comes_in_goes_out_as_it_was() {
    let Some(folder) = folder() else { return };
    let format = named("webanno-tsv").unwrap();
    let mut changed = Vec::new();
    for folder in std::fs::read_dir(folder.join("webanno_tsv")).unwrap() {
        let path = folder.unwrap().path().join("reference.tsv");
        let Ok(before) = std::fs::read_to_string(&path) else {
            continue;
        };
        // Marks without a character are no marks here.
        if before.contains("7-7") {
            continue;
        }
        let read = trip::read(format, &path).remove(0);
        let out = trip::out(format, &[read.document]);
        let after = std::fs::read_to_string(&out.files[0]).unwrap();
        if after != before {
            changed.push((path, after));
        }
    }
    assert!(changed.is_empty(), "{changed:#?}");
}

const HEAD: &str = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n#T_RL=custom.Relation|label|BT_custom.Span\n\n\n";

#[test]
fn gaps_between_sentences_and_other_ways_to_count_are_seen() {
    for (body, text) in [
        (
            "#Text=one\n1-1\t0-3\tone\tx\t_\t_\t\n\n#Text=two\n2-1\t6-9\ttwo\tx\t_\t_\t\n",
            "one\n  two",
        ),
        ("#Text=  one\n1-1\t2-5\tone\tx\t_\t_\t\n", "  one"),
        (
            "#Text=😀 one\n1-1\t0-1\t😀\t_\t_\t_\t\n1-2\t2-5\tone\tx\t_\t_\t\n\n#Text=two\n2-1\t6-9\ttwo\tx\t_\t_\t\n",
            "😀 one\ntwo",
        ),
        (
            "#Text=a\\\\b\\tc\\r\n#Text=d\n1-1\t0-3\ta\\b\tx\t_\t_\t\n",
            "a\\b\tc\r\nd",
        ),
    ] {
        let imported = read(&format!("{HEAD}{body}"));
        assert_eq!(told(&imported), [] as [&str; 0], "{text:?}");
        let read = imported.document.text().as_str();
        // A first sentence whose text begins before its first token is wrong, and read all the same.
        assert_eq!(read.trim_start(), text.trim_start());
        for span in imported.document.spans() {
            let words = imported.document.words(span);
            assert!(["one", "two", "a\\b"].contains(&words.as_str()), "{words}");
        }
    }
    let windows = format!("{HEAD}#Text=one\n1-1\t0-3\tone\tx\t_\t_\t\n").replace('\n', "\r\n");
    let imported = read(&format!("\u{feff}{windows}"));
    assert_eq!(imported.document.text().as_str(), "one");
    assert_eq!(imported.document.spans_len(), 1);
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_rest_is_read() {
    let imported = read(&format!(
        "{HEAD}#Text=one two six\n1-1\t0-3\tone\tx[1]\t_\t_\t\n1-2\t4-7\ttwo\ty\tr\t9-9\t\n1-3\tx\tsix\t_\t_\t_\t\n1-4\t8-99\tsix\tz\t_\t_\t\n1-5\t8-11\n1-6\t8-11\tsix\tw|v\tq\t1-1[7_0]\t\n"
    ));
    assert_eq!(
        told(&imported),
        [
            "9: a place as 0-4 expected, and it is \"x\"",
            "11: a token, its place and its words expected",
            "8: r leads to or from 9-9, where no such mark is",
            "10: w3 (z): piece 1 reaches to 99, past the end of the text",
        ]
    );
    assert_eq!(imported.document.spans_len(), 4);
    assert_eq!(imported.document.links_len(), 1);
}

#[test]
fn what_is_no_such_file_or_has_no_end_is_refused() {
    assert_eq!(
        refused(b"#FORMAT=WebAnno TSV 2\n"),
        "line 1: does not begin with #FORMAT=WebAnno TSV 3"
    );
    assert_eq!(
        refused(b"#FORMAT=WebAnno TSV 3.3\n\xFF"),
        "not UTF-8 from byte 24 on"
    );
    let far = format!("{HEAD}#Text=one\n1-1\t99999999999-99999999999\tone\tx\t_\t_\t\n");
    assert!(refused(far.as_bytes()).starts_with("line 7: the sentence begins 99999999999"));
}

#[test]
fn cut_anywhere_it_is_read_as_far_as_it_goes() {
    let out = trip::out(named("webanno-tsv").unwrap(), &[made::example()]);
    let file = std::fs::read_to_string(Path::new(&out.files[0])).unwrap();
    for cut in (30..file.len()).step_by(file.len() / 40) {
        let cut = (0..=cut)
            .rev()
            .find(|&cut| file.is_char_boundary(cut))
            .unwrap();
        // Relations whose other end is cut away are told each by itself.
        let imported = read(&file[..cut]);
        let odd = told(&imported);
        let odd: Vec<_> = odd
            .iter()
            .filter(|told| !told.contains("leads to or from"))
            .collect();
        assert!(odd.len() < 3, "{cut}: {odd:?}");
    }
}
