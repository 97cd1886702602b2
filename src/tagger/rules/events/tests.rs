//! Made-up sentences, each with the events that it tells of.

mod corpora;

use super::*;
use crate::model::schema::Attribute;
use crate::model::{Schema, Text};

/// The labels that the rules ask for.
fn schema() -> Schema {
    let one_of = |name: &str, values: &[&str]| Attribute {
        name: name.into(),
        values: Values::OneOf(values.iter().map(|&value| value.to_owned()).collect()),
        ..Attribute::default()
    };
    let label = |name: &str, role, attributes| Label {
        name: name.into(),
        role,
        attributes,
        ..Label::default()
    };
    let attributes = vec![
        one_of("class", &CLASSES),
        one_of("realis", &["actual", "generic", "other"]),
        one_of("polarity", &["positive", "negative"]),
    ];
    Schema {
        labels: vec![
            label("quote", Role::Quote, Vec::new()),
            label("speaker", Role::Speaker, Vec::new()),
            label("event", Role::Event, attributes),
        ],
        ..Schema::default()
    }
}

const CLASSES: [&str; 15] = [
    "contact",
    "conflict",
    "statement",
    "response",
    "resolution",
    "transfer",
    "change",
    "proceeding",
    "establish",
    "stance",
    "obstruct",
    "pressure",
    "support",
    "diplomacy",
    "other",
];

/// A text without its brackets, what stood in `[…]`, and what in `{…}`.
fn unmarked(marked: &str) -> (String, Vec<ByteRange>, Vec<ByteRange>) {
    let (mut plain, mut events, mut cues, mut start) = (String::new(), Vec::new(), Vec::new(), 0);
    for c in marked.chars() {
        let here = ByteRange::new(start, plain.len().max(start));
        match c {
            '[' | '{' => start = plain.len(),
            ']' => events.push(here),
            '}' => cues.push(here),
            c => plain.push(c),
        }
    }
    (plain, events, cues)
}

/// What is proposed for a text with these cues.
fn proposed(text: &Text, cues: &[ByteRange]) -> Vec<ProposedSpan> {
    let schema = schema();
    let article = Article {
        text,
        language: Some("en"),
        schema: &schema,
    };
    let mut proposals = Proposals::default();
    propose(article, cues, &mut proposals);
    proposals.spans
}

/// Holds that the events of each text are those in brackets; `{…}` is a cue of a quote.
fn assert_events(table: &[&str]) {
    let mut wrong = Vec::new();
    for marked in table {
        let (plain, wanted, cues) = unmarked(marked);
        let text = Text::new(plain);
        let found = proposed(&text, &cues);
        let words = |ranges: &mut dyn Iterator<Item = ByteRange>| -> Vec<String> {
            ranges.map(|range| text.slice(range).to_owned()).collect()
        };
        let found = words(&mut found.iter().map(|span| span.fragments.hull()));
        if found != words(&mut wanted.iter().copied()) {
            wrong.push(format!("{marked}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(feature = "english")]
#[test]
fn verbs_tell_of_events_and_auxiliaries_do_not() {
    assert_events(&[
        "Rebels [seized] the airport on Monday.",
        "The ferry was [delayed] by fog.",
        "The council will [build] a bridge.",
        "The minister has not [resigned].",
        "She is [negotiating] with the owners.",
        // "is", "has" and "will" alone are states.
        "The mayor is a lawyer and has two sons.",
        // "going to" only says that it will.
        "The bank is going to [close] the branch.",
        // "used to" only says that it was.
        "The firm used to [sell] boats.",
        "The tool was [used] to [open] the door.",
    ]);
}

#[cfg(feature = "english")]
#[test]
fn a_verb_of_saying_that_tells_of_a_quote_is_no_event() {
    assert_events(&[
        "The mayor {said} that the bridge was [closed].",
        "The mayor [spoke] for an hour.",
        "Officials {confirmed} that rebels had [fled].",
        "Officials [confirmed] the [rescue].",
    ]);
}

#[cfg(feature = "english")]
#[test]
fn of_a_light_verb_and_its_noun_the_noun_is_the_event() {
    assert_events(&[
        "The two sides held long [talks] in Geneva.",
        "The army launched an [attack] at dawn.",
        "The firm [launched] a small satellite.",
        "The mayor made a [decision] on Friday.",
        "The workers [made] a small boat.",
        "The [ceremony] took place in Oslo.",
        "The thief [took] the painting.",
    ]);
}

#[cfg(feature = "english")]
#[test]
fn trying_and_beginning_beside_another_verb_are_no_events() {
    assert_events(&[
        "Firefighters tried to [rescue] the dog.",
        "Police stopped [searching] the forest.",
        "The [search] [began] on Sunday.",
        "The factory continues to [pollute] the river.",
        "They made several attempts to [cross] the border.",
        "The [attempt] on his life [failed].",
    ]);
}

#[cfg(feature = "english")]
#[test]
fn a_participle_before_its_noun_says_of_which_kind_it_is() {
    assert_events(&[
        "The limited budget is small.",
        "The budget was [limited] by parliament.",
        "Existing rules [apply] to ships.",
        "The operating system [crashed].",
        "He was [operating] a crane.",
        "Several people, including a child, were [injured].",
        "The paper, according to the firm, was [leaked].",
    ]);
}

#[cfg(feature = "english")]
#[test]
fn nouns_that_happen_are_events_and_things_are_not() {
    assert_events(&[
        "The [earthquake] [damaged] a school.",
        "The government and its organisation are in the building.",
        "The [merger] was [approved].",
        "Three [elections] and a [war] [followed].",
        // Things that are events where their sentence shows it.
        "The [call] with the ambassador [lasted] an hour.",
        "The phone was in the call box.",
        // The first noun only says of which kind the second is.
        "The flight crew [rested].",
        "The [flight] was [cancelled].",
        // Idioms.
        "They [met] in order to [sign] the paper.",
        "The judge [issued] an [order].",
        "In the event of snow, the shop [closes].",
        "The [event] was [cancelled].",
    ]);
}

#[cfg(feature = "english")]
#[test]
fn a_name_is_an_event_where_its_last_word_is_one() {
    assert_events(&[
        "He [spoke] at the Lisbon Peace [Conference].",
        "He [spoke] at the Conference Center.",
        "The Crimean [War] [ended] in 1856.",
        "She [joined] the War Museum.",
        "It [happened] on March 16.",
        "Thousands [march] every year.",
        "United Metals [sold] a mine.",
    ]);
}

#[cfg(feature = "english")]
#[test]
fn a_word_that_may_be_both_is_read_where_it_stands() {
    assert_events(&[
        "Acme [claims] the island.",
        "The [claims] were [rejected].",
        "Acme [releases] new engine",
        "They [want] to [fund] a school.",
        "The fund is small.",
        "It is only a metal strip.",
        "They [strip] the paint.",
        "According to figures, it is small.",
    ]);
}

/// The word in brackets with its realis and polarity.
#[cfg(feature = "english")]
#[test]
fn what_happened_is_told_from_what_may_or_did_not() {
    let mut wrong = Vec::new();
    for (marked, realis, polarity) in [
        ("Rebels [seized] the airport.", "actual", "positive"),
        ("Rebels may [seize] the airport.", "other", "positive"),
        ("Rebels did not [seize] the airport.", "other", "negative"),
        (
            "If rebels [seize] the airport, we leave.",
            "other",
            "positive",
        ),
        (
            "When rebels [seized] the airport, we left.",
            "actual",
            "positive",
        ),
        ("Did rebels [seize] the airport?", "other", "positive"),
        ("Rebels wanted to [seize] the airport.", "other", "positive"),
        (
            "Rebels managed to [seize] the airport.",
            "actual",
            "positive",
        ),
        (
            "Rebels will begin to [seize] airports.",
            "other",
            "positive",
        ),
        ("Rebels refused to [talk].", "other", "negative"),
        ("He left without [signing] it.", "other", "negative"),
        ("He was [signing] it.", "actual", "positive"),
        ("They considered [leaving].", "other", "positive"),
        ("They stopped [shelling] the town.", "actual", "positive"),
        ("They usually [meet] in Rome.", "generic", "positive"),
        ("They often [met] in Rome.", "actual", "positive"),
        ("You cannot call and [complain].", "other", "negative"),
        ("They called and [complained].", "actual", "positive"),
        ("They held [talks].", "actual", "positive"),
        ("They will hold [talks].", "other", "positive"),
        ("There were no [talks].", "other", "negative"),
        ("She called for [talks].", "other", "positive"),
        ("She praised the [talks].", "actual", "positive"),
        ("A possible [attack] worries them.", "other", "positive"),
        (
            "To avoid clashes and an [escalation], they left.",
            "other",
            "positive",
        ),
        ("The [hearing] will not be held.", "other", "negative"),
        ("The [hearing] was held.", "actual", "positive"),
    ] {
        let (plain, wanted, cues) = unmarked(marked);
        let text = Text::new(plain);
        let spans = proposed(&text, &cues);
        let span = spans.iter().find(|span| span.fragments.hull() == wanted[0]);
        let told = |name: &str| {
            let value = span?.attributes.get(&name.into())?;
            value.as_str().map(str::to_owned)
        };
        let found = (told("realis"), told("polarity"));
        if found != (Some(realis.to_owned()), Some(polarity.to_owned())) {
            wrong.push(format!("{marked}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(feature = "english")]
#[test]
fn an_event_says_its_class_and_why_it_is_one() {
    for (text, class, reason) in [
        ("Troops invaded.", "conflict", "verb in the past: *invaded*"),
        ("The invasion ended.", "conflict", "event noun: *invasion*"),
        (
            "They want to negotiate.",
            "contact",
            "infinitive: *negotiate*",
        ),
        (
            "He was summoned.",
            "diplomacy",
            "verb in the passive: *summoned*",
        ),
    ] {
        let text = Text::new(text);
        let spans = proposed(&text, &[]);
        let span = spans.iter().find(|span| span.reason == reason);
        let told = span.and_then(|span| span.attributes.get(&"class".into())?.as_str());
        assert_eq!(told, Some(class), "{reason}: {spans:?}");
    }
}

#[test]
fn a_schema_without_events_gets_none() {
    let text = Text::new("Troops invaded.");
    let mut schema = schema();
    schema.labels.retain(|label| label.role != Role::Event);
    let article = Article {
        text: &text,
        language: None,
        schema: &schema,
    };
    let mut proposals = Proposals::default();
    propose(article, &[], &mut proposals);
    assert!(proposals.spans.is_empty());
}

proptest::proptest! {
    /// Any text ends with events that stand on words, in order.
    #[test]
    fn any_text_ends_in_order(text in "([a-zA-Z]{1,9}|to|will|not|\\PC| |\\n|[.,“”'])*") {
        let text = Text::new(text);
        let spans = proposed(&text, &[]);
        let starts: Vec<_> = spans.iter().map(|span| span.fragments.start()).collect();
        proptest::prop_assert!(starts.is_sorted());
        proptest::prop_assert!(spans.iter().all(|span| (0.0..=1.0).contains(&span.score)));
    }
}
