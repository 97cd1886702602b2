//! What a project's file says, and the schema it names.

use super::ProjectError;
use crate::disk::Disk;
use crate::model::Schema;
use crate::store::wire::project as wire;
use crate::store::{self, schemas};
use std::path::Path;
use std::sync::Arc;
pub use wire::TaggerChoice;

pub(super) fn read(disk: &dyn Disk, file: &Path) -> Result<wire::Project, ProjectError> {
    let bytes = disk.read(file)?;
    Ok(store::read_project(&bytes, file)?)
}

/// The schema that the project names; `file` is the project's.
pub(super) fn schema(
    disk: &dyn Disk,
    choice: &wire::SchemaChoice,
    folder: &Path,
    file: &Path,
) -> Result<Arc<Schema>, ProjectError> {
    match choice {
        wire::SchemaChoice::Named(name) => named(name, file),
        // A reference, as documents give it.
        wire::SchemaChoice::Whole(schema) if schema.is_reference() => named(&schema.name, file),
        wire::SchemaChoice::Whole(schema) => Ok(Arc::new(Schema::from((**schema).clone()))),
        wire::SchemaChoice::File(name) => {
            let path = folder.join(name);
            let schema = store::read_schema(&disk.read(&path)?, &path)?;
            Ok(Arc::new(schema))
        }
    }
}

fn named(name: &str, file: &Path) -> Result<Arc<Schema>, ProjectError> {
    schemas::bundled(name).ok_or_else(|| ProjectError::NoSuchSchema {
        name: name.to_owned(),
        known: schemas::NAMES.join(", "),
        file: file.to_owned(),
    })
}
