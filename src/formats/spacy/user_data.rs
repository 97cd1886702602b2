//! What a document's user data hold: custom attributes of the document, and what others put there.

use super::USER_DATA_KEY;
use super::message::Message;
use crate::formats::about;
use crate::formats::details::{Details, Person, Tie};
use crate::model::{Extra, Header, Parts};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The first word of a custom attribute's key.
const CUSTOM: &str = "._.";

/// What is kept of an article beside its tokens and span groups.
#[derive(Default)]
pub struct UserData {
    /// The article's id, title and so on.
    pub article: Extra,
    /// Its links.
    pub links: Vec<Tie>,
    /// Whom spans mean.
    pub people: Vec<Person>,
    /// What is set on spans, by their ids.
    pub marks: BTreeMap<String, Details>,
    /// Whether any of this was there, which means that the file is ours.
    pub is_ours: bool,
    /// What is not ours.
    rest: Vec<(Message, Message)>,
}

impl UserData {
    /// What is to be kept of an article.
    pub fn of(article: &mut Parts) -> Self {
        let imported = &mut article.header.metadata.imported;
        let rest = imported.remove(USER_DATA_KEY);
        let mut about = about::keys(&article.header);
        about.insert("id".to_owned(), article.header.id.as_str().into());
        let marks = article
            .spans
            .iter()
            .map(|span| (span.id.to_string(), Details::of(span)));
        Self {
            article: about,
            links: article.links.iter().map(Tie::from).collect(),
            people: article.entities.iter().map(Person::from).collect(),
            marks: marks.filter(|(_, details)| !details.is_empty()).collect(),
            is_ours: true,
            rest: rest
                .and_then(|rest| packed(rest.as_str()?))
                .unwrap_or_default(),
        }
    }

    /// Packs it.
    pub fn bytes(&self) -> Vec<u8> {
        let mut pairs = self.rest.clone();
        let mut add = |name: &str, value: Option<Message>| {
            pairs.extend(value.map(|value| (key(name), value)));
        };
        add("article", message(&self.article));
        add(
            "links",
            (!self.links.is_empty())
                .then(|| message(&self.links))
                .flatten(),
        );
        add(
            "people",
            (!self.people.is_empty())
                .then(|| message(&self.people))
                .flatten(),
        );
        add(
            "marks",
            (!self.marks.is_empty())
                .then(|| message(&self.marks))
                .flatten(),
        );
        Message::Map(pairs).bytes()
    }

    /// Unpacks it; what is wrong with it is told, and the rest is taken.
    pub fn read(bytes: &[u8], faults: &mut Vec<String>) -> Self {
        let mut data = Self::default();
        let pairs = match Message::read(bytes) {
            Ok(Message::Map(pairs)) => pairs,
            Ok(Message::Nil) => return data,
            Ok(_) => {
                faults.push("the user data are no dictionary".to_owned());
                return data;
            }
            Err(reason) => {
                faults.push(format!("the user data cannot be read: {reason}"));
                return data;
            }
        };
        for (key, value) in pairs {
            let taken = match custom(&key) {
                Some("article") => take(&value, &mut data.article),
                Some("links") => take(&value, &mut data.links),
                Some("people") => take(&value, &mut data.people),
                Some("marks") => take(&value, &mut data.marks),
                _ => false,
            };
            if taken {
                data.is_ours = true;
            } else {
                data.rest.push((key, value));
            }
        }
        data
    }

    /// Tells a header what is said of the article, and keeps with it what is not ours. Gives the keys that
    /// are refused.
    pub fn tell(&mut self, header: &mut Header) -> Vec<String> {
        if let Some(Value::String(id)) = self.article.remove("id") {
            header.id = id;
        }
        let refused = about::tell(header, std::mem::take(&mut self.article));
        if !self.rest.is_empty() {
            let bytes = Message::Map(std::mem::take(&mut self.rest)).bytes();
            let digits = bytes.iter().fold(String::new(), |mut digits, byte| {
                // A string takes all that is written to it.
                let _ = write!(digits, "{byte:02x}");
                digits
            });
            header
                .metadata
                .imported
                .insert(USER_DATA_KEY.to_owned(), digits.into());
        }
        refused
    }
}

/// The key of a custom attribute of the whole document.
fn key(name: &str) -> Message {
    let text = |text: &str| Message::Text(text.to_owned());
    Message::List(vec![text(CUSTOM), text(name), Message::Nil, Message::Nil])
}

/// The name of a custom attribute of the whole document.
fn custom(key: &Message) -> Option<&str> {
    match key {
        Message::List(parts) => match parts.as_slice() {
            [
                Message::Text(custom),
                Message::Text(name),
                Message::Nil,
                Message::Nil,
            ] if custom == CUSTOM => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// A record as a value.
fn message<T: Serialize>(value: &T) -> Option<Message> {
    Message::read(&rmp_serde::to_vec_named(value).ok()?).ok()
}

/// Takes a record out of a value, if it is one; another program may use the same name for something else.
fn take<T: DeserializeOwned>(value: &Message, to: &mut T) -> bool {
    let record = value
        .json()
        .and_then(|value| serde_json::from_value(value).ok());
    record.map(|record| *to = record).is_some()
}

/// User data out of hexadecimal digits.
fn packed(digits: &str) -> Option<Vec<(Message, Message)>> {
    let (pairs, []) = digits.as_bytes().as_chunks::<2>() else {
        return None;
    };
    let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Option<Vec<u8>> = pairs.iter().map(byte).collect();
    match Message::read(&bytes?) {
        Ok(Message::Map(pairs)) => Some(pairs),
        _ => None,
    }
}
