//! Tagging the open article in another thread.

use super::job::{Job, Progress};
use crate::disk::Disk;
use crate::model::{Edit, RevisionId, Snapshot};
use crate::project::{Project, TaggerChoice};
use crate::tagger::learned::Learned;
use crate::tagger::rules::Rules;
use crate::tagger::{self, Article, Tagger};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    job: Job<anyhow::Result<Tagged>>,
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
        let job = Job::start(ctx, "tag", move || {
            with_tagger(&*disk, &who, &mut |tagger| tagged(tagger, &document))
        })?;
        Ok(Self {
            revision,
            by_itself,
            chosen,
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

fn with_tagger(
    disk: &dyn Disk,
    chosen: &Chosen,
    tag: &mut dyn FnMut(&dyn Tagger) -> anyhow::Result<Tagged>,
) -> anyhow::Result<Tagged> {
    match chosen {
        Chosen::Rules => tag(&Rules),
        Chosen::Model(file) => tag(&model(disk, file)?),
        Chosen::Command(_, arguments) => {
            anyhow::bail!("{}", super::wording::tagging::command_not_here(arguments))
        }
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
