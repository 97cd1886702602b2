//! `dictum tag`: automatic tags for articles.

use super::End;
use crate::article::Article;
use crate::disk::{Disk as _, RealDisk};
use crate::store::{schemas, write_jsonl};
use crate::tagger::{self, rules::Rules};
use anyhow::Context as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

/// What `dictum tag` is told.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Articles (.txt).
    #[arg(required = true)]
    input: Vec<PathBuf>,
}

/// Tags every input and writes one document a line to standard output.
pub fn run(arguments: &Arguments) -> anyhow::Result<End> {
    let schema = schemas::news();
    let mut out = std::io::stdout().lock();
    for path in &arguments.input {
        let bytes = RealDisk::default().read(path)?;
        let mut document = Article::new(&bytes, path)?.into_document(Arc::clone(&schema));
        let edit = tagger::tag(&Rules, &document)?;
        document.apply(&edit)?;
        out.write_all(write_jsonl(&document).as_bytes())
            .context("standard output")?;
    }
    Ok(End::Done)
}
