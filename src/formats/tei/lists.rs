//! People, bodies, places and events.

use super::ids::Ids;
use super::xml::Xml;
use crate::model::{Entity, Parts};

/// A kind of list: its element, that of its items, and that of a name.
struct Kind {
    list: &'static str,
    item: &'static str,
    name: &'static str,
    is: fn(Option<&str>) -> bool,
}

const KINDS: [Kind; 4] = [
    Kind {
        list: "listPerson",
        item: "person",
        name: "persName",
        is: |kind| !matches!(kind, Some("organization" | "place" | "event")),
    },
    Kind {
        list: "listOrg",
        item: "org",
        name: "orgName",
        is: |kind| kind == Some("organization"),
    },
    Kind {
        list: "listPlace",
        item: "place",
        name: "placeName",
        is: |kind| kind == Some("place"),
    },
    Kind {
        list: "listEvent",
        item: "event",
        name: "label",
        is: |kind| kind == Some("event"),
    },
];

/// Adds a list for each kind that is there.
pub fn lists(article: &Parts, ids: &Ids<'_>, xml: &mut Xml) {
    for kind in KINDS {
        let is_one = |entity: &&Entity| (kind.is)(entity.kind.as_deref());
        let mut entities = article.entities.iter().filter(is_one).peekable();
        if entities.peek().is_none() {
            continue;
        }
        xml.open(kind.list, &[]);
        xml.line();
        for entity in entities {
            item(entity, &kind, ids, xml);
        }
        xml.close(kind.list);
        xml.line();
    }
}

fn item(entity: &Entity, kind: &Kind, ids: &Ids<'_>, xml: &mut Xml) {
    let id = ids.entity(&entity.id).unwrap_or_default();
    let theirs = if id == entity.id.as_str() {
        ""
    } else {
        entity.id.as_str()
    };
    xml.open(kind.item, &[("xml:id", id), ("n", theirs)]);
    let numbers = || {
        let uri = entity.uri.as_ref().map(|uri| ("URI", uri));
        let register = entity
            .register
            .as_ref()
            .map(|register| ("register", register));
        uri.into_iter().chain(register)
    };
    // In an event numbers stand before all else.
    let is_event = kind.item == "event";
    for (of, number) in numbers().filter(|_| is_event) {
        xml.words("idno", &[("type", of)], number);
    }
    xml.words(kind.name, &[], &entity.name);
    for alias in &entity.aliases {
        xml.words(kind.name, &[("type", "alias")], alias);
    }
    for (of, number) in numbers().filter(|_| !is_event) {
        xml.words("idno", &[("type", of)], number);
    }
    let other = entity.kind.as_deref();
    let other = other.filter(|other| kind.item == "person" && *other != "person");
    if let Some(other) = other {
        xml.words("note", &[("type", "kind")], other);
    }
    xml.close(kind.item);
    xml.line();
}
