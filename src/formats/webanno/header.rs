//! Layers and their columns, as the first lines of a file declare them.

use super::short;

/// What kind of layer it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Marks on text.
    Spans,
    /// Marks that are one after another, as mentions of the same.
    Chains,
    /// Ties between marks.
    Relations,
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// Nothing but that the mark is there.
    Bare,
    /// The value of a feature.
    Feature(String),
    /// The parts that others play in a feature, and in the next column the others. What is declared is
    /// kept as it is.
    Roles { feature: String, declared: String },
    /// Which marks play them: the layer, where all are of one.
    Fillers(String),
    /// Where a relation begins: the layer.
    Source(String),
}

/// A layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// What kind it is.
    pub kind: Kind,
    /// Its full name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

impl Layer {
    /// A layer of a declaration, such as `#T_SP=custom.Span|label`; `None` when it is none.
    pub fn parse(line: &str) -> Option<Self> {
        let (kind, rest) = line.trim_end().strip_prefix("#T_")?.split_once('=')?;
        let kind = match kind {
            "SP" => Kind::Spans,
            "CH" => Kind::Chains,
            "RL" => Kind::Relations,
            _ => return None,
        };
        let mut fields = rest.split('|').filter(|field| !field.is_empty());
        let name = fields.next()?.to_owned();
        let mut columns: Vec<Column> = Vec::new();
        for field in fields {
            let after_roles = matches!(columns.last(), Some(Column::Roles { .. }));
            columns.push(match (kind, field.split_once('_')) {
                (Kind::Relations, Some(("BT", layer))) => Column::Source(layer.to_owned()),
                (Kind::Spans, Some(("ROLE", rest))) => {
                    let feature = rest.split_once(':').map_or(rest, |(_, feature)| feature);
                    // The feature's name may have the character that parts it from its type.
                    let end = feature.rfind('_').unwrap_or(feature.len());
                    Column::Roles {
                        feature: feature.get(..end).unwrap_or_default().to_owned(),
                        declared: field.to_owned(),
                    }
                }
                (Kind::Spans, _) if after_roles => Column::Fillers(field.to_owned()),
                _ => Column::Feature(field.to_owned()),
            });
        }
        if columns.is_empty() {
            columns.push(Column::Bare);
        }
        Some(Self {
            kind,
            name,
            columns,
        })
    }

    /// Its declaration.
    pub fn declared(&self) -> String {
        let kind = match self.kind {
            Kind::Spans => "SP",
            Kind::Chains => "CH",
            Kind::Relations => "RL",
        };
        let mut line = format!("#T_{kind}={}", self.name);
        for column in &self.columns {
            line.push('|');
            match column {
                Column::Bare => {}
                Column::Feature(name) | Column::Fillers(name) => line.push_str(name),
                Column::Roles { declared, .. } => line.push_str(declared),
                Column::Source(layer) => {
                    line.push_str("BT_");
                    line.push_str(layer);
                }
            }
        }
        line
    }

    /// The feature that names its marks.
    pub fn label(&self) -> Option<&str> {
        [super::LABEL, super::VALUE]
            .into_iter()
            .find(|name| self.has(name))
    }

    /// Whether it has a feature.
    pub fn has(&self, feature: &str) -> bool {
        let is = |column: &Column| matches!(column, Column::Feature(name) if name == feature);
        self.columns.iter().any(is)
    }

    /// What its marks are called that have no name of their own.
    pub fn short(&self) -> &str {
        short(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_come_back() {
        for line in [
            "#T_SP=webanno.custom.SimpleSpan|",
            "#T_SP=custom.Span|label|kind",
            "#T_SP=custom.Frame|FE|ROLE_custom.Frame:my_Roles_custom.FrameRolesLink|custom.Lu",
            "#T_CH=custom.Link|referenceRelation|referenceType",
            "#T_RL=custom.Relation|label|BT_custom.Span",
        ] {
            let layer = Layer::parse(line).unwrap();
            assert_eq!(layer.declared(), line);
        }
        let layer = Layer::parse("#T_SP=a.Frame|ROLE_a.Frame:my_Roles_a.Link|a.Lu").unwrap();
        let Some(Column::Roles { feature, .. }) = layer.columns.first() else {
            panic!()
        };
        assert_eq!(feature, "my_Roles");
        assert_eq!(
            layer.columns.get(1),
            Some(&Column::Fillers("a.Lu".to_owned()))
        );
    }
}
