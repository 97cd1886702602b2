//! UIMA's CAS as INCEpTION and DKPro write it: JSON 0.4 and XMI 1.0.
//!
//! A CAS is a text with feature structures: those with a place are marks, those with a governor and a
//! dependent are links, and so are features that lead from one mark to another, straight or through a
//! role. Offsets are UTF-16 code units and no words are stored. A label is the last part of a type's
//! name, or a feature of the few types that INCEpTION gives every project.
//!
//! JSON follows the reference files, which write neither `%HEADER` nor the anchors of the specification.

mod build;
mod found;
mod json_read;
mod json_write;
mod naming;
mod structure;
mod types;
mod xmi_read;
mod xmi_types;
mod xmi_write;

use super::{Format, Glimpse};

/// The key in `extra` under which stays what a CAS says and a document has no place for.
const KEY: &str = "cas";

/// JSON.
pub static CAS_JSON: Format = Format {
    name: "cas-json",
    title: "UIMA CAS JSON",
    recognises: is_json,
    reads: Some(&json_read::Reader),
    writes: Some(&json_write::Writer),
};

fn is_json(glimpse: &Glimpse<'_>) -> bool {
    glimpse.has(&["\"%FEATURE_STRUCTURES\""]) || glimpse.has(&["\"%TYPES\""])
}

/// XMI.
pub static CAS_XMI: Format = Format {
    name: "cas-xmi",
    title: "UIMA CAS XMI",
    recognises: is_xmi,
    reads: Some(&xmi_read::Reader),
    writes: Some(&xmi_write::Writer),
};

fn is_xmi(glimpse: &Glimpse<'_>) -> bool {
    glimpse.has(&["http://www.omg.org/XMI", "http:///uima/cas.ecore"])
}
