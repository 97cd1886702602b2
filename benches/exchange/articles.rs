//! The articles: made-up news with thirty accepted marks each.

#[path = "../tagger/news.rs"]
mod news;

use dictum::model::{Document, Draft, EditError, Header, Link, SpanId, State, Status, Text};
use dictum::store::{schemas, write_json};
use dictum::tagger::{self, Article, Tagger as _, rules::Rules};
use std::collections::HashSet;
use std::path::Path;

/// Bytes of an article.
const LENGTH: usize = 5_000;
/// Marks of an article.
const MARKS: usize = 30;

/// Writes so many documents into a folder, a JSON file each.
#[expect(
    clippy::disallowed_methods,
    reason = "a benchmark makes what it measures"
)]
pub fn write(folder: &Path, articles: usize) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    // What the articles say matters little; some hundred differ.
    let texts = texts(articles.min(500));
    for (number, text) in (0..articles).zip(texts.iter().cycle()) {
        let document = done(&format!("news-{number:05}"), text)?;
        let path = folder.join(format!("{number:05}.json"));
        std::fs::write(path, write_json(&document))?;
    }
    Ok(())
}

fn texts(articles: usize) -> Vec<String> {
    let mut texts = Vec::with_capacity(articles);
    let mut text = String::new();
    for piece in news::articles(articles * LENGTH * 2) {
        text.push_str(&piece);
        text.push_str("\n\n");
        if text.len() >= LENGTH {
            texts.push(std::mem::take(&mut text));
        }
        if texts.len() == articles {
            break;
        }
    }
    texts
}

/// The article with the first thirty marks that the rules find, accepted.
fn done(id: &str, text: &str) -> Result<Document, EditError> {
    let header = Header {
        id: id.to_owned(),
        ..Header::default()
    };
    let document = Document::new(header, schemas::news(), Text::new(text));
    let proposals = Rules.propose(Article {
        text: document.text(),
        language: None,
        schema: document.schema(),
    });
    let tagged = tagger::adopted(&document, &proposals, "rules", "1")?;
    let kept: HashSet<SpanId> = tagged
        .spans()
        .take(MARKS)
        .map(|span| span.id.clone())
        .collect();
    let mut draft = Draft::new(&tagged);
    for link in tagged.links() {
        if kept.contains(&link.from) && kept.contains(&link.to) {
            draft.put_link(Link {
                state: State::Accepted,
                ..Link::clone(link)
            })?;
        } else {
            draft.remove_link(&link.id)?;
        }
    }
    for span in tagged.spans() {
        if kept.contains(&span.id) {
            draft.change_span(&span.id, |span| span.state = State::Accepted)?;
        } else {
            draft.remove_span(&span.id)?;
        }
    }
    let labels = tagged.schema().labels.iter();
    let labels: Vec<_> = labels.map(|label| label.name.clone()).collect();
    draft.change_header(|header| {
        header.status = Status::Done;
        header.labels_done = labels;
    })?;
    Ok(draft.into_document())
}
