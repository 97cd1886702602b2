//! Learning a tagger from a project in another thread.

use super::job::{Job, Progress};
use crate::disk::Disk;
use crate::project::Project;
use crate::store;
use crate::tagger::learned::{Card, Learned, Options, Step, lesson, train};
use eframe::egui::Context;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The file of a project in which what was learned from it is kept.
pub const MODEL: &str = "learned.dictum-model";

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// So many documents have been read.
    Reading(usize),
    /// So many hundredths of the learning are done.
    Learning(usize),
}

/// A project being learned from.
pub struct Learning {
    /// The project.
    pub project: Arc<Project>,
    watched: Arc<Watched>,
    job: Job<anyhow::Result<Learned>>,
}

#[derive(Default)]
struct Watched {
    read: AtomicUsize,
    /// Hundredths; 0 while documents are read.
    percent: AtomicUsize,
    stopped: AtomicBool,
}

impl Watched {
    fn goes_on(&self) -> bool {
        !self.stopped.load(Ordering::Relaxed)
    }
}

/// What came of it.
pub enum End {
    /// A model.
    Learned(Box<Learned>),
    /// Nothing, for this reason.
    Failed(String),
}

impl Learning {
    /// Starts to learn from the documents of a project that are done.
    pub fn start(
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        project: Arc<Project>,
    ) -> std::io::Result<Self> {
        let watched = Arc::new(Watched::default());
        let (disk, seen, wake, of) = (
            Arc::clone(disk),
            Arc::clone(&watched),
            ctx.clone(),
            Arc::clone(&project),
        );
        let job = Job::start(ctx, "learn", move || learn(&*disk, &of, &seen, &wake))?;
        Ok(Self {
            project,
            watched,
            job,
        })
    }

    /// How far it is.
    pub fn stage(&self) -> Stage {
        match self.watched.percent.load(Ordering::Relaxed) {
            0 => Stage::Reading(self.watched.read.load(Ordering::Relaxed)),
            percent => Stage::Learning(percent),
        }
    }

    /// Breaks it off.
    pub fn stop(&self) {
        self.watched.stopped.store(true, Ordering::Relaxed);
    }

    /// What came of it, once it is through.
    pub fn poll(&self) -> Option<End> {
        match self.job.poll() {
            Progress::Running => None,
            Progress::Done(Ok(model)) => Some(End::Learned(Box::new(model))),
            Progress::Done(Err(error)) => Some(End::Failed(format!("{error:#}"))),
            Progress::Lost => Some(End::Failed(super::wording::tagging::BROKE_OFF.to_owned())),
        }
    }
}

impl Drop for Learning {
    fn drop(&mut self) {
        // Nobody waits for it any more.
        self.stop();
    }
}

fn learn(
    disk: &dyn Disk,
    project: &Project,
    watched: &Watched,
    wake: &Context,
) -> anyhow::Result<Learned> {
    let (mut lessons, mut left_out) = (Vec::new(), 0);
    let articles = project.articles(disk)?;
    for article in articles.iter().filter(|article| article.is_begun) {
        for (_, path) in project.annotators(disk, &article.id)? {
            if !watched.goes_on() {
                anyhow::bail!(crate::tagger::learned::TrainError::BrokenOff);
            }
            let opened = store::open(disk, &path);
            let found = opened
                .ok()
                .and_then(|opened| lesson(&opened.document, &[]).ok());
            match found {
                Some(found) => lessons.push(found),
                None => left_out += 1,
            }
            watched.read.fetch_add(1, Ordering::Relaxed);
            wake.request_repaint();
        }
    }
    let options = Options {
        name: project.name(),
        left_out,
        ..Options::default()
    };
    let model = train(&lessons, &options, &mut |step| {
        tell(watched, step, wake);
        watched.goes_on()
    })?;
    Ok(model)
}

fn tell(watched: &Watched, step: Step, wake: &Context) {
    let percent = (100 * step.done / step.of.max(1)).max(1);
    if watched.percent.swap(percent, Ordering::Relaxed) != percent {
        wake.request_repaint();
    }
}

/// Puts a model into its project, which names it from then on.
pub fn use_from_now_on(
    disk: &dyn Disk,
    project: &Project,
    model: &Learned,
) -> anyhow::Result<Project> {
    let file = project.model_file(MODEL);
    disk.write(&file, &model.to_bytes())?;
    // As it is now: someone may have changed it meanwhile.
    let mut project = Project::open(disk, project.folder())?;
    project.set_tagger(Some(crate::project::TaggerChoice::Model(MODEL.to_owned())));
    project.save(disk)?;
    Ok(project)
}

/// How good a model is, label by label, in words.
pub fn told(card: &Card) -> String {
    let labels = card.labels.iter().map(|label| {
        let score = label.held_out.map(|counts| counts.any());
        super::wording::tagging::learned_label(&label.label, label.spans, score)
    });
    labels.collect::<Vec<_>>().join("; ")
}
