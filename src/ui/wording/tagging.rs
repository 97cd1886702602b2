//! Words about tagging, and about learning from a project.

use super::counted;
use crate::tagger::learned::Measure;

pub const TAG: &str = "Tag this article";
pub const TAGGING: &str = "Tagging…";
pub const BROKE_OFF: &str = "The tagger broke off; nothing was changed";
pub const NOT_TAGGED: &str = "Not tagged";
pub const BLIND: &str = "This article is of the blind sample: it comes without suggestions, so that the tagger can be judged";
pub const NO_PROJECT: &str =
    "Open a project first: a folder with dictum.ron. “dictum train” learns from any folder";
pub const LEARNING_ALREADY: &str = "Dictum is learning from the project already";
pub const USE_IT: &str = "Use it from now on";
pub const NOT_LEARNED: &str = "Nothing was learned";
pub const NOT_USED: &str = "The model could not be put into the project";
pub const STOPPED: &str = "Learning was broken off";
pub const AGREE_TITLE: &str = "Let this project run a program?";
pub const AGREE: &str = "Run it";
pub const AGREED: &str = "The program runs for this project from now on";
pub const NOT_AGREED: &str = "The program does not run; nothing was tagged";

pub const NOT_REMEMBERED: &str = "The agreement could not be kept and is asked again next time";
pub const ASKS_FIRST: &str =
    "The tagger of this project is a program: {tag-article} asks whether it may run";

/// What the tagger did.
pub fn tagged(name: &str, marks: usize) -> String {
    format!("{} by {name}", counted(marks, "new suggestion"))
}

/// What the tagger of a project is asked about.
pub fn agree_to(project: &str) -> String {
    format!(
        "The project “{project}” names a program as its tagger. It would run with your rights and read every article that you tag. Run it only if you trust whoever made the project."
    )
}

/// How many documents have been read.
pub fn reading(documents: usize) -> String {
    format!(
        "Learning from this project: {} read",
        counted(documents, "document")
    )
}

/// How far the learning is.
pub fn learning(percent: usize) -> String {
    format!("Learning from this project: {percent}\u{a0}%")
}

/// What was learned of a label.
pub fn learned_label(label: &str, marks: usize, score: Option<Measure>) -> String {
    let marks = counted(marks, "mark");
    match score {
        Some(score) => format!(
            "{label} from {marks}: finds {:.0}\u{a0}%, and {:.0}\u{a0}% of what it proposes is right",
            100.0 * score.recall,
            100.0 * score.precision
        ),
        None => format!("{label} from {marks}"),
    }
}

/// What was learned in all.
pub fn learned(documents: usize, left_out: usize, labels: &str) -> String {
    let documents = counted(documents, "article");
    let left_out = match left_out {
        0 => String::new(),
        count => format!(" ({count} left out: not done)"),
    };
    format!("Learned from {documents}{left_out}. On articles held out: {labels}")
}

/// The project names the model.
pub fn used(project: &str) -> String {
    format!("“{project}” is tagged by what was learned from now on")
}
