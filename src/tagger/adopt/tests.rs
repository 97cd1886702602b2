//! Re-tagging after a person's decisions. Marks are written into the text: `{s:Ann}`.

use super::adopt;
use crate::model::schema::{Label, LinkLabel, LinkRole, Role};
use crate::model::{
    ByteRange, Decision, Document, Draft, Entity, EntityId, Fragments, Header, LabelName, Link,
    Maker, Origin, Proposal, Schema, Span, SpanId, State, Text,
};
use crate::tagger::{Proposals, ProposedEntity, ProposedLink, ProposedSpan};
use std::sync::Arc;

/// Speakers, quotes and events, as the rules know them.
fn schema() -> Arc<Schema> {
    let label = |name: &str, role| Label {
        name: name.into(),
        key: name.chars().next(),
        role,
        fragments: true,
        ..Label::default()
    };
    Arc::new(Schema {
        name: "test".to_owned(),
        labels: vec![
            label("speaker", Role::Speaker),
            label("quote", Role::Quote),
            label("event", Role::Event),
        ],
        links: vec![LinkLabel {
            name: "said_by".into(),
            role: LinkRole::SaidBy,
            from: vec!["quote".into()],
            to: vec!["speaker".into()],
            ..LinkLabel::default()
        }],
        ..Schema::default()
    })
}

/// A text and the marks written into it; they may nest.
fn marked(source: &str) -> (String, Vec<(LabelName, ByteRange)>) {
    let mut text = String::new();
    let mut marks: Vec<(LabelName, usize, usize)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = source.chars();
    while let Some(c) = rest.next() {
        match c {
            '{' => {
                let label = match rest.next() {
                    Some('s') => "speaker",
                    Some('q') => "quote",
                    _ => "event",
                };
                assert_eq!(rest.next(), Some(':'));
                open.push(marks.len());
                marks.push((label.into(), text.len(), 0));
            }
            '}' => marks[open.pop().unwrap()].2 = text.len(),
            c => text.push(c),
        }
    }
    let ranges = marks.into_iter();
    let ranges = ranges.map(|(label, start, end)| (label, ByteRange::new(start, end)));
    (text, ranges.collect())
}

/// What a tagger proposes: each quote is said by the speaker named by its number among the speakers.
fn proposals(source: &str, said_by: &[(usize, usize)]) -> Proposals {
    let (_, marks) = marked(source);
    let numbered = |label: &str, number: usize| {
        let of_label = marks.iter().enumerate();
        let mut of_label = of_label.filter(|(_, mark)| mark.0.as_str() == label);
        of_label.nth(number).unwrap().0
    };
    Proposals {
        links: said_by
            .iter()
            .map(|&(quote, speaker)| ProposedLink {
                label: "said_by".into(),
                from: numbered("quote", quote),
                to: numbered("speaker", speaker),
                score: 0.7,
                reason: "beside".into(),
            })
            .collect(),
        spans: marks
            .iter()
            .map(|(label, range)| ProposedSpan {
                label: label.clone(),
                fragments: Fragments::one(*range).unwrap(),
                attributes: Default::default(),
                by_rule: Vec::new(),
                entity: None,
                score: 0.8,
                reason: "found".into(),
            })
            .collect(),
        ..Proposals::default()
    }
}

/// The same with whom the speakers mean, by their numbers, and what those are called.
fn with_people(mut of: Proposals, people: &[(&[&str], &[usize])]) -> Proposals {
    let speakers: Vec<usize> = of
        .spans
        .iter()
        .enumerate()
        .filter(|(_, span)| span.label.as_str() == "speaker")
        .map(|(index, _)| index)
        .collect();
    for (names, mentions) in people {
        for mention in *mentions {
            of.spans[speakers[*mention]].entity = Some(of.entities.len());
        }
        of.entities.push(ProposedEntity {
            name: names[0].to_owned(),
            kind: None,
            aliases: names[1..].iter().map(|name| (*name).to_owned()).collect(),
        });
    }
    of
}

struct Desk(Document);

impl Desk {
    fn new(source: &str) -> Self {
        let (text, _) = marked(source);
        Self(Document::new(Header::default(), schema(), Text::new(text)))
    }

    fn tag(&mut self, proposals: &Proposals) -> &mut Self {
        self.tag_as("rules", proposals)
    }

    /// Tags, and sees that a second time changes nothing.
    fn tag_as(&mut self, name: &str, proposals: &Proposals) -> &mut Self {
        let edit = adopt(&self.0, proposals, name, "1").unwrap();
        self.0.apply(&edit).unwrap();
        let again = adopt(&self.0, proposals, name, "1").unwrap();
        assert_eq!(again.changes, [], "tagging again changes something");
        self
    }

    fn edit(&mut self, change: impl FnOnce(&mut Draft)) -> &mut Self {
        let mut draft = Draft::new(&self.0);
        change(&mut draft);
        let edit = draft.finish();
        self.0.apply(&edit).unwrap();
        self
    }

    fn range(&self, words: &str) -> ByteRange {
        let start = self.0.text().as_str().find(words).unwrap();
        ByteRange::new(start, start + words.len())
    }

    fn span(&self, words: &str) -> SpanId {
        let range = self.range(words);
        let mut spans = self.0.spans();
        let found = spans.find(|span| span.fragments.hull() == range);
        found.unwrap_or_else(|| panic!("{words}")).id.clone()
    }

    fn decide(&mut self, words: &str, state: State) -> &mut Self {
        let id = self.span(words);
        self.edit(|draft| {
            draft
                .change_span(&id, |span| {
                    span.state = state;
                    span.decided = Some(anna());
                })
                .unwrap();
        })
    }

    fn decide_link(&mut self, id: &str, state: State) -> &mut Self {
        let mut link = Link::clone(self.0.link(&id.into()).unwrap());
        link.state = state;
        link.decided = Some(anna());
        self.edit(|draft| draft.put_link(link).unwrap())
    }

    fn mark(&mut self, label: &str, words: &str) -> &mut Self {
        let fragments = Fragments::one(self.range(words)).unwrap();
        self.edit(|draft| {
            let id = draft.new_span_id(&label.into());
            let mut span = Span::new(id, label.into(), fragments, Origin::human("anna"));
            span.state = State::Accepted;
            span.decided = Some(anna());
            draft.put_span(span).unwrap();
        })
    }

    /// Moves the bounds of a mark as the window does.
    fn mend(&mut self, words: &str, to: &str) -> &mut Self {
        let (id, fragments) = (self.span(words), Fragments::one(self.range(to)).unwrap());
        self.edit(|draft| {
            draft
                .change_span(&id, |span| {
                    span.proposed = Some(Box::new(Proposal {
                        label: span.label.clone(),
                        fragments: span.fragments.clone(),
                        attributes: span.attributes.clone(),
                        entity: span.entity.clone(),
                    }));
                    span.fragments = fragments;
                    span.state = State::Accepted;
                    span.decided = Some(anna());
                })
                .unwrap();
        })
    }

    fn person(&mut self, name: &str, by: Maker, mentions: &[&str]) -> &mut Self {
        let mentions: Vec<SpanId> = mentions.iter().map(|words| self.span(words)).collect();
        self.edit(|draft| {
            let id = draft.new_entity_id();
            let origin = Origin {
                by,
                ..Origin::default()
            };
            draft
                .put_entity(Entity::new(id.clone(), name, origin))
                .unwrap();
            for mention in &mentions {
                let mean = |span: &mut Span| span.entity = Some(id.clone());
                draft.change_span(mention, mean).unwrap();
            }
        })
    }

    /// Marks in text order and links, each with a sign: `?` suggested, `+` accepted, `-` rejected.
    fn told(&self) -> Vec<String> {
        let sign = |state| match state {
            State::Suggested => '?',
            State::Accepted => '+',
            State::Rejected => '-',
        };
        let name = |entity: &EntityId| self.0.entity(entity).unwrap().name.clone();
        let spans = self.0.spans().map(|span| {
            let meant = span.entity.as_ref();
            let meant = meant.map(|entity| format!(" = {}", name(entity)));
            let words = self.0.words(span);
            format!("{}{words}{}", sign(span.state), meant.unwrap_or_default())
        });
        let links = self.0.links().map(|link| {
            let words = |id| self.0.words(self.0.span(id).unwrap());
            let (from, to) = (words(&link.from), words(&link.to));
            format!("{}{from} > {to}", sign(link.state))
        });
        spans.chain(links).collect()
    }
}

fn anna() -> Decision {
    Decision {
        name: "anna".into(),
        at: None,
    }
}

const RAIN: &str = "{s:Ann} said {q:it rained}. {s:Bob} said {q:it did not}.";

fn rain() -> Proposals {
    proposals(RAIN, &[(0, 0), (1, 1)])
}

#[test]
fn proposals_become_suggestions_that_say_who_made_them() {
    let mut desk = Desk::new(RAIN);
    desk.tag(&rain());
    let told = [
        "?Ann",
        "?it rained",
        "?Bob",
        "?it did not",
        "?it rained > Ann",
        "?it did not > Bob",
    ];
    assert_eq!(desk.told(), told);
    let span = desk.0.span(&"s1".into()).unwrap();
    let origin = &span.origin;
    assert_eq!(origin.by, Maker::Tagger);
    assert_eq!(origin.name.as_deref(), Some("rules"));
    assert_eq!(origin.version.as_deref(), Some("1"));
    assert_eq!(origin.score, Some(0.8));
    assert_eq!(origin.reason.as_deref(), Some("found"));
    assert_eq!(desk.0.header().status, crate::model::Status::Tagged);
}

#[test]
fn what_is_not_known_is_not_told_and_scores_keep_within_bounds() {
    for (score, told) in [(f64::NAN, None), (7.0, Some(1.0)), (0.126, Some(0.13))] {
        let mut desk = Desk::new(RAIN);
        let mut rain = rain();
        rain.spans[0].score = score;
        rain.spans[0].reason = "".into();
        desk.tag(&rain);
        let origin = &desk.0.span(&"s1".into()).unwrap().origin;
        assert_eq!((origin.score, &origin.reason), (told, &None), "{score}");
    }
}

#[test]
fn open_suggestions_give_way_and_those_at_the_same_place_keep_their_ids() {
    let mut desk = Desk::new(RAIN);
    desk.tag(&rain());
    let (ann, link) = (desk.span("Ann"), desk.0.links().next().unwrap().id.clone());
    desk.tag(&proposals(
        "{s:Ann} said {q:it rained}. Bob {e:said} it did not.",
        &[(0, 0)],
    ));
    assert_eq!(
        desk.told(),
        ["?Ann", "?it rained", "?said", "?it rained > Ann"]
    );
    assert_eq!(desk.span("Ann"), ann);
    assert_eq!(desk.0.links().next().unwrap().id, link);
}

#[test]
fn what_is_found_twice_is_put_once() {
    let mut desk = Desk::new(RAIN);
    let mut twice = rain();
    let more = rain();
    twice.spans.extend(more.spans);
    let moved = more.links.into_iter().map(|link| ProposedLink {
        from: link.from + 4,
        to: link.to + 4,
        ..link
    });
    twice.links.extend(moved);
    desk.tag(&twice);
    assert_eq!(desk.told().len(), 6);
}

#[test]
fn what_a_person_decided_is_not_proposed_again() {
    type Case = (&'static str, fn(&mut Desk), &'static [&'static str]);
    let cases: [Case; 9] = [
        (
            "accepted",
            |desk| {
                desk.decide("it rained", State::Accepted);
            },
            &["?Ann", "+it rained", "?it rained > Ann"],
        ),
        (
            "rejected, and the speaker that only it had",
            |desk| {
                desk.decide("it rained", State::Rejected);
            },
            &["-it rained"],
        ),
        (
            "a longer one made by hand, said by whom the tagger says",
            |desk| {
                desk.edit(|draft| draft.remove_span(&"q1".into()).unwrap());
                desk.mark("quote", "said it rained");
            },
            &["?Ann", "+said it rained", "?said it rained > Ann"],
        ),
        (
            "mended to something that overlaps it little",
            |desk| {
                desk.mend("it rained", "d. Bob said it did");
            },
            &["?Ann", "+d. Bob said it did", "?d. Bob said it did > Ann"],
        ),
        (
            "accepted with its speaker",
            |desk| {
                desk.decide("it rained", State::Accepted);
                desk.decide("Ann", State::Accepted);
                desk.decide_link("l1", State::Accepted);
            },
            &["+Ann", "+it rained", "+it rained > Ann"],
        ),
        (
            "a rejected link holds its ends",
            |desk| {
                desk.decide_link("l1", State::Rejected);
            },
            &["?Ann", "?it rained", "-it rained > Ann"],
        ),
        (
            "said by somebody else",
            |desk| {
                desk.decide("it rained", State::Accepted);
                desk.mark("speaker", "Bob");
                let bob = desk.span("Bob");
                desk.edit(|draft| {
                    let mut link = Link::clone(draft.document().link(&"l1".into()).unwrap());
                    link.proposed = Some(link.to.clone());
                    link.to = bob;
                    link.state = State::Accepted;
                    draft.put_link(link).unwrap();
                });
            },
            &["?Ann", "+it rained", "+Bob", "+it rained > Bob"],
        ),
        (
            "said by nobody",
            |desk| {
                desk.decide("it rained", State::Accepted);
                desk.edit(|draft| {
                    draft.remove_link(&"l1".into()).unwrap();
                    draft
                        .change_span(&"q1".into(), |span| span.no_links.push("said_by".into()))
                        .unwrap();
                });
            },
            &["+it rained"],
        ),
        (
            "a remark is work too",
            |desk| {
                desk.edit(|draft| {
                    draft
                        .change_span(&"q1".into(), |span| span.note = Some("odd".to_owned()))
                        .unwrap();
                });
            },
            &["?Ann", "?it rained", "?it rained > Ann"],
        ),
    ];
    for (what, decide, told) in cases {
        let source = "{s:Ann} said {q:it rained}. Bob said it did not.";
        let mut desk = Desk::new(source);
        let tags = proposals(source, &[(0, 0)]);
        desk.tag(&tags);
        decide(&mut desk);
        desk.tag(&tags);
        assert_eq!(desk.told(), told, "{what}");
    }
}

#[test]
fn a_quote_within_a_decided_one_is_still_proposed_and_a_speaker_within_one_is_not() {
    let source = "{q:Ann said that {s:Bob} told her {q:it rained}}, {s:old {s:Cy} of Ur} said.";
    let mut desk = Desk::new(source);
    desk.mark("quote", "Ann said that Bob told her it rained");
    desk.mark("speaker", "old Cy of Ur");
    desk.tag(&proposals(source, &[(1, 0), (0, 2)]));
    assert_eq!(
        desk.told(),
        [
            "+Ann said that Bob told her it rained",
            "?Bob",
            "?it rained",
            "+old Cy of Ur",
            "?it rained > Bob",
            "?Ann said that Bob told her it rained > old Cy of Ur",
        ]
    );
}

#[test]
fn another_taggers_suggestions_stay_and_are_not_doubled() {
    let mut desk = Desk::new(RAIN);
    desk.tag_as(
        "other",
        &proposals("{s:Ann} said {q:it rained}.", &[(0, 0)]),
    );
    desk.tag(&rain());
    let told = [
        "?Ann",
        "?it rained",
        "?Bob",
        "?it did not",
        "?it rained > Ann",
        "?it did not > Bob",
    ];
    assert_eq!(desk.told(), told);
    desk.tag(&Proposals::default());
    assert_eq!(desk.told(), ["?Ann", "?it rained", "?it rained > Ann"]);
}

#[test]
fn people_who_are_there_are_found_again_by_name() {
    type Case = (
        &'static str,
        &'static [&'static str],
        &'static [&'static [&'static str]],
        &'static [&'static str],
    );
    let cases: [Case; 9] = [
        (
            "another spelling of the same full name",
            &["Anna Lund"],
            &[&["Anna B. Lund"]],
            &["Anna Lund"],
        ),
        (
            "an article and capitals make no other name",
            &["The Harbour Council"],
            &[&["Harbour council"]],
            &["The Harbour Council"],
        ),
        (
            "a surname alone is no one",
            &["Anna Lund"],
            &[&["Lund"]],
            &["Anna Lund", "Lund"],
        ),
        (
            "of two of one name nobody can tell which it is",
            &["Anna Lund", "Anna Lund"],
            &[&["Anna Lund"]],
            &["Anna Lund", "Anna Lund", "Anna Lund"],
        ),
        ("the same name", &["Ann Lee"], &[&["Ann Lee"]], &["Ann Lee"]),
        (
            "a name that is the other's alias",
            &["Ann"],
            &[&["Ann Lee", "Ann"]],
            &["Ann"],
        ),
        (
            "an alias that two have makes them not one",
            &["Ann"],
            &[&["Ann Lee", "Ann"], &["Ann Wu", "Ann"]],
            &["Ann", "Ann Lee", "Ann Wu"],
        ),
        (
            "two of one name stay two",
            &[],
            &[&["Ann"], &["Ann"]],
            &["Ann", "Ann"],
        ),
        (
            "an alias alone is no one",
            &["Ann Lee"],
            &[&["Ann Wu", "Ann"]],
            &["Ann Lee", "Ann Wu"],
        ),
    ];
    for (what, there, proposed, all) in cases {
        let mut desk = Desk::new(RAIN);
        for name in there {
            desk.person(name, Maker::Human, &[]);
        }
        let people: Vec<(&[&str], &[usize])> = proposed
            .iter()
            .zip([&[0_usize][..], &[1][..]])
            .map(|(names, mentions)| (*names, mentions))
            .collect();
        desk.tag(&with_people(rain(), &people));
        let names: Vec<&str> = desk.0.entities().map(|each| each.name.as_str()).collect();
        assert_eq!(names, all, "{what}");
    }
}

#[test]
fn whom_accepted_marks_mean_is_whom_the_others_mean() {
    let source = "{s:Ann} said {q:it rained}. {s:She} said {q:so}.";
    let tags = || {
        let tags = proposals(source, &[(0, 0), (1, 1)]);
        with_people(tags, &[(&["Ann"], &[0, 1])])
    };
    let mut desk = Desk::new(source);
    desk.mark("speaker", "Ann");
    desk.person("Ann Lee of Ur", Maker::Human, &["Ann"]);
    desk.tag(&tags());
    let told = desk.told();
    assert_eq!(told[0], "+Ann = Ann Lee of Ur");
    assert_eq!(told[2], "?She = Ann Lee of Ur");
    assert_eq!(desk.0.entities().count(), 1);
}

#[test]
fn people_whom_only_open_suggestions_mean_are_renewed_or_go() {
    let mut desk = Desk::new(RAIN);
    desk.tag(&with_people(rain(), &[(&["Ann"], &[0]), (&["Bob"], &[1])]));
    let ids = |desk: &Desk| -> Vec<(String, String)> {
        let entities = desk.0.entities();
        let told = entities.map(|each| (each.id.to_string(), each.name.clone()));
        told.collect()
    };
    let pair = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    desk.tag(&with_people(rain(), &[(&["Ann Lee"], &[0, 1])]));
    assert_eq!(ids(&desk), [pair("p1", "Ann Lee")]);
    // Once a person has accepted a mention, its person is no more the tagger's to change.
    desk.decide("Ann", State::Accepted);
    desk.tag(&with_people(rain(), &[(&["Ann Wu", "Ann"], &[0, 1])]));
    assert_eq!(ids(&desk), [pair("p1", "Ann Lee")]);
}
