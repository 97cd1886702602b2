//! Documents made at random, with all that is hard to write down.

use dictum::model::{
    AttributeValue, Attributes, ByteRange, CharOffset, Decision, Document, Entity, EntityId, Extra,
    Fragments, Header, LabelName, Link, LinkId, Maker, Metadata, Origin, Parts, Proposal, Span,
    SpanId, State, Status, Text, Timestamp,
};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::Arc;

/// Strings with newlines of every kind, marks, quotes and all that a format may trip over.
pub fn odd_string() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z ]{0,8}",
        1 => any::<String>(),
        4 => prop::sample::select(vec![
            "\r\n", "\r", "\n", "\t", "\0", "\u{7f}", "\u{85}", "\u{2028}", "\u{2029}", "\u{feff}",
            "\"", "\\", "“", "”", "'", "😀", "👍🏽", "e\u{301}", "ж", "\u{200d}", "क्षि", "🇺🇦", "\\n",
            "r#\"", "\u{10ffff}", "*/", "//",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Values as other programs may have left them.
pub fn value() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("finite", |float| float.is_finite())
            .prop_map(Value::from),
        Just(Value::from(1.0)),
        Just(Value::from(-0.0)),
        odd_string().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(odd_string(), inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

pub fn extra() -> impl Strategy<Value = Extra> {
    let key = prop_oneof![
        odd_string(),
        // Names of fields and of parts, which must not be taken for them.
        prop::sample::select(vec![
            "origin",
            "decided",
            "fragments",
            "proposed",
            "label",
            "extra"
        ])
        .prop_map(str::to_owned),
    ];
    prop_oneof![
        3 => Just(Extra::new()),
        1 => prop::collection::btree_map(key, value(), 0..3),
    ]
}

fn maybe_string() -> impl Strategy<Value = Option<String>> {
    prop::option::of(odd_string())
}

fn attributes() -> impl Strategy<Value = Attributes> {
    let value = prop_oneof![
        any::<bool>().prop_map(AttributeValue::Flag),
        odd_string().prop_map(AttributeValue::Text),
        prop::collection::vec(odd_string(), 0..3).prop_map(AttributeValue::Many),
    ];
    prop::collection::btree_map(odd_string().prop_map(|name| name.into()), value, 0..3)
}

fn state() -> impl Strategy<Value = State> {
    prop::sample::select(vec![State::Suggested, State::Accepted, State::Rejected])
}

pub fn origin() -> impl Strategy<Value = Origin> {
    (
        prop::sample::select(vec![Maker::Human, Maker::Tagger, Maker::Import]),
        maybe_string(),
        maybe_string(),
        prop::option::of(0.0..1.0f64),
        maybe_string(),
    )
        .prop_map(|(by, name, version, score, reason)| Origin {
            by,
            name: name.map(Into::into),
            version: version.map(Into::into),
            score,
            reason: reason.map(Into::into),
        })
}

fn decided() -> impl Strategy<Value = Option<Decision>> {
    prop::option::of(
        (odd_string(), maybe_string()).prop_map(|(name, at)| Decision {
            name: name.into(),
            at: at.as_deref().map(Timestamp::from_rfc3339),
        }),
    )
}

pub fn header() -> impl Strategy<Value = Header> {
    let metadata = (
        maybe_string(),
        maybe_string(),
        maybe_string(),
        extra(),
        extra(),
    )
        .prop_map(|(source, url, byline, imported, extra)| Metadata {
            source,
            url,
            publisher: byline.clone(),
            byline,
            published: None,
            imported,
            extra,
        });
    let status = prop::sample::select(vec![Status::Untouched, Status::InWork, Status::Doubtful]);
    (
        odd_string(),
        maybe_string(),
        metadata,
        maybe_string(),
        status,
        extra(),
    )
        .prop_map(|(id, title, metadata, annotator, status, extra)| Header {
            id,
            title,
            language: Some("uk".to_owned()),
            metadata,
            annotator,
            status,
            labels_done: vec![LabelName::from("quote")],
            extra,
        })
}

/// Fragments of a text at any of its code points; `None` when the text has no room for any.
pub fn fragments(text: &Text, places: &[(Index, Index)]) -> Option<Fragments> {
    let len = text.chars_len().0 + 1;
    let at = |index: &Index| text.byte_of_char(CharOffset(index.index(len)));
    let ranges = places
        .iter()
        .filter_map(|(a, b)| Some(ByteRange::between(at(a)?, at(b)?)))
        .collect();
    Fragments::joined(ranges).ok()
}

type Places = Vec<(Index, Index)>;

pub fn places() -> impl Strategy<Value = Places> {
    prop::collection::vec(any::<(Index, Index)>(), 1..4)
}

/// A span's parts, of which one is made when there is a text.
#[derive(Clone, Debug)]
pub struct SpanSeed {
    places: Places,
    proposed: Option<Places>,
    model: Span,
    entity: Option<Index>,
}

pub fn span_seed() -> impl Strategy<Value = SpanSeed> {
    let label = prop::sample::select(vec!["quote", "speaker", "event", "unheard of"]);
    let rest = (
        attributes(),
        state(),
        origin(),
        decided(),
        maybe_string(),
        extra(),
    );
    (
        places(),
        prop::option::of(places()),
        label,
        any::<Option<Index>>(),
        rest,
    )
        .prop_map(
            |(
                places,
                proposed,
                label,
                entity,
                (attributes, state, origin, decided, note, extra),
            )| {
                let whole = Fragments::one(ByteRange::new(0, 1)).unwrap();
                let mut model = Span::new(SpanId::default(), label.into(), whole, origin);
                model.by_rule = attributes.keys().cloned().collect();
                model.no_links = vec![LabelName::from("said_by")];
                model.attributes = attributes;
                model.state = state;
                model.decided = decided;
                model.note = note;
                model.extra = extra;
                SpanSeed {
                    places,
                    proposed,
                    model,
                    entity,
                }
            },
        )
}

impl SpanSeed {
    /// The span in this text; `None` when the text has no room for it.
    pub fn span(&self, id: SpanId, text: &Text, entities: &[EntityId]) -> Option<Span> {
        let proposed = self.proposed.as_ref().and_then(|places| {
            Some(Box::new(Proposal {
                label: self.model.label.clone(),
                fragments: fragments(text, places)?,
                attributes: self.model.attributes.clone(),
                entity: None,
            }))
        });
        Some(Span {
            id,
            fragments: fragments(text, &self.places)?,
            proposed,
            entity: match &self.entity {
                Some(index) if !entities.is_empty() => Some(index.get(entities).clone()),
                _ => None,
            },
            ..self.model.clone()
        })
    }
}

pub type LinkSeed = (
    Index,
    Index,
    Attributes,
    State,
    Origin,
    Option<Decision>,
    Extra,
);

pub fn link_seed() -> impl Strategy<Value = LinkSeed> {
    (
        any::<Index>(),
        any::<Index>(),
        attributes(),
        state(),
        origin(),
        decided(),
        extra(),
    )
}

pub fn link(id: LinkId, spans: &[SpanId], seed: &LinkSeed) -> Option<Link> {
    if spans.is_empty() {
        return None;
    }
    let (from, to, attributes, state, origin, decided, extra) = seed.clone();
    let (from, to) = (from.get(spans).clone(), to.get(spans).clone());
    Some(Link {
        id,
        label: "said_by".into(),
        proposed: Some(from.clone()),
        from,
        to,
        attributes,
        state,
        origin,
        decided,
        extra,
    })
}

pub fn entity() -> impl Strategy<Value = Entity> {
    (
        odd_string(),
        maybe_string(),
        maybe_string(),
        origin(),
        extra(),
    )
        .prop_map(|(name, kind, uri, origin, extra)| {
            let mut entity = Entity::new(EntityId::default(), name.clone(), origin);
            entity.kind = kind.map(Into::into);
            entity.aliases = vec![name];
            entity.uri = uri;
            entity.extra = extra;
            entity
        })
}

pub fn document() -> impl Strategy<Value = Document> {
    (
        header(),
        odd_string(),
        prop::collection::vec(span_seed(), 0..6),
        prop::collection::vec(link_seed(), 0..4),
        prop::collection::vec(entity(), 0..3),
        any::<bool>(),
        extra(),
    )
        .prop_map(
            |(header, text, seeds, links, mut entities, own_schema, schema_extra)| {
                let text = Text::new(text);
                for (number, entity) in entities.iter_mut().enumerate() {
                    entity.id = EntityId::from(format!("p{number}"));
                }
                let ids: Vec<EntityId> = entities.iter().map(|entity| entity.id.clone()).collect();
                let spans: Vec<Span> = seeds
                    .iter()
                    .enumerate()
                    .filter_map(|(number, seed)| {
                        seed.span(format!("s{number}").into(), &text, &ids)
                    })
                    .collect();
                let ids: Vec<SpanId> = spans.iter().map(|span| span.id.clone()).collect();
                let links = links
                    .iter()
                    .enumerate()
                    .filter_map(|(number, seed)| link(format!("l{number}").into(), &ids, seed))
                    .collect();
                let mut schema = dictum::store::schemas::attribution();
                if own_schema {
                    let schema = Arc::make_mut(&mut schema);
                    schema.name.push_str(" “own”");
                    schema.extra = schema_extra.clone();
                    for label in &mut schema.labels {
                        label.extra = schema_extra.clone();
                        label.key = Some('\'');
                    }
                }
                Document::build(Parts {
                    header,
                    schema,
                    text,
                    spans,
                    links,
                    entities,
                })
                .unwrap()
            },
        )
}
