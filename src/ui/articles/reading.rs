//! Reads how far articles are, one after the other, in one thread.

use super::{Standing, State};
use crate::article;
use crate::disk::Disk;
use crate::store::{self, Format};
use crate::ui::blind_sample::BlindSample;
use crate::ui::job::{Job, Progress};
use crate::ui::summary;
use crate::ui::tagger_record::{self, Told};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// The number of an article, how far it is, and how the tagger fared on it.
type Read = (usize, Standing, Told);

/// An article to be read.
pub struct Wanted {
    /// Its number.
    pub index: usize,
    /// Its file.
    pub path: PathBuf,
    /// The sample that it belongs to, if it belongs to one.
    pub blind: Option<Arc<BlindSample>>,
}

/// Articles being read.
pub struct Reading {
    read: Receiver<Read>,
    job: Job<()>,
}

impl Reading {
    /// Starts to read these.
    pub fn start(
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        wanted: Vec<Wanted>,
    ) -> std::io::Result<Self> {
        let (sender, read) = channel();
        let (disk, wake) = (Arc::clone(disk), ctx.clone());
        let job = Job::start(ctx, "states", move || {
            for Wanted { index, path, blind } in wanted {
                let (standing, told) = standing_of(&*disk, &path, blind.as_deref());
                if sender.send((index, standing, told)).is_err() {
                    return;
                }
                wake.request_repaint();
            }
        })?;
        Ok(Self { read, job })
    }

    /// What has been read since, at most so many, and whether that was all.
    pub fn poll(&self, most: usize) -> (Vec<Read>, bool) {
        // Asked first: what was sent before the end is then there.
        let over = !matches!(self.job.poll(), Progress::Running);
        let read: Vec<_> = self.read.try_iter().take(most).collect();
        let all = read.len() < most;
        (read, over && all)
    }
}

fn standing_of(disk: &dyn Disk, path: &Path, blind: Option<&BlindSample>) -> (Standing, Told) {
    let read = if Format::of(path).is_some() {
        store::open(disk, path)
            .map_err(|error| error.to_string())
            .map(|opened| {
                let counts = summary::count(&opened.document.snapshot());
                let told = tagger_record::told(&opened.document, blind);
                (State::new(opened.document.header().status, &counts), told)
            })
    } else {
        article::read(disk, path)
            .map_err(|error| error.to_string())
            .map(|_| (State::default(), Told::default()))
    };
    match read {
        Ok((state, told)) => (Standing::Read(state), told),
        Err(why) => (Standing::Unreadable(why), Told::default()),
    }
}
