//! `dictum convert`: import and export in one.

use super::End;
use super::exchange::losses::Losses;
use super::exchange::writing::{Target, with_shelf};
use super::exchange::{Counted, GIVE_FROM, format_for, format_named, names};
use super::inputs;
use super::output::Halt;
use super::report::{Manner as Telling, Report};
use crate::disk::RealDisk;
use crate::formats::export::Manner;
use crate::formats::reading::{self, Came};
use crate::formats::{Export, ExportError, Options, Selection, Shelf, Wanted, report};
use anyhow::bail;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// What `dictum convert` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A file or a folder of annotations, in any format.
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

All goes over, decided or not; rejected marks only between Dictum's own formats.";

/// Converts one file or folder.
pub fn run(arguments: &Arguments) -> anyhow::Result<End> {
    let disk = RealDisk::default();
    let paths = std::slice::from_ref(&arguments.input);
    if let Some(path) = inputs::missing(&disk, paths) {
        bail!("nothing is there to convert: {}", path.display());
    }
    let format = match &arguments.to {
        Some(name) => format_named(name)?,
        None => format_for(&arguments.output)?,
    };
    let writes = format.writes.ok_or(ExportError::ReadOnly(format.title))?;
    let reading = reading::Manner {
        from: arguments.from.as_deref().map(format_named).transpose()?,
        names: names::names_out(&disk, &arguments.map)?,
        unit: arguments.unit.map(Into::into),
        way_out: GIVE_FROM,
        standard_input: None,
    };
    let target = Target::new(&disk, Some(&arguments.output), format)?;
    target.check(&disk, paths, arguments.force)?;
    let manner = Manner {
        selection: Selection {
            wanted: if format.is_native() {
                Wanted::All
            } else {
                Wanted::Live
            },
            unfinished: true,
            ..Selection::default()
        },
        options: Options::default(),
        ..Manner::default()
    };
    let mut work = Work {
        export: Some(Export::begin(format, manner)?),
        losses: Losses::new(arguments.json || arguments.list),
        report: Report::new(Telling {
            json: arguments.json,
            ..Telling::default()
        }),
        strict: arguments.strict,
        articles: 0,
    };
    let done = with_shelf(
        &disk,
        &target,
        writes.layout(),
        arguments.force,
        &mut |shelf| {
            let mut halt = Ok(());
            reading::read(&disk, paths, &reading, &mut |came| {
                halt = work.take(came, shelf);
                match halt {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            });
            halt.and_then(|()| work.finish(shelf))
        },
    );
    match done {
        Ok(()) | Err(Halt::Nothing | Halt::Closed | Halt::Stopped) => {}
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

struct Work {
    export: Option<Export>,
    losses: Losses,
    report: Report,
    strict: bool,
    articles: u64,
}

impl Work {
    fn take(&mut self, came: Came, shelf: &mut dyn Shelf) -> Result<(), Halt> {
        let read = match came {
            Came::Article(read) => read,
            Came::Not(finding) => {
                self.report.find(&finding);
                return Ok(());
            }
            Came::PassedOver => return Ok(()),
        };
        read.findings
            .iter()
            .for_each(|finding| self.report.find(finding));
        let Some(export) = &mut self.export else {
            return Ok(());
        };
        self.articles += 1;
        export
            .put(&read.document, shelf, &mut self.losses)
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
