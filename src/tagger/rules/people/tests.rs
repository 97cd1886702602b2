//! Made-up articles, and the annotated example.

use super::{propose, schemas};

use crate::model::{ByteRange, Fragments, Schema, Text};

use crate::tagger::{Article, Proposals, ProposedEntity, ProposedLink, ProposedSpan};
use std::collections::{BTreeMap, BTreeSet};

/// A text with `[words|person]` for speakers and `{words|number}` for quotes of the speaker with that
/// number, from 0.
struct Written {
    text: Text,
    people: Vec<String>,
    proposals: Proposals,
}

fn written(notation: &str) -> Written {
    let mut text = String::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let (mut speakers, mut quotes) = (Vec::new(), Vec::new());
    let mut rest = notation.chars();
    while let Some(c) = rest.next() {
        match c {
            '[' | '{' => open.push((c, text.len())),
            '|' => {
                let told: String = rest.by_ref().take_while(|c| !"]}".contains(*c)).collect();
                let (bracket, start) = open.pop().unwrap();
                let range = ByteRange::new(start, text.len());
                if bracket == '[' {
                    speakers.push((range, told));
                } else {
                    quotes.push((range, told.parse::<usize>().unwrap()));
                }
            }
            c => text.push(c),
        }
    }
    speakers.sort_by_key(|(range, _)| range.start);
    let schema = schemas::news();
    let mut proposals = Proposals::default();
    for (range, _) in &speakers {
        proposals.spans.push(span(&schema, "speaker", *range));
    }
    for (range, speaker) in quotes {
        let from = proposals.spans.len();
        proposals.spans.push(span(&schema, "quote", range));
        proposals.links.push(link(&schema, from, speaker));
    }
    Written {
        text: Text::new(text),
        people: speakers.into_iter().map(|(_, person)| person).collect(),
        proposals,
    }
}

fn span(schema: &Schema, label: &str, range: ByteRange) -> ProposedSpan {
    let label = schema
        .labels
        .iter()
        .find(|each| each.name.as_str() == label);
    ProposedSpan {
        label: label.unwrap().name.clone(),
        fragments: Fragments::one(range).unwrap(),
        attributes: Default::default(),
        by_rule: Vec::new(),
        entity: None,
        score: 0.9,
        reason: Default::default(),
    }
}

fn link(schema: &Schema, from: usize, to: usize) -> ProposedLink {
    ProposedLink {
        label: schema.links.first().unwrap().name.clone(),
        from,
        to,
        score: 0.9,
        reason: Default::default(),
    }
}

fn grouped(text: &Text, proposals: &mut Proposals) {
    let schema = schemas::news();
    let article = Article {
        text,
        language: None,
        schema: &schema,
    };
    propose(article, proposals);
}

/// Speakers with the same letter must be one person, with different letters different ones, with `-`
/// nobody.
#[track_caller]
fn check(notation: &str) -> Vec<ProposedEntity> {
    let mut written = written(notation);
    grouped(&written.text, &mut written.proposals);
    let mut people: BTreeMap<&str, usize> = BTreeMap::new();
    for (span, person) in written.proposals.spans.iter().zip(&written.people) {
        let words = written.text.slice(span.fragments.hull());
        if person == "-" {
            assert_eq!(span.entity, None, "{words} in {notation}");
            continue;
        }
        let entity = span
            .entity
            .unwrap_or_else(|| panic!("{words} means nobody in {notation}"));
        let known = *people.entry(person).or_insert(entity);
        let name = |place: usize| &written.proposals.entities[place].name;
        assert_eq!(name(known), name(entity), "{words} in {notation}");
        assert_eq!(known, entity, "{words} in {notation}");
    }
    let apart: BTreeSet<usize> = people.values().copied().collect();
    assert_eq!(apart.len(), people.len(), "two are one in {notation}");
    let used: BTreeSet<usize> = written
        .proposals
        .spans
        .iter()
        .filter_map(|s| s.entity)
        .collect();
    assert_eq!(
        used.len(),
        written.proposals.entities.len(),
        "an idle entity in {notation}"
    );
    written.proposals.entities
}

#[test]
fn names_titles_and_descriptions_are_one_person() {
    for notation in [
        "[Harbour Secretary Anna B. Lund III|a] came. [Lund|a] said so. [Secretary Lund|a] left.",
        "[Anna Lund|a], the harbour master, came. [The harbour master|a] left. [Lund|a] sat.",
        "[Nils Berg|b], a spokesman, came. [The spokesman|b] left.",
        "[The Centers for Harbour Control (CHC)|c] met. [The CHC|c] said no.",
        "The Northern Harbour Union (NHU) met. [The NHU|u] said no. [the Northern Harbour Union|u]",
        // A spokesman may be another one.
        "[Nils Berg|b], a spokesman, came. [A spokesman|c] left.",
        "[The harbour master|a] came. [The mayor|b] left.",
    ] {
        check(notation);
    }
}

#[test]
fn two_of_one_surname_stay_two() {
    for notation in [
        "[Anna Lund|a] came. [Nils Lund|b] left.",
        "[Anna Lund|a] came.\n\n[Lund|a] spoke.\n\nHer brother Nils Lund left.\n\n[Nils Lund|b] spoke.",
        "[Mr. Lund|b] met [Mrs. Lund|a].",
        // Both stand in the same paragraph: nobody can tell.
        "Anna Lund met Nils Lund.\n\n[Lund|-] said so.",
        "Anna Lund met Nils Lund.\n\n[Ms. Lund|a] said so. [Mr. Lund|b] did not.",
    ] {
        check(notation);
    }
}

#[test]
fn pronouns_mean_whom_they_fit() {
    for notation in [
        "[Anna Berg|a] met Nils Lund. [She|a] left. [He|b] stayed. [Lund|b] spoke.",
        "[The ministry|m] said no. [They|m] were firm.",
        "[A source|a] told us. According to [him|a], it rained.",
        "The ministry met. [He|-] left.",
        "[He|-] left.",
        // Who speaks is not one of those spoken of.
        "[Olav Dahl|o] came. {Nils Lund was ready|1}, [he|o] said.",
    ] {
        check(notation);
    }
}

#[test]
fn of_i_and_we_whoever_says_it() {
    check("{“[I|a] said no”|1}, [Anna Berg|a] recalled.");
    check("[I|-] said no. [Anna Berg|a] left.");
}

#[test]
fn the_fullest_name_is_the_name_and_the_others_are_aliases() {
    let entities = check("[Lund|a] came. [Anna B. Lund|a] spoke. [Anna Lund|a] left.");
    assert_eq!(entities[0].name, "Anna B. Lund");
    assert_eq!(entities[0].aliases, ["Lund", "Anna Lund"]);
    assert_eq!(entities[0].kind.as_deref(), Some("person"));
    let entities = check("[The Norwegian ministry|a] met.");
    assert_eq!(entities[0].kind.as_deref(), Some("organization"));
    // The name stands further down, and nobody is quoted by it.
    let entities = check("[Lund|a] is ready.\n\nHarbour master Anna Lund came.");
    assert_eq!(entities[0].name, "Anna Lund");
    let entities = check("[Lund|a] is ready.\n\nAnna Lund came. Nils Lund too.");
    assert_eq!(entities[0].name, "Lund");
}

/// The gold speakers of the example, grouped by rule: the B³ figure is printed and held.
#[test]
#[expect(clippy::print_stdout, reason = "the figure is to be seen")]
fn the_examples_speakers_are_grouped() {
    let file: serde_json::Value = serde_json::from_str(include_str!(
        "../../../../annotations/pentagon-shoigu-call.json"
    ))
    .unwrap();
    let text = Text::new(file["text"].as_str().unwrap());
    let schema = schemas::news();
    let at = |count: &serde_json::Value| {
        let count = crate::model::CharOffset(count.as_u64().unwrap() as usize);
        text.byte_of_char(count).unwrap()
    };
    let mut proposals = Proposals::default();
    let (mut places, mut gold) = (BTreeMap::new(), BTreeMap::new());
    for each in file["spans"].as_array().unwrap() {
        let label = each["label"].as_str().unwrap();
        if !["speaker", "quote"].contains(&label) {
            continue;
        }
        let parts = each["fragments"].as_array().unwrap().iter();
        let parts = parts.map(|part| ByteRange::between(at(&part["start"]), at(&part["end"])));
        let mut made = span(&schema, label, ByteRange::new(0, 1));
        made.fragments = Fragments::new(parts.collect()).unwrap();
        let place = proposals.spans.len();
        places.insert(each["id"].as_str().unwrap(), place);
        if label == "speaker" {
            gold.insert(place, each["entity"].as_str().unwrap());
        }
        proposals.spans.push(made);
    }
    let links = file["links"].as_array().unwrap().iter();
    for each in links.filter(|each| each["label"] == "said_by") {
        let place = |key: &str| places.get(each[key].as_str().unwrap()).copied();
        if let (Some(from), Some(to)) = (place("from"), place("to")) {
            proposals.links.push(link(&schema, from, to));
        }
    }
    grouped(&text, &mut proposals);
    // Whoever has no person is alone.
    let person = |place: usize| proposals.spans[place].entity.unwrap_or(1000 + place);
    let (mut precision, mut recall) = (0.0, 0.0);
    for (&place, &wanted) in &gold {
        let same = |other: usize| person(other) == person(place);
        let response = gold.keys().filter(|&&other| same(other)).count();
        let key = gold.values().filter(|&&other| other == wanted).count();
        let both = gold
            .iter()
            .filter(|&(&other, &entity)| entity == wanted && same(other));
        let both = both.count() as f64;
        precision += both / response as f64 / gold.len() as f64;
        recall += both / key as f64 / gold.len() as f64;
        let name = proposals.spans[place]
            .entity
            .map(|entity| &proposals.entities[entity]);
        println!(
            "{} = {:?} ({wanted})",
            text.slice(proposals.spans[place].fragments.hull()),
            name.map(|entity| (&entity.name, entity.kind.as_deref(), &entity.aliases)),
        );
    }
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "B³ of {} mentions: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}",
        gold.len()
    );
    assert!(precision >= 0.95 && f1 >= 0.9, "{precision} {recall}");
}
