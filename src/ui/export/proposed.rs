//! Where an export is proposed to go, and where it may not.

use super::going_out::{Scope, Sources};
use crate::disk::file_name;
use crate::formats::{Destination, Format, Layout};
use crate::ui::wording::exchange as words;
use std::path::{Path, PathBuf};

/// The place that is proposed: beside the document, and beside the project for one of a project.
pub fn place(sources: &Sources, scope: Scope, format: &Format, is_dataset: bool) -> PathBuf {
    let project = sources.project.as_ref().map(|(project, ..)| project);
    let name = match (scope, project) {
        (Scope::Project, Some(project)) => project.name(),
        _ => sources.name.clone(),
    };
    let near = project.map(|project| project.folder());
    let near = near.or(sources.near.as_deref());
    let near = near.and_then(|near| std::path::absolute(near).ok());
    let folder = near.as_deref().and_then(Path::parent).map(Path::to_owned);
    let folder = folder.or_else(std::env::home_dir).unwrap_or_default();
    let name = file_name_of(&name);
    if is_dataset {
        return folder.join(format!("{name}-dataset"));
    }
    folder.join(file_for(&name, scope, format))
}

/// A name for a file: what would lead to another folder stands for nothing in it.
fn file_name_of(name: &str) -> String {
    let plain = name.replace(['/', '\\'], "-");
    let plain = plain.trim().trim_start_matches('.');
    match plain {
        "" => file_name::escape(name),
        plain => plain.to_owned(),
    }
}

fn file_for(name: &str, scope: Scope, format: &Format) -> String {
    match format.writes.map(|writes| writes.layout()) {
        Some(Layout::One { extensions, .. }) => {
            let extension = extensions.first().unwrap_or(&format.name);
            format!("{name}.{extension}")
        }
        // One document of ours is one file; beside the document itself it has another name.
        _ if format.is_native() && scope == Scope::Article => {
            format!("{name}-export.{}", format.name)
        }
        _ => format!("{name}-{}", format.name),
    }
}

/// Why an export may not go there: it would take the place of the work itself.
pub fn refused(sources: &Sources, destination: &Destination) -> Option<String> {
    let own = sources.own.iter().map(PathBuf::as_path);
    if destination.holds(own) {
        return Some(words::HOLDS_WORK.to_owned());
    }
    let (project, ..) = sources.project.as_ref()?;
    let of_project = project.folders_of_work();
    let inside = of_project.iter().any(|folder| {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        let path = std::path::absolute(destination.path()).unwrap_or_default();
        path.canonicalize().unwrap_or(path).starts_with(folder)
    });
    inside.then(|| words::IN_WORK.to_owned())
}
