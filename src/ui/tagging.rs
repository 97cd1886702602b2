//! Tagging the open article in another thread.

use super::job::{Job, Progress};
use crate::disk::Disk;
use crate::model::{Document, Edit, RevisionId, Snapshot};
use crate::project::{Project, TaggerChoice};
use crate::store;
use crate::tagger::command::{self, CommandLine, Manner, TIMEOUT};
use crate::tagger::learned::Learned;
use crate::tagger::rules::Rules;
use crate::tagger::{self, Article, Tagger};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Who proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The built-in rules.
    Rules,
    /// A model in this file.
    Model(PathBuf),
    /// A program of a project: the project's folder, the program and its arguments.
    Command(PathBuf, Vec<String>),
}

impl Chosen {
    /// The project's, else the one in the settings, else the rules.
    pub fn of(project: Option<&Project>, model: Option<&Path>) -> Self {
        match project.and_then(|project| Some((project, project.tagger()?))) {
            Some((_, TaggerChoice::Rules)) => Self::Rules,
            Some((project, TaggerChoice::Model(file))) => Self::Model(project.model_file(file)),
            Some((project, TaggerChoice::Command(arguments))) => {
                Self::Command(project.folder().to_owned(), arguments.clone())
            }
            None => model.map_or(Self::Rules, |file| Self::Model(file.to_owned())),
        }
    }
}

/// Reads a model.
pub fn model(disk: &dyn Disk, file: &Path) -> anyhow::Result<Learned> {
    let bytes = disk.read(file)?;
    Learned::from_bytes(&bytes).map_err(|error| anyhow::anyhow!("{error}: {}", file.display()))
}

/// What a tagger has made of an article.
pub struct Tagged {
    /// Its marks, for the document at this revision.
    pub edit: Edit,
    /// The tagger's name.
    pub name: String,
    /// What the person should know.
    pub remarks: Vec<String>,
}

/// An article being tagged.
pub struct Tagging {
    revision: RevisionId,
    /// Nobody asked: it is told more quietly.
    by_itself: bool,
    chosen: Chosen,
    stopped: Arc<AtomicBool>,
    job: Job<anyhow::Result<Tagged>>,
}

impl Drop for Tagging {
    fn drop(&mut self) {
        // A program that nobody waits for any more is ended.
        self.stopped.store(true, Ordering::Relaxed);
    }
}

/// What came of it.
pub enum End {
    /// Marks for the document at this revision.
    Tagged(RevisionId, Tagged),
    /// It failed, for this reason.
    Failed(String),
}

impl Tagging {
    /// Starts to tag a document as it stands at a revision.
    pub fn start(
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        chosen: Chosen,
        work: (RevisionId, Snapshot),
        by_itself: bool,
    ) -> std::io::Result<Self> {
        let disk = Arc::clone(disk);
        let (revision, document) = work;
        let who = chosen.clone();
        let stopped = Arc::new(AtomicBool::new(false));
        let ends = Arc::clone(&stopped);
        let job = Job::start(ctx, "tag", move || match &who {
            Chosen::Rules => tagged(&Rules, &document),
            Chosen::Model(file) => tagged(&model(&*disk, file)?, &document),
            Chosen::Command(project, command) => {
                by_command(&*disk, (project, command), &document, &ends)
            }
        })?;
        Ok(Self {
            revision,
            by_itself,
            chosen,
            stopped,
            job,
        })
    }

    /// Whether nobody asked.
    pub fn is_by_itself(&self) -> bool {
        self.by_itself
    }

    /// Who proposes.
    pub fn chosen(&self) -> &Chosen {
        &self.chosen
    }

    /// What came of it, once it is through.
    pub fn poll(&self) -> Option<End> {
        match self.job.poll() {
            Progress::Running => None,
            Progress::Done(Ok(tagged)) => Some(End::Tagged(self.revision, tagged)),
            Progress::Done(Err(error)) => Some(End::Failed(format!("{error:#}"))),
            Progress::Lost => Some(End::Failed(super::wording::tagging::BROKE_OFF.to_owned())),
        }
    }
}

/// Has a program of a project tag a document. The person has agreed to it.
fn by_command(
    disk: &dyn Disk,
    (folder, arguments): (&Path, &[String]),
    document: &Snapshot,
    stopped: &AtomicBool,
) -> anyhow::Result<Tagged> {
    let project = Project::open(disk, folder)?;
    let mut words = project.command_line(disk, arguments).into_iter();
    let program = words.next().unwrap_or_default();
    let manner = Manner {
        command: CommandLine::new(program, words.collect()),
        timeout: TIMEOUT,
    };
    let is_stopped = || stopped.load(Ordering::Relaxed);
    let tags = command::tag_one(&manner, &answer, document, &is_stopped)?;
    let edit = tagger::adopt(document, &tags.proposals, &tags.name, &tags.version)?;
    Ok(Tagged {
        edit,
        name: tags.name.to_string(),
        remarks: tags.proposals.remarks,
    })
}

/// Reads an answer as a file is read; a mark that does not fit the text is an error.
fn answer(line: &[u8]) -> Result<Document, String> {
    let opened = store::read(line, Path::new("answer.jsonl")).map_err(|error| error.to_string())?;
    match opened.misfits.first() {
        Some(misfit) => Err(format!("the mark {}: {}", misfit.span.id, misfit.problem)),
        None => Ok(opened.document),
    }
}

fn tagged(tagger: &dyn Tagger, document: &Snapshot) -> anyhow::Result<Tagged> {
    let proposals = tagger.propose(Article {
        text: document.text(),
        language: document.header().language.as_deref(),
        schema: document.schema(),
    });
    let edit = tagger::adopt(document, &proposals, tagger.name(), tagger.version())?;
    Ok(Tagged {
        edit,
        name: tagger.name().to_owned(),
        remarks: proposals.remarks,
    })
}
