//! A project's articles, and the documents of those who annotate them.

use super::{Project, ProjectError};
use crate::article;
use crate::disk::{Disk, file_name};
use crate::model::{Document, Draft};
use crate::store::{self, Opened};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of texts, in the project's.
pub const TEXTS: &str = "articles";
/// The folder of documents.
pub(super) const ANNOTATIONS: &str = "annotations";
/// How texts are named.
const EXTENSIONS: [&str; 2] = ["txt", "text"];

/// An article of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its text; `None` where only annotations are left, which hold the text too.
    pub text: Option<PathBuf>,
    /// Whether anyone may have annotated it: there is a folder for it.
    pub is_begun: bool,
}

/// An annotator's work on an article.
#[derive(Debug)]
pub enum Work {
    /// Nobody of this name has begun: the article's text with nothing marked.
    New(Box<Document>),
    /// As it was saved.
    Found(Box<Opened>),
}

impl Project {
    /// Every article, by id. Two folders are listed, however many articles there are.
    pub fn articles(&self, disk: &dyn Disk) -> Result<Vec<Listed>, ProjectError> {
        let begun = self.begun(disk)?;
        let mut listed: BTreeMap<String, Listed> = BTreeMap::new();
        for path in listing(disk, &self.folder().join(TEXTS))? {
            if !is_text(&path) {
                continue;
            }
            let id = id_of(&path);
            let is_begun = begun.contains(&file_name::escape(&id));
            listed.entry(id.clone()).or_insert(Listed {
                id,
                text: Some(path),
                is_begun,
            });
        }
        for name in begun {
            let id = file_name::unescape(&name).unwrap_or(name);
            listed.entry(id.clone()).or_insert(Listed {
                id,
                text: None,
                is_begun: true,
            });
        }
        Ok(listed.into_values().collect())
    }

    /// The names of the folders of annotations.
    fn begun(&self, disk: &dyn Disk) -> Result<BTreeSet<String>, ProjectError> {
        let folders = listing(disk, &self.folder().join(ANNOTATIONS))?;
        let names = folders
            .iter()
            .filter(|path| path.extension().is_none_or(|it| it != "ron"));
        Ok(names.filter_map(|path| name_of(path)).collect())
    }

    /// Where an annotator's document of an article is, or will be.
    pub fn place(&self, article: &str, annotator: &str) -> PathBuf {
        let name = format!("{}.ron", file_name::escape(annotator));
        self.annotations_folder(article).join(name)
    }

    /// The folders that hold everyone's work: the texts and the annotations.
    pub fn folders_of_work(&self) -> [PathBuf; 2] {
        [TEXTS, ANNOTATIONS].map(|name| self.folder().join(name))
    }

    fn annotations_folder(&self, article: &str) -> PathBuf {
        let folder = self.folder().join(ANNOTATIONS);
        folder.join(file_name::escape(article))
    }

    /// The annotators of an article with their documents, by name.
    pub fn annotators(
        &self,
        disk: &dyn Disk,
        article: &str,
    ) -> Result<Vec<(String, PathBuf)>, ProjectError> {
        let paths = listing(disk, &self.annotations_folder(article))?;
        let documents = paths
            .into_iter()
            .filter(|path| path.extension().is_some_and(|it| it == "ron"));
        Ok(documents.map(|path| (id_of(&path), path)).collect())
    }

    /// The article that a text or an annotation of this project belongs to.
    pub fn article_of(&self, path: &Path) -> Option<String> {
        let path = std::path::absolute(path).ok()?;
        let parent = path.parent()?;
        if parent == self.folder().join(TEXTS) {
            return Some(id_of(&path));
        }
        (parent.parent()? == self.folder().join(ANNOTATIONS)).then(|| {
            let name = name_of(parent).unwrap_or_default();
            file_name::unescape(&name).unwrap_or(name)
        })
    }

    /// An article's text.
    pub fn text(&self, disk: &dyn Disk, article: &str) -> Option<PathBuf> {
        let names = [file_name::escape(article), article.to_owned()];
        let is_plain = !article.contains(['/', '\\']);
        let names = names.into_iter().take(if is_plain { 2 } else { 1 });
        names
            .flat_map(|name| EXTENSIONS.map(|extension| format!("{name}.{extension}")))
            .map(|name| self.folder().join(TEXTS).join(name))
            .find(|path| matches!(disk.stat(path), Ok(Some(stat)) if !stat.is_dir))
    }

    /// An annotator's work on an article: as it was saved, or new.
    pub fn work(
        &self,
        disk: &dyn Disk,
        article: &str,
        annotator: &str,
    ) -> Result<Work, ProjectError> {
        let place = self.place(article, annotator);
        if matches!(disk.stat(&place), Ok(Some(_))) {
            return Ok(Work::Found(Box::new(store::open(disk, &place)?)));
        }
        let document = match self.text(disk, article) {
            Some(path) => article::read(disk, &path)?.into_document(Arc::clone(self.schema())),
            None => self.text_of_another(disk, article)?,
        };
        let mut document = document;
        let mut draft = Draft::new(&document);
        draft.change_header(|header| {
            article.clone_into(&mut header.id);
            header.annotator = Some(annotator.to_owned());
        })?;
        document.apply(&draft.finish())?;
        Ok(Work::New(Box::new(document)))
    }

    /// A new document of the text that someone else's holds.
    fn text_of_another(&self, disk: &dyn Disk, article: &str) -> Result<Document, ProjectError> {
        let mut others = self.annotators(disk, article)?.into_iter();
        let Some((_, path)) = others.next() else {
            return Err(ProjectError::NoSuchArticle {
                article: article.to_owned(),
                folder: self.folder().to_owned(),
            });
        };
        let other = store::open(disk, &path)?.document;
        let header = crate::model::Header {
            title: other.header().title.clone(),
            language: other.header().language.clone(),
            metadata: other.header().metadata.clone(),
            ..crate::model::Header::default()
        };
        let schema = Arc::clone(self.schema());
        Ok(Document::new(header, schema, other.text().clone()))
    }
}

/// What is in a folder; nothing when it is not there.
fn listing(disk: &dyn Disk, folder: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    match disk.stat(folder)? {
        Some(_) => Ok(disk.list(folder)?),
        None => Ok(Vec::new()),
    }
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        EXTENSIONS
            .iter()
            .any(|it| it.eq_ignore_ascii_case(extension))
    })
}

fn name_of(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_str()?.to_owned())
}

/// What a file's name says: unescaped where it was escaped, else as it is.
fn id_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    file_name::unescape(&stem).unwrap_or_else(|| stem.into_owned())
}
