//! How far the work is, counted once after each edit, beside the window when the document is large.

use super::job::{Job, Progress};
use super::wording::{self, counted};
use crate::editor::people::is_person;
use crate::model::schema::{LinkRole, Role};
use crate::model::{Document, EntityId, LabelName, RevisionId, Snapshot, Span, SpanId, State};
use eframe::egui::Context;
use std::collections::{BTreeSet, HashMap};

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
    /// People: those mentioned most first, those whom nothing means last.
    pub people: Vec<Someone>,
    /// Where each stands among [`Self::people`].
    places: HashMap<EntityId, usize>,
}

/// A person with its mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Someone {
    /// Who.
    pub id: EntityId,
    /// The live speakers' and addressees' marks that mean it, in the text's order.
    pub mentions: Vec<SpanId>,
    /// How many live quotes it is said to have said.
    pub quotes: usize,
}

impl Counts {
    /// A person with its mentions.
    pub fn someone(&self, id: &EntityId) -> Option<&Someone> {
        self.people.get(self.place_of(id)?)
    }

    /// Which of the people it is, from 0.
    pub fn place_of(&self, id: &EntityId) -> Option<usize> {
        self.places.get(id).copied()
    }
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

    /// The revision that was counted.
    pub fn counted(&self) -> Option<RevisionId> {
        self.of
    }

    /// In a line.
    pub fn told(&self) -> String {
        let Counts {
            marks,
            quotes,
            unsaid,
            ..
        } = &self.counts;
        if *marks == 0 {
            return wording::NO_MARKS.to_owned();
        }
        let mut told = format!("{}, {}", counted(*marks, "mark"), counted(*quotes, "quote"));
        if *unsaid > 0 {
            told.push_str(&format!(", {unsaid} without a speaker"));
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
    let mut people: HashMap<EntityId, Someone> = HashMap::new();
    let someone = |id: &EntityId| Someone {
        id: id.clone(),
        mentions: Vec::new(),
        quotes: 0,
    };
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
                let speakers = said(document, span, said_by);
                let nobody = said_by.is_some_and(|said_by| span.no_links.contains(said_by));
                let unsaid = said_by.is_some() && speakers.is_none() && !nobody;
                counts.unsaid += usize::from(unsaid);
                for id in speakers.into_iter().flatten() {
                    let entry = people.entry(id.clone());
                    entry.or_insert_with(|| someone(&id)).quotes += 1;
                }
            }
            Role::Speaker | Role::Addressee => {
                if let Some(id) = &span.entity {
                    let entry = people.entry(id.clone());
                    let mentions = &mut entry.or_insert_with(|| someone(id)).mentions;
                    mentions.push(span.id.clone());
                }
            }
            _ => {}
        }
    }
    // By id, and that order stays among those mentioned as often: rows do not jump.
    let all = document.entities().filter(|entity| is_person(entity));
    counts.people = all
        .map(|entity| {
            people
                .remove(&entity.id)
                .unwrap_or_else(|| someone(&entity.id))
        })
        .collect();
    counts
        .people
        .sort_by_key(|each| std::cmp::Reverse(each.mentions.len()));
    let places = counts.people.iter().enumerate();
    counts.places = places
        .map(|(place, each)| (each.id.clone(), place))
        .collect();
    counts
}

/// The people who said a quote, each once; `None` when it is not said who did.
fn said(
    document: &Document,
    quote: &Span,
    said_by: Option<&LabelName>,
) -> Option<BTreeSet<EntityId>> {
    let mut links = document
        .links_from(&quote.id)
        .filter(|link| Some(&link.label) == said_by && link.state != State::Rejected)
        .peekable();
    links.peek()?;
    let speakers = links.filter_map(|link| document.span(&link.to));
    Some(speakers.filter_map(|span| span.entity.clone()).collect())
}
