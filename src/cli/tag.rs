//! `dictum tag`: automatic tags for articles.

mod choice;
mod command;
pub(super) mod unit;

use super::findings::Finding;
use super::inputs::{self, Inputs, Unit};
use super::output::{self, Halt, Refused, Sink, Spelling, Target};
use super::pipeline::{self, Next, Queue, Results, Room, Worker};
use super::report::{Counts, Manner, Report};
use super::stop::Stop;
use super::{End, counted};
use crate::disk::{Disk, RealDisk};
use crate::model::Schema;
use crate::project::Project;
use crate::store::{self, schemas};
use crate::tagger::command::Manner as CommandManner;
use crate::tagger::{self, Article, Proposals, Tagger};
use anyhow::{Context as _, anyhow, bail};
use choice::Choice;
use command::Failure;
use std::io::{self, IsTerminal as _};
use std::num::{NonZeroU64, NonZeroUsize};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use unit::{Read, Tagged};

/// How long a result is waited for before something else is looked at.
const TICK: Duration = Duration::from_millis(100);

/// What `dictum tag` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Articles (.txt), documents (.ron, .json), streams (.jsonl), folders of them,
    /// and - for JSON Lines on standard input.
    #[arg(required = true, value_name = "INPUT")]
    input: Vec<PathBuf>,

    /// Where the documents go: a .jsonl file, a .ron or .json file for one document,
    /// or a folder, which gets a .ron file for each. Without it: JSON Lines on standard output.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,

    /// Who tags: "rules", which are built in; the file of a model that `dictum train` made; or a command
    /// that reads articles and writes documents, a JSON line each. Without it, a project's own tagger,
    /// else the rules.
    #[arg(long, value_name = "NAME|MODEL|COMMAND")]
    tagger: Option<String>,

    /// Run the program that a project names as its tagger.
    #[arg(long)]
    trust: bool,

    /// How many threads work at once. Without it, one for each core, and one process of a command.
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// How long a command may take for an article.
    #[arg(long, value_name = "SECONDS", default_value = "30")]
    timeout: NonZeroU64,

    /// The labels for articles in which nothing is marked yet: news, attribution, or a schema's file.
    #[arg(long, value_name = "NAME|FILE")]
    schema: Option<String>,

    /// Write over files that are there.
    #[arg(long)]
    force: bool,

    /// Tell findings, notes and the summary as JSON Lines on standard error.
    #[arg(long)]
    json: bool,

    /// Tell no more than the findings.
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  dictum tag article.txt -o article.ron      one article, to be corrected in the window
  dictum tag articles/ -o tagged/            a folder of articles, a document each
  dictum tag - < articles.jsonl > tagged.jsonl
                                             a stream of {\"id\": …, \"text\": …} lines
  dictum tag tagged/ -o tagged/              again, keeping every decision
  dictum tag articles/ -o tagged/ --tagger 'python3 my_tagger.py --fast'
                                             with a tagger of your own

It ends with 0 when all is done, 1 when something was found wrong with an article and the others are
done, 2 when nothing is done.";

/// Tags every input.
pub fn run(arguments: &Arguments) -> anyhow::Result<End> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk::default());
    if let Some(path) = inputs::missing(&*disk, &arguments.input) {
        bail!("nothing is there to tag: {}", path.display());
    }
    let target = Target::new(&*disk, arguments.output.as_deref())?;
    let told = arguments.tagger.as_deref();
    let tagger = choice::choose(&*disk, told, &arguments.input, arguments.trust)?;
    let project = project_among(&*disk, &arguments.input)?;
    let work = Work {
        schema: match (&arguments.schema, &project) {
            (None, Some(project)) => Some(Arc::clone(project.schema())),
            (told, _) => schema(&*disk, told.as_deref())?,
        },
        spelling: target.spelling(),
    };
    target.check(&*disk, &arguments.input, arguments.force)?;

    let stop = Stop::listen().context("signals")?;
    let units = Inputs::new(Arc::clone(&disk), &texts(&*disk, &arguments.input));
    let failure = Failure::default();
    let workers = match tagger {
        Choice::Within(tagger) => work.workers(&tagger, jobs(arguments.jobs)),
        Choice::Command(command) => {
            let manner = CommandManner {
                command,
                timeout: Duration::from_secs(arguments.timeout.get()),
            };
            // A command may be large, so it is started once unless more is asked for.
            let jobs = arguments.jobs.map_or(1, NonZeroUsize::get);
            let worker = |_| command::worker(work.clone(), manner.clone(), Arc::clone(&failure));
            (0..jobs).map(worker).collect()
        }
    };
    let results = start(units, workers).context("threads")?;
    let mut report = Report::new(Manner {
        json: arguments.json,
        quiet: arguments.quiet,
        is_output_shown: target == Target::Standard && io::stdout().is_terminal(),
    });
    let done = output::with_sink(&*disk, &target, arguments.force, &mut |sink| {
        pass_on(&results, sink, &mut report, &stop)
    });
    // What workers have started ends before the program does.
    drop(results);
    let failed = failure
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    match failed {
        Some(error) if matches!(done, Err(Halt::Failed(_))) => {
            end(Err(Halt::Failed(error.into())), &mut report)
        }
        _ => end(done, &mut report),
    }
}

/// The first project among the inputs.
fn project_among(disk: &dyn Disk, inputs: &[PathBuf]) -> anyhow::Result<Option<Project>> {
    let found = inputs.iter().find(|input| Project::is_at(disk, input));
    Ok(found.map(|input| Project::open(disk, input)).transpose()?)
}

/// What is read for the inputs: of a project its texts, and not what its annotators made of them as well.
fn texts(disk: &dyn Disk, inputs: &[PathBuf]) -> Vec<PathBuf> {
    let read = |input: &PathBuf| Project::texts(disk, input).unwrap_or_else(|| input.clone());
    inputs.iter().map(read).collect()
}

/// The end of the command, told in a line.
fn end(done: Result<(), Halt>, report: &mut Report) -> anyhow::Result<End> {
    let counts = report.counts();
    match done {
        Ok(()) | Err(Halt::Nothing) => {
            report.finish(&summary(counts));
            Ok(match (counts.tagged, counts.findings) {
                (_, 0) => End::Done,
                (0, _) => End::NotDone,
                _ => End::Findings,
            })
        }
        Err(Halt::Closed) => {
            report.clear();
            Ok(End::Done)
        }
        Err(Halt::Stopped) => {
            report.finish(&format!("stopped: {}", summary(counts)));
            Ok(End::Stopped)
        }
        Err(Halt::Failed(error)) => {
            report.clear();
            Err(error)
        }
    }
}

fn summary(counts: Counts) -> String {
    let tagged = counted(counts.tagged, "article", "articles");
    let marks = counted(counts.suggestions, "suggestion", "suggestions");
    match counts.findings {
        0 => format!("tagged {tagged}, {marks}"),
        1 => format!("tagged {tagged}, {marks}; 1 could not be, as told above"),
        more => format!("tagged {tagged}, {marks}; {more} could not be, as told above"),
    }
}

/// How many threads work: as told, else one for each core.
fn jobs(told: Option<NonZeroUsize>) -> usize {
    let jobs = told.or_else(|| std::thread::available_parallelism().ok());
    jobs.map_or(1, NonZeroUsize::get)
}

/// The schema of a name or a file.
fn schema(disk: &dyn Disk, told: Option<&str>) -> anyhow::Result<Option<Arc<Schema>>> {
    let Some(told) = told else { return Ok(None) };
    if let Some(bundled) = schemas::bundled(told) {
        return Ok(Some(bundled));
    }
    let file = Path::new(told);
    if !disk.exists(file) {
        let names = schemas::NAMES.join(", ");
        bail!("no schema of this name or file is there ({names}): {told}");
    }
    let schema = store::read_schema(&disk.read(file)?, file)?;
    Ok(Some(Arc::new(schema)))
}

// ---- the work -------------------------------------------------------------------------------

/// What is read: a unit, or why there is none.
type Item = Result<Unit, Finding>;
/// What is done: a tagged article, or why there is none.
type Outcome = Result<Tagged, Finding>;

/// What every worker does, whoever tags.
#[derive(Clone)]
struct Work {
    schema: Option<Arc<Schema>>,
    spelling: Spelling,
}

fn start(units: Inputs, workers: Vec<Worker<Item, Outcome>>) -> io::Result<Results<Item, Outcome>> {
    let room = Room {
        items: 256 * workers.len(),
        bytes: (8 << 20) * workers.len(),
    };
    let size = |item: &Item| item.as_ref().map_or(0, |unit| unit.bytes.len());
    pipeline::start(units, size, room, workers)
}

impl Work {
    /// Workers with a tagger within the program.
    fn workers(&self, tagger: &Arc<dyn Tagger>, jobs: usize) -> Vec<Worker<Item, Outcome>> {
        let worker = |_| {
            let (work, tagger) = (self.clone(), Arc::clone(tagger));
            Box::new(move |queue: &Queue<Item, Outcome>| {
                let tag = |unit| work.tag_safely(unit, &*tagger);
                pipeline::each(queue, |item: Item| item.and_then(tag));
            }) as Worker<Item, Outcome>
        };
        (0..jobs).map(worker).collect()
    }

    /// Tags an article; should a rule break off over it, that is a finding and no end.
    fn tag_safely(&self, unit: Unit, tagger: &dyn Tagger) -> Outcome {
        let place = unit.place.clone();
        let tagged = catch_unwind(AssertUnwindSafe(|| self.tag(unit, tagger)));
        tagged.unwrap_or_else(|_| {
            let reason = format!(
                "the tagger {} broke off, which is a mistake of Dictum's: please report it",
                tagger.name()
            );
            Err(Finding::of_error(&place, &reason))
        })
    }

    fn tag(&self, unit: Unit, tagger: &dyn Tagger) -> Outcome {
        let read = unit::read(unit, self.schema.as_ref())?;
        let proposals = tagger.propose(Article {
            text: read.document.text(),
            language: read.document.header().language.as_deref(),
            schema: read.document.schema(),
        });
        let read = adopted(read, proposals, tagger.name(), tagger.version())?;
        Ok(unit::write(read, self.spelling))
    }
}

/// Puts proposals into what was read.
fn adopted(
    mut read: Read,
    proposals: Proposals,
    name: &str,
    version: &str,
) -> Result<Read, Finding> {
    read.document =
        tagger::adopted(&read.document, &proposals, name, version).map_err(|error| {
            let finding = Finding::of_error(&read.place, &error);
            finding.in_article(&read.document.header().id)
        })?;
    read.notes.extend(proposals.remarks);
    Ok(read)
}

/// Passes results on to where they go, until there are no more.
fn pass_on(
    results: &Results<Item, Outcome>,
    sink: &mut dyn Sink,
    report: &mut Report,
    stop: &Stop,
) -> Result<(), Halt> {
    loop {
        if stop.is_asked() {
            return Err(Halt::Stopped);
        }
        let next = match results.next(Duration::ZERO) {
            // Whoever reads need not wait for a full buffer.
            Next::Nothing => {
                sink.flush().map_err(Halt::of_output)?;
                results.next(TICK)
            }
            next => next,
        };
        match next {
            Next::Item(Ok(tagged)) => put(&tagged, sink, report)?,
            Next::Item(Err(finding)) => report.find(&finding),
            Next::Nothing => {}
            Next::Ended => break,
            Next::Broken => return Err(Halt::Failed(anyhow!("a thread broke off"))),
        }
        report.show_progress();
    }
    let counts = report.counts();
    if counts.tagged == 0 && counts.findings > 0 {
        return Err(Halt::Nothing);
    }
    sink.flush().map_err(Halt::of_output)
}

fn put(tagged: &Tagged, sink: &mut dyn Sink, report: &mut Report) -> Result<(), Halt> {
    let article = &tagged.written.id;
    for note in &tagged.notes {
        report.note(&tagged.place, article, note);
    }
    match sink.put(&tagged.written) {
        Ok(()) => report.tagged(tagged.bytes, tagged.suggestions),
        Err(Refused::This(reason)) => {
            report.find(&Finding::of_error(&tagged.place, &reason).in_article(article));
        }
        Err(Refused::All(error)) => return Err(Halt::of_output(error)),
        Err(Refused::Disk(error)) => return Err(Halt::Failed(error.into())),
    }
    Ok(())
}
