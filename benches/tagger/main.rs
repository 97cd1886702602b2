//! How fast the built-in tagger is: within the library, and as a process from standard input to standard
//! output, on one core and on two, with the memory that it took.
//!
//! Prints a line each: `name figure unit`. A megabyte is a million bytes of the articles' text.

mod news;

use dictum::model::{Document, Draft, EditError, Header, State, Status, Text};
use dictum::store::{schemas, write_jsonl};
use dictum::tagger::learned::{Lesson, Options, lesson, train};
use dictum::tagger::{self, Article, Proposals, Tagger, rules::Rules};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
const LIBRARY: usize = 2_000_000;
const PROCESS: usize = 10_000_000;

fn main() {
    let articles = news::articles(LIBRARY);
    stages(&articles);
    for jobs in [1, 2] {
        let (speed, _) = process(PROCESS, jobs).expect("the program tags a stream");
        line(&format!("process_{jobs}_core"), speed, "MB/s");
    }
    for bytes in [PROCESS, 10 * PROCESS] {
        let (_, memory) = process(bytes, 2).expect("the program tags a stream");
        line(&format!("memory_of_{}_MB", bytes / 1_000_000), memory, "MB");
    }
}

/// The parts of the library's work, one after the other, each from the article's text.
fn stages(articles: &[String]) {
    let schema = schemas::news();
    let bytes: usize = articles.iter().map(String::len).sum();
    let speed = |act: &dyn Fn(&str)| {
        let time = best(|| articles.iter().for_each(|article| act(article)));
        bytes as f64 / 1e6 / time.as_secs_f64()
    };
    let document = |text: &str| {
        Document::new(
            Header::default(),
            std::sync::Arc::clone(&schema),
            Text::new(text),
        )
    };
    let tagged = |text: &str| {
        let document = document(text);
        let proposals = propose(&Rules, &document);
        tagger::adopted(&document, &proposals, "rules", "1")
            .expect("a made-up article can be tagged")
    };
    let read = speed(&|text| {
        document(text);
    });
    line("document", read, "MB/s");
    let proposed = speed(&|text| {
        propose(&Rules, &document(text));
    });
    line("propose", proposed, "MB/s");
    let adopted = speed(&|text| {
        tagged(text);
    });
    line("propose_and_adopt", adopted, "MB/s");
    let written = speed(&|text| {
        write_jsonl(&tagged(text));
    });
    line("library", written, "MB/s");
    learned(articles);
}

/// Articles that the learned tagger learns from, and those that it is timed on.
const LESSONS: usize = 20;
const TIMED: usize = 100;

/// The tagger learned from the rules' own events, which is as good as any to time.
fn learned(articles: &[String]) {
    let document =
        |text: &String| Document::new(Header::default(), schemas::news(), Text::new(text.as_str()));
    let lessons: Vec<Lesson> = articles
        .iter()
        .take(LESSONS)
        .filter_map(|text| lesson(&accepted(&document(text)).ok()?, &["event".into()]).ok())
        .collect();
    let options = Options {
        folds: 0,
        ..Options::default()
    };
    let learned = train(&lessons, &options, &mut |_| true).expect("the rules find events");
    let timed: Vec<Document> = articles.iter().take(TIMED).map(document).collect();
    let bytes: usize = timed.iter().map(|document| document.text().len()).sum();
    let time = best(|| {
        for document in &timed {
            propose(&learned, document);
        }
    });
    let speed = bytes as f64 / 1e6 / time.as_secs_f64();
    line("propose_learned", speed, "MB/s");
}

/// The document with all that the rules find accepted.
fn accepted(document: &Document) -> Result<Document, EditError> {
    let tagged = tagger::adopted(document, &propose(&Rules, document), "rules", "1")?;
    let mut draft = Draft::new(&tagged);
    for span in tagged.spans() {
        draft.change_span(&span.id, |span| span.state = State::Accepted)?;
    }
    draft.change_header(|header| header.status = Status::Done)?;
    Ok(draft.into_document())
}

/// What a tagger finds in a document's text.
fn propose(tagger: &dyn Tagger, document: &Document) -> Proposals {
    tagger.propose(Article {
        text: document.text(),
        language: None,
        schema: document.schema(),
    })
}

/// The speed in MB/s and the most memory in MB of `dictum tag -` over a stream of so many bytes.
fn process(bytes: usize, jobs: usize) -> Option<(f64, f64)> {
    let lines: Vec<String> = news::articles(bytes)
        .iter()
        .enumerate()
        .map(|(number, text)| {
            serde_json::json!({"id": number.to_string(), "text": text}).to_string()
        })
        .collect();
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dictum"))
        .args(["tag", "-", "--jobs", &jobs.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let feed = move || {
        for line in &lines {
            if input
                .write_all(line.as_bytes())
                .and_then(|()| input.write_all(b"\n"))
                .is_err()
            {
                return;
            }
        }
    };
    let feeder = std::thread::Builder::new()
        .name("feeder".to_owned())
        .spawn(feed)
        .ok()?;
    let mut output = child.stdout.take()?;
    let mut block = vec![0; 1 << 16];
    let mut peak = 0.0_f64;
    let mut taken = 0_usize;
    while let Ok(count @ 1..) = output.read(&mut block) {
        taken += count;
        if taken / 1_000_000 != (taken - count) / 1_000_000 {
            peak = peak.max(memory(child.id()).unwrap_or_default());
        }
    }
    let time = started.elapsed();
    feeder.join().ok()?;
    let status = child.wait().ok()?;
    if !status.success() {
        return None;
    }
    Some((bytes as f64 / 1e6 / time.as_secs_f64(), peak))
}

/// The most memory that a process has taken so far, in MB; `None` where the system does not tell.
fn memory(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kilobytes: f64 = peak.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1000.0)
}

/// The least of a few times: noise only adds.
fn best(act: impl Fn()) -> Duration {
    let time = || {
        let started = Instant::now();
        act();
        started.elapsed()
    };
    (0..ROUNDS).map(|_| time()).min().unwrap_or_default()
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn line(name: &str, figure: f64, unit: &str) {
    println!("{name} {figure:.2} {unit}");
}
