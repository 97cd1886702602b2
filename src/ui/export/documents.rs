//! The documents of the open article or its project, one after another.

use super::asked::Asked;
use super::going_out::{Failure, Report, Scope, Sources, Whose};
use crate::disk::Disk;
use crate::formats::Reason;
use crate::model::Document;
use crate::store;
use std::path::Path;

/// Gives each document that is asked for; what cannot be read, and how many articles are others' alone, is noted
/// in the report.
pub fn each(
    disk: &dyn Disk,
    sources: &Sources,
    asked: &Asked,
    report: &mut Report,
    put: &mut dyn FnMut(&Document) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (Scope::Project, Some((project, open, annotator))) = (asked.scope, &sources.project) else {
        return put(&sources.open);
    };
    let mut others = 0;
    for article in project.articles(disk)? {
        let mine = project.place(&article.id, annotator);
        let is_open = article.id == *open;
        if is_open {
            put(&sources.open)?;
        } else if article.is_begun && disk.exists(&mine) {
            read(disk, &article.id, &mine, report, put)?;
        } else if asked.whose == Whose::Mine {
            others += u64::from(article.is_begun);
        }
        if asked.whose == Whose::Everyones && article.is_begun {
            for (_, path) in project.annotators(disk, &article.id)? {
                if path != mine {
                    read(disk, &article.id, &path, report, put)?;
                }
            }
        }
    }
    if others > 0 {
        let left_out = &mut report.written.left_out.articles;
        *left_out.entry(Reason::OtherAnnotator).or_default() += others;
    }
    Ok(())
}

fn read(
    disk: &dyn Disk,
    article: &str,
    path: &Path,
    report: &mut Report,
    put: &mut dyn FnMut(&Document) -> Result<(), Failure>,
) -> Result<(), Failure> {
    match store::open(disk, path) {
        Ok(opened) => {
            let unfit = opened.misfits.iter();
            let unfit =
                unfit.map(|misfit| format!("{article}: {}: {}", misfit.span.id, misfit.problem));
            report.unread.extend(unfit);
            put(&opened.document)
        }
        Err(error) => {
            report.unread.push(format!("{article}: {error}"));
            Ok(())
        }
    }
}
