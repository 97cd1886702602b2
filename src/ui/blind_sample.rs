//! A project's articles that come without suggestions, and the tagger that is held against what a
//! person has marked there.

use super::job::{Job, Progress};
use super::tagging::Chosen;
use super::wording::tagger as words;
use crate::disk::Disk;
use crate::project::Project;
use crate::tagger::Tagger;
use eframe::egui::Context;
use std::path::Path;
use std::sync::Arc;

/// The tagger, or why there is none to measure.
type Ready = Result<Arc<dyn Tagger>, String>;

/// The articles of a project that come without suggestions.
#[derive(Clone)]
pub struct BlindSample {
    project: Arc<Project>,
    tagger: Ready,
}

impl BlindSample {
    /// Those of a project, with the tagger or why there is none to measure.
    pub fn new(project: Arc<Project>, tagger: Ready) -> Self {
        Self { project, tagger }
    }

    /// Whether an article is one of them: by its project's folder and its id there, as the project
    /// itself decides, whatever its document calls it.
    pub fn has(&self, folder: &Path, article: &str) -> bool {
        self.project.folder() == folder && self.project.is_blind(article)
    }

    /// The tagger that is held against the articles, or why none is.
    pub fn tagger(&self) -> Result<&dyn Tagger, &str> {
        match &self.tagger {
            Ok(tagger) => Ok(&**tagger),
            Err(why) => Err(why),
        }
    }
}

/// Follows the project of the open article and has its tagger ready for the blind sample.
#[derive(Default)]
pub struct BlindWatch {
    project: Option<Arc<Project>>,
    job: Option<Job<Ready>>,
}

/// What the blind sample is from now on.
pub type Change = Option<Arc<BlindSample>>;

impl BlindWatch {
    /// Whether a tagger is being read.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// The tagger is another one, though the project may name it as before.
    pub fn renew(&mut self) {
        self.project = None;
    }

    /// Looks at the project of the open article; gives the sample when it is another one.
    pub fn follow(
        &mut self,
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        project: Option<&Arc<Project>>,
        chosen: impl FnOnce() -> Chosen,
    ) -> Option<Change> {
        let project = project.filter(|project| project.blind_every().is_some());
        if !same(self.project.as_ref(), project) {
            self.job = None;
            self.project = project.cloned();
            if project.is_none() {
                return Some(None);
            }
            let (disk, chosen) = (Arc::clone(disk), chosen());
            match Job::start(ctx, "blind sample", move || ready(&*disk, &chosen)) {
                Ok(job) => self.job = Some(job),
                Err(error) => return self.made(Err(words::not_measured(&error.to_string()))),
            }
        } else if let Some(project) = project {
            // The same one read again: from now on it is known by its address.
            self.project = Some(Arc::clone(project));
        }
        let tagger = match self.job.as_ref()?.poll() {
            Progress::Running => return None,
            Progress::Done(tagger) => tagger,
            Progress::Lost => Err(words::not_measured(super::wording::tagging::BROKE_OFF)),
        };
        self.job = None;
        self.made(tagger)
    }

    fn made(&self, tagger: Ready) -> Option<Change> {
        let project = Arc::clone(self.project.as_ref()?);
        Some(Some(Arc::new(BlindSample::new(project, tagger))))
    }
}

/// Whether two projects say the same; each opening of an article reads its project anew.
fn same(a: Option<&Arc<Project>>, b: Option<&Arc<Project>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
        (None, None) => true,
        _ => false,
    }
}

fn ready(disk: &dyn Disk, chosen: &Chosen) -> Ready {
    match chosen {
        Chosen::Rules => Ok(Arc::new(crate::tagger::rules::Rules)),
        Chosen::Model(file) => match super::tagging::model(disk, file) {
            Ok(model) => Ok(Arc::new(model)),
            Err(error) => Err(words::not_measured(&format!("{error:#}"))),
        },
        // It would run for every article of the sample, unasked.
        Chosen::Command(..) => Err(words::PROGRAM_NOT_MEASURED.to_owned()),
    }
}
