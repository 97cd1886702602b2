//! Which tagger `--tagger` names.

use crate::tagger::Tagger;
use crate::tagger::rules::Rules;
use anyhow::bail;
use std::sync::Arc;

/// The tagger of this name.
pub fn choose(name: &str) -> anyhow::Result<Arc<dyn Tagger>> {
    match name {
        "rules" => Ok(Arc::new(Rules)),
        _ => bail!("there is no tagger {name}"),
    }
}
