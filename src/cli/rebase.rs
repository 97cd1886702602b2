//! `dictum rebase`: a corrected text for what is annotated; and `dictum check --against`, which only says
//! what would come of it.

mod texts;
mod told;

use super::End;
use super::findings::Finding;
use super::inputs::{self, Inputs, Unit};
use super::output::{self, Halt, Refused, Sink, Spelling, Target};
use super::report::{Manner, Report};
use super::stop::Stop;
use super::tag::unit;
use crate::disk::{Disk, RealDisk};
use crate::rebase::{Rebased, rebase};
use anyhow::{Context as _, bail};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use texts::Texts;
use told::Told;

/// What `dictum rebase` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Documents (.ron, .json), streams of them (.jsonl) and folders.
    #[arg(required = true, value_name = "DOCUMENT")]
    input: Vec<PathBuf>,

    /// The corrected text, or a folder with the texts, each named as its article.
    #[arg(long, value_name = "TEXT")]
    to: PathBuf,

    /// Where the documents go: a .ron or .json file for one document, a .jsonl file, or a folder.
    /// Without it: JSON Lines on standard output.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,

    /// Write over files that are there.
    #[arg(long)]
    force: bool,

    /// Tell what moved, what changed and what is gone as JSON Lines on standard error.
    #[arg(long)]
    json: bool,

    /// Tell no more than what is to be decided.
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  dictum rebase article.ron --to corrected.txt -o article.ron
  dictum rebase annotated/ --to corrected/ -o rebased/
  dictum check article.ron --against corrected.txt       only says what would come of it

Marks move with their words. Those whose words changed or are gone wait in the document for a decision,
which the window asks for.

It ends with 0 when all marks have moved, 1 when some wait for a decision or a document could not be
done, 2 when nothing is done.";

/// Gives every document its new text.
pub fn run(arguments: &Arguments) -> anyhow::Result<End> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk::default());
    let texts = begin(&*disk, &arguments.input, &arguments.to)?;
    let target = Target::new(&*disk, arguments.output.as_deref())?;
    target.check(&*disk, &arguments.input, arguments.force)?;
    let stop = Stop::listen().context("signals")?;
    let mut work = Work {
        texts,
        report: Report::new(Manner {
            json: arguments.json,
            quiet: arguments.quiet,
            is_output_shown: target == Target::Standard && io::stdout().is_terminal(),
        }),
        is_json: arguments.json,
        done: 0,
        undecided: 0,
        failed: 0,
    };
    let done = output::with_sink(&*disk, &target, arguments.force, &mut |sink| {
        for unit in Inputs::new(Arc::clone(&disk), &arguments.input) {
            if stop.is_asked() {
                return Err(Halt::Stopped);
            }
            work.write(&*disk, unit, target.spelling(), sink)?;
        }
        if work.done == 0 {
            return Err(Halt::Nothing);
        }
        sink.flush().map_err(Halt::of_output)
    });
    match done {
        Err(Halt::Failed(error)) => return Err(error),
        Err(Halt::Stopped) => return Ok(End::Stopped),
        Ok(()) | Err(Halt::Nothing | Halt::Closed) => {}
    }
    Ok(work.end())
}

/// Says what would come of every document with its new text, and writes nothing.
pub fn check(input: &[PathBuf], against: &Path, manner: Manner) -> anyhow::Result<End> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk::default());
    let mut work = Work {
        texts: begin(&*disk, input, against)?,
        report: Report::new(Manner {
            // What is told goes to standard output here.
            quiet: true,
            ..manner
        }),
        is_json: manner.json,
        done: 0,
        undecided: 0,
        failed: 0,
    };
    let mut out = io::stdout().lock();
    for unit in Inputs::new(Arc::clone(&disk), input) {
        let Some((_, told)) = work.rebased(&*disk, unit) else {
            continue;
        };
        for line in told.lines(manner.json, manner.quiet) {
            match writeln!(out, "{line}") {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(End::Done),
                other => other.context("standard output")?,
            }
        }
        work.count(&told);
    }
    Ok(work.end())
}

fn begin(disk: &dyn Disk, input: &[PathBuf], to: &Path) -> anyhow::Result<Texts> {
    if let Some(path) = inputs::missing(disk, input) {
        bail!("nothing is there to give another text: {}", path.display());
    }
    Texts::new(disk, to)
}

struct Work {
    texts: Texts,
    report: Report,
    is_json: bool,
    /// Documents that have their new text.
    done: u64,
    /// Marks that wait for a decision.
    undecided: u64,
    /// Documents that could not be done.
    failed: u64,
}

impl Work {
    fn write(
        &mut self,
        disk: &dyn Disk,
        unit: Result<Unit, Finding>,
        spelling: Spelling,
        sink: &mut dyn Sink,
    ) -> Result<(), Halt> {
        let Some((read, told)) = self.rebased(disk, unit) else {
            return Ok(());
        };
        let tagged = unit::write(read, spelling);
        match sink.put(&tagged.written) {
            Ok(()) => {
                if !self.is_json {
                    told.findings().iter().for_each(|it| self.report.find(it));
                }
                self.report.tell(&told.summary(), &told);
                self.count(&told);
            }
            Err(Refused::This(reason)) => {
                self.failed += 1;
                let finding = Finding::of_error(&tagged.place, &reason);
                self.report.find(&finding.in_article(&tagged.written.id));
            }
            Err(Refused::All(error)) => return Err(Halt::of_output(error)),
            Err(Refused::Disk(error)) => return Err(Halt::Failed(error.into())),
        }
        Ok(())
    }

    /// A document with its new text, and what is said of it; what cannot be done is told.
    fn rebased(
        &mut self,
        disk: &dyn Disk,
        unit: Result<Unit, Finding>,
    ) -> Option<(unit::Read, Told)> {
        let read = unit.and_then(|unit| unit::read(unit, None));
        let done = read.and_then(|mut read| {
            let finding = |error: &dyn std::fmt::Display, read: &unit::Read| {
                Finding::of_error(&read.place, error).in_article(&read.document.header().id)
            };
            let text = self.texts.of(disk, &read.document.header().id, &read.place);
            let text = text.map_err(|error| finding(&error, &read))?;
            let rebased: Rebased =
                rebase(&read.document, &text).map_err(|error| finding(&error, &read))?;
            let told = Told::new(&read, &rebased);
            let applied = read.document.apply(&rebased.edit);
            applied.map_err(|error| finding(&error, &read))?;
            Ok((read, told))
        });
        done.map_err(|finding| {
            self.failed += 1;
            self.report.find(&finding);
        })
        .ok()
    }

    fn count(&mut self, told: &Told) {
        self.done += 1;
        self.undecided += told.undecided.len() as u64;
    }

    fn end(&self) -> End {
        match (self.done, self.undecided, self.failed) {
            (0, ..) => End::NotDone,
            (_, 0, 0) => End::Done,
            _ => End::Findings,
        }
    }
}
