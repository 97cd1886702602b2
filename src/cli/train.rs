//! `dictum train`: a tagger learned from annotated articles.

mod documents;
mod told;

use super::End;
use crate::disk::{Disk as _, RealDisk};
use crate::model::LabelName;
use crate::store::Opened;
use crate::tagger::learned::{Options, Step, USUAL_FOLDS, lesson, train};
use documents::{Document, each_document};
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use told::Told;

/// What `dictum train` is told.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A project, or documents: folders of them, files (.ron, .json, .jsonl), or - for JSON Lines.
    #[arg(required = true)]
    input: Vec<PathBuf>,

    /// Where the model goes.
    #[arg(short, long, value_name = "MODEL")]
    output: PathBuf,

    /// The labels to learn; all that were looked for throughout when none is named.
    #[arg(long, value_delimiter = ',', value_name = "LABEL")]
    labels: Vec<String>,

    /// What stands in the origin of the marks that it proposes; the file's name when not given.
    #[arg(long)]
    name: Option<String>,

    /// Another number divides the articles in another way.
    #[arg(long, default_value_t = 0)]
    seed: u64,

    /// Into how many parts the articles are divided to find out how good it is; 0: it is not found out.
    #[arg(long, default_value_t = USUAL_FOLDS)]
    folds: usize,

    /// The model's card as JSON on standard output.
    #[arg(long)]
    json: bool,
}

/// Learns a model from the documents that are done, and says how good it is.
pub fn run(arguments: &Arguments) -> anyhow::Result<End> {
    let disk = RealDisk::default();
    let wanted: Vec<LabelName> = arguments
        .labels
        .iter()
        .map(|label| LabelName::from(label.as_str()))
        .collect();
    let mut told = Told::default();
    let mut lessons = Vec::new();
    each_document(
        &disk,
        &arguments.input,
        &mut |Document { name, read }| match read {
            Ok(Opened { document, .. }) => match lesson(&document, &wanted) {
                Ok(lesson) => lessons.push(lesson),
                Err(why) => told.leave_out(name, why),
            },
            Err(error) => told.not_read(&error),
        },
    )?;
    told.taken = lessons.len();
    told.tell_taken();
    let options = Options {
        name: arguments
            .name
            .clone()
            .unwrap_or_else(|| name_of(&arguments.output)),
        seed: arguments.seed,
        left_out: told.left_out(),
        folds: arguments.folds,
    };
    let mut progress = Progress::new();
    let model = train(&lessons, &options, &mut |step| {
        progress.show(step);
        true
    });
    progress.end();
    let model = model?;
    disk.write(&arguments.output, &model.to_bytes())?;
    if arguments.json {
        told::print_json(model.card())?;
    } else {
        Told::tell_model(model.card(), &arguments.output);
    }
    Ok(if told.any_not_read() {
        End::Findings
    } else {
        End::Done
    })
}

fn name_of(output: &std::path::Path) -> String {
    let stem = output.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// How far the learning is, on a terminal and only there.
struct Progress {
    is_shown: bool,
    last: usize,
}

impl Progress {
    fn new() -> Self {
        Self {
            is_shown: std::io::stderr().is_terminal(),
            last: usize::MAX,
        }
    }

    fn show(&mut self, step: Step) {
        let percent = 100 * step.done / step.of.max(1);
        if self.is_shown && percent != self.last {
            self.last = percent;
            // Who cannot be told how far it is will be told the end.
            let _ = write!(std::io::stderr(), "\rlearning: {percent} %");
        }
    }

    fn end(&self) {
        if self.is_shown && self.last != usize::MAX {
            let _ = write!(std::io::stderr(), "\r{:20}\r", "");
        }
    }
}
