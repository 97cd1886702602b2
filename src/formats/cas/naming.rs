//! Types and features by name, and which labels they are.

/// The text itself.
pub const SOFA: &str = "uima.cas.Sofa";
/// The name of the one text that is read.
pub const VIEW: &str = "_InitialView";
/// What is said of the whole document.
pub const DOCUMENT: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
/// Tokens, which INCEpTION asks for.
pub const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
/// Sentences, which INCEpTION asks for.
pub const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
/// What only Dictum says of a whole document, as JSON in one feature.
pub const ARTICLE: &str = "dictum.Article";
/// The feature with what only Dictum says, as JSON.
pub const DICTUM: &str = "dictum";
/// Where a relation begins.
pub const GOVERNOR: &str = "Governor";
/// Where a relation ends.
pub const DEPENDENT: &str = "Dependent";
/// Spans whose label can be no type's name.
pub const SPAN: &str = "custom.Span";
/// Relations whose label can be no type's name.
pub const RELATION: &str = "custom.Relation";

/// Features that every annotation has, or that mean something else here.
const RESERVED: [&str; 7] = ["begin", "end", "sofa", GOVERNOR, DEPENDENT, DICTUM, "label"];

/// The last part of a type's name.
pub fn short(kind: &str) -> &str {
    kind.rsplit('.').next().unwrap_or(kind)
}

/// Whether a type's structures are of the document, not marks in it.
pub fn is_of_document(kind: &str) -> bool {
    matches!(
        short(kind),
        "DocumentAnnotation" | "DocumentMetaData" | "TagsetDescription" | "TagDescription"
    ) || kind == ARTICLE
}

/// Whether a type's structures part the text and are no marks by themselves.
pub fn is_structural(kind: &str) -> bool {
    matches!(kind, TOKEN | SENTENCE)
        || matches!(short(kind), "Token" | "Sentence" | "Paragraph" | "Heading")
}

/// The feature that is a structure's label, for types that are too general to be one.
pub fn label_feature(kind: &str) -> &'static [&'static str] {
    match short(kind) {
        "Span" | "Relation" => &["label", "value"],
        "NamedEntity" => &["value"],
        _ => &[],
    }
}

/// The type of a label's spans; `None` when the label can be no type's name.
pub fn span_type(label: &str) -> Option<String> {
    let is_taken = matches!(label, "Span" | "Relation" | "NamedEntity");
    (is_name(label) && !is_taken && !is_structural(label) && !is_of_document(label))
        .then(|| format!("custom.{label}"))
}

/// The type of a label's relations; `None` when the label can be no type's name.
pub fn relation_type(label: &str) -> Option<String> {
    let is_taken = matches!(label, "Span" | "Relation" | "NamedEntity");
    (is_name(label) && !is_taken).then(|| format!("custom.relation.{label}"))
}

/// The feature of an attribute, `None` when it can be none.
pub fn feature(attribute: &str) -> Option<String> {
    if KEYWORDS.contains(&attribute) {
        return Some(format!("{attribute}_"));
    }
    let is_escaped = attribute_of(attribute) != attribute;
    (is_name(attribute) && !RESERVED.contains(&attribute) && !is_escaped)
        .then(|| attribute.to_owned())
}

/// The attribute of a feature.
pub fn attribute_of(feature: &str) -> &str {
    let bare = feature.strip_suffix('_');
    bare.filter(|bare| KEYWORDS.contains(bare))
        .unwrap_or(feature)
}

/// Words that cannot name a feature where programs make code of features, in Java or Python; an
/// underscore is added to them.
const KEYWORDS: [&str; 68] = [
    "abstract",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "boolean",
    "break",
    "byte",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "continue",
    "def",
    "default",
    "del",
    "do",
    "double",
    "elif",
    "else",
    "enum",
    "except",
    "extends",
    "final",
    "finally",
    "float",
    "for",
    "from",
    "global",
    "goto",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "int",
    "interface",
    "is",
    "lambda",
    "long",
    "native",
    "new",
    "nonlocal",
    "not",
    "or",
    "package",
    "pass",
    "private",
    "protected",
    "public",
    "raise",
    "return",
    "short",
    "static",
    "super",
    "switch",
    "synchronized",
    "this",
    "throw",
    "throws",
    "transient",
    "try",
    "void",
    "volatile",
    "while",
    "yield",
];

/// Whether this can be a part of a name in UIMA: a letter, then letters, digits and underscores.
fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_is_no_feature() {
        for (attribute, feature_there) in [
            ("kind", Some("kind")),
            ("class", Some("class_")),
            ("class_", None),
            ("begin", None),
            ("two words", None),
        ] {
            let feature = feature(attribute);
            assert_eq!(feature.as_deref(), feature_there);
            assert!(feature.is_none_or(|feature| attribute_of(&feature) == attribute));
        }
    }

    #[test]
    fn labels_are_types_where_they_can_be() {
        for (label, kind) in [
            ("quote", Some("custom.quote")),
            ("said_2", Some("custom.said_2")),
            ("2nd", None),
            ("Zitat §", None),
            ("", None),
            ("Span", None),
            ("Token", None),
        ] {
            assert_eq!(span_type(label).as_deref(), kind, "{label}");
            if let Some(kind) = kind {
                assert_eq!(short(kind), label);
            }
        }
    }
}
