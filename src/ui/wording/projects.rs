//! Words about making a project.

#![expect(missing_docs, reason = "a constant’s words say what it is")]

use crate::project::Project;
use std::path::Path;

pub const TITLE: &str = "New project";
pub const ABOUT: &str = "A folder with articles and everyone’s annotations, to share by git or a file server. What is in the folder already stays as it is";
pub const NAME: &str = "Name";
pub const NAME_HINT: &str = "What the project is about";
pub const FOLDER: &str = "Folder";
pub const FOLDER_HINT: &str = "A new folder, or one to make a project of";
pub const CREATE: &str = "Create";
pub const CREATING: &str = "Creating…";
pub const NO_NAME: &str = "Give the project a name";
pub const NO_FOLDER: &str = "Say in which folder it is to be";
pub const BROKE_OFF: &str = "Creating it broke off: see what is in the folder";
pub const IS_FILE: &str = "That is a file: name a folder";

pub const CHANGED: &str =
    "The project’s file has changed and holds from now on; the labels of the open article stay";

/// The project's file has changed and is not in order.
pub fn not_taken_up(why: &impl std::fmt::Display) -> String {
    format!("The project’s file cannot be read, and holds as it was: {why}")
}

/// The folder is a project already.
pub const IS_PROJECT: &str = "This folder is a project already: choose another, or open it";

/// It could not be made.
pub fn not_made(why: &impl std::fmt::Display) -> String {
    format!("The project could not be made: {why}")
}

/// It is made, and what comes next.
pub fn made(project: &Project, articles: &Path) -> String {
    format!(
        "“{}” is made. Put its articles (.txt) into {}, then open it",
        project.name(),
        articles.display()
    )
}
