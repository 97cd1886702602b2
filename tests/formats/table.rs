//! What holds of every format.

use crate::{made, trip};
use dictum::formats::{self, Layout};

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
