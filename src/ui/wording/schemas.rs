//! The words of the choice of labels.

pub const LABELS: &str = "Labels";

/// How a schema is called: "News".
pub fn title(name: &str, own: bool) -> String {
    if own {
        return "This document’s own".to_owned();
    }
    super::value(name)
}

/// What a schema is for, and what it has.
pub fn about(description: &str, labels: &[&str]) -> String {
    let labels = labels.join(", ");
    match description {
        "" => labels,
        description => format!("{description}\n{labels}"),
    }
}

/// Other labels are in force.
pub fn changed(name: &str) -> String {
    format!(
        "Labels: {}. New articles begin with them",
        super::value(name)
    )
}
