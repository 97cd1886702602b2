//! `dictum import`: documents made of what other programs made.

use super::End;
use super::exchange::articles::Articles;
use super::exchange::{Counted, GIVE_FROM, format_named, names};
use super::findings::Finding;
use super::inputs;
use super::output::{self, Halt, Refused, Sink, Spelling, Target, Written};
use super::place::Place;
use super::report::{Manner as Telling, Report};
use super::standard_input;
use super::stop::Stop;
use crate::disk::{Disk, RealDisk};
use crate::formats::Reading;
use crate::formats::reading::{self, Came, Read};
use crate::formats::report::amounts;
use crate::model::{Document, Draft, EditError, LabelName, Status};
use crate::store;
use anyhow::{Context as _, bail};
use serde::Serialize;
use std::io::{self, IsTerminal as _};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

/// What `dictum import` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Files of other programs, folders of them, and - for standard input.
    #[arg(required = true, value_name = "FILE")]
    input: Vec<PathBuf>,

    /// The format; recognised when not given.
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,

    /// Where the documents go: a .jsonl file, a .ron or .json file for one document,
    /// or a folder, which gets a .ron file for each. Without it: JSON Lines on standard output.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,

    /// What labels are called here: THEIRS=OURS, or a table in RON.
    #[arg(long, value_name = "NAME|FILE")]
    map: Vec<String>,

    /// How offsets are counted, where that is known better than the format says.
    #[arg(long, value_enum, value_name = "UNIT")]
    unit: Option<Counted>,

    /// The articles are done for these labels, as they are called here: where none of them is marked, there is
    /// none. Without it, what is imported goes out again only with --unfinished.
    #[arg(long, value_delimiter = ',', value_name = "LABEL")]
    done: Vec<LabelName>,

    /// How many threads work at once. Without it, one for each core.
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Write over files that are there.
    #[arg(long)]
    force: bool,

    /// Tell findings and the summary as JSON Lines on standard error.
    #[arg(long)]
    json: bool,

    /// Tell no more than the findings.
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  dictum import corpus/ -o annotations/        a folder of brat files, a document each
  dictum import export.json -o tagged.jsonl    a project of Label Studio, a line each
  curl … | dictum import - | dictum compare gold/ -   standard input, its format recognised too
  dictum import gold/ --done quote,speaker -o annotations/   what people finished, ready to go out again
  dictum import old.jsonl --from doccano --map Quelle=speaker --map Zitat=quote -o new/

Offsets are taken only where the words agree; what does not fit is named, and the rest is imported.
It ends with 0 when all is done, 1 when something did not fit or could not be read, 2 when nothing is done.";

/// Imports every file.
pub fn run(arguments: &Arguments) -> anyhow::Result<End> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk::default());
    if let Some(path) = inputs::missing(&*disk, &arguments.input) {
        bail!("nothing is there to import: {}", path.display());
    }
    let from = arguments.from.as_deref().map(format_named).transpose()?;
    let names = names::names(&*disk, &arguments.map)?;
    let target = Target::new(&*disk, arguments.output.as_deref())?;
    check(&*disk, &target, arguments.force)?;
    let stop = Stop::listen().context("signals")?;
    let Ok(spool) = standard_input::among(&*disk, &arguments.input, from, &stop)? else {
        return Ok(End::Stopped);
    };
    let manner = reading::Manner {
        from,
        names,
        unit: arguments.unit.map(Into::into),
        way_out: GIVE_FROM,
        standard_input: spool.as_ref().map(|spool| spool.path().to_owned()),
    };
    let making = Making {
        done: arguments.done.clone(),
        spelling: target.spelling(),
    };
    let make = move |came| making.make(came);
    let (input, jobs) = (&arguments.input, arguments.jobs);
    let mut articles = Some(Articles::read(&disk, input, manner, jobs, make)?);
    let mut work = Work {
        report: Report::new(Telling {
            json: arguments.json,
            quiet: arguments.quiet,
            is_output_shown: target == Target::Standard && io::stdout().is_terminal(),
        }),
        counts: Counts::default(),
        passed_over: 0,
    };
    let done = output::with_sink_at_once(&*disk, &target, arguments.force, &mut |sink| {
        let Some(articles) = articles.take() else {
            return Ok(());
        };
        let taken = articles.each(|made| {
            if stop.is_asked() {
                return Err(Halt::Stopped);
            }
            made.map_or(Ok(()), |made| work.take(made, sink))
        });
        taken.map_err(|broken| Halt::Failed(broken.into()))??;
        if work.counts.articles == 0 {
            return Err(Halt::Nothing);
        }
        sink.flush().map_err(Halt::of_output)
    });
    work.end(done)
}

/// Refuses before the work what would be refused after it.
fn check(disk: &dyn Disk, target: &Target, force: bool) -> anyhow::Result<()> {
    match target {
        Target::Standard => Ok(()),
        // What is in a folder is looked at file by file.
        Target::Folder(path) => {
            let above = path.parent().filter(|above| !above.as_os_str().is_empty());
            Ok(above.map_or(Ok(()), |above| disk.create_dir(above))?)
        }
        Target::Stream(path) | Target::One(path, _) => {
            if !force && disk.exists(path) {
                bail!(
                    "there is a file already, and --force writes over it: {}",
                    path.display()
                );
            }
            Ok(())
        }
    }
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Counts {
    articles: u64,
    spans: u64,
    links: u64,
    findings: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Told {
    Summary(Counts),
}

/// Makes what is written of what was read, in any thread.
struct Making {
    /// The labels for which all articles are done.
    done: Vec<LabelName>,
    spelling: Spelling,
}

/// What came of an input.
enum Made {
    Article(Box<Article>),
    Not(Finding),
    PassedOver,
    Failed(EditError),
}

/// An article as it is written, with what is told of it.
struct Article {
    place: Place,
    written: Written,
    findings: Vec<Finding>,
    note: Option<String>,
    /// Bytes of its text.
    length: u64,
    spans: u64,
    links: u64,
}

impl Making {
    fn make(&self, came: Came) -> Made {
        match came {
            Came::Article(mut read) => match self.finish(&mut read.document) {
                Ok(()) => Made::Article(Box::new(self.article(*read))),
                Err(error) => Made::Failed(error),
            },
            Came::Not(finding) => Made::Not(finding),
            Came::PassedOver => Made::PassedOver,
        }
    }

    fn article(&self, read: Read) -> Article {
        let document = &read.document;
        let text = match self.spelling {
            Spelling::Line => store::write_jsonl(document),
            Spelling::Json => store::write_json(document),
            Spelling::Ron => store::write_ron(document),
        };
        let reading = read.verdict.map(|verdict| verdict.reading);
        let reading = reading.filter(|reading| *reading != Reading::plain(reading.unit));
        Article {
            written: Written {
                id: document.header().id.clone(),
                source: None,
                bytes: text.into_bytes(),
            },
            note: reading.map(|reading| format!("offsets are counted in {}", reading.words())),
            length: document.text().len() as u64,
            spans: document.spans_len() as u64,
            links: document.links_len() as u64,
            place: read.place,
            findings: read.findings,
        }
    }

    /// Says that an article is done, where the person has said so.
    fn finish(&self, document: &mut Document) -> Result<(), EditError> {
        if self.done.is_empty() {
            return Ok(());
        }
        let mut draft = Draft::new(document);
        draft.change_header(|header| {
            header.status = Status::Done;
            for label in &self.done {
                if !header.labels_done.contains(label) {
                    header.labels_done.push(label.clone());
                }
            }
        })?;
        document.apply(&draft.finish())
    }
}

struct Work {
    report: Report,
    counts: Counts,
    passed_over: u64,
}

impl Work {
    fn take(&mut self, made: Made, sink: &mut dyn Sink) -> Result<(), Halt> {
        match made {
            Made::Article(article) => self.put(&article, sink)?,
            Made::Not(finding) => self.report.find(&finding),
            Made::PassedOver => self.passed_over += 1,
            Made::Failed(error) => return Err(Halt::Failed(error.into())),
        }
        self.report.show_progress();
        Ok(())
    }

    fn put(&mut self, article: &Article, sink: &mut dyn Sink) -> Result<(), Halt> {
        let (place, id) = (&article.place, &article.written.id);
        article
            .findings
            .iter()
            .for_each(|finding| self.report.find(finding));
        if let Some(note) = &article.note {
            self.report.note(place, id, note);
        }
        match sink.put(&article.written) {
            Ok(()) => {
                self.counts.articles += 1;
                self.counts.spans += article.spans;
                self.counts.links += article.links;
                self.report.tagged(article.length, 0);
                Ok(())
            }
            Err(Refused::This(reason)) => {
                self.report
                    .find(&Finding::of_error(place, &reason).in_article(id));
                Ok(())
            }
            Err(Refused::All(error)) => Err(Halt::of_output(error)),
            Err(Refused::Disk(error)) => Err(Halt::Failed(error.into())),
        }
    }

    fn end(mut self, done: Result<(), Halt>) -> anyhow::Result<End> {
        self.counts.findings = self.report.counts().findings;
        let told = self.words();
        let summary = Told::Summary(self.counts);
        match done {
            Ok(()) | Err(Halt::Nothing) => {
                self.report.finish_with(&told, &summary);
                Ok(match (self.counts.articles, self.counts.findings) {
                    (0, _) => End::NotDone,
                    (_, 0) => End::Done,
                    _ => End::Findings,
                })
            }
            Err(Halt::Closed) => {
                self.report.clear();
                Ok(End::Done)
            }
            Err(Halt::Stopped) => {
                self.report
                    .finish_with(&format!("stopped: {told}"), &summary);
                Ok(End::Stopped)
            }
            Err(Halt::Failed(error)) => {
                self.report.clear();
                Err(error)
            }
        }
    }

    fn words(&self) -> String {
        let mut words = format!(
            "imported {}",
            amounts(self.counts.articles, self.counts.spans, self.counts.links)
        );
        if self.passed_over > 0 {
            let files = super::counted(self.passed_over, "file is", "files are");
            words.push_str(&format!(
                "; {files} of no format that Dictum knows, or belong to others"
            ));
        }
        if self.counts.findings > 0 {
            let things = super::counted(self.counts.findings, "finding", "findings");
            words.push_str(&format!("; {things}, told above"));
        }
        words
    }
}
