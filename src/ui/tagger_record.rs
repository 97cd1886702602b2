//! How the tagger fared on an article, and where it was not right: found out once after each edit,
//! beside the window when the document is large.

use super::blind_sample::BlindSample;
use super::job::{Job, Progress};
use super::wording;
use crate::model::{Document, LabelName, RevisionId, Span, SpanId, State, Status};
use crate::review::{self, Disagreement, Fate, Kind, Marks, Record, Wanted};
use crate::tagger::{self, Tagger};
use eframe::egui::Context;
use std::collections::HashMap;
use std::sync::Arc;

/// Documents of more spans are looked through in another thread.
const AT_ONCE: usize = 1_000;
/// So many characters of a mark's words are kept to show.
const WORDS: usize = 120;

/// How the tagger fared on an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The counts.
    pub record: Record,
    /// Where it was not right, in the text's order.
    pub places: Vec<Place>,
}

/// A place where the tagger was not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What became of the mark or of its link.
    pub fate: Fate,
    /// Whether it is about a link from the mark.
    pub is_link: bool,
    /// The mark.
    pub span: SpanId,
    /// Its label.
    pub name: LabelName,
    /// The title of its label.
    pub label: String,
    /// Its words, the first of them when there are many.
    pub words: String,
}

/// How the tagger fared on a document; of one of the blind sample, which is then given, what the tagger
/// finds against what a person has marked, once it is done.
pub fn told(document: &Document, blind: Option<&BlindSample>) -> Told {
    if let Some(sample) = blind {
        let mut told = Told::default();
        if let (Status::Done, Ok(tagger)) = (document.header().status, sample.tagger()) {
            take_blind(&mut told, document, tagger);
        }
        return told;
    }
    let findings = review::findings(document).into_iter();
    let places = findings.filter_map(|finding| {
        let span = document.span(&finding.span)?;
        Some(place(document, span, finding.fate, finding.link.is_some()))
    });
    Told {
        places: places.collect(),
        record: review::record(document),
    }
}

fn place(document: &Document, span: &Span, fate: Fate, is_link: bool) -> Place {
    let label = document.schema().label(&span.label);
    Place {
        fate,
        is_link,
        name: span.label.clone(),
        label: label
            .map_or(span.label.as_str(), |label| &label.title)
            .to_owned(),
        words: wording::shortened(&document.words(span), WORDS),
        span: span.id.clone(),
    }
}

fn take_blind(told: &mut Told, document: &Document, tagger: &dyn Tagger) {
    let header = document.header();
    let (schema, text) = (Arc::clone(document.schema()), document.text().clone());
    let mut bare = Document::new((**header).clone(), schema, text);
    let tagged = tagger::tag(tagger, &bare).and_then(|edit| bare.apply(&edit));
    if let Err(error) = tagged {
        log::error!("proposals did not apply: {error}");
        return;
    }
    let gold = Marks::of(document, Wanted::Accepted);
    let compared = review::compare(gold, Marks::of(&bare, Wanted::Live));
    // What nobody has looked for is not the tagger's mistake.
    let counts =
        |label: &LabelName| header.labels_done.is_empty() || header.labels_done.contains(label);
    let mut scores = compared.labels;
    scores.retain(|label, _| counts(label));
    told.record.take_blind(scores);
    told.places = missed_blind(document, &compared.disagreements);
    told.places.retain(|place| counts(&place.name));
}

/// What a person has marked and the tagger does not find so. Of what it finds besides there is no mark to
/// go to.
fn missed_blind(document: &Document, differences: &[Disagreement]) -> Vec<Place> {
    let accepted = document
        .spans()
        .filter(|span| span.state == State::Accepted);
    let by_place: HashMap<_, _> = accepted
        .map(|span| ((&span.label, span.fragments.start()), span))
        .collect();
    let places = differences.iter().filter_map(|difference| {
        let mark = difference.gold.as_ref()?;
        let span = by_place.get(&(&mark.label, mark.start()))?;
        // Measured is what is found exactly, so that other words or another label are a miss as well.
        let is_link = difference.kind == Kind::OtherSpeaker;
        let fate = if is_link { Fate::Changed } else { Fate::Added };
        Some(place(document, span, fate, is_link))
    });
    places.collect()
}

/// The open article's, with the revision that it holds for.
#[derive(Default)]
pub struct TaggerRecord {
    told: Arc<Told>,
    of: Option<RevisionId>,
    job: Option<(RevisionId, Job<Told>)>,
    /// The sample that it was measured by, if it is of one.
    sample: Option<Arc<BlindSample>>,
}

impl TaggerRecord {
    /// What was found out last.
    pub fn told(&self) -> &Arc<Told> {
        &self.told
    }

    /// Brings it up to a revision: at once for a small document, else when it is there. `blind` is the
    /// sample that the article belongs to, if it belongs to one.
    pub fn update(
        &mut self,
        ctx: &Context,
        document: &Document,
        revision: RevisionId,
        blind: Option<&Arc<BlindSample>>,
    ) {
        if self.sample.as_ref().map(Arc::as_ptr) != blind.map(Arc::as_ptr) {
            self.sample = blind.cloned();
            (self.of, self.job) = (None, None);
        }
        if let Some((of, job)) = &self.job {
            match job.poll() {
                Progress::Running => return,
                Progress::Done(found) => self.take(*of, found),
                Progress::Lost => self.of = Some(*of),
            }
            self.job = None;
        }
        if self.of == Some(revision) {
            return;
        }
        let tags = blind.is_some() && document.header().status == Status::Done;
        if document.spans_len() <= AT_ONCE && !tags {
            self.take(revision, told(document, blind.map(|sample| &**sample)));
            return;
        }
        let (snapshot, blind) = (document.snapshot(), blind.cloned());
        match Job::start(ctx, "tagger record", move || {
            told(&snapshot, blind.as_deref())
        }) {
            Ok(job) => self.job = Some((revision, job)),
            Err(error) => log::warn!("the tagger is not measured: {error}"),
        }
    }

    fn take(&mut self, revision: RevisionId, told: Told) {
        self.of = Some(revision);
        if *self.told != told {
            self.told = Arc::new(told);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ByteRange, Draft, Fragments, Header, Origin, Text};
    use crate::project::Project;
    use crate::tagger::{Article, Proposals, ProposedSpan};

    /// Finds a quote in the first three letters.
    struct FirstThree;

    impl Tagger for FirstThree {
        fn name(&self) -> &'static str {
            "first three"
        }

        fn version(&self) -> &'static str {
            "1"
        }

        fn propose(&self, _: Article<'_>) -> Proposals {
            let span = ProposedSpan {
                label: "quote".into(),
                fragments: Fragments::one((0, 3).into()).unwrap(),
                attributes: Default::default(),
                by_rule: Vec::new(),
                entity: None,
                score: 0.5,
                reason: "first three".into(),
            };
            Proposals {
                spans: vec![span],
                ..Proposals::default()
            }
        }
    }

    fn document((status, labels_done): (Status, Option<&str>), quotes: &[ByteRange]) -> Document {
        let header = Header {
            status,
            labels_done: labels_done.into_iter().map(Into::into).collect(),
            ..Header::default()
        };
        let text = Text::new("abc def");
        let mut document = Document::new(header, crate::store::schemas::news(), text);
        let mut draft = Draft::new(&document);
        for range in quotes {
            let id = draft.new_span_id(&"quote".into());
            let fragments = Fragments::one(*range).unwrap();
            let mut span = Span::new(id, "quote".into(), fragments, Origin::human("anna"));
            span.state = State::Accepted;
            draft.put_span(span).unwrap();
        }
        document.apply(&draft.finish()).unwrap();
        document
    }

    #[test]
    fn an_article_marked_blind_is_held_against_what_the_tagger_finds() {
        let folder = tempfile::tempdir().unwrap();
        let disk = crate::disk::RealDisk::default();
        let project = Arc::new(Project::create(&disk, folder.path(), "calls").unwrap());
        let sample = |tagger| BlindSample::new(Arc::clone(&project), tagger);
        let sound = sample(Ok(Arc::new(FirstThree)));
        let broken = sample(Err("no such file".to_owned()));
        let both = [(0, 3).into(), (4, 7).into()];
        let scored = Some((2, 1, 1));
        for (sample, status, labels_done, told_of, same) in [
            (Some(&sound), Status::Done, None, 1, scored),
            (Some(&sound), Status::Done, Some("quote"), 1, scored),
            (Some(&sound), Status::Done, Some("event"), 1, None),
            (Some(&sound), Status::InWork, None, 0, None),
            (Some(&broken), Status::Done, None, 0, None),
            (None, Status::Done, None, 0, None),
        ] {
            let document = document((status, labels_done), &both);
            let Told { record, places } = told(&document, sample);
            let quote = record.blind.get(&"quote".into());
            let quote = quote.map(|score| (score.gold, score.other, score.exact));
            let case = (status, labels_done, sample.is_some());
            assert_eq!((record.blind_articles, quote), (told_of, same), "{case:?}");
            let blind_places = places.iter().filter(|_| sample.is_some());
            let places: Vec<_> = blind_places
                .map(|it| (it.fate, it.words.as_str()))
                .collect();
            let missed = [(Fate::Added, "def")];
            assert_eq!(places, &missed[..usize::from(same.is_some())], "{case:?}");
        }
    }
}
