//! What is said of the article and of the labels.

use super::body::is_tag;
use super::ids::Ids;
use super::xml::Xml;
use crate::formats::about;
use crate::model::{LabelName, Parts};
use serde_json::Value;

/// Adds the header.
pub fn header(article: &Parts, ids: &Ids<'_>, xml: &mut Xml) {
    xml.open("teiHeader", &[]);
    xml.line();
    xml.open("fileDesc", &[]);
    titles(article, xml);
    xml.open("publicationStmt", &[]);
    xml.words("p", &[], "Exported from Dictum.");
    xml.close("publicationStmt");
    xml.line();
    source(article, xml);
    xml.close("fileDesc");
    xml.line();
    encoding(article, ids, xml);
    if let Some(language) = article.header.language.as_deref().filter(|tag| is_tag(tag)) {
        xml.open("profileDesc", &[]);
        xml.open("langUsage", &[]);
        xml.words("language", &[("ident", language)], language);
        xml.close("langUsage");
        xml.close("profileDesc");
        xml.line();
    }
    xml.close("teiHeader");
    xml.line();
}

fn titles(article: &Parts, xml: &mut Xml) {
    let header = &article.header;
    xml.open("titleStmt", &[]);
    xml.words("title", &[], header.title.as_ref().unwrap_or(&header.id));
    if let Some(byline) = &header.metadata.byline {
        xml.words("author", &[], byline);
    }
    if let Some(annotator) = &header.annotator {
        xml.open("respStmt", &[]);
        xml.words("resp", &[], "annotation");
        xml.words("persName", &[], annotator);
        xml.close("respStmt");
    }
    xml.close("titleStmt");
    xml.line();
}

fn source(article: &Parts, xml: &mut Xml) {
    let metadata = &article.header.metadata;
    xml.open("sourceDesc", &[]);
    xml.open("bibl", &[]);
    xml.words("idno", &[("type", "article")], &article.header.id);
    if let Some(url) = &metadata.url {
        xml.words("idno", &[("type", "URL")], url);
    }
    if let Some(publisher) = &metadata.publisher {
        xml.words("publisher", &[], publisher);
    }
    if let Some(published) = &metadata.published {
        xml.words("date", &[], published);
    }
    let told = [
        "title",
        "byline",
        "annotator",
        "url",
        "publisher",
        "published",
    ];
    for (key, value) in about::keys(&article.header) {
        if told.contains(&key.as_str()) || key == "language" && value.as_str().is_some_and(is_tag) {
            continue;
        }
        let value = match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        xml.words("note", &[("type", "metadata"), ("n", &key)], &value);
    }
    xml.close("bibl");
    xml.close("sourceDesc");
}

/// The labels in use, to which annotations lead.
fn encoding(article: &Parts, ids: &Ids<'_>, xml: &mut Xml) {
    let labels = ids.labels();
    if labels.is_empty() {
        return;
    }
    let schema = &article.schema;
    let title = |name: &LabelName| {
        let label = schema.label(name).map(|label| &label.title);
        let title = label.or_else(|| schema.link(name).map(|link| &link.title));
        title.filter(|title| !title.is_empty() && *title != name.as_str())
    };
    xml.open("encodingDesc", &[]);
    xml.open("classDecl", &[]);
    xml.open("taxonomy", &[("xml:id", "labels")]);
    xml.line();
    for (id, name) in labels {
        xml.open("category", &[("xml:id", id), ("n", name.as_str())]);
        let words = title(name).map_or(name.as_str(), String::as_str);
        xml.words("catDesc", &[], words);
        xml.close("category");
        xml.line();
    }
    xml.close("taxonomy");
    xml.close("classDecl");
    xml.close("encodingDesc");
    xml.line();
}
