//! What a format can hold.

/// What a format can hold of a document. What it cannot is named in the loss report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    /// Spans of several pieces.
    pub fragments: bool,
    /// Spans over the same words.
    pub overlaps: Overlaps,
    /// Links between spans.
    pub links: bool,
    /// What is set on spans.
    pub attributes: bool,
    /// What is set on links.
    pub link_attributes: bool,
    /// Who or what a span means, told apart from others of the same name.
    pub entities: bool,
    /// Remarks on spans.
    pub notes: bool,
    /// That nobody was decided to have said it.
    pub nobody: bool,
    /// Who made and who decided: origin, score, decision, proposal.
    pub provenance: bool,
    /// Title, language and where the article came from.
    pub metadata: bool,
}

/// Which spans may share words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlaps {
    /// Any.
    Any,
    /// Those of different labels.
    OtherLabels,
    /// None.
    None,
}

impl Holds {
    /// Everything.
    pub const ALL: Self = Self {
        fragments: true,
        overlaps: Overlaps::Any,
        links: true,
        attributes: true,
        link_attributes: true,
        entities: true,
        notes: true,
        nobody: true,
        provenance: true,
        metadata: true,
    };

    /// Labels on stretches of text, which may overlap, and nothing else.
    pub const SPANS: Self = Self {
        fragments: false,
        overlaps: Overlaps::Any,
        links: false,
        attributes: false,
        link_attributes: false,
        entities: false,
        notes: false,
        nobody: false,
        provenance: false,
        metadata: false,
    };
}

/// What becomes of a span of several pieces where a format has only whole ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pieces {
    /// Each piece becomes a span; links keep to the first, and `continues` leads from one to the next
    /// where there are links.
    #[default]
    Split,
    /// One span from the first word to the last.
    Cover,
    /// It is left out.
    Drop,
}
