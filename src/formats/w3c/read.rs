//! From annotations to what they say, an article for each text.

mod articles;

use super::anchored::{NOWHERE, Quotes};
use super::bodies::{self, Bodies, list, texts};
use super::kept::{Kept, KeptTarget, derived};
use super::parse::{self, Item};
use super::targets::{self, Target};
use super::{OURS, iri};
use crate::formats::keys::{shallow, take, take_history};
use crate::formats::{Fault, FoundLink, FoundSpan, Give, Piece, ReadError, Reads, Source};
use crate::model::{Decision, Entity, Extra, Maker, Origin, State, Timestamp};
use articles::Articles;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Reads a file; what annotates another text than the first is an article of its own.
pub struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let text = source.text_to_hold()?;
        let mut file = parse::parse(&text)?;
        drop(text);
        let mut articles = Articles::new(std::mem::take(&mut file.page), file.faults);
        let annotations: Vec<Annotation> = file
            .items
            .into_iter()
            .map(|item| Annotation::of(item, &articles.address))
            .collect();
        let known: HashSet<&str> = annotations
            .iter()
            .map(|each| each.address.as_str())
            .collect();
        let known: HashSet<String> = known.into_iter().map(str::to_owned).collect();
        for annotation in annotations {
            annotation.put(&known, &mut articles);
        }
        articles.give(source, give)
    }
}

/// An annotation with its parts told apart.
struct Annotation {
    line: usize,
    /// As it stands there.
    address: String,
    bodies: Bodies,
    targets: Vec<Target>,
    /// What only we say.
    ours: Option<Extra>,
    origin: Origin,
    decided: Option<Decision>,
    state: State,
    kept: Kept,
}

impl Annotation {
    fn of(item: Item, article: &str) -> Self {
        let mut keys = item.keys;
        let mut kept = Kept::default();
        let address = keys.remove("id").and_then(text).unwrap_or_default();
        let targets = targets::read(list(keys.remove("target")));
        let mut said = list(keys.remove("body"));
        // A page of Hypothesis has its bodies under keys of its own.
        for (key, purpose) in [
            ("tags", "tagging"),
            ("text", "commenting"),
            ("bodyValue", "commenting"),
        ] {
            if keys
                .get(key)
                .is_some_and(|value| value.is_string() || value.is_array())
            {
                let values = list(keys.remove(key)).into_iter();
                said.extend(values.filter(|value| *value != "").map(|value| {
                    serde_json::json!({"type": "TextualBody", "purpose": purpose, "value": value})
                }));
            }
        }
        let motivation = keys.get("motivation").cloned();
        let motivations = texts(motivation.as_ref());
        let bodies = bodies::read(said, &motivations, &mut kept);
        let mut annotation = Self {
            line: item.line,
            address: iri::id(article, &address),
            bodies,
            targets,
            ours: None,
            origin: Origin::default(),
            decided: None,
            state: State::Accepted,
            kept,
        };
        annotation.provenance(&mut keys);
        keys.retain(|key, value| !(key == "@context" || key == "type" && value == "Annotation"));
        annotation.kept.keys = Extra::from_iter(keys);
        annotation
    }

    /// Takes who made it and who decided.
    fn provenance(&mut self, keys: &mut Map<String, Value>) {
        if keys.get(OURS).is_some_and(Value::is_object)
            && let Some(Value::Object(ours)) = keys.remove(OURS)
        {
            let mut ours = Extra::from_iter(ours);
            take_history(&mut ours, &mut self.origin, &mut self.decided);
            self.state = take(&mut ours, "state").unwrap_or(State::Accepted);
            self.ours = Some(ours);
        } else {
            self.creator(keys);
        }
        for (key, value) in derived(&self.origin, self.decided.as_ref()) {
            if keys.get(&key) == Some(&value) {
                keys.remove(&key);
            }
        }
    }

    /// Takes who another program says made it: a person's is accepted, a program's suggested.
    fn creator(&mut self, keys: &Map<String, Value>) {
        let creator = match keys.get("creator").or_else(|| keys.get("user")) {
            Some(Value::Array(several)) => several.first(),
            one => one,
        };
        let Some(creator) = creator else { return };
        let is_program = texts(creator.get("type")).contains(&"Software");
        let name = creator.get("name").or_else(|| creator.get("nickname"));
        let name = name.or_else(|| creator.get("id")).unwrap_or(creator);
        let Some(name) = name.as_str() else { return };
        if is_program {
            self.state = State::Suggested;
            self.origin.by = Maker::Tagger;
            self.origin.name = Some(name.into());
            return;
        }
        let at = keys.get("created").and_then(Value::as_str);
        self.decided = Some(Decision {
            name: name.into(),
            at: at.map(Timestamp::from_rfc3339),
        });
    }

    /// Puts it where it belongs: a link, a mark, or what cannot be taken.
    fn put(mut self, known: &HashSet<String>, articles: &mut Articles) {
        if !self.address.is_empty() && !articles.is_new(&self.address) {
            let told = format!(
                "the id {} is given twice: links lead to the first",
                self.address
            );
            articles.faults.push(Fault::at(self.line, told));
        }
        let article = articles.address.clone();
        let ends = self.ends(known, &article);
        let parts = self.targets.iter().filter(|target| target.is_part).count();
        let heads: Vec<String> = self
            .targets
            .iter()
            .filter_map(|target| target.source.as_deref())
            .map(|address| iri::id(&article, address))
            .filter(|id| known.contains(id))
            .collect();
        if parts == 0 && !heads.is_empty() && !ends.is_empty() {
            self.links(&heads, &ends, articles);
        } else if parts > 0 {
            self.span(ends, articles);
        } else {
            let what = self
                .targets
                .first()
                .and_then(|target| target.source.as_deref());
            let told = match what {
                Some(what) => format!("{} is of {what} as a whole or leads nowhere", self.called()),
                None => format!("{} has no target", self.called()),
            };
            articles.faults.push(Fault::at(self.line, told));
        }
    }

    fn called(&self) -> &str {
        if self.address.is_empty() {
            "an annotation"
        } else {
            &self.address
        }
    }

    /// The annotations to which its bodies lead; other things are kept.
    fn ends(&mut self, known: &HashSet<String>, article: &str) -> Vec<String> {
        let mut ends = Vec::new();
        for (address, body) in std::mem::take(&mut self.bodies.leads_to) {
            let id = iri::id(article, &address);
            if known.contains(&id) {
                ends.push(id);
            } else {
                self.kept.bodies.push(body);
            }
        }
        ends
    }

    fn label(&mut self, otherwise: &str) -> String {
        if let Some(label) = self.bodies.label.take() {
            return label;
        }
        let motivation = texts(self.kept.keys.get("motivation")).first().copied();
        let label = motivation.unwrap_or(otherwise).to_owned();
        self.kept.unsaid = Some(label.clone());
        label
    }

    fn links(mut self, heads: &[String], ends: &[String], articles: &mut Articles) {
        let label = self.label("linking");
        if self
            .kept
            .keys
            .get("motivation")
            .is_some_and(|motivation| motivation == "linking")
        {
            self.kept.keys.remove("motivation");
        }
        let mut ours = self.ours.take().unwrap_or_default();
        let mut extra: Extra = take(&mut ours, "extra").unwrap_or_default();
        self.kept.keep(&mut extra);
        shallow(&mut extra, Some(self.line), &mut articles.faults);
        for from in heads {
            for to in ends {
                articles.links.push(FoundLink {
                    id: self.address.clone(),
                    label: label.clone(),
                    from: from.clone(),
                    to: to.clone(),
                    attributes: self.bodies.attributes.clone(),
                    state: self.state,
                    origin: self.origin.clone(),
                    decided: self.decided.clone(),
                    extra: extra.clone(),
                    line: Some(self.line),
                });
            }
        }
    }

    fn span(mut self, ends: Vec<String>, articles: &mut Articles) {
        let label = self.label("annotation");
        if self
            .kept
            .keys
            .get("motivation")
            .is_some_and(|motivation| motivation == "tagging")
        {
            self.kept.keys.remove("motivation");
        }
        let article = self.targets.iter().find(|target| target.is_part);
        let article = article
            .and_then(|target| target.source.clone())
            .unwrap_or_default();
        let mut span = FoundSpan {
            id: self.address.clone(),
            label,
            attributes: std::mem::take(&mut self.bodies.attributes),
            note: self.bodies.note.take(),
            state: self.state,
            origin: self.origin,
            decided: self.decided,
            line: Some(self.line),
            ..FoundSpan::default()
        };
        let mut quotes = Quotes::new();
        for target in std::mem::take(&mut self.targets) {
            let is_here = target.source.clone().unwrap_or_default() == article;
            if let Some(piece) = piece(&target).filter(|_| is_here) {
                self.kept.targets.push(KeptTarget {
                    exact: piece.text.clone(),
                    keys: target.keys,
                    selectors: target.selectors,
                });
                span.pieces.push(piece);
                quotes.push(target.quote);
            } else {
                let told = "a target by neither position nor words in the same text is left out";
                articles.faults.push(Fault::at(self.line, told));
            }
        }
        match self.ours.take() {
            Some(mut ours) => {
                span.entity = take(&mut ours, "entity");
                span.no_links = take(&mut ours, "nobody").unwrap_or_default();
                span.extra = take(&mut ours, "extra").unwrap_or_default();
            }
            None => {
                if let Some((address, name)) = self.bodies.identified.take() {
                    let name = name.or_else(|| {
                        quotes
                            .iter()
                            .flatten()
                            .next()
                            .map(|quote| quote.exact.clone())
                    });
                    let person = Entity {
                        uri: iri::is_absolute(&address).then(|| address.clone()),
                        ..Entity::new(
                            address.as_str().into(),
                            name.unwrap_or_default(),
                            Origin::default(),
                        )
                    };
                    articles.person(&article, person);
                    span.entity = Some(address);
                }
            }
        }
        self.kept.keep(&mut span.extra);
        shallow(&mut span.extra, Some(self.line), &mut articles.faults);
        for to in ends {
            articles.links.push(FoundLink {
                label: "linking".to_owned(),
                from: span.id.clone(),
                to,
                state: span.state,
                line: Some(self.line),
                ..FoundLink::default()
            });
        }
        if !span.pieces.is_empty() {
            articles.span(&article, span, quotes);
        }
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// The piece of a target; `None` when it has neither position nor words.
fn piece(target: &Target) -> Option<Piece> {
    let words = target.quote.as_ref().map(|quote| quote.exact.clone());
    let place = target
        .position
        .or_else(|| words.as_ref().map(|_| (NOWHERE, NOWHERE)));
    place.map(|(start, end)| Piece {
        start,
        end,
        text: words,
    })
}
