//! How far the work is, counted once after each edit, beside the window when the document is large.

use super::job::{Job, Progress};
use super::wording::{self, counted};
use crate::model::schema::{LinkRole, Role};
use crate::model::{Document, EntityId, RevisionId, Snapshot, State};
use eframe::egui::Context;
use std::collections::HashMap;

/// Documents of more spans are counted in another thread.
const AT_ONCE: usize = 2_000;

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Live spans.
    pub marks: usize,
    /// Live quotes.
    pub quotes: usize,
    /// Live quotes of which it is neither said who said them nor that nobody did.
    pub unsaid: usize,
    /// Live suggestions.
    pub suggested: usize,
    /// People that live marks mean: id, name, number of mentions; the most mentioned first.
    pub people: Vec<(EntityId, String, usize)>,
}

/// The counts with the revision that they hold for.
#[derive(Default)]
pub struct Summary {
    counts: Counts,
    of: Option<RevisionId>,
    job: Option<(RevisionId, Job<Counts>)>,
}

impl Summary {
    /// What was counted last.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// In a line.
    pub fn told(&self) -> String {
        let Counts {
            marks,
            quotes,
            unsaid,
            suggested,
            ..
        } = &self.counts;
        if *marks == 0 {
            return wording::NO_MARKS.to_owned();
        }
        let mut told = format!("{}, {}", counted(*marks, "mark"), counted(*quotes, "quote"));
        if *unsaid > 0 {
            told.push_str(&format!(", {unsaid} without a speaker"));
        }
        if *suggested > 0 {
            told.push_str(&format!(", {suggested} suggested"));
        }
        told
    }

    /// Brings the counts up to a revision: at once for a small document, else when they are there.
    pub fn update(&mut self, ctx: &Context, document: &Document, revision: RevisionId) {
        if let Some((of, job)) = &self.job {
            match job.poll() {
                Progress::Running => return,
                Progress::Done(counts) => (self.counts, self.of) = (counts, Some(*of)),
                Progress::Lost => self.of = Some(*of),
            }
            self.job = None;
        }
        if self.of == Some(revision) {
            return;
        }
        if document.spans_len() <= AT_ONCE {
            (self.counts, self.of) = (count(&document.snapshot()), Some(revision));
            return;
        }
        let snapshot = document.snapshot();
        match Job::start(ctx, "counting", move || count(&snapshot)) {
            Ok(job) => self.job = Some((revision, job)),
            Err(error) => log::warn!("marks are not counted: {error}"),
        }
    }
}

/// Counts the live marks of a document.
pub fn count(document: &Snapshot) -> Counts {
    let mut counts = Counts::default();
    let mut mentions: HashMap<&EntityId, usize> = HashMap::new();
    let said_by = document
        .schema()
        .link_of(LinkRole::SaidBy)
        .map(|link| &link.name);
    for span in document.spans().filter(|span| span.is_live()) {
        counts.marks += 1;
        counts.suggested += usize::from(span.state == State::Suggested);
        match document.schema().role_of(&span.label) {
            Role::Quote => {
                counts.quotes += 1;
                let said = document
                    .links_from(&span.id)
                    .any(|link| Some(&link.label) == said_by && link.state != State::Rejected);
                let nobody = said_by.is_some_and(|said_by| span.no_links.contains(said_by));
                counts.unsaid += usize::from(said_by.is_some() && !said && !nobody);
            }
            Role::Speaker | Role::Addressee => {
                if let Some(entity) = &span.entity {
                    *mentions.entry(entity).or_default() += 1;
                }
            }
            _ => {}
        }
    }
    let named = |id: &EntityId| {
        document
            .entity(id)
            .map(|entity| entity.name.clone())
            .unwrap_or_default()
    };
    counts.people = document
        .entities()
        .filter_map(|entity| {
            Some((
                entity.id.clone(),
                named(&entity.id),
                *mentions.get(&entity.id)?,
            ))
        })
        .collect();
    counts
        .people
        .sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    counts
}
