//! An article of a project: whose document it is opened as, and where that is saved.

use super::{Loaded, OnDisk, Session};
use crate::disk::Disk;
use crate::project::{Project, Work};
use crate::ui::blind_sample::BlindSample;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What an article has to do with its project.
#[derive(Clone, Debug)]
pub struct InProject {
    /// The project.
    pub project: Arc<Project>,
    /// The article's id in it.
    pub article: String,
    /// Where the document is saved.
    pub place: PathBuf,
}

/// Reads an article of a project as this annotator's document; `None` when the path is no project's. A
/// document named by its own path is opened itself, whoever's it is.
pub(super) fn load(
    disk: &dyn Disk,
    path: &Path,
    annotator: &str,
) -> anyhow::Result<Option<Loaded>> {
    let Some(project) = Project::around(disk, path)? else {
        return Ok(None);
    };
    let Some(article) = project.article_of(path) else {
        return Ok(None);
    };
    let is_document = crate::store::Format::of(path).is_some();
    if is_document && disk.exists(path) {
        let opened = crate::store::open(disk, path)?;
        return Ok(Some(found(opened, path.to_owned(), project, article)));
    }
    let place = project.place(&article, annotator);
    Ok(Some(match project.work(disk, &article, annotator)? {
        Work::Found(opened) => found(*opened, place, project, article),
        Work::New(document) => Loaded {
            document: *document,
            file: None,
            path: Some(path.to_owned()),
            misfits: Vec::new(),
            notes: Vec::new(),
            kept: None,
            project: Some(InProject {
                project: Arc::new(project),
                article,
                place,
            }),
        },
    }))
}

fn found(
    opened: crate::store::Opened,
    place: PathBuf,
    project: Project,
    article: String,
) -> Loaded {
    Loaded {
        document: opened.document,
        file: Some(OnDisk {
            path: place.clone(),
            hash: opened.hash,
        }),
        path: Some(place.clone()),
        misfits: opened.misfits,
        notes: opened.notes,
        kept: None,
        project: Some(InProject {
            project: Arc::new(project),
            article,
            place,
        }),
    }
}

impl Session {
    /// The project of the article, if it is of one.
    pub fn project(&self) -> Option<&Arc<Project>> {
        self.in_project.as_ref().map(|it| &it.project)
    }

    /// What the article has to do with its project, if it is of one.
    pub fn of_project(&self) -> Option<&InProject> {
        self.in_project.as_ref()
    }

    /// Whether the article belongs to the project's blind sample.
    pub fn is_blind(&self) -> bool {
        self.in_project
            .as_ref()
            .is_some_and(|it| it.project.is_blind(&it.article))
    }

    /// Whether the article is one of a sample's.
    pub(super) fn is_of(&self, sample: &BlindSample) -> bool {
        let in_project = self.in_project.as_ref();
        in_project.is_some_and(|it| sample.has(it.project.folder(), &it.article))
    }

    /// Where the document is to be saved without asking: its file, or its place in the project.
    pub fn own_place(&self) -> Option<PathBuf> {
        let file = self.file.as_ref().map(|file| &file.path);
        file.or(self.in_project.as_ref().map(|it| &it.place))
            .cloned()
    }

    /// The project's file has been changed.
    pub fn take_project(&mut self, project: &Arc<Project>) {
        if let Some(it) = &mut self.in_project
            && it.project.folder() == project.folder()
        {
            it.project = Arc::clone(project);
        }
    }
}
