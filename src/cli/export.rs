//! `dictum export`: annotated articles for other programs, with a report of what their formats cannot hold.

mod agreement;
mod dataset;
mod documents;
mod work;

use super::End;
use super::exchange::losses::Losses;
use super::exchange::writing::{Target, with_shelf};
use super::exchange::{Counted, format_named, names};
use super::output::Halt;
use super::report::{Manner as Telling, Report};
use super::standard_input;
use super::stop::Stop;
use crate::disk::{Disk, RealDisk, Spool};
use crate::formats::export::{Manner, Nowhere, Written};
use crate::formats::{
    Destination, Export, ExportError, Format, Layout, Options, Pieces, Preparing, Selection, Wanted,
};
use anyhow::{Context as _, anyhow, bail};
use dataset::Survey;
use documents::Documents;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use work::{Out, Work};

/// What `dictum export` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Documents (.ron, .json), streams of them (.jsonl), folders, projects, and - for JSON Lines on
    /// standard input.
    #[arg(required = true, value_name = "INPUT")]
    input: Vec<PathBuf>,

    /// The format.
    #[arg(long, value_name = "FORMAT")]
    to: String,

    /// Where it goes: a file, for formats that hold all articles in one; else a folder, which gets the
    /// format's usual file names. Without it: standard output.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,

    #[command(flatten)]
    dataset: dataset::Arguments,

    /// Which annotations.
    #[arg(long, value_enum, default_value_t)]
    state: State,

    /// Also articles that are not done and labels that were not looked for throughout: what is not marked
    /// there says nothing.
    #[arg(long)]
    unfinished: bool,

    /// What this annotator made.
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,

    /// These labels alone.
    #[arg(long, value_delimiter = ',', value_name = "LABEL")]
    labels: Vec<String>,

    /// What becomes of quotes of several pieces where a format has only whole ones.
    #[arg(long, value_enum, default_value_t)]
    pieces: InPieces,

    /// What labels are called there: THEIRS=OURS, or a table in RON.
    #[arg(long, value_name = "NAME|FILE")]
    map: Vec<String>,

    /// How offsets are counted, where the format leaves the choice.
    #[arg(long, value_enum, value_name = "UNIT")]
    unit: Option<Counted>,

    /// One of the format's tables, where it has several.
    #[arg(long, value_name = "NAME")]
    table: Option<String>,

    /// Refuse to lose anything.
    #[arg(long)]
    strict: bool,

    /// Write nothing; say what would go out and what would be lost.
    #[arg(long)]
    dry_run: bool,

    /// Name every loss.
    #[arg(long)]
    list: bool,

    /// How many threads work at once. Without it, one for each core.
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Replace what is there, whole.
    #[arg(long)]
    force: bool,

    /// Tell findings, losses and the summary as JSON Lines on standard error.
    #[arg(long)]
    json: bool,

    /// Tell no more than the findings.
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  dictum export annotations/ --to brat -o brat/      what is done, for brat
  dictum export project/ --to spacy -o train.spacy   one file for spaCy
  dictum export project/ --to brat --dry-run         what would be lost, nothing written
  dictum export one.ron --to doccano --unfinished    to standard output, done or not
  dictum export project/ --to hf --dataset quotes/   splits, a card, a manifest: to train on
  dictum export project/ --to spacy --dataset quotes/ --split 70/15/15 --group-by publisher

An article's split goes by a hash of its words: articles that are added move none of the old ones.

What goes out are accepted marks of articles that are done, of the labels that were looked for throughout.
It ends with 0 when all is done, 1 when some input could not be read and the rest is written, 2 when nothing
is written.";

/// Which annotations go out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum State {
    /// What a person made or said yes to.
    #[default]
    Accepted,
    /// What nobody has decided on.
    Suggested,
    /// Both.
    Live,
}

/// What becomes of spans of several pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum InPieces {
    /// Each piece becomes a mark of its own.
    #[default]
    Split,
    /// One mark from the first word to the last.
    Cover,
    /// They are left out.
    Drop,
}

impl Arguments {
    fn selection(&self) -> Selection {
        Selection {
            wanted: match self.state {
                State::Accepted => Wanted::Accepted,
                State::Suggested => Wanted::Suggested,
                State::Live => Wanted::Live,
            },
            unfinished: self.unfinished,
            labels: self.labels.iter().map(Into::into).collect(),
            annotator: self.annotator.clone(),
        }
    }

    fn manner(&self, disk: &dyn Disk) -> anyhow::Result<Manner> {
        Ok(Manner {
            selection: self.selection(),
            names: names::names_out(disk, &self.map)?,
            pieces: match self.pieces {
                InPieces::Split => Pieces::Split,
                InPieces::Cover => Pieces::Cover,
                InPieces::Drop => Pieces::Drop,
            },
            options: Options {
                unit: self.unit.map(Into::into),
                table: self.table.clone(),
                extension: extension_of(self.output.as_deref()),
                splits: Vec::new(),
            },
        })
    }
}

/// What the output's name ends in, in lower case.
fn extension_of(output: Option<&Path>) -> Option<String> {
    let extension = output?.extension()?.to_str()?;
    Some(extension.to_ascii_lowercase())
}

/// Exports every input.
pub fn run(arguments: &Arguments) -> anyhow::Result<End> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk::default());
    let format = format_named(&arguments.to)?;
    let writes = format.writes.ok_or(ExportError::ReadOnly(format.title))?;
    let manner = arguments.manner(&*disk)?;
    let target = if arguments.dry_run {
        Target::Standard
    } else {
        target(&*disk, arguments, format)?
    };
    target.check(&*disk, &arguments.input, arguments.force)?;
    let stop = Stop::listen().context("signals")?;
    let Some((out, spool)) = begin(&disk, arguments, format, &manner, &stop)? else {
        return Ok(End::Stopped);
    };
    let spool = spool.as_ref().map(Spool::path);
    let preparing = Preparing::new(format, manner.clone())?;
    let (inputs, jobs) = (&arguments.input, arguments.jobs);
    let documents = Documents::read(&disk, inputs, jobs, spool, Some(&preparing))?;
    let layout = match out {
        Out::Dataset(_) => Layout::Each,
        Out::Export(_) => writes.layout(),
    };
    let mut work = Work {
        out: Some(out),
        everyone: arguments.dataset.all_annotators,
        selection: manner.selection,
        losses: Losses::new(arguments.json || arguments.list),
        annotators: BTreeMap::new(),
        report: Report::new(Telling {
            json: arguments.json,
            quiet: arguments.quiet,
            is_output_shown: target == Target::Standard && io::stdout().is_terminal(),
        }),
        strict: arguments.strict && !arguments.dry_run,
        stop,
        written: Written::default(),
        parted: None,
    };
    let done = if arguments.dry_run {
        work.fill(&documents, &mut Nowhere::default())
    } else {
        with_shelf(&*disk, &target, layout, arguments.force, &mut |shelf| {
            work.fill(&documents, shelf)
        })
    };
    work.end(done, format, &target, arguments.dry_run)
}

/// Where the output goes.
fn target(disk: &dyn Disk, arguments: &Arguments, format: &Format) -> anyhow::Result<Target> {
    match &arguments.dataset.folder {
        Some(folder) => Ok(Target::At(Destination::Folder(folder.clone()))),
        None => Target::new(disk, arguments.output.as_deref(), format),
    }
}

/// Begins to write. For a dataset the inputs are read once to know what belongs together, and standard
/// input is laid down for that. `None` when the person stopped it.
fn begin(
    disk: &Arc<dyn Disk>,
    arguments: &Arguments,
    format: &'static Format,
    manner: &Manner,
    stop: &Stop,
) -> anyhow::Result<Option<(Out, Option<Spool>)>> {
    if arguments.dataset.folder.is_none() {
        let export = Export::begin(format, manner.clone())?;
        return Ok(Some((Out::Export(Box::new(export)), None)));
    }
    let mut inputs = arguments.input.iter();
    let spool = if inputs.any(|path| super::inputs::is_standard_input(path)) {
        match standard_input::spooled(stop)? {
            Some(spool) => Some(spool),
            None => return Ok(None),
        }
    } else {
        None
    };
    let path = spool.as_ref().map(Spool::path);
    let documents = Documents::read(disk, &arguments.input, arguments.jobs, path, None)?;
    let told = &arguments.dataset;
    let Some(survey) = Survey::of(&documents, told, &manner.selection, stop)? else {
        return Ok(None);
    };
    let mut paths = arguments.input.clone();
    // A table may be among them.
    paths.extend(arguments.map.iter().map(PathBuf::from));
    let writing = survey.begin(told, format, manner, &paths)?;
    Ok(Some((Out::Dataset(Box::new(writing)), spool)))
}

pub(super) fn refused(losses: &Losses) -> anyhow::Error {
    let lines: Vec<String> = losses.tally().lines().collect();
    anyhow!(
        "--strict: nothing is written, because this would be lost: {}",
        lines.join("; ")
    )
}

pub(super) fn of_export(error: ExportError) -> Halt {
    match error {
        ExportError::Io(error) => Halt::of_output(error),
        other @ ExportError::ReadOnly(_) => Halt::Failed(other.into()),
    }
}

/// Refuses inputs of which one is not there.
fn check_inputs(disk: &dyn Disk, inputs: &[PathBuf]) -> anyhow::Result<()> {
    if let Some(path) = super::inputs::missing(disk, inputs) {
        bail!("nothing is there to export: {}", path.display());
    }
    Ok(())
}
