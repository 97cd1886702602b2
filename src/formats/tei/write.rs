//! A file an article.

use super::ids::Ids;
use super::xml::Xml;
use super::{NAMESPACE, body, header, lists, marks};
use crate::disk::file_name;
use crate::formats::{Done, Holds, Layout, Ledger, Loss, Lost, Options, Spelled, Writes, xml_text};
use crate::model::Parts;
use std::io;

/// Writes a file an article.
pub struct Writer;

impl Writes for Writer {
    fn holds(&self) -> Holds {
        Holds::ALL
    }

    fn layout(&self) -> Layout {
        Layout::Each
    }

    fn spell(&self, article: Parts, _: &Options, ledger: &mut dyn Ledger) -> io::Result<Spelled> {
        for (at, c) in xml_text::replaced(article.text.as_str()) {
            ledger.lose(Loss {
                lost: Lost::Character,
                done: Done::Replaced,
                article: article.header.id.clone(),
                item: at.to_string(),
                detail: format!("U+{:04X}", u32::from(c)),
            });
        }
        let name = file_name::escape(&article.header.id);
        let file = spell(&article, ledger);
        Ok(Spelled::file(format!("{name}.xml"), file))
    }
}

fn spell(article: &Parts, ledger: &mut dyn Ledger) -> String {
    let mut ids = Ids::of(article);
    let mut xml = Xml {
        out: String::with_capacity(article.text.len() * 2 + article.spans.len() * 300),
    };
    xml.out
        .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.open("TEI", &[("xmlns", NAMESPACE)]);
    xml.line();
    header::header(article, &ids, &mut xml);
    body::body(article, &mut ids, &mut xml);
    let is_marked = !article.spans.is_empty() || !article.entities.is_empty();
    if is_marked {
        xml.open("standOff", &[]);
        xml.line();
        lists::lists(article, &ids, &mut xml);
        marks::marks(article, &ids, &mut xml, ledger);
        xml.close("standOff");
        xml.line();
    }
    xml.close("TEI");
    xml.line();
    xml.out
}
