//! What holds of every format.

use crate::{made, trip};
use dictum::formats::export::Manner;
use dictum::formats::{self, Done, Layout, LeftOut, Lost, Selection};

#[test]
fn every_name_is_one_and_every_format_does_something() {
    let mut names: Vec<&str> = formats::ALL.iter().map(|format| format.name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    for format in formats::ALL {
        assert!(
            format.reads.is_some() || format.writes.is_some(),
            "{}",
            format.name
        );
        assert!(
            format
                .name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        );
    }
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    let documents = [made::example()];
    for format in formats::ALL {
        let Some(writes) = format.writes else {
            continue;
        };
        if let Layout::One { .. } = writes.layout() {
            let once = trip::one_file(format, &documents);
            assert!(!once.is_empty(), "{}", format.name);
            assert!(
                once == trip::one_file(format, &documents),
                "{}",
                format.name
            );
        }
    }
}

#[test]
fn every_export_is_recognised_as_what_it_is() {
    for format in formats::ALL {
        if format.writes.is_none() || format.reads.is_none() {
            continue;
        }
        let out = trip::out(format, &[made::example()]);
        let told: Vec<&str> = out
            .files
            .iter()
            .filter_map(|path| {
                let disk = dictum::disk::RealDisk::default();
                let source = formats::Source { disk: &disk, path };
                let head = source.head().unwrap();
                let glimpse = formats::Glimpse {
                    source,
                    head: &head,
                };
                formats::recognise(&glimpse).map(|format| format.name)
            })
            .collect();
        assert_eq!(told, [format.name], "{:?}", out.files);
    }
}

#[test]
fn what_is_said_to_go_out_is_what_was_not_dropped() {
    let mut documents = made::hard();
    documents.push(made::example());
    for format in formats::ALL
        .into_iter()
        .filter(|format| format.writes.is_some())
    {
        for document in &documents {
            let selection = Selection {
                unfinished: true,
                ..Selection::default()
            };
            let Some(parts) = formats::select(document, &selection, &mut LeftOut::default()) else {
                continue;
            };
            let manner = Manner {
                selection,
                ..Manner::default()
            };
            let (written, losses) = formats::export::losses(format, &manner, [document]).unwrap();
            let dropped = |of: &[Lost]| {
                let dropped = losses.iter().filter(|loss| loss.done == Done::Dropped);
                dropped.filter(|loss| of.contains(&loss.lost)).count() as u64
            };
            let spans = parts.spans.len() as u64 - dropped(&[Lost::Span, Lost::Overlap]);
            let links = parts.links.len() as u64 - dropped(&[Lost::Link]);
            let id = &document.header().id;
            let told = format!("{} {id}", format.name);
            if losses.iter().any(|loss| loss.done == Done::Split) {
                // Of one come several, each with the links.
                assert!(written.spans > spans && written.links >= links, "{told}");
            } else {
                assert_eq!((written.spans, written.links), (spans, links), "{told}");
            }
        }
    }
}
