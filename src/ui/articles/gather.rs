//! Which articles some files and folders hold: each once, with its document.

use crate::disk::Disk;
use crate::project::Project;
use crate::store::Format;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Extensions of what is taken from a folder besides documents.
const ARTICLES: [&str; 2] = ["txt", "text"];
/// Extensions of a document beside its article.
const DOCUMENTS: [&str; 2] = ["ron", "json"];

/// An article, its document, or both: at least one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The text.
    pub article: Option<PathBuf>,
    /// The document with the work on it.
    pub document: Option<PathBuf>,
    /// Whether it was asked for by name, not found in a folder.
    pub by_name: bool,
    /// Of a project's article the project's folder and the article's id there.
    pub in_project: Option<(PathBuf, String)>,
}

impl Found {
    /// What to open: the document, else the article.
    pub fn path(&self) -> &Path {
        let path = self.document.as_deref().or(self.article.as_deref());
        path.unwrap_or(Path::new(""))
    }

    /// What the article and its document have in common, wherever they are.
    pub fn key(&self) -> PathBuf {
        match &self.in_project {
            // A folder's name cannot end so: no file elsewhere has this key.
            Some((folder, id)) => folder.join("articles").join(format!("{id}/")),
            None => key_of(self.path()),
        }
    }

    /// What to call it.
    pub fn name(&self) -> String {
        if let Some((_, id)) = &self.in_project {
            return id.clone();
        }
        let stem = self.path().file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// In the order of the paths, a folder's by name.
    pub found: Vec<Found>,
    /// Where nothing is, or what may not be looked at.
    pub missing: Vec<PathBuf>,
}

/// What an article and its document have in common: folder and name.
fn key_of(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.with_extension("")
}

/// Looks at files and folders; of a project's articles the documents are this annotator's.
pub fn gather(disk: &dyn Disk, paths: &[PathBuf], annotator: &str) -> Gathered {
    let mut gathering = Gathering {
        disk,
        annotator,
        gathered: Gathered::default(),
        by_key: HashMap::new(),
    };
    for path in paths {
        gathering.take(path);
    }
    gathering.gathered
}

struct Gathering<'a> {
    disk: &'a dyn Disk,
    annotator: &'a str,
    gathered: Gathered,
    by_key: HashMap<PathBuf, usize>,
}

impl Gathering<'_> {
    fn take(&mut self, path: &Path) {
        match self.disk.stat(path) {
            Ok(Some(_)) if Project::is_at(self.disk, path) => self.take_project(path),
            Ok(Some(stat)) if stat.is_dir => self.take_folder(path),
            Ok(Some(_)) if self.take_of_project(path).is_some() => {}
            Ok(Some(_)) => {
                self.put(path, true);
                self.take_neighbours(path);
            }
            _ => self.gathered.missing.push(path.to_owned()),
        }
    }

    /// Every article of a project.
    fn take_project(&mut self, path: &Path) {
        let project = Project::open(self.disk, path);
        let listed = project.and_then(|project| {
            let articles = project.articles(self.disk)?;
            Ok((project, articles))
        });
        match listed {
            Ok((project, articles)) => {
                for article in articles {
                    let place = project.place(&article.id, self.annotator);
                    let document = (article.is_begun && self.is_file(&place)).then_some(place);
                    self.put_of_project(&project, article.id, article.text, document);
                }
            }
            Err(error) => {
                log::warn!("a project cannot be opened: {error}");
                self.gathered.missing.push(path.to_owned());
            }
        }
    }

    /// A project's article by its text, or by anyone's document of it.
    fn take_of_project(&mut self, path: &Path) -> Option<()> {
        let project = Project::around(self.disk, path).ok()??;
        let id = project.article_of(path)?;
        let is_document = Format::of(path).is_some();
        let place = project.place(&id, self.annotator);
        let document = if is_document {
            Some(path.to_owned())
        } else {
            self.is_file(&place).then_some(place)
        };
        let text = project.text(self.disk, &id);
        self.put_of_project(&project, id, text, document);
        Some(())
    }

    fn put_of_project(
        &mut self,
        project: &Project,
        id: String,
        text: Option<PathBuf>,
        document: Option<PathBuf>,
    ) {
        // Where nobody's text is left, one is made of another's document when this is opened.
        let article = text.or_else(|| {
            let place = project.place(&id, self.annotator);
            document.is_none().then_some(place)
        });
        self.gathered.found.push(Found {
            article,
            document,
            by_name: false,
            in_project: Some((project.folder().to_owned(), id)),
        });
    }

    fn take_folder(&mut self, folder: &Path) {
        let Ok(mut paths) = self.disk.list(folder) else {
            self.gathered.missing.push(folder.to_owned());
            return;
        };
        paths.sort();
        for path in paths {
            let is_named_so = Format::of(&path).is_some() || has_extension(&path, &ARTICLES);
            if is_named_so && self.is_file(&path) {
                self.put(&path, false);
            }
        }
    }

    /// The document beside an article, or the article beside a document.
    fn take_neighbours(&mut self, path: &Path) {
        for extension in DOCUMENTS.iter().chain(&ARTICLES) {
            let beside = path.with_extension(extension);
            if beside != path && self.is_file(&beside) {
                self.put(&beside, false);
            }
        }
    }

    fn is_file(&self, path: &Path) -> bool {
        matches!(self.disk.stat(path), Ok(Some(stat)) if !stat.is_dir)
    }

    fn put(&mut self, path: &Path, by_name: bool) {
        let next = self.gathered.found.len();
        let index = *self.by_key.entry(key_of(path)).or_insert(next);
        if index == next {
            self.gathered.found.push(Found::default());
        }
        let is_document = Format::of(path).is_some();
        let Some(found) = self.gathered.found.get_mut(index) else {
            return;
        };
        let place = if is_document {
            &mut found.document
        } else {
            &mut found.article
        };
        // Of two spellings the one asked for by name counts, else the one written last.
        let newer = |held: &PathBuf| modified(self.disk, held) < modified(self.disk, path);
        if place
            .as_ref()
            .is_none_or(|held| by_name || !found.by_name && newer(held))
        {
            *place = Some(path.to_owned());
        }
        found.by_name |= by_name;
    }
}

fn modified(disk: &dyn Disk, path: &Path) -> Option<std::time::SystemTime> {
    disk.stat(path)
        .ok()
        .flatten()
        .and_then(|stat| stat.modified)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        extensions
            .iter()
            .any(|each| each.eq_ignore_ascii_case(extension))
    })
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "the tests make the files that are looked for"
)]
mod tests {
    use super::*;
    use crate::disk::RealDisk;

    #[test]
    fn each_article_is_there_once_with_its_document() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["b.txt", "a.txt", "a.ron", "c.json", "notes.pdf", "d.TXT"] {
            std::fs::write(path(name), "x").unwrap();
        }
        std::fs::create_dir(path("e.txt")).unwrap();
        let disk = RealDisk::default();
        let found = |paths: &[&str]| -> Vec<String> {
            let paths: Vec<PathBuf> = paths.iter().map(|name| path(name)).collect();
            let gathered = gather(&disk, &paths, "anna");
            let name = |path: &Option<PathBuf>| {
                let name = path.as_ref().and_then(|path| path.file_name());
                name.map_or("-".to_owned(), |name| name.to_string_lossy().into_owned())
            };
            let found = gathered.found.iter();
            let mut told: Vec<String> = found
                .map(|found| format!("{} {}", name(&found.article), name(&found.document)))
                .collect();
            told.extend(
                gathered
                    .missing
                    .iter()
                    .map(|path| format!("no {}", name(&Some(path.clone())))),
            );
            told
        };
        assert_eq!(
            found(&[""]),
            ["a.txt a.ron", "b.txt -", "- c.json", "d.TXT -"]
        );
        assert_eq!(found(&["a.txt"]), ["a.txt a.ron"]);
        assert_eq!(
            found(&["a.ron", "a.txt", "b.txt"]),
            ["a.txt a.ron", "b.txt -"]
        );
        assert_eq!(
            found(&["gone.txt", "notes.pdf"]),
            ["notes.pdf -", "no gone.txt"]
        );
    }
}
