//! What went wrong with one article while the others went on.

use super::Place;
use std::fmt;

/// Something that a person has to see to: where, in which article, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it is.
    pub place: Place,
    /// The article's id, where it is known and the place does not say it.
    pub article: Option<String>,
    /// What is wrong, and where there is one, the way out.
    pub reason: String,
}

impl Finding {
    /// What an error says of a place. Errors name their file, and often a line of it; a finding says
    /// both once, before the reason.
    pub fn of_error(place: &Place, error: &dyn fmt::Display) -> Self {
        let told = error.to_string();
        let path = format!(": {}", place.path().display());
        let told = told.strip_suffix(&path).unwrap_or(&told);
        let (line, reason) = match line_before(told) {
            Some((line, reason)) => (Some(line), reason),
            None => (None, told),
        };
        Self {
            // A line of JSON Lines is a file of one line to its reader.
            place: match (place.line, line) {
                (None, Some(line)) => place.at_line(line),
                _ => place.clone(),
            },
            article: None,
            reason: reason.to_owned(),
        }
    }

    /// The same of the article with this id.
    #[must_use]
    pub fn in_article(self, id: &str) -> Self {
        Self {
            article: Some(id.to_owned()).filter(|id| !id.is_empty() && *id != self.place.id()),
            ..self
        }
    }
}

/// The number in "line 3, column 5: …" or "line 3: …", and the rest.
fn line_before(told: &str) -> Option<(usize, &str)> {
    let rest = told.strip_prefix("line ")?;
    let end = rest.find([',', ':'])?;
    let (number, rest) = rest.split_at(end);
    Some((number.parse().ok()?, rest.get(1..)?.trim_start()))
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        if let Some(article) = &self.article {
            write!(f, "article {article}: ")?;
        }
        f.write_str(&self.reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn file_and_line_are_told_once() {
        let file = Place::file(Path::new("a.jsonl"));
        for (place, error, told) in [
            (
                file.at_line(7),
                "line 1, column 9, id: a string is missing: a.jsonl",
                "a.jsonl:7: column 9, id: a string is missing",
            ),
            (file.clone(), "line 3: odd: a.jsonl", "a.jsonl:3: odd"),
            (
                file.clone(),
                "cannot read: denied: a.jsonl",
                "a.jsonl: cannot read: denied",
            ),
            (file.clone(), "lines of ink", "a.jsonl: lines of ink"),
        ] {
            assert_eq!(Finding::of_error(&place, &error).to_string(), told);
        }
    }

    #[test]
    fn an_article_is_named_where_the_place_does_not_name_it() {
        let place = Place::file(Path::new("news/storm.txt"));
        let finding = Finding::of_error(&place, &"odd");
        assert_eq!(
            finding.clone().in_article("storm").to_string(),
            "news/storm.txt: odd"
        );
        assert_eq!(
            finding.in_article("x").to_string(),
            "news/storm.txt: article x: odd"
        );
    }
}
