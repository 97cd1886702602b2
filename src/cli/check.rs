//! `dictum check`: annotations in any format, read, and their offsets proven.

use super::End;
use super::exchange::articles::Articles;
use super::exchange::{Counted, GIVE_FROM, format_named};
use super::findings::Finding;
use super::inputs;
use super::report::{Manner as Telling, Report};
use super::standard_input;
use super::stop::Stop;
use crate::disk::{Disk, RealDisk};
use crate::formats::Names;
use crate::formats::reading::{self, Came, Read};
use anyhow::{Context as _, bail};
use serde::Serialize;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

/// What `dictum check` is told.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files in any format, folders of them, and - for standard input.
    #[arg(required = true, value_name = "FILE")]
    input: Vec<PathBuf>,

    /// The format; recognised when not given.
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,

    /// How offsets are counted, where that is known better than the format says.
    #[arg(long, value_enum, value_name = "UNIT")]
    unit: Option<Counted>,

    /// Say what would come of Dictum's own documents with a corrected text, or with those in a folder, each
    /// named as its article.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["from", "unit"])]
    against: Option<PathBuf>,

    /// Print JSON Lines: an article each, and findings on standard error.
    #[arg(long)]
    json: bool,

    /// How many threads work at once. Without it, one for each core.
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Print no more than the findings.
    #[arg(short, long)]
    quiet: bool,
}

/// What is said of an article.
#[derive(Serialize)]
struct Told<'a> {
    file: String,
    article: &'a str,
    format: &'a str,
    marks: usize,
    /// Marks whose words the file stores, and which stand where it says.
    proven: usize,
    /// Marks of which the file stores offsets alone.
    unverified: usize,
    misfits: usize,
    counted: String,
}

/// Checks every file.
pub fn run(arguments: &Arguments) -> anyhow::Result<End> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk::default());
    if let Some(path) = inputs::missing(&*disk, &arguments.input) {
        bail!("nothing is there to check: {}", path.display());
    }
    if let Some(against) = &arguments.against {
        let manner = Telling {
            json: arguments.json,
            quiet: arguments.quiet,
            is_output_shown: true,
        };
        return super::rebase::check(&arguments.input, against, manner);
    }
    let from = arguments.from.as_deref().map(format_named).transpose()?;
    let stop = Stop::listen().context("signals")?;
    let Ok(spool) = standard_input::among(&*disk, &arguments.input, from, &stop)? else {
        return Ok(End::Stopped);
    };
    let manner = reading::Manner {
        from,
        names: Names::none(),
        unit: arguments.unit.map(Into::into),
        way_out: GIVE_FROM,
        standard_input: spool.as_ref().map(|spool| spool.path().to_owned()),
    };
    let mut report = Report::new(Telling {
        json: arguments.json,
        quiet: arguments.quiet,
        is_output_shown: true,
    });
    let mut out = std::io::stdout().lock();
    let mut written = Ok(());
    let mut articles = 0;
    let (json, quiet) = (arguments.json, arguments.quiet);
    let make = move |came| checked(came, json, quiet);
    let checked = Articles::read(&disk, &arguments.input, manner, arguments.jobs, make)?;
    let ended = checked.each(|checked| {
        if let Some(checked) = checked {
            articles += u64::from(checked.is_article);
            checked.findings.iter().for_each(|each| report.find(each));
            written = checked.line.map_or(Ok(()), |line| writeln!(out, "{line}"));
        }
        match written {
            Ok(()) if !stop.is_asked() => Ok(()),
            _ => Err(()),
        }
    });
    let _: Result<(), ()> = ended?;
    if stop.is_asked() {
        return Ok(End::Stopped);
    }
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(End::Done),
        other => other.context("standard output")?,
    }
    Ok(match (articles, report.counts().findings) {
        (0, 0) => bail!("no file of a format that Dictum knows is there"),
        (0, _) => End::NotDone,
        (_, 0) => End::Done,
        _ => End::Findings,
    })
}

/// What is said of an input.
struct Checked {
    is_article: bool,
    findings: Vec<Finding>,
    line: Option<String>,
}

fn checked(came: Came, json: bool, quiet: bool) -> Checked {
    match came {
        Came::Article(read) => Checked {
            is_article: true,
            line: (!quiet).then(|| line(&read, json)),
            findings: read.findings,
        },
        Came::Not(finding) => Checked {
            is_article: false,
            findings: vec![finding],
            line: None,
        },
        Came::PassedOver => Checked {
            is_article: false,
            findings: Vec::new(),
            line: None,
        },
    }
}

fn line(read: &Read, json: bool) -> String {
    let marks = read.document.spans_len();
    let (proven, unverified, counted) = match &read.verdict {
        Some(verdict) => {
            let fits = marks.min(verdict.verified);
            (fits, verdict.unverified.min(marks), verdict.reading.words())
        }
        None => (marks, 0, "code points".to_owned()),
    };
    let told = Told {
        file: read.place.to_string(),
        article: &read.document.header().id,
        format: read.format.name,
        marks,
        proven,
        unverified,
        misfits: read.findings.len(),
        counted,
    };
    if json && let Ok(line) = serde_json::to_string(&told) {
        return line;
    }
    let number = super::counted(marks as u64, "mark", "marks");
    let how = match (told.proven, told.unverified) {
        (_, 0) => "all proven by their words".to_owned(),
        (0, _) => "unverified: the format stores no words".to_owned(),
        (proven, unverified) => format!("{proven} proven, {unverified} unverified"),
    };
    format!(
        "{}: {} ({}): {number}, {how}, counted in {}",
        told.file, told.article, told.format, told.counted
    )
}
