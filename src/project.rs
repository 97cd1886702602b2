//! A project: a folder with articles, and the annotations of everyone who works on them.
//!
//! ```text
//! dictum.ron                          name, schema, tagger, guidelines
//! articles/ARTICLE.txt                texts as imported
//! annotations/ARTICLE/ANNOTATOR.ron   one file for each article and annotator
//! ```
//!
//! People who share the folder never write the same file. Ids stand in names of files escaped
//! ([`crate::disk::file_name`]).

mod agreement;
mod articles;
mod error;
mod settings;
mod taken_in;

pub use agreement::{Agreements, state_folder};
pub use articles::{Listed, TEXTS, Work};
pub use error::ProjectError;
pub use settings::TaggerChoice;
pub use taken_in::NotTakenIn;

use crate::disk::Disk;
use crate::model::Schema;
use crate::store::wire::project as wire;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file that makes a folder a project.
pub const FILE: &str = "dictum.ron";

/// A project, as its file says it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    folder: PathBuf,
    settings: wire::Project,
    schema: Arc<Schema>,
}

impl Project {
    /// Whether a path is a project's folder or its file.
    pub fn is_at(disk: &dyn Disk, path: &Path) -> bool {
        let file = file_of(disk, path);
        file.file_name().is_some_and(|name| name == FILE)
            && matches!(disk.stat(&file), Ok(Some(stat)) if !stat.is_dir)
    }

    /// The folder of texts of the project that is at a path; `None` where there is no project, or no such
    /// folder in it.
    pub fn texts(disk: &dyn Disk, path: &Path) -> Option<PathBuf> {
        let file = file_of(disk, path);
        let texts = file.parent()?.join(articles::TEXTS);
        let is_there = matches!(disk.stat(&texts), Ok(Some(stat)) if stat.is_dir);
        (is_there && Self::is_at(disk, path)).then_some(texts)
    }

    /// The folder that the project would have whose article or annotation this is; nothing is read.
    fn folder_around(path: &Path) -> Option<&Path> {
        let parent = path.parent()?;
        let named = |folder: &Path, name: &str| folder.file_name().is_some_and(|it| it == name);
        if named(parent, articles::TEXTS) {
            return parent.parent();
        }
        let above = parent.parent()?;
        named(above, articles::ANNOTATIONS).then(|| above.parent())?
    }

    /// The project whose article or annotation a path is, if it is one's.
    pub fn around(disk: &dyn Disk, path: &Path) -> Result<Option<Self>, ProjectError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        match Self::folder_around(&path) {
            Some(folder) if Self::is_at(disk, folder) => Self::open(disk, folder).map(Some),
            _ => Ok(None),
        }
    }

    /// Opens a project by its folder or its file.
    pub fn open(disk: &dyn Disk, path: &Path) -> Result<Self, ProjectError> {
        let file = file_of(disk, path);
        let folder = std::path::absolute(&file)
            .ok()
            .and_then(|file| file.parent().map(Path::to_owned))
            .unwrap_or_default();
        let settings = settings::read(disk, &file)?;
        let schema = settings::schema(disk, &settings.schema, &folder, &file)?;
        Ok(Self {
            folder,
            settings,
            schema,
        })
    }

    /// Makes a project in a folder, which must not be one yet; what is in it stays.
    pub fn create(disk: &dyn Disk, folder: &Path, name: &str) -> Result<Self, ProjectError> {
        disk.create_dir(&folder.join(articles::TEXTS))?;
        disk.create_dir(&folder.join(articles::ANNOTATIONS))?;
        let settings = wire::Project {
            format: crate::store::PROJECT_FORMAT.to_owned(),
            name: name.to_owned(),
            tagger: Some(TaggerChoice::Rules),
            ..wire::Project::default()
        };
        let text = crate::store::write_project(&settings);
        disk.create_new(&folder.join(FILE), text.as_bytes())?;
        Self::open(disk, folder)
    }

    /// Writes the project's file; keys that this version does not know stay.
    pub fn save(&self, disk: &dyn Disk) -> Result<(), ProjectError> {
        let text = crate::store::write_project(&self.settings);
        Ok(disk.write(&self.folder.join(FILE), text.as_bytes())?)
    }

    /// Its folder, from the root.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its name; the folder's where it has none.
    pub fn name(&self) -> String {
        if self.settings.name.is_empty() {
            let name = self.folder.file_name().unwrap_or_default();
            return name.to_string_lossy().into_owned();
        }
        self.settings.name.clone()
    }

    /// The schema that its new documents begin with.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// How to annotate, for people to read.
    pub fn guidelines(&self) -> &str {
        &self.settings.guidelines
    }

    /// Who proposes marks, if anyone does.
    pub fn tagger(&self) -> Option<&TaggerChoice> {
        self.settings.tagger.as_ref()
    }

    /// Names another tagger, or none; [`Project::save`] writes it.
    pub fn set_tagger(&mut self, tagger: Option<TaggerChoice>) {
        self.settings.tagger = tagger;
    }

    /// The file of a model that the project names.
    pub fn model_file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A command of the project as it is run: an argument that names a file of the project is that file,
    /// wherever the program was started.
    pub fn command_line(&self, disk: &dyn Disk, command: &[String]) -> Vec<String> {
        let in_folder = |argument: &String| {
            let path = self.folder.join(argument);
            let is_file = matches!(disk.stat(&path), Ok(Some(stat)) if !stat.is_dir);
            (is_file && !argument.is_empty()).then(|| path.to_string_lossy().into_owned())
        };
        let each = command.iter();
        each.map(|argument| in_folder(argument).unwrap_or_else(|| argument.clone()))
            .collect()
    }

    /// Whether an article belongs to the blind sample, which comes without suggestions.
    ///
    /// By the id alone: it is the same on every machine, and no article before it counts.
    pub fn is_blind(&self, article: &str) -> bool {
        let Some(every) = self.settings.blind_every.filter(|every| *every > 0) else {
            return false;
        };
        let digest = Sha256::digest(article.as_bytes());
        let number = digest
            .iter()
            .take(8)
            .fold(0u64, |number, byte| number << 8 | u64::from(*byte));
        number.is_multiple_of(u64::from(every))
    }

    /// Of how many articles one is blind; `None` when none is.
    pub fn blind_every(&self) -> Option<u32> {
        self.settings.blind_every.filter(|every| *every > 0)
    }
}

fn file_of(disk: &dyn Disk, path: &Path) -> PathBuf {
    match disk.stat(path) {
        Ok(Some(stat)) if stat.is_dir => path.join(FILE),
        _ => path.to_owned(),
    }
}
