//! Taggers learned from annotated articles: how good they are, and what they are made of.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test ends where something is not what it must be, and says aloud what it skips"
)]

use dictum::model::{
    ByteRange, CharOffset, Document, Draft, Fragments, Header, LabelName, Origin, Schema, Span,
    State, Status, Text,
};
use dictum::store::schemas;
use dictum::tagger::learned::{
    Learned, Lesson, ModelError, Options, TrainError, Unfit, lesson, train,
};
use dictum::tagger::{Article, Tagger as _};
use std::sync::Arc;

/// A document that is done, with these marks.
fn done(id: &str, schema: &Arc<Schema>, text: Text, label: &str, marks: &[ByteRange]) -> Document {
    let header = Header {
        id: id.to_owned(),
        status: Status::Done,
        labels_done: vec![LabelName::from(label)],
        ..Header::default()
    };
    let mut document = Document::new(header, Arc::clone(schema), text);
    let mut draft = Draft::new(&document);
    for mark in marks {
        let label = LabelName::from(label);
        let fragments = Fragments::one(*mark).unwrap();
        let id = draft.new_span_id(&label);
        let mut span = Span::new(id, label, fragments, Origin::human("anna"));
        span.state = State::Accepted;
        draft.put_span(span).unwrap();
    }
    let edit = draft.finish();
    document.apply(&edit).unwrap();
    document
}

/// The same with the marks written in the text, in brackets.
fn marked(id: &str, schema: &Arc<Schema>, label: &str, words: &str) -> Document {
    let (mut plain, mut marks, mut start) = (String::new(), Vec::new(), 0);
    for c in words.chars() {
        match c {
            '[' => start = plain.len(),
            ']' => marks.push(ByteRange::new(start, plain.len())),
            c => plain.push(c),
        }
    }
    done(id, schema, Text::new(plain), label, &marks)
}

fn lessons(documents: &[Document]) -> Vec<Lesson> {
    let each = documents
        .iter()
        .map(|document| lesson(document, &[]).unwrap());
    each.collect()
}

fn learned(documents: &[Document]) -> Learned {
    // How good it is, is found out here on other articles.
    let options = Options {
        folds: 0,
        ..Options::default()
    };
    train(&lessons(documents), &options, &mut |_| true).unwrap()
}

/// How many marks of a label are right, proposed, and both (any overlap, one to one in text order).
fn agreement(model: &Learned, documents: &[Document], label: &str) -> (usize, usize, usize) {
    let (mut right, mut proposed, mut both) = (0, 0, 0);
    for document in documents {
        let proposals = model.propose(Article {
            text: document.text(),
            language: None,
            schema: document.schema(),
        });
        let mut found: Vec<ByteRange> = proposals
            .spans
            .iter()
            .filter(|span| span.label.as_str() == label)
            .map(|span| span.fragments.hull())
            .collect();
        proposed += found.len();
        for gold in document.spans() {
            right += 1;
            let overlaps = |range: &ByteRange| {
                range.start < gold.fragments.end() && gold.fragments.start() < range.end
            };
            if let Some(at) = found.iter().position(overlaps) {
                found.remove(at);
                both += 1;
            }
        }
    }
    (right, proposed, both)
}

fn f1((right, proposed, both): (usize, usize, usize)) -> f64 {
    2.0 * both as f64 / (right + proposed) as f64
}

/// The openings of news articles with their event triggers, words of reporting included as that corpus has them.
fn meantime() -> Option<Vec<Document>> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/corpora/meantime_dev.json"
    );
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("SKIPPED: the corpus is not there: {path}");
        return None;
    };
    let articles: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let schema = schemas::news();
    let document = |article: &serde_json::Value| {
        let whole = article["text"].as_str().unwrap();
        let until = article["scored_to"]
            .as_u64()
            .map_or(usize::MAX, |until| until as usize);
        let text = Text::new(whole.chars().take(until).collect::<String>());
        let lists = ["events", "optional_events"]
            .into_iter()
            .filter_map(|key| article[key].as_array());
        let mut marks: Vec<ByteRange> = lists
            .flatten()
            .filter_map(|range| {
                let at = |end: usize| text.byte_of_char(CharOffset(range[end].as_u64()? as usize));
                Some(ByteRange::between(at(0)?, at(1)?))
            })
            .collect();
        marks.sort_unstable();
        marks.dedup();
        done(
            article["doc"].as_str().unwrap(),
            &schema,
            text,
            "event",
            &marks,
        )
    };
    Some(articles.as_array().unwrap().iter().map(document).collect())
}

#[test]
fn half_of_a_corpus_teaches_the_other_half() {
    let Some(documents) = meantime() else { return };
    let half = |rest: usize| -> Vec<Document> {
        documents.iter().skip(rest).step_by(2).cloned().collect()
    };
    for (from, on) in [(0, 1), (1, 0)] {
        let begin = std::time::Instant::now();
        let model = learned(&half(from));
        let took = begin.elapsed();
        let counts = agreement(&model, &half(on), "event");
        eprintln!(
            "F1 {:.3} {counts:?}; learned in {took:.1?}, {} bytes",
            f1(counts),
            model.to_bytes().len(),
        );
        assert!(f1(counts) >= 0.80, "{:.3}", f1(counts));
    }
}

/// A schema of one label, of a kind that the program knows nothing of.
fn money() -> Arc<Schema> {
    let label = dictum::model::schema::Label {
        name: LabelName::from("amount"),
        ..Default::default()
    };
    Arc::new(Schema {
        name: "money".to_owned(),
        labels: vec![label],
        ..Schema::default()
    })
}

const SUMS: [&str; 10] = [
    "The town will spend [$4 million] on a new bridge. The mayor had asked for [$6.5 million] in May.",
    "Shares of the bakery fell by 3 percent after it lost [€200,000]. Its owner paid [€1,500] for repairs.",
    "A family from Leeds won [£12 million]. They gave [£40,000] to 12 neighbours.",
    "The museum bought the painting for [90,000 dollars]. In 1990 it had cost [700 dollars].",
    "Farmers receive [€45] per hectare. The programme costs [€3.2 billion] over 5 years.",
    "The 14 workers earn [$11] an hour. Their union wants [$15].",
    "He owed the bank [2 million pounds] and sold 3 houses. One of them brought [310,000 pounds].",
    "Tickets cost [£8], or [£5] for children under 12. Some 400 people came.",
    "The fine of [$250] was raised to [$1,000] last year. More than 60 drivers paid it.",
    "The company, founded in 2003, made [5 million euros] in the first quarter and [7 million euros] in the second.",
];

#[test]
fn ten_articles_teach_a_new_label_to_the_eleventh() {
    let schema = money();
    let ten: Vec<Document> = SUMS
        .iter()
        .enumerate()
        .map(|(number, words)| marked(&format!("a{number}"), &schema, "amount", words))
        .collect();
    let eleventh = marked(
        "new",
        &schema,
        "amount",
        "The library needs [$2.5 million] for its roof, 30 years after it opened. The council offered \
         [$800,000], and 120 readers collected [9,000 dollars]. A builder from York asked for [£60,000] \
         in 2019, a sum that the library did not have. This year repairs alone cost [€14,000].",
    );
    let model = learned(&ten);
    let (right, proposed, both) = agreement(&model, std::slice::from_ref(&eleventh), "amount");
    eprintln!("{both} of {right}, {proposed} proposed");
    assert!(
        both * 2 > right && both * 2 > proposed,
        "{both} of {right}, {proposed} proposed"
    );
    // What it proposes says where it is from, and how sure it is.
    let proposals = model.propose(Article {
        text: eleventh.text(),
        language: None,
        schema: &schema,
    });
    for span in &proposals.spans {
        assert_eq!(span.reason, "learned from 10 articles");
        assert!(span.score > 0.0 && span.score <= 1.0);
    }
    // A schema without the label gets nothing of it.
    let proposals = model.propose(Article {
        text: eleventh.text(),
        language: None,
        schema: &schemas::news(),
    });
    assert!(
        proposals
            .spans
            .iter()
            .all(|span| span.label.as_str() != "amount")
    );
}

fn small() -> Vec<Lesson> {
    let schema = money();
    let documents = SUMS.iter().take(4).enumerate();
    let documents =
        documents.map(|(number, words)| marked(&format!("a{number}"), &schema, "amount", words));
    lessons(&documents.collect::<Vec<_>>())
}

#[test]
fn the_same_lessons_give_the_same_bytes_with_how_good_they_are() {
    let options = Options {
        folds: 2,
        ..Options::default()
    };
    let (mut steps, mut of) = (0, 0);
    let model = train(&small(), &options, &mut |step| {
        assert_eq!(step.done, steps);
        (steps, of) = (steps + 1, step.of);
        true
    })
    .unwrap();
    assert_eq!(steps, of);
    let bytes = model.to_bytes();
    assert_eq!(
        train(&small(), &options, &mut |_| true).unwrap().to_bytes(),
        bytes
    );
    assert_eq!(Learned::from_bytes(&bytes).unwrap(), model);
    let card = model.card();
    assert_eq!((card.documents, card.folds, card.labels.len()), (4, 2, 1));
    let held_out = card.labels[0].held_out.unwrap();
    assert_eq!((card.labels[0].spans, held_out.gold), (8, 8));
    // The card can be read without the program.
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.starts_with("dictum-model/1\n{") && text.contains("\"label\": \"amount\""));
}

#[test]
fn a_damaged_model_is_an_error_wherever_it_is_damaged() {
    let options = Options {
        folds: 0,
        ..Options::default()
    };
    let bytes = train(&small(), &options, &mut |_| true).unwrap().to_bytes();
    for at in (0..bytes.len()).step_by(bytes.len() / 97) {
        assert!(Learned::from_bytes(&bytes[..at]).is_err(), "cut at {at}");
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x20;
        // In the card a letter may change and still be a name; the weights never.
        let read = Learned::from_bytes(&damaged);
        let weights = bytes.windows(5).position(|it| it == b"\n---\n").unwrap();
        assert!(at < weights || read.is_err(), "changed at {at}");
    }
    let later = Learned::from_bytes(b"dictum-model/2\n{}").unwrap_err();
    assert_eq!(later, ModelError::OtherFormat("dictum-model/2".to_owned()));
    assert_eq!(
        Learned::from_bytes(b"PNG\n").unwrap_err(),
        ModelError::NotAModel
    );
}

#[test]
fn learning_can_be_broken_off_and_needs_what_is_done() {
    let broken = train(&small(), &Options::default(), &mut |step| step.done < 3);
    assert_eq!(broken, Err(TrainError::BrokenOff));
    assert_eq!(
        train(&[], &Options::default(), &mut |_| true),
        Err(TrainError::NoLessons)
    );
    let schema = money();
    let none = [marked("a", &schema, "amount", "Nothing here.")];
    assert_eq!(
        train(&lessons(&none), &Options::default(), &mut |_| true),
        Err(TrainError::NoMarks)
    );
    let wanted = [LabelName::from("place")];
    assert_eq!(lesson(&none[0], &wanted).unwrap_err(), Unfit::OtherLabels);
    let untouched = Document::new(Header::default(), schema, Text::new("Words."));
    assert_eq!(lesson(&untouched, &[]).unwrap_err(), Unfit::NotDone);
}
