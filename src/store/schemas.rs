//! The label schemas that come with the program.

use crate::model::Schema;
use crate::store;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// The schema of a new document.
pub const DEFAULT: &str = "news";

static NEWS: LazyLock<Arc<Schema>> =
    LazyLock::new(|| parsed("news", include_str!("../../assets/schemas/news.ron")));
static ATTRIBUTION: LazyLock<Arc<Schema>> = LazyLock::new(|| {
    parsed(
        "attribution",
        include_str!("../../assets/schemas/attribution.ron"),
    )
});

/// The names of the bundled schemas, the default first.
pub const NAMES: [&str; 2] = [DEFAULT, "attribution"];

/// Speakers, quotes and events: the schema of a new document.
pub fn news() -> Arc<Schema> {
    Arc::clone(&NEWS)
}

/// The same with cues, addressees and how certain an attribution is.
pub fn attribution() -> Arc<Schema> {
    Arc::clone(&ATTRIBUTION)
}

/// The bundled schema of this name.
pub fn bundled(name: &str) -> Option<Arc<Schema>> {
    match name {
        "news" => Some(news()),
        "attribution" => Some(attribution()),
        _ => None,
    }
}

/// The hash by which files name a schema without giving it: SHA-256 of it in RON, in hexadecimal.
pub fn sha256(schema: &Schema) -> String {
    crate::disk::FileHash::of(store::write_schema(schema).as_bytes()).to_string()
}

/// The hash of the bundled schema of this name, worked out once: a stream asks for it at every line.
pub fn bundled_sha256(name: &str) -> Option<&'static str> {
    static HASHES: LazyLock<[String; 2]> =
        LazyLock::new(|| [sha256(&news()), sha256(&attribution())]);
    let at = NAMES.iter().position(|known| *known == name)?;
    HASHES.get(at).map(String::as_str)
}

fn parsed(name: &str, ron: &str) -> Arc<Schema> {
    // A test reads both; were one damaged, an empty schema is better than no window.
    let schema = store::read_schema(ron.as_bytes(), Path::new(name)).unwrap_or_else(|_| Schema {
        name: name.to_owned(),
        ..Schema::default()
    });
    Arc::new(schema)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::{AttributeRole, LinkRole, Role, Values};
    use crate::model::{AttributeName, LabelName};

    /// Keys that are commands'.
    const TAKEN: &str = "almnwxujt";

    fn schemas() -> Vec<Schema> {
        [
            include_str!("../../assets/schemas/news.ron"),
            include_str!("../../assets/schemas/attribution.ron"),
        ]
        .map(|ron| store::read_schema(ron.as_bytes(), Path::new("schema.ron")).unwrap())
        .to_vec()
    }

    #[test]
    fn both_are_read_whole_and_by_name() {
        for (schema, name) in schemas().iter().zip(NAMES) {
            assert_eq!(schema.name, name);
            assert_eq!(**bundled(name).as_ref().unwrap(), *schema);
            assert!(schema.extra.is_empty());
        }
        assert!(bundled("other").is_none());
    }

    #[test]
    fn news_has_three_labels_and_attribution_keeps_them() {
        let [news, attribution] = <[Schema; 2]>::try_from(schemas()).unwrap();
        let names = |schema: &Schema| -> Vec<String> {
            let links = schema.links.iter().map(|link| link.name.to_string());
            let labels = schema.labels.iter().map(|label| label.name.to_string());
            labels.chain(links).collect()
        };
        assert_eq!(names(&news), ["speaker", "quote", "event", "said_by"]);
        assert_eq!(
            names(&attribution),
            [
                "speaker",
                "quote",
                "event",
                "cue",
                "addressee",
                "said_by",
                "cued_by",
                "said_to"
            ]
        );
        assert_eq!(news.labels, attribution.labels[..3]);
    }

    #[test]
    fn every_label_can_be_told_and_every_link_leads_somewhere() {
        for schema in schemas() {
            let mut keys: Vec<char> = schema.labels.iter().filter_map(|label| label.key).collect();
            assert_eq!(keys.len(), schema.labels.len());
            assert!(!keys.iter().any(|key| TAKEN.contains(*key)));
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), schema.labels.len());
            for label in &schema.labels {
                assert!(
                    !label.title.is_empty() && !label.guideline.is_empty(),
                    "{}",
                    label.name
                );
                for color in [&label.color.light, &label.color.dark] {
                    assert!(color.len() == 7 && color.starts_with('#'), "{color}");
                }
                for attribute in &label.attributes {
                    assert!(!attribute.title.is_empty() && !attribute.guideline.is_empty());
                    assert!(attribute.extra.is_empty() && attribute.default.is_none());
                }
                assert!(label.extra.is_empty(), "{:?}", label.extra);
            }
            for link in &schema.links {
                for end in link.from.iter().chain(&link.to) {
                    assert!(schema.label(end).is_some(), "{end}");
                }
                assert!(!link.from.is_empty() && !link.to.is_empty() && link.extra.is_empty());
            }
        }
    }

    #[test]
    fn rules_find_what_they_fill() {
        let schema = attribution();
        let label = |role| schema.label_of(role).unwrap();
        assert!(label(Role::Quote).fragments);
        assert!(
            label(Role::Quote)
                .attribute_of(AttributeRole::QuoteKind)
                .is_some()
        );
        assert!(
            label(Role::Speaker)
                .attribute_of(AttributeRole::MentionKind)
                .is_some()
        );
        assert_eq!(label(Role::Event).name, LabelName::from("event"));
        for role in [LinkRole::SaidBy, LinkRole::CuedBy, LinkRole::SaidTo] {
            assert_eq!(
                schema.link_of(role).unwrap().from,
                [LabelName::from("quote")]
            );
        }
        let class = label(Role::Event)
            .attributes
            .iter()
            .find(|attribute| attribute.name == AttributeName::from("class"))
            .unwrap();
        assert!(matches!(&class.values, Values::OneOf(values) if values.len() == 15));
    }

    #[test]
    fn a_hash_names_one_schema() {
        assert_ne!(sha256(&news()), sha256(&attribution()));
        assert_eq!(sha256(&news()), sha256(&schemas()[0]));
        for name in NAMES {
            let hash = sha256(&bundled(name).unwrap());
            assert_eq!(bundled_sha256(name), Some(hash.as_str()));
        }
        assert_eq!(bundled_sha256("other"), None);
    }
}
