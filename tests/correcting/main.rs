//! How many keys the example article takes until it is as the gold: from its automatic tags, and from
//! nothing, side by side. Every key goes through the keymap and counts, also those that lead the caret
//! there; where there are several ways, someone who knows the keys takes the shortest.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the figures are read by people; a test ends where its input is not what it must be"
)]

mod from_nothing;
mod from_tags;
mod gold;
mod typist;
mod ways;

use dictum::model::Document;
use dictum::store::schemas;
use dictum::tagger::{self, rules::Rules};
use gold::Gold;
use typist::Typist;

/// What is counted today; more keys than these are a step back.
const MOST_FROM_TAGS: usize = 125;

fn bare(gold: &Gold) -> Document {
    let header = (**gold.document.header()).clone();
    Document::new(header, schemas::news(), gold.document.text().clone())
}

#[test]
fn the_example_takes_fewer_keys_from_its_tags_than_from_nothing() {
    let gold = Gold::of_example();
    let mut nothing = Typist::at(bare(&gold));
    from_nothing::annotate(&mut nothing, &gold);
    let mut document = bare(&gold);
    let edit = tagger::tag(&Rules, &document).unwrap();
    document.apply(&edit).unwrap();
    let (marks, suggested) = (document.spans_len(), document.clone());
    let mut tags = Typist::at(document);
    from_tags::correct(&mut tags, &gold);
    println!("{:<34} {:>8} {:>8}", "", "nothing", "tags");
    for what in typist::WHATS {
        println!(
            "{what:<34} {:>8} {:>8}",
            nothing.keys_of(what),
            tags.keys_of(what)
        );
    }
    println!(
        "from nothing: {} keys; from the tags ({marks} marks, {}): {} keys",
        nothing.keys,
        gold.agreement(&suggested),
        tags.keys
    );
    for (way, typist) in [("nothing", &nothing), ("tags", &tags)] {
        let told = gold.differences(typist.editor.document());
        assert!(told.is_empty(), "from {way}: {told:#?}");
    }
    assert!(tags.keys <= MOST_FROM_TAGS, "{}", tags.keys);
    assert!(tags.keys < nothing.keys);
}
