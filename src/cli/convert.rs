//! `dictum convert`: import and export in one.

use super::End;
use super::exchange::articles::Articles;
use super::exchange::losses::Losses;
use super::exchange::writing::{Target, with_shelf};
use super::exchange::{Counted, GIVE_FROM, format_for, format_named, names};
use super::findings::Finding;
use super::inputs;
use super::output::Halt;
use super::report::{Manner as Telling, Report};
use super::standard_input;
use super::stop::Stop;
use crate::disk::{Disk, RealDisk};
use crate::formats::export::Manner;
use crate::formats::reading::{self, Came};
use crate::formats::{
    Export, ExportError, Format, Options, Prepared, Preparing, Selection, Shelf, Wanted, report,
};
use anyhow::{Context as _, bail};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

/// What `dictum convert` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A file or a folder of annotations, in any format; - is standard input.
    #[arg(value_name = "A")]
    input: PathBuf,

    /// Where they go: a file whose name tells the format, or with --to any file or folder.
    #[arg(value_name = "B")]
    output: PathBuf,

    /// The format of A; recognised when not given.
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,

    /// The format of B; told by its extension when not given.
    #[arg(long, value_name = "FORMAT")]
    to: Option<String>,

    /// What labels of A are called in B: THEIRS=OURS, or a table in RON. Without it labels keep their names.
    #[arg(long, value_name = "NAME|FILE")]
    map: Vec<String>,

    /// How offsets of A are counted, where that is known better than the format says.
    #[arg(long, value_enum, value_name = "UNIT")]
    unit: Option<Counted>,

    /// How many threads work at once. Without it, one for each core.
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Refuse to lose anything.
    #[arg(long)]
    strict: bool,

    /// Name every loss.
    #[arg(long)]
    list: bool,

    /// Replace what is there, whole.
    #[arg(long)]
    force: bool,

    /// Tell findings and losses as JSON Lines on standard error.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  dictum convert article.ron article.json
  dictum convert brat/ corpus.spacy
  dictum convert tasks.json brat/ --to brat
  curl … | dictum convert - article.ron

All goes over, decided or not; rejected marks only between Dictum's own formats.";

/// Converts one file or folder.
pub fn run(arguments: &Arguments) -> anyhow::Result<End> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk::default());
    let paths = std::slice::from_ref(&arguments.input);
    if let Some(path) = inputs::missing(&*disk, paths) {
        bail!("nothing is there to convert: {}", path.display());
    }
    let format = match &arguments.to {
        Some(name) => format_named(name)?,
        None => format_for(&arguments.output)?,
    };
    let writes = format.writes.ok_or(ExportError::ReadOnly(format.title))?;
    let from = arguments.from.as_deref().map(format_named).transpose()?;
    let target = Target::new(&*disk, Some(&arguments.output), format)?;
    target.check(&*disk, paths, arguments.force)?;
    let stop = Stop::listen().context("signals")?;
    let Ok(spool) = standard_input::among(&*disk, paths, from, &stop)? else {
        return Ok(End::Stopped);
    };
    let reading = reading::Manner {
        from,
        names: names::names_out(&*disk, &arguments.map)?,
        unit: arguments.unit.map(Into::into),
        way_out: GIVE_FROM,
        standard_input: spool.as_ref().map(|spool| spool.path().to_owned()),
    };
    let export = Export::begin(format, manner(format, arguments))?;
    let preparing = export.preparing().clone();
    let make = move |came| made(came, &preparing);
    let mut articles = Some(Articles::read(&disk, paths, reading, arguments.jobs, make)?);
    let mut work = Work {
        export: Some(export),
        losses: Losses::new(arguments.json || arguments.list),
        report: Report::new(Telling {
            json: arguments.json,
            ..Telling::default()
        }),
        strict: arguments.strict,
        articles: 0,
    };
    let (layout, force) = (writes.layout(), arguments.force);
    let done = with_shelf(&*disk, &target, layout, force, &mut |shelf| {
        let Some(articles) = articles.take() else {
            return Ok(());
        };
        let taken = articles.each(|made| {
            if stop.is_asked() {
                return Err(Halt::Stopped);
            }
            made.map_or(Ok(()), |made| work.take(made, shelf))
        });
        taken.map_err(|broken| Halt::Failed(broken.into()))??;
        work.finish(shelf)
    });
    match done {
        Ok(()) | Err(Halt::Nothing | Halt::Closed) => {}
        Err(Halt::Stopped) => {
            work.report.finish("stopped: nothing is written");
            return Ok(End::Stopped);
        }
        Err(Halt::Failed(error)) => return Err(error),
    }
    let findings = work.report.counts().findings;
    let lines = report::losses(work.losses.tally(), format.title);
    work.report.finish(&lines.join("\n"));
    Ok(match (work.articles, findings) {
        (0, _) => End::NotDone,
        (_, 0) => End::Done,
        _ => End::Findings,
    })
}

/// Everything goes over; what is rejected only where it can be said.
fn manner(format: &Format, arguments: &Arguments) -> Manner {
    let wanted = if format.is_native() {
        Wanted::All
    } else {
        Wanted::Live
    };
    let extension = arguments.output.extension();
    Manner {
        selection: Selection {
            wanted,
            unfinished: true,
            ..Selection::default()
        },
        options: Options {
            extension: extension.map(|name| name.to_string_lossy().to_ascii_lowercase()),
            ..Options::default()
        },
        ..Manner::default()
    }
}

/// What came of an input, ready to be written.
struct Made {
    findings: Vec<Finding>,
    prepared: Option<Result<Prepared, ExportError>>,
}

fn made(came: Came, preparing: &Preparing) -> Made {
    match came {
        Came::Article(read) => Made {
            prepared: Some(preparing.prepare(&read.document)),
            findings: read.findings,
        },
        Came::Not(finding) => Made {
            findings: vec![finding],
            prepared: None,
        },
        Came::PassedOver => Made {
            findings: Vec::new(),
            prepared: None,
        },
    }
}

struct Work {
    export: Option<Export>,
    losses: Losses,
    report: Report,
    strict: bool,
    articles: u64,
}

impl Work {
    fn take(&mut self, made: Made, shelf: &mut dyn Shelf) -> Result<(), Halt> {
        made.findings
            .iter()
            .for_each(|finding| self.report.find(finding));
        let (Some(export), Some(prepared)) = (&mut self.export, made.prepared) else {
            return Ok(());
        };
        self.articles += 1;
        prepared
            .and_then(|prepared| export.put_prepared(prepared, shelf, &mut self.losses))
            .map_err(super::export::of_export)?;
        self.losses.tell_fresh(&mut self.report);
        if self.strict && !self.losses.tally().is_empty() {
            return Err(Halt::Failed(super::export::refused(&self.losses)));
        }
        Ok(())
    }

    fn finish(&mut self, shelf: &mut dyn Shelf) -> Result<(), Halt> {
        if self.articles == 0 {
            return Err(Halt::Nothing);
        }
        let export = self.export.take();
        export.map_or(Ok(()), |export| {
            export
                .end(shelf)
                .map(drop)
                .map_err(super::export::of_export)
        })
    }
}
